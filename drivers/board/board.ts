/** The port: what the host knows of an LED board, whatever its wire. */
import type { Closable, Unsubscribe } from '../driver.ts';

/** What a dual-colour board can light: red, green, and both at once. A single-colour board shows them all in its own. */
export type BoardColour = 'red' | 'green' | 'amber';

export interface BoardRun {
  readonly text: string;
  readonly colour: BoardColour;
}

/** One row of cells: a Han character fills two, everything else one. What is too long for the board is cut at a cell. */
export interface BoardRow {
  readonly runs: readonly BoardRun[];
}

/** What a board shows, from top to bottom; rows that are missing are dark. */
export interface BoardContent {
  readonly rows: readonly BoardRow[];
}

/**
 * What keeps a board from being believed. `disconnected`: there is no port, or it was cut. `not-answering`: the port is open,
 * and nothing is acknowledged, or nothing has been since it opened. `refused`: the board has answered that it will not show
 * what it was sent.
 */
export type BoardProblem = 'disconnected' | 'not-answering' | 'refused';

export interface BoardStatus {
  readonly connected: boolean;
  /** Null only once the board has acknowledged something since the port opened. */
  readonly problem: BoardProblem | null;
  /** Why the port is not open, for the technician; null when it is, or was never tried. */
  readonly portFault: string | null;
  /** Whether the board has acknowledged all of the content that was last given to it. */
  readonly confirmed: boolean;
  /** From the last `show` that changed something to the acknowledgement of all of it, in ms; null before the first. */
  readonly confirmedMs: number | null;
}

export interface LedBoard extends Closable {
  /** Cells in a row and rows on the board; what does not fit is not shown. */
  readonly columns: number;
  readonly rows: number;
  readonly status: BoardStatus;
  /** Called at every change of `status`, not with the present one. */
  onStatus(listener: (status: BoardStatus) => void): Unsubscribe;
  /**
   * Shows a content from now on: at once, again after every reconnection, and row by row all the time in case the board forgot. Returns
   * immediately. Newer content replaces older that has not been sent yet: a board that lags never shows a stale call.
   */
  show(content: BoardContent): void;
}
