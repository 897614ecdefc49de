/** A rating pad without the pad: the same wire from the other side, its buttons and its troubles. */
import { FaultyDevice } from '../../transport/faulty-device.ts';
import { Uno } from './uno.ts';

export interface PadFaults {
  /** Nothing passes in either direction; the board has its power from elsewhere and goes on. */
  cableCut: boolean;
  /** Swallows bytes, answers nothing, reads no buttons. Ending it is a reset: it forgets everything, and says who it is. */
  hung: boolean;
  /** The button that is down and does not come up again, whatever is done to it. */
  stuck: number | null;
}

export interface PadSimulatorOptions {
  /** Times as long as a finger needs; 0 is at once. */
  readonly pace?: number;
  /** Whether it says its version and name when it starts; StandardFirmata does. */
  readonly reportsItself?: boolean;
}

const tapMs = 80;

export class PadSimulator extends FaultyDevice<PadFaults> {
  readonly #pins: readonly number[];
  readonly #pace: number;
  readonly #reportsItself: boolean;
  readonly #board = new Uno((bytes) => this.#send(bytes));
  readonly #fingers: (NodeJS.Timeout | undefined)[] = [];
  #pressed: readonly boolean[];

  /** @param pins the pin that each button connects to ground */
  constructor(pins: readonly number[], options: PadSimulatorOptions = {}) {
    super({ cableCut: false, hung: false, stuck: null });
    this.#pins = pins;
    this.#pressed = pins.map(() => false);
    this.#pace = options.pace ?? 1;
    this.#reportsItself = options.reportsItself ?? true;
  }

  /** Of each button, whether it is down. */
  get buttons(): readonly boolean[] {
    return this.#pressed.map((isPressed, index) => isPressed || this.faults.stuck === index);
  }

  /** Makes and mends faults; keys left out stay as they are. */
  override setFaults(change: Partial<PadFaults>): void {
    const before = this.changeFaults(change);
    if (before.hung && !this.faults.hung) this.#board.start(this.#reportsItself);
    this.tellPlug(before);
    this.#moved();
  }

  /**
   * Presses a button down or lets it go.
   * @throws RangeError when there is no such button
   */
  setButton(index: number, down: boolean): void {
    this.#check(index);
    clearTimeout(this.#fingers[index]);
    this.#press(index, down);
  }

  /**
   * Presses a button and lets it go after `ms`, at the pad's pace.
   * @throws RangeError when there is no such button
   */
  tap(index: number, ms = tapMs): void {
    this.setButton(index, true);
    this.#fingers[index] = setTimeout(() => this.#press(index, false), ms * this.#pace).unref();
  }

  /** The board's reset button. */
  reset(): void {
    if (!this.faults.hung) this.#board.start(this.#reportsItself);
  }

  override receive(bytes: Uint8Array): void {
    if (!this.isDeaf) this.#board.receive(bytes);
  }

  #check(index: number): void {
    if (this.#pins[index] === undefined) throw new RangeError(`there is no button ${index}`);
  }

  #press(index: number, down: boolean): void {
    this.#pressed = this.#pressed.with(index, down);
    this.#moved();
  }

  /** Also while the board hangs: it finds its pins as they are when it starts again. */
  #moved(): void {
    for (const [index, down] of this.buttons.entries()) {
      const pin = this.#pins[index];
      if (pin !== undefined) this.#board.ground(pin, down);
    }
    this.tellChange();
  }

  #send(bytes: Uint8Array): void {
    if (!this.isDeaf) this.emit(bytes);
  }
}
