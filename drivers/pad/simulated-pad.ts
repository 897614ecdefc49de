/** A pad without the pad: the same wire from the other side, its buttons, its lights and its troubles. What all families share. */
import { FaultyDevice } from '../transport/faulty-device.ts';
import type { PadLight, PadWiring } from './wiring.ts';

export interface PadFaults {
  /** Nothing passes in either direction; the pad has its power from elsewhere and goes on. */
  cableCut: boolean;
  /** Swallows bytes, answers nothing, reads no buttons. Ending it is a reset: it forgets everything. */
  hung: boolean;
  /** The button that is down and does not come up again, whatever is done to it. */
  stuck: number | null;
  /** Its contacts are worn: each press and each release bounces for some ms. */
  chatter: boolean;
  /** Noise on the wire, between what the pad says and in the middle of it. */
  garbage: boolean;
}

export interface SimulatedPadOptions {
  /** Times as long as a finger needs; 0 is at once. */
  readonly pace?: number;
  /** How long a worn contact stays, before each time that it opens or closes by itself; an even number of times. 0 is at once. */
  readonly bounceMs?: readonly number[];
}

const tapMs = 80;

/** As worn as contacts are that still do their work. */
const wornMs = [1, 1, 2, 1, 2, 1] as const;

export abstract class SimulatedPad extends FaultyDevice<PadFaults> {
  readonly #wiring: PadWiring;
  readonly #pace: number;
  readonly #bounceMs: readonly number[];
  /** Of each button, the finger that is going to let it go. */
  readonly #fingers: (NodeJS.Timeout | undefined)[] = [];
  /** Of each button, the next time that its contact bounces. */
  readonly #bounces: (NodeJS.Timeout | undefined)[] = [];
  /** Outputs that are high. */
  readonly #high = new Set<number>();
  /** Of each button, whether a finger is on it, and whether its contact is closed. */
  #pressed: readonly boolean[];
  #closed: readonly boolean[];

  constructor(wiring: PadWiring, options: SimulatedPadOptions = {}) {
    super({ cableCut: false, hung: false, stuck: null, chatter: false, garbage: false });
    this.#wiring = wiring;
    this.#pace = options.pace ?? 1;
    this.#bounceMs = options.bounceMs ?? wornMs;
    this.#pressed = wiring.buttons.map(() => false);
    this.#closed = this.#pressed;
  }

  /** Of each button, whether it is down. */
  get buttons(): readonly boolean[] {
    return this.#pressed.map((isPressed, index) => isPressed || this.faults.stuck === index);
  }

  /** Which lights are on. */
  get lights(): Readonly<Record<PadLight, boolean>> {
    const { lights } = this.#wiring;
    const isLit = (light: PadLight) => this.#isHigh(lights[light]);
    return { armed: isLit('armed'), thanks: isLit('thanks') };
  }

  get isSounding(): boolean {
    return this.#isHigh(this.#wiring.buzzer);
  }

  /**
   * Makes and mends faults; keys left out stay as they are.
   * @throws RangeError when there is no button like the one that shall be stuck
   */
  override setFaults(change: Partial<PadFaults>): void {
    if (typeof change.stuck === 'number') this.#check(change.stuck);
    const before = this.changeFaults(change);
    if (before.hung && !this.faults.hung) this.#restart();
    this.tellPlug(before);
    this.#move();
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

  /** Its reset button, or its power that comes back. */
  reset(): void {
    if (!this.faults.hung) this.#restart();
  }

  /** It begins anew, knowing nothing; its lights and its sounder are off by then. */
  protected abstract start(): void;

  /** A button's contact has closed or opened, or is told again as it was; also while the pad hangs: it finds its pins as they are. */
  protected abstract contact(pin: number, isClosed: boolean): void;

  /** The host has switched an output. */
  protected switched(pin: number, isHigh: boolean): void {
    if (this.#high.has(pin) === isHigh) return;
    if (isHigh) this.#high.add(pin);
    else this.#high.delete(pin);
    this.tellChange();
  }

  #restart(): void {
    const wasDark = this.#high.size === 0;
    this.#high.clear();
    this.start();
    if (!wasDark) this.tellChange();
  }

  #check(index: number): void {
    if (this.#wiring.buttons[index] === undefined) throw new RangeError(`there is no button ${index}`);
  }

  #isHigh(pin: number | null): boolean {
    return pin !== null && this.#high.has(pin);
  }

  #press(index: number, down: boolean): void {
    if (this.#pressed[index] === down) return;
    this.#pressed = this.#pressed.with(index, down);
    clearTimeout(this.#bounces[index]);
    this.#close(index, down);
    if (this.faults.chatter) this.#bounce(index, !down, this.#bounceMs);
  }

  /** By one timer after the other, because the order of several is not sure when the process is late. */
  #bounce(index: number, isClosed: boolean, [ms, ...rest]: readonly number[]): void {
    if (ms === undefined) return;
    const turn = () => {
      this.#close(index, isClosed);
      this.#bounce(index, !isClosed, rest);
    };
    if (ms === 0) turn();
    else this.#bounces[index] = setTimeout(turn, ms).unref();
  }

  #close(index: number, isClosed: boolean): void {
    this.#closed = this.#closed.with(index, isClosed);
    this.#move();
  }

  #move(): void {
    for (const [index, pin] of this.#wiring.buttons.entries())
      this.contact(pin, this.#closed[index] === true || this.faults.stuck === index);
    this.tellChange();
  }
}
