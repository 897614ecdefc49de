/** What a key asks before anything is sent: where to, for how long, and why. All of it by keyboard. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket, CounterView } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

const REASON_MAX = 200;
const MINUTES = [10, 20, 30, 60] as const;
/** The usual one first. */
const places = ['time', 'front', 'back'] as const;

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
  if (model.question === 'pause') return whyPause(model);
  if (model.question === 'papers') return papers(model);
  return model.question === 'transfer' && ticket !== null ? sendOn(model, ticket) : nothing;
}

const papers = ({ view, words, nowMs, position, close }: ConsoleModel): TemplateResult =>
  html`<foyer-papers
    .words=${words}
    .timeZone=${view.timeZone}
    .nowMs=${nowMs}
    .position=${position}
    .close=${close}
  ></foyer-papers>`;

function whyPause({ words, answer, close, busy }: ConsoleModel): TemplateResult {
  return html`<section class="question" role="dialog" aria-labelledby="question-title">
    ${head(words.text('console.pause.why'), words.text('console.close'), close)}
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

/** To a service, to a counter, or away for a while: one choice of all of them, and one reason. */
function sendOn(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words, view, close, busy } = model;
  const { services, counters } = view.destinations;
  const others = services.filter(({ letter }) => letter !== ticket.service);
  const title = words.text('console.transfer.title', { number: ticket.number });
  return html`<div class="question" role="dialog" aria-labelledby="question-title">
    ${head(title, words.text('console.close'), close)}
    <form @submit=${(event: SubmitEvent) => submit(event, model)}>
      ${group(
        words.text('console.transfer.services'),
        others.map(({ letter, name }) =>
          choice('to', `service:${letter}`, html`<i class="plate">${letter}</i>${words.name(name)}`),
        ),
      )}
      ${group(
        words.text('console.transfer.counters'),
        counters.map(({ id, name }) => choice('to', `counter:${id}`, words.name(name))),
      )}
      ${group(
        words.text('console.park'),
        MINUTES.map((count) =>
          choice('to', `minutes:${count}`, words.text('console.park.minutes', { count })),
        ),
      )}
      ${group(
        words.text('console.place'),
        places.map((place) =>
          choice('place', place, words.text(`console.place.${place}`), place === places[0]),
        ),
        'place',
      )}
      <label class="row"
        ><span>${words.text('console.reason')}</span
        ><input
          class="why"
          name="reason"
          maxlength=${REASON_MAX}
          pattern=".*\\S.*"
          required
          autocomplete="off"
          placeholder=${words.text('console.reason.hint')}
      /></label>
      <button class="btn main" aria-busy=${busy}>
        ${icon('swap')}${words.text('console.send')}<kbd>Enter</kbd>
      </button>
    </form>
  </div>`;
}

const head = (title: string, closing: string, close: () => void): TemplateResult =>
  html`<header>
    <h2 id="question-title">${title}</h2>
    <button class="btn slim push" aria-keyshortcuts="Escape" @click=${close}>${closing}<kbd>Esc</kbd></button>
  </header>`;

const group = (
  name: string,
  choices: readonly TemplateResult[],
  kind = '',
): TemplateResult | typeof nothing =>
  choices.length === 0
    ? nothing
    : html`<fieldset class="row ${kind}">
        <legend>${name}</legend>
        <div>${choices}</div>
      </fieldset>`;

const choice = (
  name: string,
  value: string,
  label: TemplateResult | string,
  isChecked = false,
): TemplateResult =>
  html`<label class="choice"
    ><input type="radio" name=${name} value=${value} ?checked=${isChecked} required />${label}</label
  >`;

/** A form without what is required is not submitted: the browser says what is missing. */
function submit(event: SubmitEvent, { answer }: ConsoleModel): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const said = new FormData(event.target);
  const text = (name: string): string => {
    const value = said.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [kind = '', ...rest] = text('to').split(':');
  const to = rest.join(':');
  const reason = text('reason');
  if (kind === 'minutes') answer('park', { minutes: Number(to), reason });
  else answer('transfer', { [kind]: to, place: text('place'), reason });
}
