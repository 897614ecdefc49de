import type { BoardArea } from './areas.ts';
import { cellsOf, cutAtCell } from './bx5k/text.ts';
import type { BoardSimulator } from './simulator.ts';

/** A simulated board for a terminal: a line for each row of cells, in a frame; without its colours. */
export function boardAsText(board: BoardSimulator): string {
  const edge = `+${'-'.repeat(board.columns)}+`;
  const areas = board.isLit ? board.areas : [];
  const lines = Array.from({ length: board.rows }, (_, row) => `|${rowAsText(areas, row, board.columns)}|`);
  return [edge, ...lines, edge, ''].join('\n');
}

/** The areas that begin in a row, from left to right. */
function rowAsText(areas: readonly BoardArea[], row: number, columns: number): string {
  let line = '';
  for (const area of areas
    .filter(({ y }) => Math.floor(y / 16) === row)
    .toSorted((one, other) => one.x - other.x)) {
    const text = area.runs.map((run) => run.text).join('');
    line = padded(line, area.x / 8) + cutAtCell(text, area.width / 8);
  }
  return padded(cutAtCell(line, columns), columns);
}

function padded(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - cellsOf(text)));
}
