/** The layouts that come along, as data: what a board shows that hangs here or there, by how many rows it has. */
import type { BoardSizeInCells } from '../drivers/board/face.ts';
import type { BoardAreaConfig, BoardField } from './board-layout.ts';

export const boardLayouts = ['main', 'status', 'counter', 'staff'] as const;
export type BoardLayoutName = (typeof boardLayouts)[number];

/** A band of rows over the whole width. `rest`: all that the others leave. */
interface Band {
  readonly rows: number | 'rest';
  readonly show: readonly BoardField[];
  readonly align: BoardAreaConfig['align'];
}

/** From the top, for boards of so many rows; the last of a list is for all that have more. */
const bands: Readonly<Record<BoardLayoutName, readonly (readonly Band[])[]>> = {
  main: [
    [{ rows: 'rest', show: ['calls'], align: 'left' }],
    [
      { rows: 'rest', show: ['calls'], align: 'left' },
      { rows: 1, show: ['total', 'notices'], align: 'left' },
    ],
  ],
  status: [
    [
      {
        rows: 'rest',
        show: ['total', 'waiting', 'expected', 'satisfaction', 'notices', 'clock'],
        align: 'left',
      },
    ],
    [
      { rows: 'rest', show: ['waiting', 'expected'], align: 'left' },
      { rows: 1, show: ['total', 'satisfaction', 'notices', 'clock'], align: 'left' },
    ],
    [
      { rows: 1, show: ['lobby', 'clock'], align: 'centre' },
      { rows: 'rest', show: ['waiting', 'expected'], align: 'left' },
      { rows: 1, show: ['total', 'satisfaction', 'notices'], align: 'left' },
    ],
  ],
  counter: [
    [{ rows: 'rest', show: ['call'], align: 'centre' }],
    [
      { rows: 1, show: ['counter'], align: 'centre' },
      { rows: 'rest', show: ['call'], align: 'centre' },
    ],
  ],
  staff: [
    [{ rows: 'rest', show: ['open-counter', 'targets'], align: 'left' }],
    [
      { rows: 'rest', show: ['targets'], align: 'left' },
      { rows: 1, show: ['open-counter', 'total'], align: 'left' },
    ],
  ],
};

/** A layout on a board of that size; it covers all of it. */
export function areasOf(
  layout: BoardLayoutName,
  { rows }: Pick<BoardSizeInCells, 'rows'>,
): BoardAreaConfig[] {
  const variants = bands[layout];
  const chosen = variants[Math.min(rows, variants.length) - 1] ?? [];
  const taken = chosen.reduce((sum, band) => sum + (band.rows === 'rest' ? 0 : band.rows), 0);
  let next = 1;
  return chosen.map(({ rows: wanted, show, align }) => {
    const row = next;
    const own = wanted === 'rest' ? rows - taken : wanted;
    next += own;
    return { row, column: 1, rows: own, columns: null, show: [...show], align };
  });
}
