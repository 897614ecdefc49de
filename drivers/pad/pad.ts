/** The port: what the host knows of a button pad, whatever its wire. */
import type { Closable, Unsubscribe } from '../driver.ts';

/**
 * What is wrong with a pad. `disconnected`: there is no port, or it was cut. `not-answering`: the port is open, and what is
 * behind it does not speak, or has fallen silent. `wrong-device`: it speaks, but lacks a pin or a key that the configuration
 * names. `stuck`: a button is held down, or flutters, as no finger does; the others are heard all the same.
 */
export type PadProblem = 'disconnected' | 'not-answering' | 'wrong-device' | 'stuck';

export interface PadStatus {
  readonly connected: boolean;
  /** Null only once the pad has been set up and all of its buttons are being read. */
  readonly problem: PadProblem | null;
  /** Why the port is not open, for the technician; null when it is, or was never tried. */
  readonly portFault: string | null;
  /** The buttons that are stuck, in their order; presses of these are not told. */
  readonly stuck: readonly number[];
  /** Bytes since the start that were no message: noise, and halves of messages. Counted now and then, not at every byte. */
  readonly noiseBytes: number;
}

/** A button that went down. */
export interface ButtonPress {
  /** Its place in the configured list of buttons, from 0. */
  readonly button: number;
  /** When, in ms by CLOCK_MONOTONIC, as `process.hrtime` tells it to every process of the machine. */
  readonly monoMs: number;
}

export interface ButtonPad extends Closable {
  readonly status: PadStatus;
  /** Called at every change of `status`, not with the present one. */
  onStatus(listener: (status: PadStatus) => void): Unsubscribe;
  /**
   * Called once for every press, when the button goes down. A button that is down already when the pad is first read is no
   * press; chatter is none either.
   */
  onPress(listener: (press: ButtonPress) => void): Unsubscribe;
  /** Switches the light that asks for a press, and keeps it so, also after a cut. Nothing where there is no such light. */
  setArmed(isArmed: boolean): void;
  /** Says thank you: the light for it for a while, and one short sound. Lost where the pad is not there. */
  thank(): void;
  /** Says that nothing came of a press: two short sounds. Lost where the pad is not there. */
  refuse(): void;
}
