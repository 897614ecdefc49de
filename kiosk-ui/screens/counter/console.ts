/** The console while somebody is signed in: who waits, who is here, what can be done. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket, CounterView } from '../../../firmware-host/messages/views.ts';
import { icon } from '../../theme/icons.ts';
import type { Words } from '../../host/words.ts';
import { actions, usualNext, type ActionId } from './actions.ts';

export interface ConsoleModel {
  readonly view: CounterView;
  readonly words: Words;
  readonly nowMs: number;
  readonly busy: boolean;
  readonly act: (action: ActionId) => void;
}

const minutesSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 60_000));

export function queue({ view, words, nowMs }: ConsoleModel): TemplateResult {
  const longest = Math.max(0, ...view.next.map((ticket) => minutesSince(ticket.takenAt, nowMs)));
  const unseen = view.waiting - view.next.length;
  return html`<section class="queue" aria-labelledby="queue-title">
    <header>
      <h2 id="queue-title">${words.text('console.waiting', { count: view.waiting })}</h2>
      ${
        view.next.length === 0
          ? nothing
          : html`<span class="quiet push">${words.rich('console.longest', { minutes: longest })}</span>`
      }
    </header>
    ${view.next.length === 0 ? html`<p class="quiet none">${words.text('console.none-waiting')}</p>` : nothing}
    <ol>
      ${view.next.map(
        (ticket, place) =>
          html`<li class=${place === 0 ? 'first' : ''}>
            <span class="no">${ticket.number}</span>
            <span class="service">${words.name(ticket.serviceName)}</span>
            <span class="waited"
              >${words.rich('site.minutes', { minutes: minutesSince(ticket.takenAt, nowMs) })}</span
            >
            ${
              place === 0
                ? html`<span class="is small next">${icon('arrow')}${words.text('console.next')}</span>`
                : nothing
            }
          </li>`,
      )}
    </ol>
    ${unseen > 0 ? html`<p class="quiet small more">${words.text('console.more', { count: unseen })}</p>` : nothing}
  </section>`;
}

export function visit(model: ConsoleModel): TemplateResult {
  const { view, words } = model;
  const { ticket } = view;
  if (ticket === null) return free(model);
  const phase = ticket.state === 'serving' ? 'serving' : 'called';
  return html`
    <div class="now">
      <span class="number">${ticket.number}</span>
      <div class="about">
        ${
          phase === 'called'
            ? html`<span class="tag call phase">${icon('bell')}${words.text('console.state.called')}</span>`
            : html`<span class="is go phase">${icon('person')}${words.text('console.state.serving')}</span>`
        }
        <span>
          ${words.name(ticket.serviceName)} ·
          ${words.rich('console.archive', { number: ticket.archiveNumber })}
        </span>
      </div>
    </div>
    ${line(model, ticket)}
  `;
}

function free({ view, words }: ConsoleModel): TemplateResult {
  const [next] = view.next;
  return html`<div class="free">
    ${icon(next === undefined ? 'check' : 'bell')}
    <p class="phase">${words.text('console.idle')}</p>
    <p class="quiet">
      ${
        next === undefined
          ? words.text('console.idle.wait')
          : words.text('console.idle.call', { number: next.number })
      }
    </p>
  </div>`;
}

/** A visit drawn as a railway line: stations are moments, track is time. */
function line({ view, words, nowMs }: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const takenMs = Date.parse(ticket.takenAt);
  const calledMs = ticket.calledAt === null ? null : Date.parse(ticket.calledAt);
  const startedMs = ticket.startedAt === null ? null : Date.parse(ticket.startedAt);
  const at = (ms: number | null) => (ms === null ? nothing : words.time(ms, view.timeZone));
  const serving = startedMs !== null;
  return html`<ol class="line" aria-label=${words.text('console.line')}>
    <li>
      <span class="took quiet"
        >${words.text('console.line.waited')}<b class="num"
          >${lasting((calledMs ?? nowMs) - takenMs)}</b
        ></span
      >
      <span class="at"><b>${words.text('console.line.taken')}</b>${at(takenMs)}</span>
    </li>
    <li aria-current=${serving ? 'false' : 'step'}>
      <span class="took ${serving ? 'quiet' : ''}"
        >${words.text('console.line.walking')}<b class="num ${serving ? '' : 'big'}"
          >${lasting((startedMs ?? nowMs) - (calledMs ?? nowMs))}</b
        ></span
      >
      <span class="at"
        ><b>${words.text('console.line.called', { times: ticket.calls })}</b>${at(calledMs)}</span
      >
    </li>
    <li class=${serving ? '' : 'next'} aria-current=${serving ? 'step' : 'false'}>
      <span class="took ${serving ? '' : 'quiet'}"
        >${words.text('console.line.serving')}${
          serving ? html`<b class="num big">${lasting(nowMs - startedMs)}</b>` : nothing
        }</span
      >
      <span class="at"
        ><b>${words.text(serving ? 'console.line.started' : 'console.line.to-start')}</b
        >${at(startedMs)}</span
      >
    </li>
    <li class="next">
      <span class="at"><b>${words.text('console.line.to-finish')}</b></span>
    </li>
  </ol>`;
}

const pad = (part: number): string => String(part).padStart(2, '0');

/** 6:42, or 1:06:42 from an hour on. */
function lasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const tail = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${pad(minutes)}:${tail}`;
}

export function keys({ view, words, busy, act }: ConsoleModel): TemplateResult {
  const usual = usualNext[view.state];
  return html`<aside class="acts" aria-label=${words.text('console.actions')}>
    ${actions.map(({ id, key, icon: shape }) => {
      const allowed = view.actions.includes(id);
      return html`<button
        class="btn ${allowed && id === usual ? 'main' : ''} ${id}"
        ?disabled=${!allowed}
        aria-busy=${busy}
        aria-keyshortcuts=${key}
        @click=${() => act(id)}
      >
        ${icon(shape)}${words.text(`console.${id}`)}<kbd>${key}</kbd>
      </button>`;
    })}
    <p class="small quiet">${words.text('console.dashed')}</p>
  </aside>`;
}

export const ownFigures = ({ view, words }: ConsoleModel): TemplateResult =>
  html`<footer class="own">
    <b>${words.text('console.today')}</b>
    <span>${words.rich('console.served', { count: view.servedToday })}</span>
    <span>${words.rich('console.no-shows', { count: view.noShowsToday })}</span>
  </footer>`;
