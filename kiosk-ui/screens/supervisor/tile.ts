/** One figure of this moment: its value, its state as an icon and a word, its target as words and on a scale. */
import { svg, type SVGTemplateResult } from 'lit';
import type { IconName } from '../../theme/icons.ts';

export interface Tile {
  readonly name: string;
  readonly state: {
    readonly level: 'ok' | 'warn' | 'bad' | '';
    readonly icon: IconName;
    readonly text: string;
  };
  readonly value: string;
  readonly unit: string;
  readonly goal: string;
  readonly scale?: SVGTemplateResult;
}

/** A value on its scale with the band of the target, all in percent; outside, the shape changes, too. */
export function bullet(from: number, to: number, value: number, isOut: boolean): SVGTemplateResult {
  const at = `${Math.min(96, Math.max(2, value))}%`;
  return svg`<svg class="bullet" aria-hidden="true" height="16">
    <rect class="scale" x="0" y="7" width="100%" height="2" />
    <rect class="band" x="${from}%" y="2" width="${to - from}%" height="12" />
    <rect class="rim" x="${from}%" y="2" width="2" height="12" />
    <svg x="${to}%" y="2" width="1" height="12" overflow="visible"><rect class="rim" x="-2" width="2" height="12" /></svg>
    <svg x=${at} y="8" width="1" height="1" overflow="visible">${
      isOut
        ? svg`<path class="out" d="M0-8 8 0 0 8-8 0z" />`
        : svg`<rect class="at" x="-2" y="-7" width="4" height="14" />`
    }</svg>
  </svg>`;
}
