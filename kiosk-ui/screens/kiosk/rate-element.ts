/** The scale with faces and words, and what went wrong: as a counter's own screen has it, on the kiosk. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RateView } from '../../../firmware-host/messages/pad.ts';
import type { KioskVisit } from '../../../firmware-host/messages/views.ts';
import { face, matter } from '../../elements/rating-pictures.ts';
import { ratingWord } from '../../elements/rating-word.ts';
import { secondLine, secondWords } from '../../elements/second.ts';
import { Live } from '../../host/live.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { Rating } from '../rate/rating.ts';
import type { Of } from '../rate/stages.ts';
import sheet from './rate-element.css?inline';

const style = unsafeCSS(sheet);

@customElement('foyer-kiosk-rate')
export class KioskRate extends LitElement {
  @property({ attribute: false }) words: Words | null = null;
  @property({ attribute: false }) second: Words | null = null;
  @property({ attribute: false }) visit: KioskVisit | null = null;

  private live: Live<RateView> | null = null;
  private rating: Rating | null = null;

  /** In the kiosk's own tree, so that its keypad walks through these buttons as through all others; their look comes along. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    const { styleSheet } = style;
    if (
      root instanceof ShadowRoot &&
      styleSheet !== undefined &&
      !root.adoptedStyleSheets.includes(styleSheet)
    )
      root.adoptedStyleSheets.push(styleSheet);
  }

  protected override willUpdate(): void {
    if (this.live !== null || this.visit === null) return;
    const { counter, visit } = this.visit;
    const rating = new Rating(this, encodeURIComponent(counter.id), () => undefined);
    this.rating = rating;
    this.live = new Live<RateView>(this, `counters/${encodeURIComponent(counter.id)}/rate`, (view) => {
      // The next visit there is somebody else's.
      rating.follow(view.visit?.id === visit ? view : { ...view, visit: null });
      if (rating.stage.name === 'idle') this.leave();
    });
  }

  protected override updated(): void {
    const { live, rating } = this;
    if (live === null || rating === null) return;
    if ((live.view !== null && rating.stage.name === 'idle') || live.refusal !== null) this.leave();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, live, rating } = this;
    if (words === null || live === null || live.view === null || rating === null) return nothing;
    const { stage } = rating;
    if (stage.name === 'asked') return this.asked(words, live.view, rating, stage);
    if (stage.name === 'reason') return this.reason(words, live.view, rating, stage);
    return this.thanks(words, stage.name === 'closed');
  }

  private leave(): void {
    this.dispatchEvent(new CustomEvent('over'));
  }

  private asked(words: Words, view: RateView, rating: Rating, stage: Of<'asked'>): TemplateResult {
    const scores = Array.from({ length: view.scale }, (_, place) => view.scale - place);
    return html`<p class="whose">
        <span class="plate">${view.visit?.service.letter}</span><b>${this.visit?.number}</b>
        <span>${this.visit === null ? nothing : words.name(this.visit.counter.name)}</span>
      </p>
      <div class="scores ${view.scale > 5 ? 'long' : ''}" role="group">
        ${scores.map((score) => this.score(words, view, rating, stage, score))}
      </div>
      ${this.note(words, stage.note)}`;
  }

  private score(
    words: Words,
    { scale }: RateView,
    rating: Rating,
    stage: Of<'asked'>,
    score: number,
  ): TemplateResult {
    const word = ratingWord(scale, score);
    const say = (of: Words) => (word === null ? of.text('rate.score', { score }) : of.text(`rating.${word}`));
    const chosen = stage.score === score;
    return html`<button
      class="control ${chosen ? 'chosen' : ''}"
      aria-pressed=${chosen}
      @click=${() => void rating.rate(score)}
    >
      ${word === null ? html`<span class="figure">${score}</span>` : face(word)}
      <span><b>${say(words)}</b>${secondLine(this.bilingual(words), say)}</span>
      ${chosen ? icon('turn', 'turning') : nothing}
    </button>`;
  }

  private reason(words: Words, view: RateView, rating: Rating, stage: Of<'reason'>): TemplateResult {
    return html`<h3 class="asks">
        ${words.text('rate.reason')} ${secondLine(this.bilingual(words), (of) => of.text('rate.reason'))}
      </h3>
      <div class="scores matters" role="group">
        ${view.reasons.map((reason) => {
          const say = (of: Words) => of.text(`rate.reason.${reason}`);
          const chosen = stage.chosen === reason;
          return html`<button
            class="control ${chosen ? 'chosen' : ''}"
            aria-pressed=${chosen}
            @click=${() => rating.choose(reason)}
          >
            ${matter(reason)}<span><b>${say(words)}</b>${secondLine(this.bilingual(words), say)}</span>
            ${
              chosen && stage.seconds !== null
                ? html`<span class="undo">${words.text('rate.undo')} ${stage.seconds}</span>`
                : nothing
            }
          </button>`;
        })}
      </div>
      ${this.note(words, stage.note)}`;
  }

  private note(words: Words, note: Of<'asked'>['note']): TemplateResult | typeof nothing {
    if (note === null) {
      return html`<p class="promise">
        ${words.text('rate.promise')} ${secondWords(this.bilingual(words), (of) => of.text('rate.promise'))}
      </p>`;
    }
    const text = typeof note === 'string' ? words.text(note) : words.refusal(note.code, 'visitor');
    return html`<p class="promise warn" role="alert">${icon('info')}<b>${text}</b></p>`;
  }

  private thanks(words: Words, isClosed: boolean): TemplateResult {
    const say = (of: Words) => (isClosed ? of.refusal('rating-none', 'visitor') : of.text('rate.thanks'));
    return html`<div class="thanks" role="status">
      ${icon(isClosed ? 'desk' : 'check')}
      <p><b>${say(words)}</b></p>
      ${secondLine(this.bilingual(words), say)}
    </div>`;
  }

  private bilingual(words: Words) {
    return { words, second: this.second };
  }
}
