/** The screen of a counter, for its visitor: asks how it was, thanks, and asks what went wrong where it was not well. */
import { LitElement, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { RateView } from '../../../firmware-host/messages/pad.ts';
import { Live } from '../../host/live.ts';
import { lockDown, walk } from '../../host/lockdown.ts';
import { Pair } from '../../host/pair.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import { callScreen } from './call.ts';
import callSheet from './call.css?inline';
import calmSheet from './calm.css?inline';
import { Chime, thanks } from '../../host/chime.ts';
import choicesSheet from './choices.css?inline';
import { dress } from './dress.ts';
import type { RateModel } from './model.ts';
import { closedScreen, header, idleScreen, question, thanksScreen } from './parts.ts';
import portraitSheet from './portrait.css?inline';
import { askedScreen, reasonScreen } from './questions.ts';
import rateSheet from './rate.css?inline';
import { Rating } from './rating.ts';
import type { Stage } from './stages.ts';

const counter = location.pathname.split('/').at(-1) ?? '';

@customElement('foyer-rate')
export class RateScreen extends LitElement {
  static override styles = [
    shared,
    ...[rateSheet, choicesSheet, callSheet, calmSheet, portraitSheet].map((sheet) => unsafeCSS(sheet)),
  ];

  private readonly live = new Live<RateView>(this, `counters/${counter}/rate`, (view) => {
    this.rating.follow(view);
    this.speak(view);
  });
  private readonly chime = new Chime(thanks, () => this.requestUpdate());
  private readonly rating: Rating = new Rating(this, counter, () => void this.chime.play());
  private readonly pair = new Pair(this);
  private shown: Stage['name'] = 'idle';

  constructor() {
    super();
    lockDown();
    dress();
    this.pair.use(browserLanguage(), []);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pointerdown', this.touched);
    window.addEventListener('keydown', this.keyed);
    // Where the browser was told to let pages sound, it does so from the start.
    void this.chime.unlock();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pointerdown', this.touched);
    window.removeEventListener('keydown', this.keyed);
  }

  /** The next one reads the lobby's first language again. */
  protected override willUpdate(): void {
    if (this.rating.stage.name === 'idle' && this.live.view !== null) this.speak(this.live.view);
  }

  protected override render(): TemplateResult {
    const { words, second } = this.pair;
    const { view, refusal, connected } = this.live;
    if (words === null) return html`<main class="frame wait">${mark()}</main>`;
    document.title = words.text('rate.title');
    if (view === null) return html`<main class="frame wait">${mark()}${waiting(words, refusal)}</main>`;
    const model: RateModel = {
      view,
      words,
      second,
      connected,
      rating: this.rating,
      isMute: this.chime.isMute,
    };
    const { stage } = this.rating;
    return html`<div class="frame ${stage.name}" lang=${words.language}>
      ${header(model, stage)}
      <main class="screen">${bodyOf(model, stage)}</main>
    </div>`;
  }

  /** A keypad or a screen reader starts each screen from its question. */
  protected override updated(): void {
    const { name } = this.rating.stage;
    if (name !== this.shown) this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    this.shown = name;
  }

  private speak({ languages, visit }: RateView): void {
    const isQuiet = this.rating.stage.name === 'idle';
    // A thank-you that outlasts its visit stays in its language.
    if (!isQuiet && visit === null) return;
    const language = isQuiet ? languages[0] : visit?.language;
    if (language !== undefined) this.pair.use(language, languages);
  }

  private readonly touched = (): void => {
    void this.chime.unlock();
  };

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    this.touched();
    if (event.key === 'Escape') this.rating.skip();
    else if (!event.repeat && this.typed(event.key)) event.preventDefault();
    else if (this.renderRoot instanceof ShadowRoot) walk(event, this.renderRoot);
  };

  /** @returns whether the key does something here */
  private typed(key: string): boolean {
    const { rating } = this;
    const { view } = this.live;
    const { name } = rating.stage;
    if (view === null) return false;
    if (name === 'call') return this.dialled(key);
    if (!/^\d$/.test(key)) return false;
    const digit = key === '0' ? 10 : Number(key);
    const reason = view.reasons[digit - 1];
    if (name === 'asked' && digit <= view.scale) void rating.rate(digit);
    else if (name === 'reason' && reason !== undefined) rating.choose(reason);
    else return false;
    return true;
  }

  private dialled(key: string): boolean {
    const { rating } = this;
    const isOnKey = this.shadowRoot?.activeElement instanceof HTMLButtonElement;
    if (key === 'Backspace') rating.erase();
    else if (/^[\d+]$/.test(key)) rating.type(key);
    else if (key === 'Enter' && !isOnKey) void rating.sendCall();
    else return false;
    return true;
  }
}

const waiting = (words: Words, refusal: string | null): TemplateResult =>
  html`<p role="status">
    ${refusal === null ? words.text('site.starting') : words.refusal(refusal, 'visitor')}
  </p>`;

function bodyOf(model: RateModel, stage: Stage): TemplateResult {
  switch (stage.name) {
    case 'idle':
      return idleScreen(model);
    case 'asked':
      return html`${question(model, stage.name)} ${askedScreen(model, stage)}`;
    case 'reason':
      return html`${question(model, stage.name)} ${reasonScreen(model, stage)}`;
    case 'call':
      return html`${question(model, stage.name)} ${callScreen(model, stage)}`;
    case 'thanks':
      return thanksScreen(model, stage);
    case 'closed':
      return closedScreen(model);
  }
}
