/** What the host and its child process for pads say to each other. */
import type { PadModel } from '../models.ts';

/** How a conversation with a pad is held. */
export interface Terms {
  readonly family: PadModel['family'];
  /** The pins or keys of buttons, as the pad numbers them. */
  readonly inputs: readonly number[];
  /** The pins of lights and sounders; all are low at first. */
  readonly outputs: readonly number[];
  readonly setUpMs: number;
  readonly askMs: number;
}

/** What a conversation brings. After `ended` and `wrong-device` nothing more comes of it. */
export type SessionMessage =
  /** For the wire. */
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  /** johnny-five has a Board of it from now on, which it keeps for ever; also of one that then is never ready. */
  | { readonly kind: 'made' }
  /** How an input is, first as it was found and then at every change; `monoMs` as in `ButtonPress`. */
  | { readonly kind: 'level'; readonly pin: number; readonly down: boolean; readonly monoMs: number }
  /** Every input has been read once, and every output is low. */
  | { readonly kind: 'ready' }
  /** An output was switched; its bytes have been told by `write`. */
  | { readonly kind: 'switched'; readonly pin: number; readonly isHigh: boolean }
  /** So many more bytes were no message. */
  | { readonly kind: 'noise'; readonly bytes: number }
  /** A pin is missing, or cannot be what it shall be. */
  | { readonly kind: 'wrong-device' }
  /** The pad is silent, was reset, or says what cannot be understood: begin anew. */
  | { readonly kind: 'ended' };

export type ToChild =
  | { readonly kind: 'open'; readonly session: number; readonly terms: Terms }
  | { readonly kind: 'received'; readonly session: number; readonly bytes: Uint8Array }
  /** Switches an output. Before `ready` it is forgotten. */
  | { readonly kind: 'switch'; readonly session: number; readonly pin: number; readonly isHigh: boolean }
  | { readonly kind: 'drop'; readonly session: number };

export type FromChild =
  | { readonly kind: 'session'; readonly session: number; readonly message: SessionMessage }
  /** The child's event loop turns. */
  | { readonly kind: 'beat' };

/** Between two beats, in ms. */
export const beatMs = 1000;
