/** The parts that rows are made of, measured in the cells of a board's own font. */
import { catalogues } from '../../../config/texts/catalogues.ts';
import type { TextKey, TextValues } from '../../../config/texts/texts.ts';
import { formatEmphasised, formatText } from '../../../config/texts/texts.ts';
import type { BoardColour, BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { textPages } from './text-pages.ts';
import type { Tongue } from './tongue.ts';
import type { Page, View } from './view.ts';

export const cellsOfRuns = (face: BoardFace, runs: readonly BoardRun[]): number =>
  runs.reduce((sum, { text }) => sum + face.cellsOf(text), 0);

export const blank = (cells: number): BoardRun[] =>
  cells > 0 ? [{ text: ' '.repeat(cells), colour: 'red' }] : [];

export const red = (text: string): BoardRun[] => [{ text, colour: 'red' }];

/** A text in the middle of so many cells, which it has room in. */
export function centred(face: BoardFace, text: string, cells: number): string {
  const room = cells - face.cellsOf(text);
  const before = Math.floor(room / 2);
  return `${' '.repeat(before)}${text}${' '.repeat(room - before)}`;
}

/** The house's words; null on a board that can show none. */
export const say = ({ words }: Tongue, key: TextKey, values?: TextValues): string | null =>
  words === null ? null : formatText(catalogues[words], key, values);

/** The same in red, with the part that stands out in another colour. */
export function sayRuns(
  { words }: Tongue,
  key: TextKey,
  values: TextValues,
  colour: BoardColour = 'amber',
): BoardRun[] | null {
  if (words === null) return null;
  const emphasise = (parts: (string | BoardRun)[]): BoardRun => ({
    text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    colour,
  });
  const said = formatEmphasised<BoardRun>(catalogues[words], key, values, emphasise);
  return [said].flat().map((part) => (typeof part === 'string' ? { text: part, colour: 'red' } : part));
}

/** Runs where the area's rows have them; null if there is no room. */
export function aligned({ face, columns, align }: View, runs: readonly BoardRun[]): BoardRow | null {
  const free = columns - cellsOfRuns(face, runs);
  if (free < 0) return null;
  const before = { left: 0, centre: Math.floor(free / 2), right: free }[align];
  return { runs: [...blank(before), ...runs] };
}

/** One group of runs at each end of a row; null if they have no room side by side. */
export function spread(
  { face, columns }: View,
  left: readonly BoardRun[],
  right: readonly BoardRun[],
): BoardRow | null {
  const free = columns - cellsOfRuns(face, left) - cellsOfRuns(face, right);
  return free < 0 ? null : { runs: [...left, ...blank(free), ...right] };
}

/** Rows from the top of the area on; in the middle of it where its texts are. */
export function pageOf({ rows, align }: View, shown: readonly BoardRow[]): Page {
  const above = align === 'centre' ? Math.floor((rows - shown.length) / 2) : 0;
  return [...Array.from({ length: above }, () => ({ runs: [] })), ...shown];
}

/** A text of any length, in as many pages as it needs. */
export const pagesOfText = (view: View, text: string, colour: BoardColour = 'red'): Page[] =>
  textPages(text, view.face, view).map((lines) =>
    pageOf(
      view,
      lines.flatMap((line) => aligned(view, [{ text: line, colour }]) ?? []),
    ),
  );
