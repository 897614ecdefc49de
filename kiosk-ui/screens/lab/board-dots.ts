/** Which dots of a board are lit: a function of the areas that its frames made and of the time they have stood, of nothing else. */
import type { BoardArea, DotPicture } from '../../../firmware-host/messages/lab.ts';
import type { Glyph } from './glyphs.ts';

export type DotColour = BoardArea['runs'][number]['colour'];

/** Where an area is in its movement. */
export interface Beat {
  readonly isBlinkLit: boolean;
  /** How far a text that moves has come in from the right; null where it stands still and is cut off. */
  readonly scrolledDots: number | null;
}

/** For whoever wants no movement: what blinks is lit, and what scrolls stands still. */
export const stillBeat: Beat = { isBlinkLit: true, scrolledDots: null };

/** Lit and dark for as long: half a flash a second, far from the three that are dangerous. */
const blinkMs = 1000;
const scrollMsPerDot = 30;

/** @param ms since the area was first lit as it is */
export const beatAt = (ms: number): Beat => ({
  isBlinkLit: Math.floor(ms / blinkMs) % 2 === 0,
  scrolledDots: Math.floor(ms / scrollMsPerDot),
});

/** Whether an area looks different at another time. */
export const moves = ({ runs, scroll }: BoardArea): boolean =>
  scroll === true || runs.some(({ blink }) => blink === true);

/** Of a lamp's light: the dimmest that a board can be still shows, and only one that is off shows nothing. */
export const strengthOf = ({ isLit, brightness }: Pick<DotPicture, 'isLit' | 'brightness'>): number =>
  isLit ? 0.3 + (0.7 * brightness) / 100 : 0;

/** What does not fit into its area is cut off at the edge, as on a board. */
export function eachDot(
  area: BoardArea,
  glyphOf: (letter: string) => Glyph,
  light: (x: number, y: number, colour: DotColour) => void,
  { isBlinkLit, scrolledDots }: Beat = stillBeat,
): void {
  const glyphs = area.runs.flatMap(({ text, ...look }) =>
    Array.from(text, (letter) => ({ ...look, ...glyphOf(letter) })),
  );
  let left = 0;
  if (area.scroll === true && scrolledDots !== null) {
    const widthDots = glyphs.reduce((sum, glyph) => sum + glyph.widthDots, 0);
    left = area.width - (scrolledDots % (area.width + widthDots));
  }
  for (const { widthDots, ink, colour, blink } of glyphs) {
    if (left >= area.width) return;
    for (let dot = 0; dot < ink.length; dot += 1) {
      const x = left + (dot % widthDots);
      const y = Math.floor(dot / widthDots);
      const isLit = ink[dot] === 1 && (isBlinkLit || blink !== true);
      if (isLit && x >= 0 && x < area.width && y < area.height) light(area.x + x, area.y + y, colour);
    }
    left += widthDots;
  }
}

/** The board's words from top to bottom, for whoever cannot see it. */
export const wordsOn = (areas: readonly BoardArea[]): string =>
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
