/** The light of a board: its glass, a lamp that is off, and one of each colour. */
import type { DotColour } from './board-dots.ts';

export const ground = '#0a0606';
export const unlit = '#2b1512';
export const lampColours: Readonly<Record<DotColour, string>> = {
  red: '#ff4632',
  amber: '#ffb020',
  green: '#3fe07a',
};
