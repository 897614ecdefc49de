/** Boards under StandardFirmata as data. After Boards.h of github.com/firmata/arduino; which pins have PWM, after the boards' makers. */

export interface FirmataBoard {
  /** Pins 0 and 1 among them, which are its serial port: nothing can be done with these. */
  readonly pinCount: number;
  /** From here to the last one they can also be analog inputs; the channels of these count from 0. */
  readonly firstAnalogPin: number;
  readonly pwmPins: readonly number[];
  readonly i2cPins: readonly number[];
  /** How many servos its timers can hold. */
  readonly servosMax: number;
}

/** An Arduino Nano with 20 pins is one as well. */
export const uno: FirmataBoard = {
  pinCount: 20,
  firstAnalogPin: 14,
  pwmPins: [3, 5, 6, 9, 10, 11],
  i2cPins: [18, 19],
  servosMax: 12,
};

export const mega: FirmataBoard = {
  pinCount: 70,
  firstAnalogPin: 54,
  pwmPins: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 44, 45, 46],
  i2cPins: [20, 21],
  servosMax: 48,
};

/**
 * The board whose last pin this is.
 * @throws TypeError when there is none
 */
export function boardUpTo(lastPin: number | undefined): FirmataBoard {
  const board = [uno, mega].find(({ pinCount }) => pinCount - 1 === lastPin);
  if (board === undefined) throw new TypeError(`no board has the pins up to ${lastPin}`);
  return board;
}
