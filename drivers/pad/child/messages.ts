/** What the host and its child process for pads say to each other. */

/** How a conversation with a board is held. */
export interface Terms {
  /** The pins with a button, as the board numbers them. */
  readonly pins: readonly number[];
  readonly setUpMs: number;
  readonly askMs: number;
}

/** What a conversation brings. After `ended` and `wrong-device` nothing more comes of it. */
export type SessionMessage =
  /** For the wire. */
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  /** johnny-five has a Board of it from now on, which it keeps for ever; also of one that then is never ready. */
  | { readonly kind: 'made' }
  /** How a pin is, first as it was found and then at every change; `atMs` is by the child's monotonic clock. */
  | { readonly kind: 'level'; readonly pin: number; readonly down: boolean; readonly atMs: number }
  /** Every pin has been read once. */
  | { readonly kind: 'ready' }
  /** A pin is missing, or has no pull-up. */
  | { readonly kind: 'wrong-device' }
  /** The board is silent, was reset, or says what cannot be understood: begin anew. */
  | { readonly kind: 'ended' };

export type ToChild =
  | { readonly kind: 'open'; readonly session: number; readonly terms: Terms }
  | { readonly kind: 'received'; readonly session: number; readonly bytes: Uint8Array }
  | { readonly kind: 'drop'; readonly session: number };

export type FromChild =
  | { readonly kind: 'session'; readonly session: number; readonly message: SessionMessage }
  /** The child's event loop turns. */
  | { readonly kind: 'beat' };

/** Between two beats, in ms. */
export const beatMs = 1000;
