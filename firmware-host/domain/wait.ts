import { linesBeside } from './order.ts';
import type { State } from './state.ts';
import type { WaitRange } from './ticket.ts';

/** Steps that people can use, in minutes. */
const STEPS = [5, 10, 15, 20, 30, 45, 60] as const;
const LAST_STEP = 60;

/** A mean of fewer services than this is a guess, and a made-up wait is worse than none. */
const SERVICES_NEEDED = 5;

const MS_PER_MINUTE = 60_000;

/**
 * Queue-length predictor: (ahead + 1) × mean handling time ÷ counters that are open for this service, where `ahead` and the
 * mean are of all the services that these counters call in turn. As a range rounded
 * to steps that people can use. Null when no counter is open or too few services were seen.
 * Source: Ibrahim & Whitt's QL predictor; it beats the last and the head-of-line wait where the rates are known.
 */
export function predictWait(state: State, service: string, ahead: number): WaitRange | null {
  const counters = openCounters(state, service);
  const handledMs = linesBeside(state, service).flatMap((letter) => state.handledMs.get(letter) ?? []);
  if (counters === 0 || handledMs.length < SERVICES_NEEDED) return null;
  const minutes = ((ahead + 1) * mean(handledMs)) / counters / MS_PER_MINUTE;
  return roundToRange(minutes);
}

/** The steps around an expected wait in minutes. Over an hour both ends are 60, which reads as "more than an hour". */
export function roundToRange(minutes: number): WaitRange {
  if (minutes > LAST_STEP) return { fromMinutes: LAST_STEP, toMinutes: LAST_STEP };
  return {
    fromMinutes: STEPS.findLast((step) => step < minutes) ?? 0,
    toMinutes: STEPS.find((step) => step >= minutes) ?? LAST_STEP,
  };
}

/** The latest queue times of the lobby on average, in whole minutes; null before anybody was called. */
export const averageQueueMinutes = ({ queuedMs }: State): number | null =>
  queuedMs.length === 0 ? null : Math.round(mean(queuedMs) / MS_PER_MINUTE);

/** Mean of a list that is not empty. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function openCounters(state: State, service: string): number {
  if (state.lobby === null) return 0;
  return state.lobby.counters.filter(
    (counter) =>
      counter.services.includes(service) && (state.counters.get(counter.id)?.agent ?? null) !== null,
  ).length;
}
