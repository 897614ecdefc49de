import { waitingFor, servicesBeside } from '../../domain/ahead.ts';
import { lobbyMsAt } from '../../domain/lobby-time.ts';
import type { Moment } from '../../domain/moment.ts';
import type { State } from '../../domain/state.ts';
import type { WaitRange } from '../../domain/ticket.ts';
import { expectWait, mean, usualHandlingMs } from '../../domain/wait.ts';
import { headOfLineMs } from '../../domain/wait/head-of-line.ts';
import { rangeNextTo, rangeOf } from '../../domain/wait/range.ts';

export const predictors = ['foyer', 'lastWait', 'headOfLine', 'ticketsTimesService'] as const;
export type Predictor = (typeof predictors)[number];

export interface Forecast {
  readonly expectedMs: number;
  readonly range: WaitRange;
}

/** What each predictor says to one who takes a number. Null where one of them has nothing to say yet. */
export type Forecasts = Readonly<Record<Predictor, Forecast>> | null;

/**
 * Ours beside the three that other queue systems show: the wait of the one called last, that of the one who is next, and so many
 * tickets times the mean of a service without a look at the counters.
 */
export function forecastsFor(state: State, service: string, ahead: number, now: Moment): Forecasts {
  const nowMs = lobbyMsAt(state, now);
  const foyer = expectWait(state, service, ahead, nowMs);
  const lastWait = state.queuedMs.at(-1);
  if (foyer === null || lastWait === undefined) return null;
  const letters = servicesBeside(state, service);
  const waiting = letters.reduce((sum, letter) => sum + waitingFor(state, letter), 0);
  const times = letters.flatMap((letter) => usualHandlingMs(state, letter) ?? []);
  const serviceMs = times.length === 0 ? 0 : mean(times);
  return {
    foyer: { expectedMs: foyer.meanMs, range: rangeOf(foyer) },
    lastWait: plain(lastWait),
    headOfLine: plain(headOfLineMs(state, letters, nowMs) ?? 0),
    ticketsTimesService: plain(waiting * serviceMs),
  };
}

/** Without knowing how far off it may be, the steps around it are the best that can be said. */
const plain = (expectedMs: number): Forecast => ({ expectedMs, range: rangeNextTo(expectedMs) });
