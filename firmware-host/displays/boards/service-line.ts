import type { BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { serviceName } from '../../site.ts';
import { cellsOfRuns, red, spread } from './rows.ts';
import { readable } from './tongue.ts';
import type { View } from './view.ts';

/** A name of less than a full sign says nothing. */
const NAME_CELLS = 2;

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

function cutName(face: BoardFace, name: string, cells: number): string {
  const cut = face.cellsOf(name) <= cells ? name : face.cut(name, cells).trimEnd();
  return face.cellsOf(cut) < Math.min(NAME_CELLS, face.cellsOf(name)) ? '' : cut;
}
