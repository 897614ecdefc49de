import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PaperItem } from '../../../firmware-host/messages/lab.ts';
import { drawPaper, wordsOf } from './dots.ts';

/** One ticket out of a simulated printer, one pixel a dot, torn where the cutter went through. */
export class PaperStrip extends LitElement {
  static override styles = css`
    div {
      padding: 24px 40px 28px;
      background: #f7f6f1;
    }
    div.cut {
      /* the cutter's teeth */
      mask: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) 50% / 8px 100%;
    }
    canvas {
      display: block;
      image-rendering: pixelated;
    }
  `;

  @property({ attribute: false }) items: readonly PaperItem[] = [];
  @property({ type: Number }) widthDots = 384;
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined;

  protected override render(): TemplateResult {
    const cut = this.items.some((item) => item.kind === 'cut');
    return html`<div class=${classMap({ cut })}>
      <canvas role="img" aria-label=${wordsOf(this.items)}></canvas>
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (this.canvas === undefined || !(changes.has('items') || changes.has('widthDots'))) return;
    drawPaper(this.canvas, this.items, this.widthDots).catch((fault: unknown) => {
      // Without its font the paper cannot be drawn true; its words are there all the same, in the label.
      this.dispatchEvent(new ErrorEvent('error', { error: fault, bubbles: true, composed: true }));
    });
  }
}
