import type { BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { serviceName } from '../../site.ts';
import { cellsOfRuns, red, spread } from './rows.ts';
import { readable } from './tongue.ts';
import type { View } from './view.ts';

/** Of a name that is cut; a single one says nothing. */
const SIGNS_MIN = 2;

const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** One that is not closed any more, and what stands in it. */
const OPEN_BRACKET = /\p{Ps}[^\p{Pe}]*$/u;
const MARKS_AT_END = /[^\p{L}\p{M}\p{N}\p{Pe}]+$/u;

/** A service's letter, as much of its name as has room, and what there is to say of it; null where that has no room at all. */
export function serviceLine(view: View, letter: string, said: readonly BoardRun[] | null): BoardRow | null {
  if (said === null) return null;
  const { site, face, tongue, columns } = view;
  const roomCells = columns - face.cellsOf(letter) - cellsOfRuns(face, said) - 1;
  if (roomCells < 0) return null;
  const name = readable(face, tongue, serviceName(site, letter));
  const shown = name === null || name === letter ? '' : cutName(face, name, roomCells - 1);
  return spread(view, red(shown === '' ? letter : `${letter} ${shown}`), said);
}

/** As many words of a name as have room, without the marks behind them; nothing where the first one has none. */
function cutName(face: BoardFace, name: string, cells: number): string {
  if (face.cellsOf(name) <= cells) return name;
  let cut = '';
  for (const { segment } of words.segment(name)) {
    if (face.cellsOf(cut + segment) > cells) break;
    cut += segment;
  }
  const whole = cut.replace(OPEN_BRACKET, '').replace(MARKS_AT_END, '');
  return whole.length < SIGNS_MIN ? '' : whole;
}
