import type { BoardRow, BoardRun } from './board.ts';
import type { BoardFace } from './face.ts';

/**
 * The runs of a row as they stand on a board: in signs that it has, without anything behind the first character that has no
 * room, however narrow. What blinks is blank where `isBlinkLit` is false.
 */
export function fitRow(
  row: BoardRow,
  face: BoardFace,
  isBlinkLit = true,
  columns = face.columns,
): BoardRun[] {
  const runs: BoardRun[] = [];
  let free = columns;
  for (const { text, ...look } of row.runs) {
    const cut = face.cut(text, free);
    const isBlank = look.blink === true && !isBlinkLit;
    if (cut !== '') runs.push({ ...look, text: isBlank ? ' '.repeat(face.cellsOf(cut)) : cut });
    // Below nothing when it was cut; then nothing follows.
    free -= face.cellsOf(text);
  }
  return runs;
}

/** The text of a row as it stands on a board, without its colours. */
export const fitText = (row: BoardRow | undefined, face: BoardFace, isBlinkLit = true): string =>
  row === undefined
    ? ''
    : fitRow(row, face, isBlinkLit)
        .map(({ text }) => text)
        .join('');
