/** One button's contact: its presses, out of whatever it does, and whether it is stuck. Pure: time comes in with each question. */
import type { PadTiming } from './timing.ts';

export type ContactTiming = Pick<PadTiming, 'releaseMs' | 'stuckMs'>;

/** No finger presses more often; 10 times in a second is fast. */
const pressesMax = 12;
const pressesWithinMs = 1000;
/** A contact that flutters is trusted again after it has been open for so long. */
const calmMs = 2000;

/**
 * A press counts at the first touch, not after a pause: a tap of 1 ms is one. From then on the button is held until its
 * contact has been open for `releaseMs` without a break, so that neither the chatter of a press nor that of a release is
 * another one. All times are of one clock that never runs backwards, in ms.
 */
export class Contact {
  readonly #timing: ContactTiming;
  /** Null until it has been read. */
  #isClosed: boolean | null = null;
  /** Since when it has been so; for ever, if nobody has seen it move. */
  #sinceMs = -Infinity;
  /** Since when the button has been held; null when it is up. */
  #heldSinceMs: number | null = null;
  /** Its presses of the last second. */
  #pressedMs: readonly number[] = [];
  #flutters = false;

  constructor(timing: ContactTiming) {
    this.#timing = timing;
  }

  /**
   * Takes a level, whether or not it is another than before. The first one tells only how the button is.
   * @returns whether this is a press
   */
  level(isClosed: boolean, atMs: number): boolean {
    const before = this.#isClosed;
    if (before === isClosed) return false;
    this.#settle(atMs);
    this.#isClosed = isClosed;
    // A press may follow the first reading at once, but the calm after a flutter begins with what has been seen.
    this.#sinceMs = before === null && !this.#flutters ? -Infinity : atMs;
    if (!isClosed || this.#heldSinceMs !== null) return false;
    this.#heldSinceMs = atMs;
    return before !== null && this.#counts(atMs);
  }

  /** Whether it is held, or flutters, as by no finger. Of a contact that is not being read this is not known: false. */
  isStuck(nowMs: number): boolean {
    this.#settle(nowMs);
    return this.#isClosed !== null && (this.#flutters || this.#isHeldTooLong(nowMs));
  }

  /** When `isStuck` may become another without any level, after `nowMs`; Infinity when it cannot. */
  nextMs(nowMs: number): number {
    const atMs = this.#changesMs();
    return atMs > nowMs ? atMs : Infinity;
  }

  /** It is not being read any more. If it is stuck and is found closed the next time, it has been stuck all the while. */
  forget(nowMs: number): void {
    if (this.#isClosed === null) return;
    if (!this.isStuck(nowMs)) this.#heldSinceMs = null;
    this.#isClosed = null;
  }

  #changesMs(): number {
    if (this.#isClosed === null) return Infinity;
    if (this.#isClosed) return (this.#heldSinceMs ?? Infinity) + this.#timing.stuckMs;
    return this.#sinceMs + (this.#flutters ? calmMs : this.#timing.releaseMs);
  }

  #isHeldTooLong(nowMs: number): boolean {
    return this.#heldSinceMs !== null && nowMs >= this.#heldSinceMs + this.#timing.stuckMs;
  }

  #settle(nowMs: number): void {
    if (this.#isClosed !== false) return;
    // Sums, as in `#changesMs`, not differences: rounded otherwise, a moment could be over that has not come.
    if (nowMs >= this.#sinceMs + this.#timing.releaseMs) this.#heldSinceMs = null;
    if (nowMs >= this.#sinceMs + calmMs) this.#flutters = false;
  }

  #counts(atMs: number): boolean {
    if (this.#flutters) return false;
    const recent = this.#pressedMs.filter((pressedMs) => atMs - pressedMs < pressesWithinMs);
    this.#flutters = recent.length === pressesMax;
    this.#pressedMs = this.#flutters ? [] : [...recent, atMs];
    return !this.#flutters;
  }
}
