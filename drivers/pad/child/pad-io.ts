/** What a session in the child process needs of a family: its IO plugin for johnny-five, on bytes that come and go by the host. */
import type { EventEmitter } from 'node:events';

/**
 * An IO plugin as johnny-five's Board takes it (github.com/rwaldron/io-plugins): emits `connect` and `ready`, and
 * `digital-read-N` for a pin N that is being read.
 */
export interface IoPlugin extends EventEmitter {
  readonly isReady: boolean;
  readonly MODES: { readonly INPUT: number; readonly OUTPUT: number; readonly PULLUP: number };
  readonly pins: readonly { readonly supportedModes: readonly number[] }[];
}

export interface PadIo {
  readonly plugin: IoPlugin;
  /** Bytes from the wire. What goes wrong is told by `Wire.ended`, never thrown. */
  receive(bytes: Uint8Array): void;
  /** Whether a button can be on this pin, and be read as pressed when it is 0. Known once the plugin is ready. */
  canRead(pin: number): boolean;
  canWrite(pin: number): boolean;
  /** When the level under way came about, as in `ButtonPress`; the wire's own time where it has one. */
  readonly monoMs: number;
  /** All is set up. From now on a restart of the pad ends the session. */
  settled(): void;
  /**
   * Asks, from then on every `askMs`, whether the pad is there and still set up. `Wire.ended` when it is not, or has not
   * answered the question before.
   */
  ask(inputs: readonly number[]): void;
  /** From now on says nothing, and holds no timer. */
  end(): void;
}

/** What a family says to its session. */
export interface Wire {
  /** Bytes for the wire. */
  readonly write: (bytes: Uint8Array) => void;
  /** So many bytes were no message; may be said for each of them. */
  readonly noise: (bytes: number) => void;
  /** The pad was reset, is silent, or is not to be understood: the session is over, and begins anew. */
  readonly ended: () => void;
}

export type MakePadIo = (wire: Wire, inputs: readonly number[], outputs: readonly number[]) => PadIo;
