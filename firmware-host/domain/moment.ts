/**
 * When something happened. `at` is wall time in milliseconds since 1970, `monoMs` the time since the machine's boot
 * `boot`; `trusted` says whether the wall clock was known to be right.
 */
export interface Moment {
  readonly at: number;
  readonly monoMs: number;
  readonly boot: string;
  readonly trusted: boolean;
}

/** Whether a moment was before another; by the monotonic clock inside one boot, for the same reason as below. */
export function isBefore(one: Moment, other: Moment): boolean {
  return one.boot === other.boot ? one.monoMs < other.monoMs : one.at < other.at;
}

/**
 * Milliseconds from one moment to a later one, never negative. Inside one boot the monotonic clock counts, because a
 * wall clock that is set in between would give any answer at all.
 */
export function elapsedMs(from: Moment, to: Moment): number {
  return Math.max(0, from.boot === to.boot ? to.monoMs - from.monoMs : to.at - from.at);
}
