/** How long a board is waited for, and how often it is looked after, in ms. */
export interface BoardTiming {
  /** For the answer to a frame, besides its time on the wire. */
  readonly answerMs: number;
  /** Frames without an answer, one after the other, that mean that the board does not answer. */
  readonly tries: number;
  /** After a frame to a board that does not answer, before the next one. */
  readonly restMs: number;
  /** Between questions whether the board is there, while nothing changes. */
  readonly pingMs: number;
  /** The same while it does not answer, and between attempts with what it has refused. */
  readonly retryMs: number;
  /** Between repaints of a board that has no reason for one: it forgets its content when its power is cut. */
  readonly repaintMs: number;
  /** On the wire; reckoned for the slowest speed in use, because a serial server hides its own. */
  readonly msPerByte: number;
}

/** Cards answer within some 50 ms; the rest is for radios and serial servers in between. 9600 baud, eight bits, no parity. */
export const defaultBoardTiming: BoardTiming = {
  answerMs: 1000,
  tries: 3,
  restMs: 50,
  pingMs: 5000,
  retryMs: 2000,
  repaintMs: 60_000,
  msPerByte: 10_000 / 9600,
};
