/** The port: what the host knows of a button pad, whatever its wire. */
import type { Closable, Unsubscribe } from '../driver.ts';

/**
 * What keeps a pad from being heard. `disconnected`: there is no port, or it was cut. `not-answering`: the port is open, and
 * what is behind it does not speak, or has fallen silent. `wrong-device`: it speaks, but lacks a pin that the configuration names.
 */
export type PadProblem = 'disconnected' | 'not-answering' | 'wrong-device';

export interface PadStatus {
  readonly connected: boolean;
  /** Null only once the pad has been set up and its buttons are being read. */
  readonly problem: PadProblem | null;
  /** Why the port is not open, for the technician; null when it is, or was never tried. */
  readonly portFault: string | null;
}

export interface ButtonPad extends Closable {
  readonly status: PadStatus;
  /** Called at every change of `status`, not with the present one. */
  onStatus(listener: (status: PadStatus) => void): Unsubscribe;
  /**
   * Called once for every press, when the button goes down. A button that is down already when the pad is first read is no
   * press; chatter is none either.
   * @param button its place in the configured list of pins, from 0
   */
  onPress(listener: (button: number) => void): Unsubscribe;
}
