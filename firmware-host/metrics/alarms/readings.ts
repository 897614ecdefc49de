import type { MetricReading, TargetRange } from '../../domain/alarm.ts';
import type { MetricRange, MetricTarget } from '../../messages/metrics.ts';
import { addDays, beginOf, stepOf } from '../dates.ts';
import { metrics } from '../definitions/index.ts';
import { addTo, noSums, type Filter, type Sums } from '../measures.ts';
import { HOUR_MS, type Metric } from '../metric.ts';
import { Reading } from '../overview.ts';
import type { MetricSettings } from '../settings.ts';
import { windowOf } from '../staff.ts';
import type { TallyStore } from '../store.ts';
import { HALF_HOUR_MS } from '../tally/half-hours.ts';
import { limitsOf, measure } from '../value.ts';
import { judgedRange, recoveredRange } from './judged-range.ts';

/** The lobby day as it is when the metrics are judged. */
export interface JudgedDay {
  readonly date: string;
  readonly isClosed: boolean;
  /** Wall time in ms since 1970: no stretch that ends later is judged. */
  readonly at: number;
}

/** The shorter first: a metric is judged as often as anybody looks at it. */
const cadences = ['live', 'half-hour', 'hour', 'day', 'week', 'month', 'quarter'] as const;
type Cadence = (typeof cadences)[number];

/**
 * What a few people waited says nothing about a half-hour. A small house has no half-hour with so many: there, the stretch goes back
 * until it has.
 */
const COUNT_MIN = 5;

/** Each metric that has a target and can do harm, over its latest period that has ended: of each service where these have targets of their own. */
export async function readings(
  store: TallyStore,
  settings: MetricSettings,
  day: JudgedDay,
): Promise<MetricReading[]> {
  const found: MetricReading[] = [];
  for (const metric of metrics) {
    if (metric.harm === 'none') continue;
    const cadence = cadences.find((known) => metric.cadences.includes(known)) ?? 'day';
    for (const [service, target] of scopesOf(metric, settings)) {
      const scope = { metric, service, target, cadence, store, settings };
      found.push(await readingOf(scope, day));
    }
  }
  return found;
}

interface Scope {
  readonly metric: Metric;
  readonly service: string | null;
  readonly target: MetricTarget;
  readonly cadence: Cadence;
  readonly store: TallyStore;
  readonly settings: MetricSettings;
}

function scopesOf(
  { id }: Metric,
  { targets }: MetricSettings,
): readonly (readonly [string | null, MetricTarget])[] {
  const { house, services } = targets[id];
  const own = Object.entries(services);
  if (own.length > 0) return own;
  return house === null ? [] : [[null, house]];
}

interface Judged {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly value: number | null;
}

async function readingOf(scope: Scope, day: JudgedDay): Promise<MetricReading> {
  const { metric, service, target, cadence } = scope;
  const isLong = cadence !== 'live' && cadence !== 'half-hour' && cadence !== 'hour';
  const judged = isLong ? await overDays(scope, cadence, day) : await withinDay(scope, day);
  const range: TargetRange = judgedRange(metric, limitsOf(target), isLong);
  const { recoverPercent } = scope.settings.alarms;
  return {
    metric: metric.id,
    service,
    ...judged,
    target: range,
    recovered: recoveredRange(metric, range, recoverPercent),
  };
}

const filterOf = (service: string | null): Filter => (service === null ? {} : { service });

const nothingYet = (at: number): Judged => ({ fromAt: at, untilAt: at, value: null });

/** Half-hours or hours of the day, back from the latest one that has ended until enough has happened in them. */
async function withinDay(
  { store, settings, metric, service, cadence }: Scope,
  { date, at }: JudgedDay,
): Promise<Judged> {
  const lengthMs = cadence === 'hour' ? HOUR_MS : HALF_HOUR_MS;
  const stretches = await store.sumsWithin({ from: date, to: date }, filterOf(service), lengthMs);
  const ended = [...stretches].filter(([start]) => start + lengthMs <= at).toReversed();
  const [latest] = ended;
  if (latest === undefined) return nothingYet(at);
  const sums: Sums = noSums();
  for (const [start, part] of ended) {
    addTo(sums, part);
    const { value, denominator } = measure(metric, sums, true, settings.transferCounts);
    if (value !== null && denominator >= COUNT_MIN)
      return { fromAt: start, untilAt: latest[0] + lengthMs, value };
  }
  return nothingYet(at);
}

async function overDays(
  { store, settings, metric, service }: Scope,
  cadence: 'day' | 'week' | 'month' | 'quarter',
  day: JudgedDay,
): Promise<Judged> {
  const range = endedPeriod(store, cadence, day);
  if (range === null) return nothingYet(day.at);
  await store.prepare(windowOf(range, metric.windowDays));
  const { timeZone, dayStartsAt } = settings;
  const begin = (date: string) => beginOf(date, timeZone, dayStartsAt);
  const { value } = new Reading(store, settings, filterOf(service)).of(metric, range);
  return { fromAt: begin(range.from), untilAt: begin(addDays(range.to, 1)), value };
}

/** The latest day, week, month or quarter that is over; null where the lobby has had none. */
function endedPeriod(
  { source }: TallyStore,
  cadence: 'day' | 'week' | 'month' | 'quarter',
  { date, isClosed }: JudgedDay,
): MetricRange | null {
  const latest = isClosed ? date : addDays(date, -1);
  if (cadence === 'day') {
    const [last] = source.daysUpTo(latest, 1);
    return last === undefined ? null : { from: last, to: last };
  }
  // The period of tomorrow begins the day after the last one that is over.
  const to = addDays(stepOf(addDays(latest, 1), cadence), -1);
  return { from: stepOf(to, cadence), to };
}
