/** The port: what the host knows of an LED board, whatever its wire. */
import type { Closable, Unsubscribe } from '../driver.ts';
import type { BoardFace } from './face.ts';

/** What a dual-colour board can light: red, green, and both at once. A single-colour board shows them all in its own. */
export type BoardColour = 'red' | 'green' | 'amber';

export interface BoardRun {
  readonly text: string;
  readonly colour: BoardColour;
  /** Calls for attention: goes off and on, at most once a second, by the board itself where it can. */
  readonly blink?: true;
}

/** One row of cells. What is too long for the board is cut at a cell. */
export interface BoardRow {
  readonly runs: readonly BoardRun[];
  /** Is sent before anything else that has changed: somebody is being called. */
  readonly urgent?: true;
  /** Moves along where the board can move a text that is longer than the row; elsewhere it is cut like any other. */
  readonly scroll?: true;
}

/** What a board shows, from top to bottom; rows that are missing are dark. */
export interface BoardContent {
  readonly rows: readonly BoardRow[];
  /** An emergency: a board that knows messages of a higher rank shows it as one. */
  readonly takesOver?: true;
}

/**
 * What keeps a board from being believed. `disconnected`: there is no port, or it was cut. `not-answering`: the port is open,
 * and nothing is acknowledged, or nothing has been since it opened. `refused`: the board has answered that it will not show
 * what it was sent.
 */
export type BoardProblem = 'disconnected' | 'not-answering' | 'refused';

/** How a board does, as far as anybody can know it. */
export interface BoardStatus {
  readonly connected: boolean;
  /** Null once the board has acknowledged something since the port opened, and at once where it never acknowledges. */
  readonly problem: BoardProblem | null;
  /** Why the port is not open, for the technician; null when it is, or was never tried. */
  readonly portFault: string | null;
  /** Whether the board has acknowledged all of the content that was last given to it. */
  readonly confirmed: boolean;
  /** From the last `show` that changed something to the acknowledgement of all of it, in ms; null before the first. */
  readonly confirmedMs: number | null;
  /** A board that acknowledges has not done so for a change that is some seconds old. */
  readonly isSlow: boolean;
  /** Characters of the present content that the board has no sign for, each once; the nearest was shown for them. */
  readonly lacking: string;
}

export interface LedBoard extends Closable {
  /** What it has room for, and which characters it can show. */
  readonly face: BoardFace;
  /** Whether its protocol acknowledges. One that does not is never `confirmed`, and never `not-answering`. */
  readonly acknowledges: boolean;
  /** How it does: the port's `health`. */
  readonly status: BoardStatus;
  /** Called at every change of `status`, not with the present one. */
  onStatus(listener: (status: BoardStatus) => void): Unsubscribe;
  /**
   * Shows a content from now on: at once, again after every reconnection, and part by part all the time in case the board forgot.
   * Returns immediately. Newer content replaces older that has not been sent yet: a board that lags never shows a stale call.
   */
  show(content: BoardContent): void;
  /** Shows nothing from now on; the same as an empty content. */
  clear(): void;
  /** How bright it is from now on, in percent of what it can; 0 is off. A board that cannot be dimmed is on or off. */
  setBrightness(percent: number): void;
}
