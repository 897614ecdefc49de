import { servicesBeside } from './ahead.ts';
import type { Paces } from './pace.ts';
import type { State } from './state.ts';
import type { WaitRange } from './ticket.ts';
import { callersOf } from './wait/callers.ts';
import { capacityFor, doneAfterMs } from './wait/capacity.ts';
import { headOfLineMs } from './wait/head-of-line.ts';
import { rangeOf, type Expectation } from './wait/range.ts';
import { workloadOf } from './wait/workload.ts';

/** How much the wait of the first in line has to say beside the length of the queue. */
const HEAD_OF_LINE = 0.15;
/** Standard deviation ÷ mean of the time between two calls at a counter. */
const VARIATION = 0.8;
const VISITS_NEEDED = 5;
/** One pause a moment after signing in is no habit. */
const PAUSES_NEEDED = 3;
/** Whoever is away for longer is not at work, and is signed out sooner or later. */
const PRESENCE_LEAST = 0.5;
const MS_PER_MINUTE = 60_000;

/**
 * What a visitor with so many ahead is promised: a range of steps that people can use. Null where no counter is open for
 * the service, too few visits were seen, or the service promises nothing.
 * @param nowMs lobby time; that of the last event where it is left out
 */
export function predictWait(
  state: State,
  service: string,
  ahead: number,
  nowMs: number = state.lobbyMs,
): WaitRange | null {
  const rules = state.lobby?.services.find(({ letter }) => letter === service);
  if (rules?.promise === false) return null;
  const expected = expectWait(state, service, ahead, nowMs);
  return expected === null ? null : rangeOf(expected);
}

/**
 * Queue-length predictor: with all s counters at work, (ahead × m + left) ÷ s. Here m is what a visit takes of a counter, from
 * its call to the next one, over the services and parties that wait now, and longer by the part of their time in which agents
 * are on a pause; left is what remains of a visit that goes on. Counters on a pause, and those that help out, join when they are
 * expected to; one that is idle takes somebody at once. A part of it is the wait of the first in line, which sees what the model
 * does not.
 *
 * The deviation is that of so many independent visits: VARIATION × m × √(ahead + 1) ÷ s.
 *
 * Sources: R. Ibrahim and W. Whitt, "Real-Time Delay Estimation Based on Delay History", M&SOM 11 (2009): QL is
 * the most accurate where rates are known, HOL where they change; W. Whitt, "Predicting Queueing Delays", Management Science 45
 * (1999). Costs the same whatever the number of people waiting.
 */
export function expectWait(state: State, service: string, ahead: number, nowMs: number): Expectation | null {
  const callers = callersOf(state);
  if (!callers.has(service)) return null;
  const beside = servicesBeside(state, service);
  const load = workloadOf(state, service, beside, callers);
  if (load === null) return null;
  const headMs = headOfLineMs(state, beside, nowMs);
  const capacity = capacityFor(state, service, { callers, load, headMs: headMs ?? 0, nowMs });
  const counters = capacity.fromMs.length;
  if (counters === 0) return null;
  if (ahead < capacity.idle) return { meanMs: 0, deviationMs: 0 };
  const workMs = (ahead * load.eachMs) / presence(state.paces) + load.leftMs;
  const lengthMs = Math.max(0, doneAfterMs(capacity, workMs));
  return {
    meanMs: headMs === null ? lengthMs : lengthMs + HEAD_OF_LINE * (headMs - lengthMs),
    deviationMs: (VARIATION * load.eachMs * Math.sqrt(ahead + 1)) / counters,
  };
}

/** The part of their time that agents are at their counters and not on a pause. */
function presence({ worked, paused }: Paces): number {
  const pauses = Object.values(paused);
  const count = pauses.reduce((sum, pace) => sum + pace.count, 0);
  if (count < PAUSES_NEEDED || worked.count < PAUSES_NEEDED) return 1;
  const pauseMs = pauses.reduce((sum, pace) => sum + pace.count * pace.meanMs, 0) / count;
  return Math.max(PRESENCE_LEAST, worked.meanMs / Math.max(1, worked.meanMs + pauseMs));
}

/** How long a visit for a service usually takes, from the call to its end, in ms; null while too few were seen. */
export function usualHandlingMs({ handledMs }: State, service: string): number | null {
  const times = handledMs.get(service) ?? [];
  return times.length < VISITS_NEEDED ? null : mean(times);
}

/** The latest queue times of the lobby on average, in whole minutes; null before anybody was called. */
export const averageQueueMinutes = ({ queuedMs }: State): number | null =>
  queuedMs.length === 0 ? null : Math.round(mean(queuedMs) / MS_PER_MINUTE);

/** Mean of a list that is not empty. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
