/** The metrics of an ordinary Thursday afternoon: as the supervisor's page is told of them. */
import type {
  MetricDefinition,
  MetricId,
  MetricPart,
  MetricSeries,
  MetricTarget,
  MetricValue,
  MetricsOverview,
} from '../../../firmware-host/messages/metrics.ts';
import { now } from './views.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const today = '2026-11-19';
const dayBefore = '2026-11-18';

type Row = readonly [
  id: MetricId,
  number: number,
  group: MetricDefinition['group'],
  unit: MetricDefinition['unit'],
  value: number | null,
  target: readonly [min: number | null, max: number | null] | null,
  benchmark: number | null,
  status: MetricValue['status'],
  cadence: MetricDefinition['cadences'][number],
];

const s = (seconds: number): number => seconds * SECOND_MS;
const min = (minutes: number): number => minutes * MINUTE_MS;

/** In the order of the table. */
const rows: readonly Row[] = [
  ['queue_time', 8, 'waiting', 'ms', min(13.2), [min(3), min(10)], null, 'high', 'half-hour'],
  ['speed_of_answer', 9, 'waiting', 'ms', min(9.8), [null, min(10)], null, 'near', 'half-hour'],
  ['service_level', 21, 'waiting', 'percent', 81, [80, 92], null, 'near', 'live'],
  ['queued_rate', 18, 'waiting', 'percent', 19, [10, 20], 15, 'ok', 'week'],
  ['abandon_time', 3, 'waiting', 'ms', s(48), [s(20), s(60)], s(60), 'ok', 'day'],
  ['abandon_rate', 14, 'waiting', 'percent', 4.1, [null, 5], 3, 'ok', 'day'],
  ['calls_to_answer', 7, 'waiting', 'times', 1.4, [null, 4], 2.5, 'ok', 'day'],
  ['total_contacts', 22, 'arrivals', 'count', 110, null, null, 'watch', 'hour'],
  ['blocked_rate', 16, 'arrivals', 'percent', 0.9, [null, 3], 1, 'ok', 'hour'],
  ['answered_rate', 20, 'arrivals', 'percent', 95.9, null, 98, 'watch', 'day'],
  ['service_time', 10, 'serving', 'ms', min(5.4), [min(4.5), min(6)], min(5.5), 'ok', 'week'],
  ['wrap_up_time', 2, 'serving', 'ms', s(52), [s(30), s(60)], s(60), 'ok', 'day'],
  ['handle_time', 5, 'serving', 'ms', min(6.3), [min(3), min(10)], min(8.5), 'ok', 'day'],
  ['hold_time', 6, 'serving', 'ms', s(57), [s(20), s(60)], s(60), 'ok', 'day'],
  ['contacts_per_hour', 11, 'serving', 'per-hour', 8.7, null, null, 'watch', 'day'],
  ['first_contact_resolution', 17, 'outcome', 'percent', 88, [85, 100], 85, 'ok', 'day'],
  ['transfer_rate', 19, 'outcome', 'percent', 3.6, [null, 1], 3, 'high', 'day'],
  ['quality_score', 12, 'outcome', 'score', 91, null, null, 'watch', 'month'],
  ['occupancy', 13, 'people', 'percent', 92, [90, null], null, 'ok', 'day'],
  ['adherence', 1, 'people', 'percent', 94, [92, null], null, 'ok', 'day'],
  ['attendance', 15, 'people', 'percent', 100, [95, null], null, 'ok', 'day'],
  ['turnover', 23, 'people', 'percent', 17, [15, 30], 25, 'ok', 'quarter'],
  ['cost_per_contact', 4, 'people', 'money', null, [2, 5], 4, 'missing', 'week'],
];

const needs: Readonly<Partial<Record<MetricId, MetricDefinition['needs']>>> = {
  adherence: 'roster',
  attendance: 'roster',
  cost_per_contact: 'costs',
  quality_score: 'quality',
  turnover: 'staff',
};

const targetOf = (bounds: Row[5], id: MetricId): MetricTarget | null => {
  if (bounds === null) return null;
  const [least, most] = bounds;
  const isHouse = id === 'queue_time' || id === 'speed_of_answer' || id === 'service_level';
  const tolerancePercent = id === 'handle_time' ? 15 : 0;
  return { min: least, max: most, tolerancePercent, source: isHouse ? 'house' : 'centres-first' };
};

export const metricDefinitions: readonly MetricDefinition[] = rows.map(
  ([id, number, group, unit, , bounds, benchmark, , cadence]) => ({
    id,
    number,
    group,
    unit,
    needs: needs[id] ?? null,
    benchmark,
    target: targetOf(bounds, id),
    serviceTargets: {},
    otherTargets:
      id === 'queue_time' ? [{ min: null, max: s(20), tolerancePercent: 0, source: 'centres-second' }] : [],
    harm:
      bounds === null
        ? 'none'
        : bounds[0] === null || id === 'queue_time'
          ? 'high'
          : bounds[1] === null
            ? 'low'
            : 'both',
    cadences: cadence === 'day' ? ['day', 'week', 'month'] : [cadence],
    breakdowns: ['service', 'counter', 'agent', 'class'],
    windowDays: id === 'turnover' ? 365 : null,
    advice: { high: 2, low: 1 },
  }),
);

/** So many days up and down, the last of them the value itself; nothing on the two days of a weekend. */
const trendOf = (value: number | null): (number | null)[] =>
  Array.from({ length: 14 }, (_, day) =>
    value === null || day === 3 || day === 4 ? null : value * (0.7 + 0.3 * Math.sin(day) ** 2 + day * 0.01),
  );

export const metricValues: readonly MetricValue[] = rows.map(
  ([id, , , , value, bounds, , status]): MetricValue => ({
    id,
    value,
    numerator: value ?? 0,
    denominator: value === null || id === 'total_contacts' ? 0 : 84,
    before: value === null ? null : value * 0.9,
    missing: value === null ? 'no-input' : null,
    status,
    target: targetOf(bounds, id),
    trend: [...trendOf(value).slice(0, 13), value],
  }),
);

export const metricsOverview = (change: Partial<MetricsOverview> = {}): MetricsOverview => ({
  range: { from: today, to: today },
  before: { from: dayBefore, to: dayBefore },
  asOf: now,
  values: [...metricValues],
  ...change,
});

const part = (dimension: MetricPart['dimension'], key: string, value: number, share: number): MetricPart => ({
  dimension,
  key,
  value,
  numerator: share,
  denominator: 30,
  missing: null,
  status: share > 8 ? 'high' : 'ok',
});

const keysOf: Readonly<Record<MetricPart['dimension'], readonly string[]>> = {
  service: ['A', 'B', 'C', 'D'],
  counter: ['1', '2', '3'],
  agent: ['chen', 'wang', 'sun'],
  class: ['ordinary', 'priority', 'appointment'],
};

export function metricParts(id: MetricId, by: MetricPart['dimension']): MetricPart[] {
  const value = valueOf(id);
  return keysOf[by].map((key, place) => part(by, key, value / (place + 1), [9, 4, 3, 1][place] ?? 1));
}

const valueOf = (id: MetricId): number => metricValues.find((one) => one.id === id)?.value ?? 10;

const pointOf = (start: number, stepMs: number, value: number | null) => ({
  start: new Date(start).toISOString(),
  end: new Date(start + stepMs).toISOString(),
  date: new Date(start + 8 * 60 * MINUTE_MS).toISOString().slice(0, 10),
  value,
  numerator: value === null ? 0 : value * 12,
  denominator: value === null ? 0 : 12,
  missing: value === null ? ('no-data' as const) : null,
});

/** A day of half hours from 8:30 to 17:30, of which those after now have not come yet. */
const halfHours = (value: number, date: string, until: number) => {
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  return Array.from({ length: 48 }, (_, place) => {
    const start = midnight + place * 30 * MINUTE_MS;
    const isOpen = place >= 17 && place < 35 && start < until;
    const peak = 0.2 + 0.9 * Math.sin(((place - 16) / 19) * Math.PI * 2) ** 2;
    return pointOf(start, 30 * MINUTE_MS, isOpen ? value * peak : null);
  });
};

const days = (value: number, last: string, count: number) =>
  Array.from({ length: count }, (_, day) => {
    const start = Date.parse(`${last}T00:00:00+08:00`) - (count - 1 - day) * 24 * 60 * MINUTE_MS;
    return pointOf(start, 24 * 60 * MINUTE_MS, day === 3 ? null : value * (0.6 + (day / count) * 0.5));
  });

export function metricSeries(
  id: MetricId,
  step: MetricSeries['step'],
  change: Partial<MetricSeries> = {},
): MetricSeries {
  const value = valueOf(id);
  const isDay = step === 'half-hour';
  return {
    id,
    step,
    range: { from: isDay ? today : '2026-11-06', to: today },
    before: { from: isDay ? dayBefore : '2026-10-23', to: isDay ? dayBefore : '2026-11-05' },
    asOf: now,
    target: metricDefinitions.find((one) => one.id === id)?.target ?? null,
    points: isDay ? halfHours(value, today, Date.parse(now)) : days(value, today, 14),
    pointsBefore: isDay
      ? halfHours(value * 0.8, dayBefore, Number.POSITIVE_INFINITY)
      : days(value * 0.8, '2026-11-05', 14),
    by: [],
    reasons:
      id === 'transfer_rate'
        ? [
            { reason: '选错服务', count: 9 },
            { reason: '窗口无权办理', count: 4 },
            { reason: '资料不全', count: 3 },
          ]
        : [],
    ...change,
  };
}
