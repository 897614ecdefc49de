/** The pins of an Arduino: what they are set to, what drives them, and what is read from them. As StandardFirmata uses them. */
import type { FirmataBoard } from './boards.ts';
import { Mode } from './protocol.ts';

/** Pins before this one are the board's serial port. */
const firstPin = 2;
const analogBits = 10;
const analogMax = 2 ** analogBits - 1;

interface Pin {
  mode: number;
  /** What was written to it; of an input, 1 with its pull-up. */
  state: number;
  /** What drives it: of an output its level, of an input its pull-up, with PWM its share of the time. */
  latch: number;
  /** Whether reports of its port tell of it. */
  isRead: boolean;
}

export class Pins {
  readonly #board: FirmataBoard;
  #pins: Pin[] = [];
  readonly #grounded = new Set<number>();

  constructor(board: FirmataBoard) {
    this.#board = board;
    this.powerUp();
  }

  /** Every pin as it is without any firmware. What is wired to them stays. */
  powerUp(): void {
    this.#pins = Array.from({ length: this.#board.pinCount }, () => ({
      mode: Mode.input,
      state: 0,
      latch: 0,
      isRead: false,
    }));
  }

  /** Connects a pin to ground, as a pressed button does, or lets it go. */
  ground(number: number, isGrounded: boolean): void {
    if (isGrounded) this.#grounded.add(number);
    else this.#grounded.delete(number);
  }

  /** Whether a light on this pin shines, be it dimmed. */
  isHigh(number: number): boolean {
    const pin = this.#pins[number];
    return (pin?.mode === Mode.output || pin?.mode === Mode.pwm) && pin.latch > 0;
  }

  /** Of each pin, the channel that it is as an analog input; null where it is none. */
  get channels(): (number | null)[] {
    return this.#pins.map((_, number) => this.channelOf(number));
  }

  channelOf(number: number): number | null {
    const channel = number - this.#board.firstAnalogPin;
    return channel >= 0 && this.#pins[number] ? channel : null;
  }

  /** Of each pin its modes, each with its resolution in bits, in the order of StandardFirmata. */
  get capabilities(): [mode: number, bits: number][][] {
    return this.#pins.map((_, number) => this.#modesOf(number));
  }

  /** What a pin is set to, and what was written to it; null for a pin that the board lacks. */
  stateOf(number: number): Readonly<Pin> | null {
    return this.#pins[number] ?? null;
  }

  /**
   * Also with a mode that the pin cannot have, it forgets what was written, and is no longer read.
   * @returns whether the pin has the mode now
   */
  setMode(number: number, mode: number): boolean {
    const pin = this.#pins[number];
    if (!pin) return false;
    pin.isRead = number >= firstPin && (mode === Mode.input || mode === Mode.pullUp);
    pin.state = 0;
    if (!this.#modesOf(number).some(([one]) => one === mode)) return false;
    // An output goes on with what drove the pin, except where that was a share of the time.
    if (mode !== Mode.output || pin.mode === Mode.pwm) pin.latch = mode === Mode.pullUp ? 1 : 0;
    pin.mode = mode;
    if (mode === Mode.pullUp) pin.state = 1;
    return true;
  }

  /** One pin by its number; outputs only. */
  write(number: number, value: number): void {
    const pin = this.#pins[number];
    if (pin?.mode !== Mode.output) return;
    pin.state = value;
    pin.latch = value === 0 ? 0 : 1;
  }

  /** To an input, 1 switches its pull-up on, the way before there was a mode for it; 0 does not switch it off. */
  writePort(port: number, value: number): void {
    for (let number = Math.max(port * 8, firstPin); number < port * 8 + 8; number++) {
      const pin = this.#pins[number];
      if (pin?.mode !== Mode.output && pin?.mode !== Mode.input) continue;
      const bit = (value >> (number % 8)) & 1;
      pin.state = bit;
      if (pin.mode === Mode.output || bit === 1) pin.latch = bit;
    }
  }

  /** To pins with PWM, of which 8 bits count, and to servos, which are not there. */
  writeAnalog(number: number, value: number): void {
    const pin = this.#pins[number];
    if (pin?.mode !== Mode.pwm && pin?.mode !== Mode.servo) return;
    pin.state = value;
    if (pin.mode === Mode.pwm) pin.latch = value & 0xff;
  }

  /** Eight pins, the lowest in bit 0. Pins that are no inputs read 0, and so do inputs that nothing pulls up. */
  readPort(port: number): number {
    let value = 0;
    for (let bit = 0; bit < 8; bit++) {
      const number = port * 8 + bit;
      const pin = this.#pins[number];
      if (pin?.isRead === true && pin.latch > 0 && !this.#grounded.has(number)) value |= 1 << bit;
    }
    return value;
  }

  /**
   * Measures a channel, up to 1023. Nothing is wired to analog inputs, so they float, unless there is a button.
   * @param sample its number; what floats is another way each time
   */
  measure(channel: number, sample: number): number {
    const number = this.#board.firstAnalogPin + channel;
    if (this.#grounded.has(number)) return 0;
    if ((this.#pins[number]?.latch ?? 0) > 0) return analogMax;
    return 300 + ((channel * 29 + sample * 7) % 64);
  }

  #modesOf(number: number): [mode: number, bits: number][] {
    if (number < firstPin) return [];
    const { pwmPins, i2cPins } = this.#board;
    const modes: [number, number][] = [
      [Mode.input, 1],
      [Mode.pullUp, 1],
      [Mode.output, 1],
    ];
    if (this.channelOf(number) !== null) modes.push([Mode.analog, analogBits]);
    if (pwmPins.includes(number)) modes.push([Mode.pwm, 8]);
    modes.push([Mode.servo, 14]);
    if (i2cPins.includes(number)) modes.push([Mode.i2c, 1]);
    return modes;
  }
}
