import { instant } from '../clock.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import type { Moment } from '../domain/moment.ts';
import type { State } from '../domain/state.ts';

/** A moment of lobby time by the clock on the wall. */
export const wallTime = (state: Readonly<State>, now: Moment, ms: number): string =>
  instant(now.at - lobbyMsAt(state, now) + ms);

const MS_PER_SECOND = 1000;

/**
 * The same to the second. The two clocks of a machine are read one after the other and differ by a millisecond from time to time: a
 * view that says the same must be the same, or it goes out to every page with every fact.
 */
export function wallSecond(state: Readonly<State>, now: Moment, ms: number): string {
  const at = now.at - lobbyMsAt(state, now) + ms;
  return instant(Math.round(at / MS_PER_SECOND) * MS_PER_SECOND);
}
