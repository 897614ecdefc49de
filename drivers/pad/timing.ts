/** How long a pad is waited for, in ms. */
export interface PadTiming {
  /** From the beginning of a conversation until every button has been read. */
  readonly setUpMs: number;
  /** Between questions whether the board is still there and still set up; each must be answered before the next. */
  readonly askMs: number;
  /** For so long a button must have been up without a break before it can be pressed again. */
  readonly releaseMs: number;
  /** From the finding that a board is the wrong one to the next look: it may have got new firmware. */
  readonly wrongDeviceMs: number;
}

/**
 * An Uno that was reset by the opening of its port needs some 2.7 s to its first word: half a second in its boot loader, and
 * StandardFirmata blinks its version before it speaks. Buttons bounce for 1 to 10 ms, worn ones for some more.
 */
export const defaultTiming: PadTiming = { setUpMs: 4000, askMs: 2000, releaseMs: 20, wrongDeviceMs: 10_000 };
