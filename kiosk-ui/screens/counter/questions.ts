/** What a key asks before anything is sent. All of it by keyboard. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import { dialogHead } from './dialog-head.ts';
import { handOver } from './hand-over.ts';
import { handOverInstead } from './hand-over-key.ts';
import type { ConsoleModel } from './model.ts';
import { noShow } from './no-show.ts';
import { sendOn } from './send-on.ts';

export const pauseReasons = [
  'break',
  'meal',
  'meeting',
  'training',
  'paperwork',
  'other',
] as const satisfies readonly NonNullable<CounterView['pause']>[];

export function question(model: ConsoleModel): TemplateResult | typeof nothing {
  const { ticket } = model.view;
  switch (model.question) {
    case 'pause':
      return whyPause(model);
    case 'papers':
      return papers(model);
    case 'hand-over':
      return handOver(model);
    case 'transfer':
      return ticket === null ? nothing : sendOn(model, ticket);
    case 'sure':
      return ticket === null ? nothing : noShow(model, ticket);
    case 'case':
    case null:
      return nothing;
  }
}

const papers = ({ view, words, nowMs, position, close }: ConsoleModel): TemplateResult =>
  html`<foyer-papers
    .words=${words}
    .timeZone=${view.timeZone}
    .nowMs=${nowMs}
    .position=${position}
    .close=${close}
  ></foyer-papers>`;

function whyPause(model: ConsoleModel): TemplateResult {
  const { words, answer, close, busy } = model;
  return html`<section class="question" role="dialog" aria-labelledby="question-title">
    ${dialogHead(words.text('console.pause.why'), words, close, handOverInstead(model))}
    <ul class="reasons">
      ${pauseReasons.map(
        (reason, place) =>
          html`<li>
            <button
              class="btn"
              aria-busy=${busy}
              aria-keyshortcuts=${String(place + 1)}
              @click=${() => answer('pause', { reason })}
            >
              ${words.text(`console.pause.${reason}`)}<kbd>${place + 1}</kbd>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
