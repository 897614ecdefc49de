import { Temporal } from 'temporal-polyfill';

export const HALF_HOUR_MS = 1_800_000;
const MS_PER_NS = 1_000_000;

/**
 * The half hours of the clocks on the wall, as instants. Zones differ by multiples of 15 minutes, so where it is 10:45 somewhere, half
 * an hour begins there too. A day on which the clocks change has more or fewer of them; a change by half an hour still gives whole ones.
 */
export class HalfHours {
  readonly #timeZone: string;
  /** Between two changes of the clocks: from, until, and how far ahead of UTC they are. */
  #span = { from: 0, until: 0, offsetMs: 0 };

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** @returns the start in ms since 1970 of the stretch of `lengthMs` of the local clock in which a moment is */
  startOf(at: number, lengthMs = HALF_HOUR_MS): number {
    const { offsetMs } = this.#spanAt(at);
    const local = at + offsetMs;
    return Math.floor(local / lengthMs) * lengthMs - offsetMs;
  }

  /** `09:30`: what the clocks show. */
  clockOf(at: number): string {
    const local = new Date(at + this.#spanAt(at).offsetMs);
    return local.toISOString().slice(11, 16);
  }

  /** Splits a stretch among the half hours that it touches. */
  spread(at: number, ms: number, each: (start: number, ms: number) => void): void {
    for (let from = at; from < at + ms;) {
      const start = this.startOf(from);
      const until = Math.min(at + ms, start + HALF_HOUR_MS);
      each(start, until - from);
      from = until;
    }
  }

  #spanAt(at: number) {
    if (at >= this.#span.from && at < this.#span.until) return this.#span;
    const there = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(this.#timeZone);
    this.#span = {
      from: there.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
      until: there.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      offsetMs: there.offsetNanoseconds / MS_PER_NS,
    };
    return this.#span;
  }
}
