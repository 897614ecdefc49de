/** What seven strokes and a point can be read as: digits, and those letters that have a form of their own. */
import { BoardFace, type BoardFont } from '../face.ts';

const [a, b, c, d, e, f, g, point] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80];

/**
 * Strokes by character: a is the top one, then clockwise to f; g is the middle one. S is a 5 and Z is a 2, as everywhere; of other
 * letters the case is taken that cannot be mistaken for a digit.
 */
const strokes: ReadonlyMap<string, number> = new Map([
  [' ', 0],
  ['0', a | b | c | d | e | f],
  ['1', b | c],
  ['2', a | b | d | e | g],
  ['3', a | b | c | d | g],
  ['4', b | c | f | g],
  ['5', a | c | d | f | g],
  ['6', a | c | d | e | f | g],
  ['7', a | b | c],
  ['8', a | b | c | d | e | f | g],
  ['9', a | b | c | d | f | g],
  ['A', a | b | c | e | f | g],
  ['b', c | d | e | f | g],
  ['C', a | d | e | f],
  ['c', d | e | g],
  ['d', b | c | d | e | g],
  ['E', a | d | e | f | g],
  ['F', a | e | f | g],
  ['G', a | c | d | e | f],
  ['H', b | c | e | f | g],
  ['h', c | e | f | g],
  ['I', e | f],
  ['J', b | c | d | e],
  ['L', d | e | f],
  ['n', c | e | g],
  ['o', c | d | e | g],
  ['P', a | b | e | f | g],
  ['q', a | b | c | f | g],
  ['r', e | g],
  ['S', a | c | d | f | g],
  ['t', d | e | f | g],
  ['U', b | c | d | e | f],
  ['u', c | d | e],
  ['y', b | c | d | f | g],
  ['Z', a | b | d | e | g],
  ['-', g],
  ['_', d],
  ['=', d | g],
  ['.', point],
]);

/** No stand-in for K, M, W and X: whatever is near is another letter, and the number of somebody else. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['V', 'u'],
  ['v', 'u'],
  ['°', 'o'],
  [',', '.'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
]);

/** The same letter in the other case, or a look-alike. */
function nearest(character: string): string | null {
  const others = [standIns.get(character), character.toUpperCase(), character.toLowerCase()];
  return others.find((other) => other !== undefined && strokes.has(other)) ?? null;
}

const font: BoardFont = {
  cellsOf: (character) => (strokes.has(character) ? 1 : null),
  nearest,
  unknown: { narrow: '_', wide: '_' },
};

/** A row of digits, each a cell. */
export const digitsFace = (digits: number): BoardFace => new BoardFace({ columns: digits, rows: 1 }, font);

/** The strokes of a character, as bits: see `DigitPicture`. Null if the display would stay dark. */
export function strokesOf(character: string): number | null {
  return strokes.get(character) ?? strokes.get(nearest(character) ?? '') ?? null;
}
