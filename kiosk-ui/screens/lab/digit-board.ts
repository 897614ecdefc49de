/** A display of digits: what its frames made of it, stroke by stroke. */
import { LitElement, css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DigitPicture } from '../../../firmware-host/messages/lab.ts';
import { shared } from '../../theme/shared.ts';
import { strengthOf } from './board-dots.ts';
import { digitHeight, digitPitch, leanRoom, strokesOf, type Stroke } from './digit-strokes.ts';
import { ground, lampColours, unlit } from './lamp-colours.ts';
import { differs } from './model.ts';

export class DigitBoard extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        max-width: 100%;
        height: 100%;
        margin-inline: auto;
      }
    `,
  ];

  @property({ attribute: false, hasChanged: differs }) picture: DigitPicture | null = null;
  /** What it is called while it shows nothing. */
  @property() emptyLabel = '';

  protected override render(): TemplateResult {
    if (this.picture === null) return html``;
    const { digits, text, isLit } = this.picture;
    const strength = strengthOf(this.picture);
    const label = isLit ? text.trim() : '';
    const width = digits.length * digitPitch + leanRoom;
    return html`<svg
      role="img"
      aria-label=${label || this.emptyLabel}
      viewBox=${`0 0 ${width} ${digitHeight}`}
    >
      <rect width=${width} height=${digitHeight} fill=${ground} />
      ${strokesOf(digits).map((stroke) => shapeOf(stroke, strength))}
    </svg>`;
  }
}

const cornersOf = ({ shape }: Stroke): string =>
  shape.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');

/** A lit one shines through its own dark glass. */
const shapeOf = (stroke: Stroke, strength: number): TemplateResult | ReturnType<typeof svg> => svg`
  <polygon fill=${unlit} points=${cornersOf(stroke)} />
  ${
    stroke.isLit && strength > 0
      ? svg`<polygon class="lit" fill=${lampColours.red} fill-opacity=${strength} points=${cornersOf(stroke)} />`
      : ''
  }`;
