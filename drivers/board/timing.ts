/** How long a board is waited for, and how often it is looked after, in ms. */
export interface BoardTiming {
  /** For the answer to a frame, besides its time on the wire. */
  readonly answerMs: number;
  /** Frames without an answer, one after the other, that mean that the board does not answer. */
  readonly tries: number;
  /** After a frame to a board that does not answer, before the next one. */
  readonly restMs: number;
  /**
   * After a frame was given up, its answer may still come. Together with `answerMs` longer than the tries take: of a board that
   * is silent for longer nothing is believed, until it has been heard out.
   */
  readonly lateMs: number;
  /** Without another answer, before a board that answers again is believed: answers that were held up come in one go. */
  readonly hearOutMs: number;
  /** Between questions whether the board is there, while nothing changes, at most. */
  readonly askMs: number;
  /** The same while it does not answer, and between attempts with what it has refused. */
  readonly retryMs: number;
  /** Within so long every row is sent once more, changed or not: a board forgets its content when its power is cut. */
  readonly repaintMs: number;
  /** On the wire; reckoned for the slowest speed in use, because a serial server hides its own. */
  readonly msPerByte: number;
}

/** Cards answer within some 50 ms; the rest is for radios and serial servers in between. 9600 baud, eight bits, no parity. */
export const defaultBoardTiming: BoardTiming = {
  answerMs: 1000,
  tries: 3,
  restMs: 50,
  lateMs: 3000,
  hearOutMs: 300,
  askMs: 5000,
  retryMs: 2000,
  repaintMs: 20_000,
  msPerByte: 10_000 / 9600,
};
