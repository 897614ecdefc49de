/** What the lobby's television is made of while nothing takes it over. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { CallView, DisplayView } from '../../../firmware-host/messages/views.ts';
import { linesOf, widthEm } from '../../elements/fit.ts';
import { noticePages, turnOf, type Page } from '../../elements/notices.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import { placeOf } from './place.ts';
import {
  averagePx,
  fittingStep,
  hasRoomForBoth,
  hasRoomForUnit,
  nameLines,
  rooms,
  rowNameEm,
} from './room.ts';

/** Wider than the header at full size, in letters of half a square. */
const longName = 26;
const longService = 10;
/** The arrow, and the words beside and below the signs, as drawn. */
const arrowPx = 184;
const wordPx = 80;
const signGapPx = 24;

export interface Picture extends Bilingual {
  readonly view: DisplayView;
  /** The host's time, and whether it is heard. */
  readonly nowMs: number;
  readonly connected: boolean;
  /** When the host was heard last, if that is so long ago that all of this may be wrong. */
  readonly staleSinceMs: number | null;
  /** By how much letters are larger than drawn. */
  readonly growth: number;
  readonly upright: boolean;
  readonly isFresh: (call: CallView) => boolean;
}

export function header({ view, words, nowMs, connected }: Picture): TemplateResult {
  const name = words.name(view.lobby);
  return html`<header class="header">
    <h1 class=${halves(name) > longName ? 'long' : ''}>
      ${mark()}<span>${name}</span>${view.demo ? html`<small class="demo">${words.text('site.demo')}</small>` : nothing}
    </h1>
    <p>
      <span class="date">${words.date(nowMs, view.timeZone)}</span>
      ${connected ? nothing : html`<span class="mute">${icon('no-link')}</span>`}
      <b>${words.time(nowMs, view.timeZone)}</b>
    </p>
  </header>`;
}

export function banner(call: CallView, model: Picture): TemplateResult {
  const { words, second, growth, upright } = model;
  const place = placeOf(call.counter, words);
  const go = words.text('display.go');
  const other = second === null ? '' : placeOf(call.counter, second).word;
  const saidPx = signGapPx + Math.max(widthEm(place.word), widthEm(other)) * wordPx * growth;
  const room = rooms(upright, growth);
  const number = fittingStep(
    call.number,
    room.callPx - Math.max(arrowPx, widthEm(go) * wordPx * growth),
    growth,
  );
  // A new element for each call, so that the flashing begins anew.
  return html`<main class="banner-place" aria-live="assertive">
    ${keyed(
      call.position,
      html`<div class="banner ${model.isFresh(call) ? 'fresh' : ''}">
        <p class="call">
          <span class="called ${number}">${call.number}</span>
          <span class="go">
            <svg class="icon" viewBox="0 0 64 48" aria-hidden="true">
              <path d="M4 24h54M40 6l18 18-18 18" />
            </svg>
            ${go}
          </span>
        </p>
        ${
          place.word === ''
            ? named(place.sign, model)
            : html`<p class="counter">
                <b class=${fittingStep(place.sign, room.placePx - saidPx, growth)}>${place.sign}</b>
                <span> ${place.word} ${secondWords(model, (of) => placeOf(call.counter, of).word)} </span>
              </p>`
        }
      </div>`,
    )}
  </main>`;
}

/** A counter that is known by a name: as large as it has room for. */
function named(name: string, { growth, upright }: Picture): TemplateResult {
  const { step, lines } = nameLines(name, rooms(upright, growth).placePx, growth);
  return html`<p class="counter named">
    <b class=${step}>${lines.map((line) => html`<span>${line}</span>`)}</b>
  </p>`;
}

export const welcome = (model: Bilingual): TemplateResult =>
  html`<main class="banner-place">
    <div class="banner welcome">
      <p>
        <b>${model.words.text('display.welcome')}</b>
        ${secondWords(model, (of) => of.text('display.welcome'))}
      </p>
      <p>${model.words.text('display.welcome.text')}</p>
    </div>
  </main>`;

export function earlier(call: CallView, { words, isFresh, upright, growth }: Picture): TemplateResult {
  const place = placeOf(call.counter, words);
  const name = words.name(call.counter.name);
  const isNamed = place.word === '';
  const isTooLong = isNamed && widthEm(name) > rowNameEm(call.number, upright, growth);
  return html`<li
    class="${call.visibly && isFresh(call) ? 'flash' : ''} ${isNamed ? 'named' : ''} ${isTooLong ? 'long' : ''}"
  >
    <b>${call.number}</b>${icon('to')}
    <span class="place"
      >${isNamed ? name : name.split(place.sign).flatMap((part, index) => (index === 0 ? [part] : [html`<b>${place.sign}</b>`, part]))}</span
    >
  </li>`;
}

/** @param most services at a time: the others have their turn */
export function waiting(model: Picture, most: number): TemplateResult {
  const { view, words, second } = model;
  const rows = view.waiting.filter(({ count }) => count > 0);
  const names = rows.map(({ service }) => words.name(service.name));
  // Names that need a third line have higher rows, and there are fewer of them.
  const room = rooms(model.upright, model.growth);
  const isTall = names.some((name) => isLong(name) && linesOf(name, room.serviceEm).length > 2);
  const each = isTall ? Math.max(1, Math.floor((most * 2) / 3)) : most;
  const pages = Math.max(1, Math.ceil(rows.length / each));
  const page = turnOf(pages);
  const shown = rows.slice(page * each, (page + 1) * each);
  const isUnitShown = shown.every(({ service, count }) =>
    hasRoomForUnit(
      words.name(service.name),
      words.plain('display.people', { count }),
      room.headPx,
      model.growth,
    ),
  );
  const head = words.text('display.waiting');
  const other = second?.text('display.waiting') ?? '';
  return html`<ul class="waiting ${isTall ? 'tall' : ''}">
    <li class="head">
      ${head}
      ${hasRoomForBoth(head, other, room.headPx) ? secondWords(model, (of) => of.text('display.waiting')) : nothing}
      <span class="page">${pages > 1 ? `${page + 1}/${pages}` : nothing}</span>
    </li>
    ${rows.length === 0 ? html`<li>${words.text('kiosk.no-wait')}</li>` : nothing}
    ${shown.map(
      ({ service, count }) =>
        html`<li>
          <span class="plate">${service.letter}</span>
          <span class="name ${isLong(words.name(service.name)) ? 'long' : ''}"
            >${words.name(service.name)}</span
          >
          ${isUnitShown ? words.rich('display.people', { count }) : html`<b>${count}</b>`}
        </li>`,
    )}
  </ul>`;
}

const isLong = (name: string): boolean => halves(name) > longService;

/** Whether the foot of a screen on its end has a second line: it is narrow, and what it says is not. */
export const isFootTall = ({ view, staleSinceMs, upright }: Picture): boolean =>
  upright && (staleSinceMs !== null || view.notices.some(({ kind }) => kind === 'ordinary'));

export function foot(model: Picture): TemplateResult {
  const { view, words, staleSinceMs, growth } = model;
  // Without the host the average is as old as the rest.
  const minutes = staleSinceMs === null ? view.averageQueueMinutes : null;
  const average =
    minutes === null
      ? null
      : html`<p class="average">
          ${words.text('display.average')}<span>${words.rich('site.minutes', { minutes })}</span>
        </p>`;
  const besidePx =
    minutes === null
      ? 0
      : averagePx(words.text('display.average') + words.plain('site.minutes', { minutes }));
  const notice = noticeOf(model, besidePx);
  const said =
    staleSinceMs !== null ? stale(model, staleSinceMs) : notice === null ? total(model) : notice.said;
  // Larger letters have room for one of them at a time.
  const isAlone = growth > 1 || (notice !== null && notice.wide);
  const isAverage = growth > 1 && average !== null && turnOf(2) === 1;
  return html`<footer class="foot">
    ${isAverage ? nothing : said} ${average !== null && (!isAlone || isAverage) ? average : nothing}
  </footer>`;
}

const total = ({ view, words }: Picture): TemplateResult =>
  html`<p>
    ${icon('people')}${words.text('display.total')}
    <span>${words.rich('display.people', { count: view.waitingTotal })}</span>
  </p>`;

const lineCount = (upright: boolean): number => (upright ? 2 : 1);

const show = (kind: 'stale' | 'notice', sign: IconName, { lang, lines, below }: Page): TemplateResult =>
  html`<p class=${kind} role="status" lang=${lang}>
    ${icon(sign)}
    <span class="lines"
      >${lines.map((line) => html`<span>${line}</span>`)}${below === null ? nothing : html`<span class="second">${below}</span>`}</span
    >
  </p>`;

/** Since when nothing here is new; where that is too long for the foot, part by part. */
function stale({ view, words, growth, upright }: Picture, sinceMs: number): TemplateResult {
  const text = words.text('display.stale', { time: words.time(sinceMs, view.timeZone) });
  const lines = linesOf(text, rooms(upright, growth).footEm(0));
  const most = lineCount(upright);
  const part = turnOf(Math.ceil(lines.length / most));
  const shown = lines.slice(part * most, (part + 1) * most);
  return show('stale', 'no-link', { lang: words.language, lines: shown, below: null });
}

/** What is said now of the notices. Where one is too long for its half, all have the whole width. */
function noticeOf(
  model: Picture,
  besidePx: number,
): { readonly said: TemplateResult; readonly wide: boolean } | null {
  const { view, words, second, growth, upright } = model;
  const { footEm } = rooms(upright, growth);
  const spoken = view.languages.filter((one) => one === words.language || one === second?.language);
  const isTooLong = view.notices.some(({ texts }) =>
    spoken.some((one) => widthEm(texts[one]) > footEm(besidePx)),
  );
  const wide = besidePx === 0 || isTooLong || growth > 1;
  const em = footEm(wide ? 0 : besidePx);
  const pages = noticePages(view.notices, model, { em, lines: lineCount(upright) });
  const page = pages[turnOf(pages.length)];
  return page === undefined ? null : { said: show('notice', 'info', page), wide };
}

const halves = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? 1 : 2), 0);
