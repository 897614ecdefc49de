/** How long a pad is waited for, in ms. */
export interface PadTiming {
  /** From the beginning of a conversation until every button has been read. */
  readonly setUpMs: number;
  /** Between questions whether the pad is still there and still set up; each must be answered before the next. */
  readonly askMs: number;
  /** For so long a button must have been up without a break before it can be pressed again. */
  readonly releaseMs: number;
  /** A button that is down for so long is stuck. */
  readonly stuckMs: number;
  /** From the finding that a pad is the wrong one to the next look: it may have got new firmware. */
  readonly wrongDeviceMs: number;
  /** How long the light says thank you. */
  readonly thanksMs: number;
}

/**
 * An Uno that was reset by the opening of its port needs some 2.7 s to its first word: half a second in its boot loader, and
 * StandardFirmata blinks its version before it speaks. A silent one is found within twice `askMs`, so within 5 s also where the
 * machine is slow. Buttons bounce for 1 to 10 ms, worn ones for some more. Somebody may lean on a button for a while; a
 * thank-you is long enough to be seen by whoever looks up from it.
 */
export const defaultTiming: PadTiming = {
  setUpMs: 4000,
  askMs: 2000,
  releaseMs: 40,
  stuckMs: 20_000,
  wrongDeviceMs: 10_000,
  thanksMs: 2000,
};
