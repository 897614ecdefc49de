import type { BoardRun } from './board.ts';

/** A rectangle of a simulated board and what stands in it, as the frames said; places and sizes in dots. */
export interface BoardArea {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly BoardRun[];
}
