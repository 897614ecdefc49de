/** What a board shows, as the host reads it: every default applied, every name filled. */
import type { Names } from './schema-parts.ts';
import type { Language } from './texts/texts.ts';

/** What an area of a board can show. The last two are for staff: they say what visitors should not read. */
export const boardFields = [
  'calls',
  'call',
  'counter',
  'lobby',
  'waiting',
  'total',
  'expected',
  'satisfaction',
  'clock',
  'notices',
  'targets',
  'open-counter',
] as const;
export type BoardField = (typeof boardFields)[number];

export const staffFields: readonly BoardField[] = ['targets', 'open-counter'];

/** A rectangle of cells. Rows and columns count from 1; null goes on to the board's edge. */
export interface BoardAreaConfig {
  row: number;
  column: number;
  rows: number | null;
  columns: number | null;
  /** One after the other, page by page, each for `pageSeconds`; what has nothing to say is passed over. */
  show: (BoardField | { text: Names })[];
  align: 'left' | 'centre' | 'right';
}

/** What the host makes a board show, beside what its driver has to know of it. */
export interface BoardShows {
  /** The counter that it hangs over; null for one in the lobby. */
  counter: string | null;
  areas: BoardAreaConfig[];
  /** In turn; one that the board has no signs for is passed over. */
  languages: Language[];
  pageSeconds: number;
  languageSeconds: number;
  /** From a time of day on, by that time; the first one begins where the last one ends. Never empty. */
  brightness: { from: string; percent: number }[];
  offWhenClosed: boolean;
  /** How a number that was just called draws attention at its counter. */
  callEffect: 'blink' | 'scroll' | 'none';
}
