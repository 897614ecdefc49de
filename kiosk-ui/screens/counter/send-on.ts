/** Sends the visitor on: to a service, to a counter, or away for a while. All of it by letters, digits, arrows and Enter. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CounterTicket, CounterView } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import { dialogHead } from './dialog-head.ts';
import { handOverInstead } from './hand-over-key.ts';
import type { ConsoleModel } from './model.ts';
import { counterKey, parkMinutes, parkWhys, places, sendWhys, type Sending, type Why } from './sending.ts';

const REASON_MAX = 200;

export function sendOn(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words, close, busy, sending } = model;
  return html`<div class="question" role="dialog" aria-labelledby="question-title">
    ${dialogHead(
      words.text('console.transfer.title', { number: ticket.number }),
      words,
      close,
      handOverInstead(model),
    )}
    <form
      novalidate
      @submit=${(event: SubmitEvent) => submit(event, model, ticket)}
      @keydown=${(event: KeyboardEvent) => keyed(event, model, ticket)}
    >
      ${destinations(model, ticket)}
      ${
        sending.isPark || sending.why === 'wrong'
          ? nothing
          : group(
              words.text('console.place'),
              places.map((place) =>
                radio('place', place, words.text(`console.place.${place}`), sending.place === place, () =>
                  sending.choose({ place }),
                ),
              ),
              'place',
            )
      }
      ${whys(model)}
      <label class="row"
        ><span>${words.text('console.reason.own')}</span
        ><input
          class="why input"
          name="reason"
          maxlength=${REASON_MAX}
          autocomplete="off"
          placeholder=${words.text('console.reason.hint')}
          .value=${live(sending.own)}
          @input=${(event: Event) => sending.choose({ own: (event.target as HTMLInputElement).value })}
      /></label>
      <p class="send">
        <button class="btn main" aria-busy=${busy}>
          ${icon('swap')}${words.text('console.send')}<kbd>Enter</kbd>
        </button>
        <span class="where" role="status">${where(model, ticket)}</span>
      </p>
    </form>
  </div>`;
}

/** All to whom, and for how long, a visitor can go. */
function destinations({ words, view, sending }: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { services, counters } = view.destinations;
  const others = services.filter(({ letter }) => letter !== ticket.service);
  const ids = counters.map(({ id }) => id);
  return html`${group(
    words.text('console.transfer.services'),
    others.map(({ letter, name }) =>
      destination(sending, `service:${letter}`, html`<i class="plate">${letter}</i>${words.name(name)}`),
    ),
  )}
  ${group(
    words.text('console.transfer.counters'),
    counters.map(({ id, name }) =>
      destination(sending, `counter:${id}`, html`${words.name(name)}<kbd>${counterKey(ids, id)}</kbd>`),
    ),
  )}
  ${group(words.text('console.park'), [
    ...parkMinutes.map((count) =>
      destination(sending, `minutes:${count}`, html`${words.text('console.park.minutes', { count })}`),
    ),
    html`<label class="choice"
      >${words.text('console.park.until')}<input
        name="until"
        size="5"
        maxlength="5"
        inputmode="numeric"
        autocomplete="off"
        placeholder="15:30"
        .value=${live(sending.until)}
        @input=${(event: Event) => sending.choose({ until: (event.target as HTMLInputElement).value })}
    /></label>`,
  ])}`;
}

const radio = (
  name: string,
  value: string,
  label: TemplateResult | string,
  isChecked: boolean,
  chosen: () => void,
): TemplateResult =>
  html`<label class="choice"
    ><input type="radio" name=${name} value=${value} .checked=${live(isChecked)} @change=${chosen} />${
      label
    }</label
  >`;

const destination = (sending: Sending, value: string, label: TemplateResult): TemplateResult =>
  radio('to', value, label, sending.to === value, () => sending.choose({ to: value }));

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

/** The usual reasons of the house; for a wrong card, only where it could have been another one. */
const whysFor = (sending: Sending): readonly Why[] =>
  sending.isPark
    ? parkWhys
    : sendWhys.filter((why) => why !== 'wrong' || !(sending.to?.startsWith('counter:') ?? false));

const whys = ({ words, sending }: ConsoleModel): TemplateResult | typeof nothing =>
  group(
    words.text('console.reason'),
    whysFor(sending).map((why, place) =>
      radio(
        'why',
        why,
        html`<kbd>${place + 1}</kbd>${words.text(`console.why.${why}`)}`,
        sending.why === why,
        () => sending.choose({ why }),
      ),
    ),
    'whys',
  );

/** What will happen is said before it does. */
function where({ words, view, sending, nowMs }: ConsoleModel, ticket: CounterTicket): string {
  const { number } = ticket;
  if (sending.fault !== null) return words.text(`console.transfer.missing.${sending.fault}`);
  if (sending.isPark) {
    const minutes = sending.minutes(words.time(nowMs, view.timeZone));
    if (minutes === null) return '';
    const time = words.time(nowMs + minutes * 60_000, view.timeZone);
    return words.text('console.park.where', { number, time });
  }
  const name = nameOf(view, words, sending.to);
  if (name === null) return '';
  if (sending.why === 'wrong') return words.text('console.transfer.corrected', { number, to: name });
  const place = words.text(`console.place.${sending.place}`);
  return words.text('console.transfer.where', { number, to: name, place });
}

function nameOf(view: CounterView, words: ConsoleModel['words'], to: string | null): string | null {
  const service = view.destinations.services.find(({ letter }) => to === `service:${letter}`);
  if (service !== undefined) return words.name(service.name);
  const counter = view.destinations.counters.find(({ id }) => to === `counter:${id}`);
  return counter === undefined ? null : words.name(counter.name);
}

/** A letter chooses a service, a digit a counter, and among the reasons one of them; where something is written, nothing is. */
function keyed(event: KeyboardEvent, { view, sending }: ConsoleModel, ticket: CounterTicket): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.matches('[name=reason], [name=until]') || key.length !== 1 || event.repeat) return;
  const { services, counters } = view.destinations;
  const isAmongWhys = target.matches('[name=why]');
  const ids = counters.map(({ id }) => id);
  const letter = services.find((one) => one.letter === key.toUpperCase() && one.letter !== ticket.service);
  const counter = counters.find(({ id }) => counterKey(ids, id) === key);
  const why = whysFor(sending)['123456789'.indexOf(key)];
  if (letter !== undefined) sending.choose({ to: `service:${letter.letter}` }, 'why');
  else if (isAmongWhys && why !== undefined) sending.choose({ why }, 'why');
  else if (!isAmongWhys && counter !== undefined) sending.choose({ to: `counter:${counter.id}` }, 'why');
  else return;
  event.preventDefault();
}

function submit(event: SubmitEvent, model: ConsoleModel, ticket: CounterTicket): void {
  event.preventDefault();
  const { words, view, sending, answer, tell, nowMs } = model;
  const time = words.time(nowMs, view.timeZone);
  const fault = sending.check(time);
  if (fault !== null) return;
  const usual = sending.why === null ? null : words.text(`console.why.${sending.why}`);
  const reason = [usual, sending.own.trim()]
    .filter((part) => part !== null && part !== '')
    .join(' · ')
    .slice(0, REASON_MAX);
  const minutes = sending.isPark ? sending.minutes(time) : null;
  if (minutes !== null) return answer('park', { minutes, reason });
  const [kind = '', ...rest] = (sending.to ?? '').split(':');
  const id = rest.join(':');
  if (sending.why === 'wrong' && kind === 'service')
    return tell(`staff/tickets/${encodeURIComponent(ticket.id)}/correct-service`, { service: id });
  return answer('transfer', { [kind]: id, place: sending.place, reason });
}
