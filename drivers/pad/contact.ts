/** One button's contact: its presses, out of whatever it does, and whether it is stuck. Pure: time comes in with each question. */
import type { PadTiming } from './timing.ts';

export type ContactTiming = Pick<PadTiming, 'releaseMs' | 'stuckMs'>;

/** No finger presses more often; 10 times in a second is fast. */
const pressesMax = 12;
const pressesWithinMs = 1000;
/** A contact that flutters is trusted again after it has been open for so long. */
const calmMs = 2000;
/** Or is touched no more often than this in that time. */
const triesMax = 2;

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
  /** Its presses, or while it flutters its touches, of the last seconds. */
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

  /**
   * Whether it is held, or flutters, as by no finger. Of a contact that is not being read this is not known: false. Changes
   * nothing: levels come some time after they were, and the next one may say that the button was not up for so long.
   */
  isStuck(nowMs: number): boolean {
    if (this.#isClosed === null) return false;
    const { heldSinceMs, flutters } = this.#at(nowMs);
    return flutters || (heldSinceMs !== null && nowMs >= heldSinceMs + this.#timing.stuckMs);
  }

  /** When `isStuck` may become another without any level, after `nowMs`; Infinity when it cannot. */
  nextMs(nowMs: number): number {
    const atMs = this.#changesMs();
    return atMs > nowMs ? atMs : Infinity;
  }

  /** It is not being read any more. If it is stuck and is found closed the next time, it has been stuck all the while. */
  forget(nowMs: number): void {
    if (this.#isClosed === null) return;
    this.#settle(nowMs);
    if (!this.isStuck(nowMs)) this.#heldSinceMs = null;
    this.#isClosed = null;
  }

  #changesMs(): number {
    if (this.#isClosed === null) return Infinity;
    if (this.#isClosed) return (this.#heldSinceMs ?? Infinity) + this.#timing.stuckMs;
    return this.#sinceMs + (this.#flutters ? calmMs : this.#timing.releaseMs);
  }

  /** How it is by then, if no level comes. Sums, as in `#changesMs`, not differences: these round otherwise. */
  #at(nowMs: number): { readonly heldSinceMs: number | null; readonly flutters: boolean } {
    const isOpen = this.#isClosed === false;
    const isUp = isOpen && nowMs >= this.#sinceMs + this.#timing.releaseMs;
    const isCalm = isOpen && nowMs >= this.#sinceMs + calmMs;
    return { heldSinceMs: isUp ? null : this.#heldSinceMs, flutters: this.#flutters && !isCalm };
  }

  #settle(nowMs: number): void {
    const { heldSinceMs, flutters } = this.#at(nowMs);
    this.#heldSinceMs = heldSinceMs;
    this.#flutters = flutters;
  }

  #counts(atMs: number): boolean {
    const withinMs = this.#flutters ? calmMs : pressesWithinMs;
    const recent = [...this.#pressedMs.filter((pressedMs) => atMs - pressedMs < withinMs), atMs];
    // A finger that tries it now and then finds it well again, though never calm.
    this.#flutters = recent.length > (this.#flutters ? triesMax : pressesMax);
    this.#pressedMs = recent;
    return !this.#flutters;
  }
}
