import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PaperItem } from '../../../firmware-host/messages/lab.ts';
import { icon } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import { codesOf, drawPaper, wordsOf, type CodePlace } from './dots.ts';

/** One ticket out of a simulated printer, one pixel a dot, torn where the cutter went through. */
export class PaperStrip extends LitElement {
  static override styles = [
    shared,
    css`
      .strip {
        padding: 24px 40px 28px;
        background: #f7f6f1;
      }
      .cut {
        /* the cutter's teeth */
        mask: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) 50% / 8px 100%;
      }
      .dots {
        position: relative;
      }
      canvas {
        display: block;
        image-rendering: pixelated;
      }
      /* Laid over the drawn code; the arrow beside it is the page's, and in no colour that a thermal head has. */
      a {
        position: absolute;
        border-radius: 2px;
        color: #0b5f59;
        --focus: #0b4fd6;
      }
      a:hover {
        outline: 3px solid currentColor;
        outline-offset: 6px;
      }
      .icon {
        position: absolute;
        inset: calc(50% - 16px) auto auto calc(100% + 16px);
        width: 32px;
        height: 32px;
      }
    `,
  ];

  @property({ attribute: false }) items: readonly PaperItem[] = [];
  @property({ type: Number }) widthDots = 384;
  /** What a code's link is called. */
  @property() openLabel = '';
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined;

  protected override render(): TemplateResult {
    const cut = this.items.some((item) => item.kind === 'cut');
    return html`<div class=${classMap({ strip: true, cut })}>
      <div class="dots">
        <canvas role="img" aria-label=${wordsOf(this.items)}></canvas>
        ${codesOf(this.items, this.widthDots).map((code) => this.link(code))}
      </div>
    </div>`;
  }

  /** What a telephone would do with the code: the address of a demo is this machine's own, and no telephone gets there. */
  private link({ content, leftDots, topDots, sideDots }: CodePlace): TemplateResult | typeof nothing {
    if (!/^https?:/.test(content)) return nothing;
    // Set as a property: the host's content policy forbids the attribute.
    const place = `left:${leftDots}px;top:${topDots}px;width:${sideDots}px;height:${sideDots}px`;
    return html`<a
      href=${content}
      target="_blank"
      rel="noopener"
      title=${this.openLabel}
      aria-label=${this.openLabel}
      .style=${place}
      >${icon('to')}</a
    >`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (this.canvas === undefined || !(changes.has('items') || changes.has('widthDots'))) return;
    drawPaper(this.canvas, this.items, this.widthDots).catch((fault: unknown) => {
      // Without its font the paper cannot be drawn true; its words are there all the same, in the label.
      this.dispatchEvent(new ErrorEvent('error', { error: fault, bubbles: true, composed: true }));
    });
  }
}
