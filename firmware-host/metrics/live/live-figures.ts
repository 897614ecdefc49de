/** The figures that staff see of this moment without asking for them. */
import { instant } from '../../clock.ts';
import type { LiveMetric, LobbyFigures, NextHalfHour } from '../../messages/lobby-figures.ts';
import type { MetricRange } from '../../messages/metrics.ts';
import { addDays } from '../dates.ts';
import { handleTime } from '../definitions/handle-time.ts';
import { queueTime } from '../definitions/queue-time.ts';
import { serviceLevel } from '../definitions/service-level.ts';
import type { Metric } from '../metric.ts';
import { lastHour } from './last-hour.ts';
import { Reading, targetOf } from '../overview.ts';
import type { MetricSettings } from '../settings.ts';
import {
  BACK_DAYS,
  basisFor,
  expectedArrivals,
  neededFor,
  sharedPromise,
  type Stretch,
} from '../staffing/forecast.ts';
import type { PastArrivals } from '../staffing/past-arrivals.ts';
import type { TallyStore } from '../store.ts';
import { HALF_HOUR_MS } from '../tally/half-hours.ts';
import { statusOf } from '../value.ts';

/** As it is in the lobby when it is asked. */
export interface ThisMoment {
  /** Wall time in ms since 1970; null where the clock cannot be believed. */
  readonly at: number | null;
  /** People who wait. */
  readonly waiting: number;
  /** Letters of services that give no more numbers today: nobody is expected for them. */
  readonly shut: readonly string[];
}

/** A visit takes as long as in so many days up to today. */
const HANDLE_DAYS = 28;
/** What a service promises that says nothing. */
const PERCENT_ELSE = 80;
/** More digits of a mean of eight days would mean nothing. */
const EXPECTED_STEPS = 10;

/** @returns null while the report tables know no fact at all */
export async function liveFigures(
  store: TallyStore,
  settings: MetricSettings,
  { to: today }: MetricRange,
  moment: ThisMoment,
  past: PastArrivals,
): Promise<LobbyFigures | null> {
  await store.prepare({ from: addDays(today, -BACK_DAYS), to: today });
  const reading = new Reading(store, settings, {});
  const live = (metric: Metric): LiveMetric => {
    const { value } = reading.of(metric, { from: today, to: today });
    const target = targetOf(metric, settings, undefined);
    return { value, target, status: statusOf(metric, value, target) };
  };
  const figures = { serviceLevel: live(serviceLevel), queueTime: live(queueTime) };
  const next = await nextHalfHour(store, settings, { today, moment, past, reading });
  const { at } = store.source;
  if (at === null) return null;
  return { asOf: instant(at), ...figures, next, lastHour: lastHour(store.source, moment.at) };
}

interface Asked {
  readonly today: string;
  readonly moment: ThisMoment;
  readonly past: PastArrivals;
  readonly reading: Reading;
}

async function nextHalfHour(
  store: TallyStore,
  settings: MetricSettings,
  { today, moment: { at, waiting, shut }, past, reading }: Asked,
): Promise<NextHalfHour | null> {
  if (at === null) return null;
  const back = { from: addDays(today, -BACK_DAYS), to: addDays(today, -1) };
  const visited = [...store.sums(back, {}, 'date', ['taken'])].filter(([, { taken }]) => taken > 0);
  const chosen = basisFor(today, visited.map(([date]) => date).toSorted());
  if (chosen === null) return null;
  const without = new Set(shut);
  const arrivals = await past.on(store, chosen.dates, without);
  const expected = expectedArrivals(arrivals, stretchFrom(store, at));
  const promise = promiseOf(store, settings, back, without);
  const handleMs = reading.of(handleTime, { from: addDays(today, 1 - HANDLE_DAYS), to: today }).value;
  return {
    from: instant(at),
    to: instant(at + HALF_HOUR_MS),
    expected: Math.round(expected * EXPECTED_STEPS) / EXPECTED_STEPS,
    needed: neededFor({ expected, waiting, handleMs, ...promise }),
    basis: chosen.basis,
    days: chosen.dates.length,
  };
}

function stretchFrom({ halfHours }: TallyStore, at: number): Stretch {
  const start = halfHours.startOf(at);
  return {
    clocks: [halfHours.clockOf(start), halfHours.clockOf(start + HALF_HOUR_MS)],
    over: (at - start) / HALF_HOUR_MS,
  };
}

function promiseOf(
  store: TallyStore,
  settings: MetricSettings,
  back: MetricRange,
  without: ReadonlySet<string>,
) {
  const { withinMs, withinMsElse } = settings.rules;
  const services = [...store.sums(back, {}, 'service', ['taken'])]
    .filter(([letter]) => !without.has(letter))
    .map(([letter, { taken }]) => ({
      arrivals: taken,
      percent: targetOf(serviceLevel, settings, letter)?.min ?? PERCENT_ELSE,
      withinMs: withinMs[letter] ?? withinMsElse,
    }));
  return sharedPromise(services) ?? { percent: PERCENT_ELSE, withinMs: withinMsElse };
}
