import type { WaitRange } from '../ticket.ts';

/** Steps that people can use, in minutes. */
const STEPS = [5, 10, 15, 20, 30, 45, 60] as const;
const LAST_STEP = 60;
const MS_PER_MINUTE = 60_000;

/** What a wait is expected to be, and how far from it most waits are. */
export interface Expectation {
  readonly meanMs: number;
  readonly deviationMs: number;
}

/**
 * So many deviations below and above what is expected. Above more than below: whoever is called sooner does not mind, and a broken
 * promise displeases. Chosen on simulated days so that four of five are called in time and two of three within the range.
 */
const BELOW = 0.5;
const ABOVE = 0.9;

/** The steps around an expectation. An hour or more reads as "more than an hour": both ends are 60. */
export function rangeOf({ meanMs, deviationMs }: Expectation): WaitRange {
  return stepsAround(meanMs, meanMs - BELOW * deviationMs, meanMs + ABOVE * deviationMs);
}

/** The steps next to a wait of which nothing more is known. */
export const rangeNextTo = (meanMs: number): WaitRange => stepsAround(meanMs, meanMs, meanMs);

function stepsAround(meanMs: number, lowMs: number, highMs: number): WaitRange {
  if (meanMs > LAST_STEP * MS_PER_MINUTE) return { fromMinutes: LAST_STEP, toMinutes: LAST_STEP };
  // The last one is no beginning: from 60 to 60 means something else.
  const from = STEPS.findLast((step) => step < LAST_STEP && step * MS_PER_MINUTE < lowMs);
  const to = STEPS.find((step) => step * MS_PER_MINUTE >= highMs);
  return { fromMinutes: from ?? 0, toMinutes: to ?? LAST_STEP };
}

/** Whether somebody who was promised a wait was called in time. Sooner is no broken promise, and "over an hour" is none at all. */
export const isKept = ({ fromMinutes, toMinutes }: WaitRange, waitedMs: number): boolean =>
  fromMinutes === toMinutes || waitedMs <= toMinutes * MS_PER_MINUTE;

/** Whether somebody was called within the range that was promised, neither sooner nor later. */
export const isInside = (range: WaitRange, waitedMs: number): boolean =>
  waitedMs >= range.fromMinutes * MS_PER_MINUTE && isKept(range, waitedMs);
