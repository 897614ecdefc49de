/** The left column: who waits, and who comes back here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { claims } from './claims.ts';
import { lasting } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

const minutesSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 60_000));

export function queue(model: ConsoleModel): TemplateResult {
  const { view, words, nowMs } = model;
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
    <div class="waiting">
      ${view.waiting === 0 ? html`<p class="quiet none">${words.text('console.none-waiting')}</p>` : nothing}
      <ol>
        ${view.next.map((ticket, place) => waitingRow(ticket, place, words, nowMs))}
      </ol>
      ${unseen > 0 ? html`<p class="quiet small more">${words.text('console.more', { count: unseen })}</p>` : nothing}
    </div>
    ${held(model)}
  </section>`;
}

const waitingRow = (
  ticket: CounterView['next'][number],
  place: number,
  words: Words,
  nowMs: number,
): TemplateResult =>
  html`<li class=${place === 0 ? 'first' : ''}>
    <span class="no">${ticket.number}</span>
    <span class="service">${words.name(ticket.serviceName)}</span>
    <span class="waited"
      >${words.rich('site.minutes', { minutes: minutesSince(ticket.takenAt, nowMs) })}</span
    >
    <span class="claims small">${claims(ticket, words)}</span>
    ${
      place === 0
        ? html`<span class="is small next">${icon('arrow')}${words.text('console.next')}</span>`
        : nothing
    }
  </li>`;

/** Digits take up the one of that place again. */
function held({ view, words, nowMs, busy, resume }: ConsoleModel): TemplateResult | typeof nothing {
  if (view.held.length === 0) return nothing;
  const isFree = view.ticket === null && view.state !== 'paused';
  return html`<section class="held" aria-labelledby="held-title">
    <h2 id="held-title">${words.text('console.held', { count: view.held.length })}</h2>
    <ul>
      ${view.held.map(
        (ticket, place) =>
          html`<li>
            <span class="no">${ticket.number}</span>
            <span class="service"
              >${words.name(ticket.serviceName)}${
                ticket.heldAt === null
                  ? nothing
                  : html`<b class="num">${lasting(nowMs - Date.parse(ticket.heldAt))}</b>`
              }</span
            >
            <button
              class="btn slim"
              ?disabled=${!isFree}
              aria-busy=${busy}
              aria-keyshortcuts=${String(place + 1)}
              @click=${() => resume(ticket.id)}
            >
              ${words.text('console.resume')}<kbd>${place + 1}</kbd>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
