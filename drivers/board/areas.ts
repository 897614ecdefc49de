/** What a simulated board shows, as its frames made it: for the lab, for a terminal, and for pictures in tests. */
import type { BoardRun } from './board.ts';

/** A rectangle of dots and what stands in it; places and sizes in dots. */
export interface BoardArea {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly BoardRun[];
  /** Its text moves along from right to left. */
  readonly scroll?: true;
}

/** A board of dots, with a font of half cells of 8 × 16 dots and whole ones of 16 × 16. */
export interface DotPicture {
  readonly kind: 'dots';
  readonly widthDots: number;
  readonly heightDots: number;
  readonly areas: readonly BoardArea[];
}

/** Digits of seven strokes and a point: bit 0 is a, the top one, then clockwise to f; bit 6 is g, the middle one; bit 7 the point. */
export interface DigitPicture {
  readonly kind: 'digits';
  readonly digits: readonly number[];
  readonly text: string;
}

export type BoardPicture = (DotPicture | DigitPicture) & {
  /** False when it is switched off by command, or without power. */
  readonly isLit: boolean;
  /** Percent. */
  readonly brightness: number;
};
