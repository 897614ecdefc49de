/** Times that are promised to somebody. */
import { html, type TemplateResult } from 'lit';
import type { AppointmentView } from '../../../firmware-host/messages/lobby.ts';
import { icon } from '../../theme/icons.ts';
import { book, release } from './case-deeds.ts';
import type { SupervisorModel } from './model.ts';

export function appointments(model: SupervisorModel): TemplateResult {
  const { view, words, ask } = model;
  const { appointments: all } = view;
  return html`<section class="list wide">
    <header>
      <h1>${words.text('supervisor.tab.appointments')}</h1>
      <span class="quiet">${words.text('supervisor.appointments', { count: all.length })}</span>
      <span class="push do">
        <button class="btn slim main" @click=${() => ask(book)}>
          ${icon('calendar')}${words.text('supervisor.do.book')}
        </button>
      </span>
    </header>
    ${
      all.length === 0
        ? html`<p class="none quiet">${words.text('supervisor.appointments.none')}</p>`
        : html`<table>
            <thead>
              <tr>
                <th>${words.text('supervisor.time')}</th>
                <th>${words.text('supervisor.code')}</th>
                <th>${words.text('supervisor.service')}</th>
                <th>${words.text('supervisor.state')}</th>
                <th>${words.text('supervisor.source')}</th>
                <th><span class="unseen">${words.text('console.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              ${all.map((one) => row(one, model))}
            </tbody>
          </table>`
    }
  </section>`;
}

function row(booked: AppointmentView, { view, words, ask }: SupervisorModel): TemplateResult {
  const { at, code, service, serviceName, state, source } = booked;
  const ms = Date.parse(at);
  return html`<tr>
    <td class="num">${words.day(ms, view.timeZone)} ${words.time(ms, view.timeZone)}</td>
    <th scope="row" class="big">${code}</th>
    <td>
      <span class="service"><i class="plate">${service}</i>${words.name(serviceName)}</span>
    </td>
    <td>
      <span class="is ${state === 'missed' ? 'warn' : 'ok'}"
        >${icon(state === 'missed' ? 'warning' : 'calendar')}${words.text(`supervisor.booking.${state}`)}</span
      >
    </td>
    <td>${words.text(`supervisor.source.${source}`)}</td>
    <td class="r">
      <button
        class="btn slim"
        aria-label="${words.text('supervisor.do.release')} ${code}"
        @click=${() => ask(release(booked))}
      >
        ${words.text('supervisor.do.release')}
      </button>
    </td>
  </tr>`;
}
