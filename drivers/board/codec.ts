/**
 * What a family of boards speaks, and nothing of when: from a painting to parts of the board as bytes, from parts to frames, and
 * from bytes to answers. Pure but for the reader, which keeps what has come of a frame. `KeptBoard` does everything else.
 */
import type { BoardContent } from './board.ts';
import type { BoardFace } from './face.ts';

/** What a board shall look like at one moment. */
export interface Painting {
  readonly content: BoardContent;
  /** Percent, 0 is off; null: nobody has said anything about it, and the board's own setting stays. */
  readonly brightness: number | null;
  /** False in the second in which what blinks is dark. Always true where the board blinks by itself. */
  readonly isBlinkLit: boolean;
}

/** A part of what a board shows that is replaced as a whole, such as a row, or how bright it is. */
export interface Part {
  /** What tells it from another content of the same part; no bytes where there is nothing to be sent for it. */
  readonly bytes: Buffer;
  readonly urgent?: true;
  /** The board may keep it in a memory that wears out: it is not sent again without a reason. */
  readonly isKept?: true;
  /** A board that refuses it does not know it, and goes without: its light, which not every one can change. */
  readonly isOptional?: true;
}

/** One frame and the parts that the board has once it has acknowledged it. */
export interface PartsFrame {
  readonly frame: Buffer;
  /** Indices of parts; one at least. */
  readonly parts: readonly number[];
}

/** What a board says to a frame. `isDamaged`: it came damaged, so that the same may be sent again at once. */
export type BoardAnswer =
  { readonly kind: 'acknowledged' } | { readonly kind: 'refused'; readonly isDamaged: boolean };

export interface AnswerReader {
  /** Answers of this very board that became complete with these bytes, in order. Never throws, keeps little. */
  push(bytes: Uint8Array): readonly BoardAnswer[];
  /** A turn begins: half an answer of before is worth nothing where frames have no beginning of their own. */
  reset(): void;
}

export interface BoardCodec {
  readonly face: BoardFace;
  readonly acknowledges: boolean;
  /** Whether the board itself makes what blinks go off and on. */
  readonly blinks: boolean;
  /** Always as many parts, in the same places, for whatever painting. */
  paint(painting: Painting): readonly Part[];
  /** Sent one by one when the board may show anything, before its parts; most need none. */
  readonly setUp: readonly Buffer[];
  /** A frame for the first of these parts, and for as many of the others as go along with it. @param due not empty, in order */
  encode(due: ReadonlyMap<number, Buffer>): PartsFrame;
  /** A question without any effect; null where there is none, and a part is sent again instead. */
  readonly ping: Buffer | null;
  newReader(): AnswerReader;
}
