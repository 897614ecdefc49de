/** The lobby's television: who is called and where to, who came before, how many wait. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CallView, DisplayView } from '../../../firmware-host/messages/views.ts';
import { widthEm } from '../../elements/fit.ts';
import { noticePages, turnOf, type Page } from '../../elements/notices.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Pair } from '../../host/pair.ts';
import type { Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import displaySheet from './display.css?inline';
import { placeOf } from './place.ts';
import portraitSheet from './portrait.css?inline';
import { isTakenOver, takeOver } from './take-over.ts';
import takeOverSheet from './take-over.css?inline';

/** One of the lobby's languages, for a screen that shall not begin with the first. */
const asked = new URLSearchParams(location.search).get('language');

const earlierCalls = 4;
const waitingRows = 3;
const pageMs = 8000;
const staleMs = 10_000;
/** Wider than the header at full size, in letters of half a square. */
const longName = 26;
const longService = 10;
/** Room for a notice beside the average wait, and without it. */
const noticeEm = 11.5;
const wideNoticeEm = 19.5;
const uprightNoticeEm = 11.5;
const upright = matchMedia('(orientation: portrait)');

@customElement('foyer-display')
export class DisplayScreen extends LitElement {
  static override styles = [
    shared,
    ...[displaySheet, portraitSheet, takeOverSheet].map((sheet) => unsafeCSS(sheet)),
  ];

  private readonly live = new Live<DisplayView>(this, 'display', ({ calls, languages }) => {
    const newest = calls[0]?.position ?? 0;
    // Lower where the journal was restored under an open page: its positions are given again.
    this.known = Math.min(this.known ?? newest, newest);
    const language = languages.find((one) => one === asked) ?? languages[0];
    if (language !== undefined) this.pair.use(language, languages);
  });
  private readonly pair = new Pair(this);
  /** The newest call when this page was opened: what is older has been seen, and does not flash. */
  private known: number | null = null;

  constructor() {
    super();
    redrawEverySecond(this);
  }

  protected override render(): TemplateResult {
    const { view } = this.live;
    const { words, second } = this.pair;
    if (view === null || words === null) return html`<div class="frame starting">${mark()}</div>`;
    document.title = words.text('display.title');
    const model: Bilingual = { words, second };
    if (isTakenOver(view)) {
      return html`<div class="ground ${view.evacuation ? 'out' : ''}"></div>
        ${takeOver({ ...model, view, nowMs: this.live.nowMs() })}`;
    }
    const visibly = view.calls[0] !== undefined && view.calls[0].visibly && this.isFresh(view.calls[0]);
    return html`${visibly ? keyed(view.calls[0]?.position, html`<div class="rim"></div>`) : nothing}
      <div class="frame">
        ${this.header(view, words)}
        ${view.calls[0] === undefined ? welcome(model) : this.banner(view.calls[0], model)}
        <section class="rows">
          <ol class="earlier" aria-label=${words.text('display.before')}>
            ${view.calls
              .slice(1, 1 + earlierCalls)
              .map((call) => keyed(call.position, earlier(call, words, call.visibly && this.isFresh(call))))}
          </ol>
          ${this.waiting(view, model)}
        </section>
        ${this.foot(view, model)}
      </div>`;
  }

  private header(view: DisplayView, words: Words): TemplateResult {
    const nowMs = this.live.nowMs();
    const name = words.name(view.lobby);
    return html`<header class="header">
      <h1 class=${halves(name) > longName ? 'long' : ''}>
        ${mark()}<span>${name}</span>${view.demo ? html`<small class="demo">${words.text('site.demo')}</small>` : nothing}
      </h1>
      <p>
        <span>${words.date(nowMs, view.timeZone)}</span>
        ${this.live.connected ? nothing : html`<span class="mute">${icon('no-link')}</span>`}
        <b>${words.time(nowMs, view.timeZone)}</b>
      </p>
    </header>`;
  }

  private isFresh({ position }: CallView): boolean {
    return this.known !== null && position > this.known;
  }

  private banner(call: CallView, model: Bilingual): TemplateResult {
    const { words } = model;
    const place = placeOf(call.counter, words);
    // A new element for each call, so that the flashing begins anew.
    return html`<main class="banner-place" aria-live="assertive">
      ${keyed(
        call.position,
        html`<div class="banner ${this.isFresh(call) ? 'fresh' : ''}">
          <p class="call">
            <span class="called">${call.number}</span>
            <span class="go">
              <svg class="icon" viewBox="0 0 64 48" aria-hidden="true">
                <path d="M4 24h54M40 6l18 18-18 18" />
              </svg>
              ${words.text('display.go')}
            </span>
          </p>
          <p class="counter ${place.word === '' ? 'named' : ''}">
            <b>${place.sign}</b>
            <span> ${place.word} ${secondWords(model, (of) => placeOf(call.counter, of).word)} </span>
          </p>
        </div>`,
      )}
    </main>`;
  }

  private waiting(view: DisplayView, model: Bilingual): TemplateResult {
    const { words } = model;
    const rows = view.waiting.filter(({ count }) => count > 0);
    const pages = Math.max(1, Math.ceil(rows.length / waitingRows));
    const page = Math.floor(performance.now() / pageMs) % pages;
    return html`<ul class="waiting">
      <li class="head">
        ${words.text('display.waiting')} ${secondWords(model, (of) => of.text('display.waiting'))}
        <span class="page">${pages > 1 ? `${page + 1}/${pages}` : nothing}</span>
      </li>
      ${rows.length === 0 ? html`<li>${words.text('kiosk.no-wait')}</li>` : nothing}
      ${rows.slice(page * waitingRows, (page + 1) * waitingRows).map(
        ({ service, count }) =>
          html`<li>
            <span class="plate">${service.letter}</span>
            <span class="name ${halves(words.name(service.name)) > longService ? 'long' : ''}"
              >${words.name(service.name)}</span
            >
            <b>${count}</b>
          </li>`,
      )}
    </ul>`;
  }

  private foot(view: DisplayView, model: Bilingual): TemplateResult {
    const { words } = model;
    const stale = !this.live.connected && this.live.quietMs() > staleMs;
    const heardMs = this.live.nowMs() - this.live.quietMs();
    const notice = stale ? null : noticeOf(view, model);
    const alone = notice !== null && notice.wide;
    return html`<footer class="foot">
      ${
        stale
          ? html`<p class="stale" role="status">
              ${icon('no-link')}${words.text('display.stale', { time: words.time(heardMs, view.timeZone) })}
            </p>`
          : notice === null
            ? html`<p>
                ${icon('people')}${words.text('display.total')}
                <span>${words.rich('display.people', { count: view.waitingTotal })}</span>
              </p>`
            : html`<p class="notice" role="status" lang=${notice.page.lang}>
                ${icon('info')}<span>${notice.page.lines[0]}</span>
              </p>`
      }
      ${
        view.averageQueueMinutes === null || alone
          ? nothing
          : html`<p class="average">
              ${words.text('display.average')}<span
                >${words.rich('site.minutes', { minutes: view.averageQueueMinutes })}</span
              >
            </p>`
      }
    </footer>`;
  }
}

/** What is said now of the notices: one line at a time. Where one is too long for its half, all have the whole width. */
function noticeOf(
  view: DisplayView,
  model: Bilingual,
): { readonly page: Page; readonly wide: boolean } | null {
  const spoken = view.languages.filter(
    (one) => one === model.words.language || one === model.second?.language,
  );
  const isLong = view.notices.some(({ texts }) => spoken.some((one) => widthEm(texts[one]) > noticeEm));
  const wide = view.averageQueueMinutes === null || isLong;
  const em = upright.matches ? uprightNoticeEm : wide ? wideNoticeEm : noticeEm;
  const pages = noticePages(view.notices, model, { em, lines: 1 });
  const page = pages[turnOf(pages.length)];
  return page === undefined ? null : { page, wide };
}

const welcome = (model: Bilingual): TemplateResult =>
  html`<main class="banner-place">
    <div class="banner welcome">
      <p>
        <b>${model.words.text('display.welcome')}</b>
        ${secondWords(model, (of) => of.text('display.welcome'))}
      </p>
      <p>${model.words.text('display.welcome.text')}</p>
    </div>
  </main>`;

const earlier = (call: CallView, words: Words, flashes: boolean): TemplateResult => {
  const place = placeOf(call.counter, words);
  const name = words.name(call.counter.name);
  return html`<li class=${flashes ? 'flash' : ''}>
    <b>${call.number}</b>${icon('to')}
    <span class="place"
      >${place.word === '' ? name : name.split(place.sign).flatMap((part, index) => (index === 0 ? [part] : [html`<b>${place.sign}</b>`, part]))}</span
    >
  </li>`;
};

const halves = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? 1 : 2), 0);
