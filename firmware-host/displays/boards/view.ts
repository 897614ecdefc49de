import type { BoardAreaConfig, BoardShows } from '../../../config/board-layout.ts';
import type { BoardRow } from '../../../drivers/board/board.ts';
import type { BoardFace, BoardSizeInCells } from '../../../drivers/board/face.ts';
import type { Moment } from '../../domain/moment.ts';
import type { State } from '../../domain/state.ts';
import type { Site } from '../../site.ts';
import type { Tongue } from './tongue.ts';

/** The rows of an area at one time; those that are missing are dark. */
export type Page = readonly BoardRow[];

/** All that an area's content follows from. Its size is in cells, and all of it is on the board. */
export interface View extends BoardSizeInCells, Pick<BoardShows, 'counter' | 'callEffect'> {
  readonly site: Site;
  readonly state: Readonly<State>;
  readonly now: Moment;
  /** The same in lobby time, which waits are measured in. */
  readonly nowMs: number;
  readonly face: BoardFace;
  readonly tongue: Tongue;
  readonly align: BoardAreaConfig['align'];
  /** Nothing stands beside it: its rows may move. */
  readonly hasWholeRows: boolean;
}
