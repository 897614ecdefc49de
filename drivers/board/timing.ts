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
  /** Between attempts with a board that does not answer, and with what it has refused. */
  readonly retryMs: number;
  /**
   * Within so long every part is sent once more, changed or not, as far as `repaintShare` allows: a board forgets its content
   * when its power is cut, and does not always say so.
   */
  readonly repaintMs: number;
  /** Part of the line's time that may go into repainting. */
  readonly repaintShare: number;
  /** A change that was not acknowledged within so long is told of. */
  readonly slowMs: number;
  /** What blinks is dark and lit in turn, each for so long, where the board does not do it by itself. */
  readonly blinkMs: number;
  /** On the wire. */
  readonly msPerByte: number;
}

/** Boards answer within some 50 ms; the rest is for radios and serial servers in between. 9600 baud, eight bits, no parity. */
export const defaultBoardTiming: BoardTiming = {
  answerMs: 1000,
  tries: 3,
  restMs: 50,
  lateMs: 3000,
  hearOutMs: 300,
  retryMs: 2000,
  repaintMs: 4000,
  repaintShare: 0.5,
  slowMs: 4500,
  // Lit and dark for a second each: half a flash a second, and one repaint a second, far from the three that are dangerous.
  blinkMs: 1000,
  msPerByte: 10_000 / 9600,
};
