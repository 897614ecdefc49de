import type { BoardArea, BoardPicture } from './areas.ts';
import { BoardFace } from './face.ts';

const cellWidthDots = 8;
const cellHeightDots = 16;

/** A simulated board for a terminal: a line for each row of cells, in a frame; without its colours. */
export function boardAsText(board: BoardPicture): string {
  if (board.kind === 'digits') return framed([board.isLit ? board.text : ''], board.digits.length);
  const [columns, rows] = [board.widthDots / cellWidthDots, board.heightDots / cellHeightDots];
  const areas = board.isLit ? board.areas : [];
  return framed(
    Array.from({ length: rows }, (_, row) => rowAsText(areas, row, columns)),
    columns,
  );
}

function framed(rows: readonly string[], columns: number): string {
  const edge = `+${'-'.repeat(columns)}+`;
  return [edge, ...rows.map((row) => `|${padded(row, columns)}|`), edge, ''].join('\n');
}

/** The areas that begin in a row, from left to right. */
function rowAsText(areas: readonly BoardArea[], row: number, columns: number): string {
  let line = '';
  for (const area of areas
    .filter(({ y }) => Math.floor(y / cellHeightDots) === row)
    .toSorted((one, other) => one.x - other.x)) {
    const text = area.runs.map((run) => run.text).join('');
    line = padded(line, area.x / cellWidthDots) + face.cut(text, area.width / cellWidthDots);
  }
  return face.cut(line, columns);
}

/** Any text may stand on a terminal; what counts is its cells: one for ASCII, two for all else that any of the boards has. */
const face = new BoardFace(
  { columns: Infinity, rows: Infinity },
  {
    cellsOf: (character) => (/^[ -~]$/.test(character) ? 1 : 2),
    unknown: { narrow: '?', wide: '？' },
  },
);

function padded(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - face.cellsOf(text)));
}
