import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { SimulatedPrinterView } from '../../../firmware-host/messages/lab.ts';
import { icon } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import { codesOf, drawPaper, wordsOf, type CodePlace } from './dots.ts';

type Paper = SimulatedPrinterView['papers'][number];

const blank: Paper = { id: 0, done: false, bytes: 0, lengthDots: 0, items: [] };

/** Bytes only ever come; a paper whose count stands still is the same paper, in whatever snapshot. */
const grew = (paper: Paper, old: Paper | undefined): boolean =>
  old === undefined || paper.id !== old.id || paper.bytes !== old.bytes || paper.done !== old.done;

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
const slideMs = 480;

/** One ticket out of a simulated printer, one pixel a dot, torn where the cutter went through. */
export class PaperStrip extends LitElement {
  static override styles = [
    shared,
    css`
      .strip {
        padding: 10px var(--paper-margin, 40px) 6px;
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

  @property({ attribute: false, hasChanged: grew }) paper = blank;
  @property({ type: Number }) widthDots = 384;
  /** What a code's link is called. */
  @property() openLabel = '';
  /** Whether Tab stops at its link: with every paper that hangs there it would never get any further. */
  @property({ type: Boolean }) reachable = false;
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined;

  protected override render(): TemplateResult {
    const { items } = this.paper;
    const cut = items.some((item) => item.kind === 'cut');
    return html`<div class=${classMap({ strip: true, cut })}>
      <div class="dots">
        <canvas role="img" aria-label=${wordsOf(items)}></canvas>
        ${codesOf(items, this.widthDots).map((code) => this.link(code))}
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
      tabindex=${this.reachable ? 0 : -1}
      title=${this.openLabel}
      aria-label=${this.openLabel}
      .style=${place}
      >${icon('to')}</a
    >`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (this.canvas === undefined || !(changes.has('paper') || changes.has('widthDots'))) return;
    const isNew = changes.has('paper') && changes.get('paper')?.id !== this.paper.id;
    drawPaper(this.canvas, this.paper.items, this.widthDots)
      .then(() => (isNew ? this.slideOut() : undefined))
      .catch((fault: unknown) => {
        // Without its font the paper cannot be drawn true; its words are there all the same, in the label.
        this.dispatchEvent(new ErrorEvent('error', { error: fault, bubbles: true, composed: true }));
      });
  }

  /** Out of the mouth above, pushing on what hangs there already. */
  private slideOut(): void {
    // Whoever has scrolled down to an older one sees the new one come.
    this.parentElement?.scrollTo({ top: 0 });
    if (stillness.matches) return;
    this.animate([{ marginBlockStart: `${-this.offsetHeight}px` }, { marginBlockStart: 0 }], {
      duration: slideMs,
      easing: getComputedStyle(this).getPropertyValue('--ease') || 'ease-out',
    });
  }
}
