/** What the half hour that begins now is likely to bring, from the same half hour of days that are over. */
import { addDays } from '../dates.ts';
import { countersNeeded } from './erlang-c.ts';

/** As many days of the same weekday as a season lasts. */
const WEEKDAYS_MOST = 8;
const WEEKDAYS_LEAST = 3;
/** Weekdays of longer ago are another season: eight of them, and room for holidays. */
export const BACK_DAYS = 84;
const ALL_DAYS = 28;
/** Fewer days say nothing about the next one. */
const DAYS_LEAST = 5;
/** No lobby has more counters: a bound for a search. */
const COUNTERS_MOST = 200;
const HALF_HOURS_PER_HOUR = 2;

export interface Basis {
  readonly basis: 'weekday' | 'all-days';
  /** YYYY-MM-DD. */
  readonly dates: readonly string[];
}

/**
 * The days that stand for today: the latest of its weekday; where these are too few, all of the last four weeks.
 * @param dates of days on which anybody came, oldest first; today and later ones are left out
 * @returns null where the lobby has too few days behind it to say anything
 */
export function basisFor(today: string, dates: readonly string[]): Basis | null {
  const past = dates.filter((date) => date < today && date >= addDays(today, -BACK_DAYS));
  if (past.length < DAYS_LEAST) return null;
  const alike = past.filter((date) => weekdayOf(date) === weekdayOf(today));
  if (alike.length >= WEEKDAYS_LEAST) return { basis: 'weekday', dates: alike.slice(-WEEKDAYS_MOST) };
  const recent = past.filter((date) => date >= addDays(today, -ALL_DAYS));
  return recent.length < DAYS_LEAST ? null : { basis: 'all-days', dates: recent };
}

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

/** Numbers taken on a day, by the half hours of the clock in which they were: `09:30` for those up to ten. */
export type Arrivals = ReadonlyMap<string, number>;

/** Thirty minutes from any minute on: the rest of one half hour of the clock, and the beginning of the next. */
export interface Stretch {
  /** The two half hours that it touches, as `Arrivals` names them. */
  readonly clocks: readonly [string, string];
  /** How much of the first one is over, 0 to 1. */
  readonly over: number;
}

/** The mean over days. Within a half hour of the clock numbers are taken evenly, as far as anybody knows. */
export function expectedArrivals(days: readonly Arrivals[], { clocks, over }: Stretch): number {
  const [first, second] = clocks;
  const sum = days.reduce(
    (all, day) => all + (1 - over) * (day.get(first) ?? 0) + over * (day.get(second) ?? 0),
    0,
  );
  return days.length === 0 ? 0 : sum / days.length;
}

export interface Demand {
  readonly expected: number;
  /** People who wait now. */
  readonly waiting: number;
  /** Mean time of a visit with its writing up; null where nobody knows. */
  readonly handleMs: number | null;
  /** So many percent are to be called within the time. */
  readonly percent: number;
  readonly withinMs: number;
}

/**
 * How many open counters keep the promise. Who waits now is served within the same half hour, and counts as if they came in it: the
 * load is that of (expected + waiting) visitors in 30 minutes.
 *
 * A house with several services is taken for one line that every counter calls from, with one mean time and one promise. Where counters
 * call some services only, it takes more than this says; the walk from the chairs to the counter is not in it, either.
 * @returns null where the mean time of a visit is not known; no more than `COUNTERS_MOST`, which is more than there are
 */
export function neededFor({ expected, waiting, handleMs, percent, withinMs }: Demand): number | null {
  if (handleMs === null || handleMs <= 0) return null;
  const perHour = (expected + waiting) * HALF_HOURS_PER_HOUR;
  return countersNeeded(perHour, handleMs, withinMs, percent, COUNTERS_MOST) ?? COUNTERS_MOST;
}

/** What one service promises, and how many came for it. */
export interface ServicePromise {
  readonly arrivals: number;
  readonly percent: number;
  readonly withinMs: number;
}

/**
 * One promise for the house: the mean of its services' by the number of their visitors, as the service level of the house counts every
 * visitor once. The strictest of all would have a whole house staffed for the few visitors of one service.
 */
export function sharedPromise(
  promises: readonly ServicePromise[],
): Pick<ServicePromise, 'percent' | 'withinMs'> | null {
  const arrivals = promises.reduce((sum, one) => sum + one.arrivals, 0);
  if (arrivals === 0) return null;
  const mean = (pick: (one: ServicePromise) => number) =>
    promises.reduce((sum, one) => sum + pick(one) * one.arrivals, 0) / arrivals;
  return { percent: mean(({ percent }) => percent), withinMs: mean(({ withinMs }) => withinMs) };
}
