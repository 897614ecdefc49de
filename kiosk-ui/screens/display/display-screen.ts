/** The lobby's television: who is called and where to, who came before, how many wait. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CallView, CounterName, DisplayView } from '../../../firmware-host/messages/views.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Pair } from '../../host/pair.ts';
import type { Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import displaySheet from './display.css?inline';
import portraitSheet from './portrait.css?inline';

/** One of the lobby's languages, for a screen that shall not begin with the first. */
const asked = new URLSearchParams(location.search).get('language');

const earlierCalls = 4;
const waitingRows = 3;
const pageMs = 8000;
const staleMs = 10_000;
/** Wider than the header at full size, in letters of half a square. */
const longName = 26;
const longService = 10;

@customElement('foyer-display')
export class DisplayScreen extends LitElement {
  static override styles = [shared, unsafeCSS(displaySheet), unsafeCSS(portraitSheet)];

  private readonly live = new Live<DisplayView>(this, 'display', ({ calls, languages }) => {
    this.known ??= calls[0]?.position ?? 0;
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
    return html`<div class="frame">
      ${this.header(view, words)}
      ${view.calls[0] === undefined ? welcome(model) : this.banner(view.calls[0], model)}
      <section class="rows">
        <ol class="earlier" aria-label=${words.text('display.before')}>
          ${view.calls.slice(1, 1 + earlierCalls).map((call) => earlier(call, words))}
        </ol>
        ${this.waiting(view, model)}
      </section>
      ${this.foot(view, words)}
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

  private banner(call: CallView, model: Bilingual): TemplateResult {
    const { words } = model;
    const fresh = this.known !== null && call.position > this.known;
    const place = placeOf(call.counter, words);
    // A new element for each call, so that the flashing begins anew.
    return html`<main class="banner-place" aria-live="assertive">
      ${keyed(
        call.position,
        html`<div class="banner ${fresh ? 'fresh' : ''}">
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

  private foot(view: DisplayView, words: Words): TemplateResult {
    const stale = !this.live.connected && this.live.quietMs() > staleMs;
    const heardMs = this.live.nowMs() - this.live.quietMs();
    return html`<footer class="foot">
      ${
        stale
          ? html`<p class="stale" role="status">
              ${icon('no-link')}${words.text('display.stale', { time: words.time(heardMs, view.timeZone) })}
            </p>`
          : html`<p>
              ${icon('people')}${words.text('display.total')}
              <span>${words.rich('display.people', { count: view.waitingTotal })}</span>
            </p>`
      }
      ${
        view.averageQueueMinutes === null
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

const earlier = (call: CallView, words: Words): TemplateResult => {
  const place = placeOf(call.counter, words);
  const name = words.name(call.counter.name);
  return html`<li>
    <b>${call.number}</b>${icon('to')}
    <span class="place"
      >${place.word === '' ? name : name.split(place.sign).flatMap((part, index) => (index === 0 ? [part] : [html`<b>${place.sign}</b>`, part]))}</span
    >
  </li>`;
};

/** "3 号窗口" is a large 3 and a small word; a counter whose name does not carry its id is all sign. */
function placeOf({ id, name }: CounterName, words: Words): { readonly sign: string; readonly word: string } {
  const whole = words.name(name);
  return whole.includes(id) ? { sign: id, word: whole.replace(id, '').trim() } : { sign: whole, word: '' };
}

const halves = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? 1 : 2), 0);
