/**
 * Measures the screen that this page is on: a frame grows and shrinks until a bank card that is laid on it fits. By touch on
 * the kiosk's own screen, where there is no keyboard, or by arrow keys.
 */
import { LitElement, html, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  card,
  forgetScale,
  keepScale,
  keptScale,
  leastPxPerMm,
  mostPxPerMm,
  type ScreenScale,
} from '../../host/screen-scale.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import sheet from './screen-measure.css?inline';

/** CSS px of the card's long side that one touch adds, and a bold one. */
const steps = { fine: 1, bold: 10 } as const;
/** A kiosk on its short side, and any other screen as browsers assume it. */
const uprightPxPerMm = 4.03;
const usualPxPerMm = 96 / 25.4;
const mmPerInch = 25.4;
/** Below this the card is laid upright, or it would not fit. */
const narrowPx = 700;

const growth: Readonly<Record<string, number>> = {
  ArrowRight: steps.fine,
  ArrowUp: steps.fine,
  '+': steps.fine,
  '=': steps.fine,
  ArrowLeft: -steps.fine,
  ArrowDown: -steps.fine,
  '-': -steps.fine,
  PageUp: steps.bold,
  PageDown: -steps.bold,
};

export class ScreenMeasure extends LitElement {
  static override styles = [...staff, unsafeCSS(sheet)];

  @property({ attribute: false }) words: Words | null = null;
  /** The lobby's wall clock, ms since 1970, and where it hangs. */
  @property({ attribute: false }) nowMs = 0;
  @property({ attribute: false }) timeZone = 'UTC';

  @state() private kept = keptScale();
  @state() private pxPerMm = this.kept?.pxPerMm ?? guess();
  @state() private refused = false;

  protected override render(): TemplateResult {
    const { words, pxPerMm } = this;
    if (words === null) return html``;
    const inches = Math.hypot(screen.width, screen.height) / pxPerMm / mmPerInch;
    return html`<section class="measure" aria-labelledby="measure" @keydown=${this.typed}>
      <header>
        <h1 id="measure">${words.text('maintenance.screen.title')}</h1>
        <p class="quiet">${words.text('maintenance.screen.why')}</p>
      </header>
      <ol>
        ${(['1', '2', '3'] as const).map(
          (step) =>
            html`<li><span class="plate">${step}</span>${words.text(`maintenance.screen.step.${step}`)}</li>`,
        )}
      </ol>
      ${this.frame(words)}
      <div class="keys">
        ${this.key(words, 'much-smaller', -steps.bold)} ${this.key(words, 'smaller', -steps.fine)}
        ${this.key(words, 'larger', steps.fine)} ${this.key(words, 'much-larger', steps.bold)}
      </div>
      <p class="result" role="status">
        <span>${words.rich('maintenance.screen.scale', { figure: pxPerMm.toFixed(2) })}</span>
        <span>${words.rich('maintenance.screen.diagonal', { inches: inches.toFixed(1) })}</span>
      </p>
      <div class="deeds">
        <button class="wide main" @click=${this.save}>
          ${icon('check')}${words.text('maintenance.screen.save')}
        </button>
        <button class="wide" ?disabled=${this.kept === null} @click=${this.forget}>
          ${words.text('maintenance.screen.reset')}
        </button>
      </div>
      <p class="state ${this.refused ? 'bad' : ''}" role="status">
        ${icon(this.refused ? 'bad' : this.kept === null ? 'info' : 'check')}<span>${this.said(words)}</span>
      </p>
    </section>`;
  }

  /** Its top left corner stands still, so that a card held there stays where it is. */
  private frame(words: Words): TemplateResult {
    const { pxPerMm } = this;
    const isUpright = innerWidth < narrowPx;
    const width = (isUpright ? card.heightMm : card.widthMm) * pxPerMm;
    const height = (isUpright ? card.widthMm : card.heightMm) * pxPerMm;
    return html`<div
      class="card"
      role="slider"
      tabindex="0"
      aria-label=${words.text('maintenance.screen.frame')}
      aria-valuemin=${leastPxPerMm}
      aria-valuemax=${mostPxPerMm}
      aria-valuenow=${pxPerMm.toFixed(2)}
    >
      <svg width=${Math.ceil(width) + 4} height=${Math.ceil(height) + 4} aria-hidden="true">
        <rect x="2" y="2" width=${width} height=${height} rx=${card.cornerMm * pxPerMm} />
      </svg>
      <span>${words.text('maintenance.screen.card')}</span>
    </div>`;
  }

  private key(
    words: Words,
    name: 'much-smaller' | 'smaller' | 'larger' | 'much-larger',
    px: number,
  ): TemplateResult {
    const sign = (px < 0 ? '−' : '+').repeat(Math.abs(px) === steps.bold ? 2 : 1);
    return html`<button class="step" @click=${() => this.grow(px)}>
      <b aria-hidden="true">${sign}</b><span>${words.text(`maintenance.screen.${name}`)}</span>
    </button>`;
  }

  private said(words: Words): string {
    if (this.refused) return words.text('maintenance.screen.refused');
    if (this.kept === null) return words.text('maintenance.screen.unmeasured');
    const { measuredAtMs, pxPerMm } = this.kept;
    const figure = pxPerMm.toFixed(2);
    if (measuredAtMs === null) return words.text('maintenance.screen.undated', { figure });
    return words.text('maintenance.screen.kept', { figure, date: words.date(measuredAtMs, this.timeZone) });
  }

  private readonly typed = (event: KeyboardEvent): void => {
    const px = growth[event.key];
    if (px === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.grow(
      event.shiftKey && Math.abs(px) === steps.fine && event.key.startsWith('Arrow') ? px * steps.bold : px,
    );
  };

  private grow(px: number): void {
    const next = this.pxPerMm + px / card.widthMm;
    this.pxPerMm = Math.min(mostPxPerMm, Math.max(leastPxPerMm, next));
    this.refused = false;
  }

  private readonly save = (): void => {
    this.store(() => keepScale(this.pxPerMm, this.nowMs));
  };

  private readonly forget = (): void => {
    this.store(forgetScale);
    this.pxPerMm = guess();
  };

  private store(change: () => void): void {
    try {
      change();
      this.refused = false;
    } catch {
      // A browser that keeps nothing: the person who allows it is told.
      this.refused = true;
    }
    this.kept = keptScale();
  }
}

const guess = (): ScreenScale['pxPerMm'] =>
  screen.height > screen.width && screen.width >= narrowPx ? uprightPxPerMm : usualPxPerMm;
