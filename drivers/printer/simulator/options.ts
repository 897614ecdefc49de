import type { RandomSource } from '../../driver.ts';
import type { RollSize } from './paper-roll.ts';

/** What may differ between printers of one model, and between their cables. */
export interface SimulatorOptions extends RollSize {
  /** Times as long as a real printer needs; 0 is at once. */
  readonly pace?: number;
  /** Whether it answers GS ( H, where the model may; older printers and clones do not. */
  readonly confirms?: boolean;
  /** Whether it can be heard at all; over a one-way cable it cannot. */
  readonly backChannel?: boolean;
  /** Bits a second that the wire carries, both ways; 0, as where it is left out, is at once. */
  readonly baudRate?: number;
  /** `xon`: says XOFF when its buffer is nearly full or it is offline. On a wire with a speed, the host heeds it. */
  readonly flow?: 'xon' | 'none';
  /** For the noise of the fault `garbage`. */
  readonly random?: RandomSource;
}
