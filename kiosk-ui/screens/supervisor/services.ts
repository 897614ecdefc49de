/** The queue by service: who waits, since when, against what was promised, and whether numbers are given. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LobbyService } from '../../../firmware-host/messages/lobby.ts';
import { icon } from '../../theme/icons.ts';
import { closeService, openService } from './lobby-deeds.ts';
import type { SupervisorModel } from './model.ts';
import { bullet } from './tile.ts';
import { waitedMinutes } from './tiles.ts';

export function services(model: SupervisorModel): TemplateResult {
  const { view, words } = model;
  return html`<section class="queue">
    <header>
      <h1>${words.text('supervisor.queue')}</h1>
      <span class="quiet">${words.text('supervisor.queue.hint')}</span>
      <span class="push quiet">${words.text('supervisor.day-so-far', soFar(view))}</span>
    </header>
    <table>
      <thead>
        <tr>
          <th>${words.text('supervisor.service')}</th>
          <th class="r">${words.text('supervisor.waiting')}</th>
          <th colspan="2">${words.text('supervisor.longest-target')}</th>
          <th class="r">${words.text('supervisor.at-counters')}</th>
          <th class="r">${words.text('supervisor.taken-today')}</th>
          <th>${words.text('supervisor.gives')}</th>
          <th><span class="unseen">${words.text('console.actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${view.services.map((service) => row(service, model))}
      </tbody>
    </table>
  </section>`;
}

/** Numbers of today, in all. */
const soFar = ({ services: all, counters }: SupervisorModel['view']) => ({
  taken: all.reduce((sum, { takenToday }) => sum + takenToday, 0),
  served: counters.reduce((sum, { served }) => sum + served, 0),
  missed: counters.reduce((sum, { noShows }) => sum + noShows, 0),
});

function row(service: LobbyService, model: SupervisorModel): TemplateResult {
  const { view, words, nowMs, ask } = model;
  const { letter, name, waiting, takenToday, longest, targetMinutes } = service;
  const minutes = longest === null ? null : waitedMinutes(longest.since, nowMs);
  const isOut = minutes !== null && minutes > targetMinutes;
  const open = view.counters.filter(
    ({ state, services: offered }) => state !== 'closed' && offered.includes(letter),
  ).length;
  return html`<tr>
    <th scope="row">
      <span class="service"><i class="plate">${letter}</i>${words.name(name)}</span>
    </th>
    <td class="r big">${waiting}</td>
    <td class="wait">
      ${
        minutes === null
          ? html`<span class="quiet">—</span>`
          : html`<span class="is ${isOut ? 'bad' : ''}"
              >${isOut ? icon('bad') : nothing}<b class="num"
                >${words.text('console.park.minutes', { count: minutes })}</b
              >
              ${longest?.number}</span
            >`
      }
    </td>
    <td class="goal">
      <span
        ><span class="small quiet">${words.text('supervisor.at-most', { minutes: targetMinutes })}</span
        >${minutes === null ? nothing : bullet(0, 50, (minutes / targetMinutes) * 50, isOut)}</span
      >
    </td>
    <td class="r num">
      ${
        open === 0 && waiting > 0
          ? html`<span class="is bad">${icon('bad')}${words.text('supervisor.no-counter')}</span>`
          : open
      }
    </td>
    <td class="r num">${takenToday}</td>
    <td>${gives(service, model)}</td>
    <td class="r">
      ${
        service.closed === 'by-staff'
          ? html`<button class="btn slim" @click=${() => ask(openService(service))}>
              ${words.text('supervisor.do.open-service')}
            </button>`
          : html`<button
              class="btn slim"
              ?disabled=${service.closed !== null && service.closed !== 'full' && service.closed !== 'full-today'}
              @click=${() => ask(closeService(service))}
            >
              ${words.text('supervisor.do.close-service')}
            </button>`
      }
    </td>
  </tr>`;
}

function gives({ closed, closedReason }: LobbyService, { words }: SupervisorModel): TemplateResult {
  if (closed === null)
    return html`<span class="is ok">${icon('check')}${words.text('supervisor.gives.yes')}</span>`;
  const isFull = closed === 'full' || closed === 'full-today' || closed === 'used-up';
  return html`<span class="is ${isFull || closed === 'by-staff' ? 'warn' : ''} cut"
    >${icon('closed')}<span
      >${
        closed === 'by-staff'
          ? words.text('kiosk.closed.by-staff', {
              reason: closedReason === null ? '' : words.name(closedReason),
            })
          : words.text(`kiosk.closed.${closed}`)
      }</span
    ></span
  >`;
}
