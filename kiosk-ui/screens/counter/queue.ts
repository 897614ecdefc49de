/** The left column: who waits, and who comes back here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { WaitingTicket } from '../../../firmware-host/messages/counter-queue.ts';
import { icon } from '../../theme/icons.ts';
import { claims } from './claims.ts';
import { minutesSince } from './lasting.ts';
import type { ConsoleModel } from './model.ts';
import { signsOf } from './signs.ts';
import { dueMsOf, left } from './promise.ts';
import { returning, type Returning } from './returning.ts';

/** The heights of `queue.css` in px: all that stands around the lists, and their rows. */
const FRAME = 96;
const HEADS = 48;
const ROW = 53;
const FIRST_ROW = 64;
/** One line more of what is special, with two things in it; or of a long name. */
const EXTRA = 18;
/** So many Chinese characters of a name stand in a line. */
const NAME_SIGNS = 10;
const IN_LINE = 2;
const MORE = 32;
const HELD_FRAME = 64;
const HEIGHT_MIN = 560;
/** So many of those who wait are always seen, whoever comes back. */
const ROWS_MIN = 4;

export function queue(model: ConsoleModel): TemplateResult {
  const { view, words, nowMs } = model;
  const back = returning(model);
  const shown = view.next.slice(0, rowsFor(model, back.length));
  const unseen = view.waiting - shown.length;
  return html`<section class="queue" aria-labelledby="queue-title">
    <header>
      <h2 id="queue-title">${words.text('console.waiting', { count: view.waiting })}</h2>
      ${
        view.longestSince === null
          ? nothing
          : html`<span class="quiet push"
              >${words.rich('console.longest', { minutes: minutesSince(view.longestSince, nowMs) })}</span
            >`
      }
    </header>
    <div class="waiting">
      ${view.waiting === 0 ? html`<p class="quiet none">${words.text('console.none-waiting')}</p>` : nothing}
      <ol>
        ${shown.map((ticket, place) => waitingRow(ticket, place === 0, model))}
      </ol>
      ${unseen > 0 ? html`<p class="quiet small more">${words.text('console.more', { count: unseen })}</p>` : nothing}
    </div>
    ${held(model, back)}
  </section>`;
}

/** How many of those who wait the window has room for, whoever comes back: the second list has the rest, and scrolls if it must. */
function rowsFor({ view: { next, waiting }, words }: ConsoleModel, back: number): number {
  const height = Math.max(window.innerHeight, HEIGHT_MIN) - FRAME - HEADS;
  const forAll = height - (back === 0 ? 0 : HELD_FRAME + back * ROW);
  const heights = next.map((ticket, place) => heightOf(ticket, words.name(ticket.serviceName), place === 0));
  const rowsIn = (px: number): number => {
    let rest = px;
    const end = heights.findIndex((row) => (rest -= row) < 0);
    return end === -1 ? heights.length : end;
  };
  const rows = rowsIn(forAll) >= waiting ? waiting : rowsIn(forAll - MORE);
  return Math.max(rows, Math.min(heights.length, ROWS_MIN));
}

function waitingRow(ticket: WaitingTicket, isNext: boolean, model: ConsoleModel): TemplateResult {
  const { words, nowMs } = model;
  const name = words.name(ticket.serviceName);
  const [first, ...others] = whyNot(ticket, model);
  const more = Array.from({ length: linesOf(others.length + 1) }, (_, line) =>
    others.slice(line * IN_LINE, (line + 1) * IN_LINE),
  );
  return html`<li class="${isNext ? 'first' : ''} more-${more.length}">
    <div class="top">
      <span class="no">${ticket.number}</span>
      <span class="service">${name}</span>
      <span class="waited"
        >${words.rich('site.minutes', { minutes: minutesSince(ticket.takenAt, nowMs) })}</span
      >
    </div>
    <div class="below small">
      <span class="why">${first ?? nothing}</span>
      <span class="left"
        >${left(dueMsOf(ticket), model)}${
          isNext ? html`<span class="is next">${icon('arrow')}${words.text('console.next')}</span>` : nothing
        }</span
      >
    </div>
    ${more.map((two) => html`<div class="below small"><span class="why">${two}</span></div>`)}
  </li>`;
}

/** What is special about a visitor, one after the other; of one about whom nothing is, what was promised. */
function whyNot(ticket: WaitingTicket, { view, words }: ConsoleModel): readonly TemplateResult[] {
  const { class: kind, priority, appointmentAt, promisedAt } = ticket;
  const time = (instant: string) => words.time(Date.parse(instant), view.timeZone);
  const because: TemplateResult[] = [];
  if (kind === 'priority' && priority !== null) {
    const reason = words.text('console.priority', { reason: words.text(`priority.${priority}`) });
    because.push(html`<span class="is">${icon('flag')}${reason}</span>`);
  } else if (kind === 'appointment' && appointmentAt !== null) {
    const booked = words.text('console.booked', { time: time(appointmentAt) });
    because.push(html`<span class="is">${icon('calendar')}${booked}</span>`);
  }
  // Where the reason stands already, the class says nothing more.
  const rest = claims(because.length === 0 ? ticket : { ...ticket, class: 'ordinary' }, words);
  const special = [...because, ...rest.filter((claim) => claim !== nothing)];
  if (special.length > 0 || promisedAt === null) return special;
  return [html`${words.text('console.promise', { time: time(promisedAt) })}`];
}

/** As tall as a service's name and what is special about a visitor have lines. */
function heightOf({ class: kind, care, size }: WaitingTicket, name: string, isNext: boolean): number {
  const special = Number(kind !== 'ordinary') + Number(care.visibly) + Number(care.escort) + Number(size > 1);
  const nameLines = Math.ceil(signsOf(name) / NAME_SIGNS);
  const height = ROW + (linesOf(special) + nameLines - 1) * EXTRA;
  return isNext ? Math.max(FIRST_ROW, height) : height;
}

/** Lines after the first one, which has its other half for what is left of the promise. */
const linesOf = (special: number): number => Math.ceil(Math.max(0, special - 1) / IN_LINE);

/** Digits take up the one of that place again. */
function held(
  { words, nowMs, busy }: ConsoleModel,
  back: readonly Returning[],
): TemplateResult | typeof nothing {
  if (back.length === 0) return nothing;
  return html`<section class="held" aria-labelledby="held-title">
    <h2 id="held-title">${words.text('console.held', { count: back.length })}</h2>
    <ul>
      ${back.map(
        ({ number, service, since, sign, state, why: reason, deed, isReady, bringBack }, place) =>
          html`<li>
            <button
              ?disabled=${!isReady}
              aria-busy=${busy}
              aria-keyshortcuts=${place < 9 ? String(place + 1) : nothing}
              title=${deed}
              @click=${bringBack}
            >
              <span class="top"
                ><span class="no">${number}</span><span class="service">${service}</span>${
                  since === null
                    ? nothing
                    : html`<span class="waited"
                        >${words.rich('site.minutes', { minutes: minutesSince(since, nowMs) })}</span
                      >`
                }</span
              >
              <kbd>${place < 9 ? place + 1 : ''}</kbd>
              <span class="below small"
                ><span class="why" title=${reason}>${reason}</span
                ><span class="left"><span class="is quiet">${icon(sign)}${state}</span></span></span
              >
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
