/** The lobby as a whole: its day, everybody in it, and what it is told. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LobbyNotice } from '../../../firmware-host/messages/lobby.ts';
import { icon } from '../../theme/icons.ts';
import { acknowledge, closeDay, evacuate, openDay, reopenDay, resume } from './lobby-deeds.ts';
import type { Asker, SupervisorModel } from './model.ts';
import { places, postNotice, spanOf, withdraw } from './notice-deeds.ts';
import { listed, type DeedName } from './said.ts';

export const hall = (model: SupervisorModel): TemplateResult => html`${notices(model)} ${day(model)}`;

function notices(model: SupervisorModel): TemplateResult {
  const { view, words, ask } = model;
  return html`<section class="list">
    <header>
      <h1>${words.text('supervisor.notices')}</h1>
      <span class="push do">
        <button class="btn slim" @click=${() => ask(postNotice('ordinary'))}>
          ${icon('info')}${words.text('supervisor.do.notice')}
        </button>
        <button class="btn slim" @click=${() => ask(postNotice('emergency'))}>
          ${icon('warning')}${words.text('supervisor.do.emergency')}
        </button>
      </span>
    </header>
    ${
      view.notices.length === 0
        ? html`<p class="none quiet">${words.text('supervisor.notices.none')}</p>`
        : html`<ul class="notices">
            ${view.notices.map((notice) => row(notice, model))}
          </ul>`
    }
  </section>`;
}

function row(notice: LobbyNotice, model: SupervisorModel): TemplateResult {
  const { words, ask } = model;
  const { kind, texts, active, on } = notice;
  const isEmergency = kind === 'emergency';
  const where = places
    .filter((place) => on.includes(place))
    .map((place) => words.text(`supervisor.on.${place}`));
  return html`<li>
    <span class="is ${isEmergency ? 'bad' : ''}"
      >${icon(isEmergency ? 'warning' : 'info')}${words.text(`supervisor.notice.${kind}`)}</span
    >
    <div>
      <p class="text">${words.name(texts)}</p>
      <p class="quiet small">${spanOf(notice, model)} · ${listed(where, words)}</p>
    </div>
    <span class="is ${active ? 'ok' : ''}"
      >${icon(active ? 'check' : 'clock')}${words.text(active ? 'supervisor.active' : 'supervisor.later')}</span
    >
    <button class="btn slim" @click=${() => ask(withdraw(notice))}>
      ${words.text('supervisor.do.withdraw')}
    </button>
  </li>`;
}

/** What touches everybody, each with what it is like now. */
function day(model: SupervisorModel): TemplateResult {
  const { view, words } = model;
  const dayState =
    view.day === null
      ? words.text('supervisor.day.none')
      : words.text(view.day.closed ? 'supervisor.day.closed' : 'supervisor.day.open', {
          date: words.day(Date.parse(view.day.date), 'UTC'),
        });
  const isOpen = view.day !== null && !view.day.closed;
  return html`<aside class="open" aria-label=${words.text('supervisor.day')}>
    <section>
      <h2>${words.text('supervisor.day')}</h2>
      <p class="is ${isOpen ? 'ok' : 'warn'}">${icon(isOpen ? 'check' : 'closed')}${dayState}</p>
      <p class="quiet">${words.text('supervisor.day.left', { count: view.leftOverTotal })}</p>
      <div class="deeds">
        ${isOpen ? press('close-day', closeDay, model) : press('open-day', openDay, model)}
        ${view.day?.closed === true ? press('reopen-day', reopenDay, model) : nothing}
      </div>
    </section>
    <section>
      <h2>${words.text('supervisor.everybody')}</h2>
      <p class="is ${view.evacuation === null ? 'ok' : 'bad'}">
        ${icon(view.evacuation === null ? 'check' : 'exit')}${
          view.evacuation === null
            ? words.text('supervisor.inside')
            : words.text('supervisor.outside', { reason: view.evacuation })
        }
      </p>
      <div class="deeds">
        ${view.evacuation === null ? press('evacuate', evacuate, model) : press('resume', resume, model)}
      </div>
    </section>
    ${
      view.restored === null
        ? nothing
        : html`<section>
            <h2>${words.text('warning.restored')}</h2>
            <p class="quiet">${words.text('warning.restored.visitors')}</p>
            <div class="deeds">${press('acknowledge', acknowledge, model)}</div>
          </section>`
    }
  </aside>`;
}

const press = (deed: DeedName, asker: Asker, { words, ask }: SupervisorModel): TemplateResult =>
  html`<button class="btn" @click=${() => ask(asker)}>${words.text(`supervisor.do.${deed}`)}</button>`;
