import { waitingFor } from '../ahead.ts';
import { partyFactor, type Pace } from '../pace.ts';
import type { State } from '../state.ts';
import type { Callers } from './callers.ts';

/** A mean of fewer visits than this is a guess, and a made-up wait is worse than none. */
const VISITS_NEEDED = 5;
/** A service's own visits weigh as much as those of all beside it once so many were seen. */
const VISITS_BESIDE = 5;

/** (1 + v²) ÷ 2 of the whole, with v = 0.7, the variation of services: one is met in the middle more often if it is long. */
const LEFT = 0.75;

/** How much of a counter's time visits take, turn to the next one included. */
export interface Workload {
  /** Of one of those who wait now, as the services and parties among them are. */
  readonly eachMs: number;
  /** What is left on average of a visit that goes on already. */
  readonly leftMs: number;
  meanMs(service: string): number;
}

/**
 * The work that the counters of a service have before them. Work that other counters take off them is theirs only in part.
 * Null where too few visits were seen.
 * @param beside services whose people are called in turn with those of this one
 */
export function workloadOf(
  state: State,
  service: string,
  beside: readonly string[],
  callers: Callers,
): Workload | null {
  const { seated, turn } = state.paces;
  const open = callers.get(service) ?? [];
  const seen = beside.flatMap((letter) => seated[letter] ?? []);
  const count = seen.reduce((sum, pace) => sum + pace.count, 0);
  if (count < VISITS_NEEDED) return null;
  const pooledMs = seen.reduce((sum, pace) => sum + pace.count * pace.meanMs, 0) / count;
  const meanMs = (letter: string) => shrunkMs(seated[letter], pooledMs) + turn.meanMs;

  let people = 0;
  let workMs = 0;
  for (const letter of beside) {
    const waiting = waitingFor(state, letter);
    if (waiting === 0) continue;
    const companions = state.companions.get(letter) ?? 0;
    const parties = waiting + companions * (partyFactor(2) - 1);
    people += waiting;
    workMs += parties * meanMs(letter) * shareOf(open, callers.get(letter) ?? []);
  }
  const eachMs = people === 0 ? meanMs(service) : workMs / people;
  return { eachMs, leftMs: LEFT * (pooledMs + turn.meanMs), meanMs };
}

/** A mean of few is drawn towards that of many. */
const shrunkMs = ({ count, meanMs }: Pace = { count: 0, meanMs: 0 }, pooledMs: number): number =>
  (count * meanMs + VISITS_BESIDE * pooledMs) / (count + VISITS_BESIDE);

function shareOf(open: readonly string[], callers: readonly string[]): number {
  if (callers.length === 0) return 1;
  return callers.filter((counter) => open.includes(counter)).length / callers.length;
}
