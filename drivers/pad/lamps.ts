/** What a pad's lights and its sounder do, and for how long. */
import { outputsOf, type PadWiring } from './wiring.ts';

const soundMs = 120;
/** Between the two sounds of a refusal. */
const restMs = 90;

/** Says what each output should be, at every change and anew when the pad is back; what sounds ends by itself. */
export class Lamps {
  readonly #wiring: PadWiring;
  readonly #thanksMs: number;
  readonly #switch: (pin: number, isHigh: boolean) => void;
  readonly #high = new Map<number, boolean>();
  readonly #timers = new Map<number, NodeJS.Timeout>();

  /**
   * @param thanksMs how long a thank-you is shown
   * @param switchPin switches an output, if the pad is there
   */
  constructor(wiring: PadWiring, thanksMs: number, switchPin: (pin: number, isHigh: boolean) => void) {
    this.#wiring = wiring;
    this.#thanksMs = thanksMs;
    this.#switch = switchPin;
    for (const pin of outputsOf(wiring)) this.#high.set(pin, false);
  }

  setArmed(isArmed: boolean): void {
    this.#set(this.#wiring.lights.armed, isArmed);
  }

  thank(): void {
    this.#play(this.#wiring.lights.thanks, [this.#thanksMs]);
    this.#play(this.#wiring.buzzer, [soundMs]);
  }

  refuse(): void {
    this.#play(this.#wiring.buzzer, [soundMs, restMs, soundMs]);
  }

  /** The pad is set up, and all of its outputs are low. */
  restore(): void {
    for (const [pin, isHigh] of this.#high) if (isHigh) this.#switch(pin, isHigh);
  }

  /** No output changes by itself any more. */
  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** On and off in turn, each for so long; the last one ends in off. */
  #play(pin: number | null, [ms, ...rest]: readonly number[], isHigh = true): void {
    if (pin === null) return;
    clearTimeout(this.#timers.get(pin));
    this.#timers.delete(pin);
    this.#set(pin, ms !== undefined && isHigh);
    if (ms !== undefined) this.#timers.set(pin, setTimeout(() => this.#play(pin, rest, !isHigh), ms).unref());
  }

  #set(pin: number | null, isHigh: boolean): void {
    if (pin === null || this.#high.get(pin) === isHigh) return;
    this.#high.set(pin, isHigh);
    this.#switch(pin, isHigh);
  }
}
