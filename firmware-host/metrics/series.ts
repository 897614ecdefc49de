import { instant } from '../clock.ts';
import type { MetricPart, MetricPoint, MetricRange, MetricSeries, MetricStep } from '../messages/metrics.ts';
import { addDays, beginOf, rangeBefore, stepsIn } from './dates.ts';
import { dimensions, type Dimension, type Filter, type Sums } from './measures.ts';
import { HOUR_MS, type Metric } from './metric.ts';
import { Reading, targetOf } from './overview.ts';
import type { MetricSettings } from './settings.ts';
import { windowOf } from './staff.ts';
import type { TallyStore } from './store.ts';
import { HALF_HOUR_MS } from './tally/half-hours.ts';
import { measure, measuresOf, statusOf } from './value.ts';

export interface SeriesAsked {
  readonly range: MetricRange;
  readonly filter: Filter;
  readonly step: MetricStep;
  readonly by: Dimension | null;
}

/** One metric in steps, against the period before, and of the whole range by one dimension. */
export async function series(
  store: TallyStore,
  settings: MetricSettings,
  metric: Metric,
  { range, filter, step, by }: SeriesAsked,
): Promise<MetricSeries> {
  const before = rangeBefore(range);
  for (const wanted of [range, before]) await store.prepare(windowOf(wanted, metric.windowDays));
  const context = { store, settings, metric, filter };
  const points = (wanted: MetricRange) =>
    step === 'half-hour' || step === 'hour'
      ? pointsWithin(context, wanted, step === 'hour' ? HOUR_MS : HALF_HOUR_MS)
      : Promise.resolve(pointsOf(context, stepsIn(wanted, step)));
  return {
    id: metric.id,
    step,
    range,
    before,
    asOf: store.source.at === null ? null : instant(store.source.at),
    target: targetOf(metric, settings, filter.service),
    points: await points(range),
    pointsBefore: await points(before),
    by: by === null ? [] : partsOf(context, range, by),
    reasons: metric.id === 'transfer_rate' ? reasonsOf(store, range, filter) : [],
  };
}

interface Context {
  readonly store: TallyStore;
  readonly settings: MetricSettings;
  readonly metric: Metric;
  readonly filter: Filter;
}

function pointsOf(
  { store, settings, metric, filter }: Context,
  steps: readonly MetricRange[],
): MetricPoint[] {
  const { timeZone, dayStartsAt } = settings;
  const reading = new Reading(store, settings, filter);
  return steps.map((step) => ({
    start: instant(beginOf(step.from, timeZone, dayStartsAt)),
    end: instant(beginOf(addDays(step.to, 1), timeZone, dayStartsAt)),
    date: step.from,
    ...reading.of(metric, step),
  }));
}

/** Of no longer time nothing is shown as empty: what lies before is of a clock that was wrong, and years away. */
const GAP_MAX_MS = 24 * HOUR_MS;

/** From the first stretch of a day that has anything to its last; between days there is none. */
async function pointsWithin(
  { store, settings, metric, filter }: Context,
  { from, to }: MetricRange,
  lengthMs: number,
): Promise<MetricPoint[]> {
  const points: MetricPoint[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const sums = await store.sumsWithin({ from: date, to: date }, filter, lengthMs);
    for (const [start, end] of stretchesOf(store, sums, lengthMs)) {
      const measured = measure(metric, sums.get(start), true, settings.transferCounts);
      points.push({ start: instant(start), end: instant(end), date, ...measured });
    }
  }
  return points;
}

/** Where the clocks change by half an hour, one of the hours has only half. */
function stretchesOf(
  { halfHours }: TallyStore,
  sums: ReadonlyMap<number, Sums>,
  lengthMs: number,
): (readonly [start: number, end: number])[] {
  const starts = [...sums.keys()];
  const all = new Set(starts);
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? start;
    if (next - start > GAP_MAX_MS) continue;
    for (let at = start; at < next; at += HALF_HOUR_MS) all.add(halfHours.startOf(at, lengthMs));
  }
  const ordered = [...all].toSorted((one, other) => one - other);
  return ordered.map((start, index) => [start, Math.min(ordered[index + 1] ?? Infinity, start + lengthMs)]);
}

function partsOf(
  { store, settings, metric, filter }: Context,
  range: MetricRange,
  by: Dimension,
): MetricPart[] {
  const isToldApart = [by, ...dimensions.filter((name) => filter[name] !== undefined)].every((name) =>
    metric.breakdowns.includes(name),
  );
  if (!isToldApart) return [];
  const sums = store.sums(windowOf(range, metric.windowDays), filter, by, measuresOf(metric));
  return [...sums]
    .filter(([key]) => key !== '')
    .map(([key, found]): MetricPart => {
      const measured = measure(metric, found, true, settings.transferCounts);
      const target = targetOf(metric, settings, by === 'service' ? key : filter.service);
      return { dimension: by, key, ...measured, status: statusOf(metric, measured.value, target) };
    })
    .filter(({ numerator, denominator }) => numerator !== 0 || denominator !== 0)
    .toSorted((one, other) => other.denominator - one.denominator || (one.key < other.key ? -1 : 1));
}

/** Why agents have sent visitors on, the most frequent reason first. */
function reasonsOf(
  { source }: TallyStore,
  { from, to }: MetricRange,
  filter: Filter,
): MetricSeries['reasons'] {
  const columns = { service: 's.service', counter: 's.counter', agent: 's.agent', class: 't.class' } as const;
  const filtered = dimensions.filter((name) => filter[name] !== undefined);
  const where = filtered.map((name) => ` AND ${columns[name]} = ?`).join('');
  return source.database
    .prepare(
      `SELECT coalesce(s.reason, '') AS reason, count(*) AS count FROM stays AS s CROSS JOIN tickets AS t ON t.position = s.ticket
       WHERE s.ending = 'transferred' AND s.date BETWEEN ? AND ?${where} GROUP BY 1 ORDER BY 2 DESC, 1`,
    )
    .all(from, to, ...filtered.map((name) => filter[name] ?? ''))
    .map((row) => ({ reason: String(row['reason']), count: Number(row['count']) }));
}
