import type { Clock } from '../../clock.ts';
import type { Moment } from '../../domain/moment.ts';

/** A clock that moves only when it is told to. */
export class SimulatedClock implements Clock {
  #atMs: number;

  /** @param atMs ms since 1970 */
  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  get atMs(): number {
    return this.#atMs;
  }

  /** Never back: what is overdue happens now. */
  moveTo(atMs: number): void {
    this.#atMs = Math.max(this.#atMs, atMs);
  }

  now(): Moment {
    return { at: this.#atMs, monoMs: this.#atMs, boot: 'simulated', trusted: true };
  }

  trusted(): boolean {
    return true;
  }
}
