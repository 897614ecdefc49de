/** Which dots of a board are lit: a function of the areas that its frames made, of nothing else. */
import type { SimulatedBoardView } from '../../../firmware-host/messages/lab.ts';
import type { Glyph } from './unifont.ts';

export type Area = SimulatedBoardView['areas'][number];
export type DotColour = Area['runs'][number]['colour'];

/** What does not fit into its area is cut off at the edge, as on a board. */
export function eachDot(
  area: Area,
  glyphOf: (letter: string) => Glyph,
  light: (x: number, y: number, colour: DotColour) => void,
): void {
  let left = 0;
  for (const { text, colour } of area.runs) {
    for (const letter of text) {
      if (left >= area.width) return;
      const { widthDots, ink } = glyphOf(letter);
      ink.forEach((inked, dot) => {
        const x = left + (dot % widthDots);
        const y = Math.floor(dot / widthDots);
        if (inked === 1 && x < area.width && y < area.height) light(area.x + x, area.y + y, colour);
      });
      left += widthDots;
    }
  }
}

/** The board's words from top to bottom, for whoever cannot see it. */
export const wordsOn = (areas: readonly Area[]): string =>
  areas
    .toSorted((one, other) => one.y - other.y || one.x - other.x)
    .map(({ runs }) =>
      runs
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .join('\n');
