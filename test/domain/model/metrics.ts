/** What people enter for the metrics, what the host has measured, and what becomes of it. */
import type { MetricInput } from '../../../firmware-host/domain/metric-input.ts';
import { pick, type Maker } from './makers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function inputOf(at: number, one: number, two: number): MetricInput {
  const date = dateOf(at - (one % 3) * DAY_MS);
  const agent = pick(['lin', 'chen', 'lin', 'chen', 'nobody'], one + two);
  const shift = { agent, date, fromAt: Date.parse(date), toAt: Date.parse(date) + (1 + (two % 8)) * HOUR_MS };
  const inputs: readonly MetricInput[] = [
    { kind: 'roster', rows: [shift] },
    { kind: 'roster', rows: [{ ...shift, toAt: shift.toAt + HOUR_MS }] },
    { kind: 'costs', rows: [{ fromDate: date, toDate: dateOf(at), amount: two, service: null }] },
    { kind: 'quality', rows: [{ agent, date, score: 2 * two, ticket: pick([null, 't1', 'none'], one) }] },
    {
      kind: 'staff',
      rows: [{ agent, date, change: pick(['joined', 'left'], two), isFullTime: two % 3 > 0 }],
    },
    { kind: 'staff', rows: [] },
    { kind: 'answers', rows: [{ date, service: pick([null, 'A', 'none'], one), count: two }] },
  ];
  return pick(inputs, two);
}

/** A metric that is far out, out, nearly in, or in. */
const values = [90, 61, 59, 40, null] as const;

const enter: Maker = ({ test, fresh, one, two }) => ({
  type: 'enter-input',
  batch: fresh,
  by: 'desk',
  digest: pick([fresh, fresh, fresh, 'again'], one),
  input: inputOf(test.now.at, one, two),
});

export const aroundMetrics: readonly Maker[] = [
  enter,
  enter,
  enter,
  ({ test, one }) => ({
    type: 'withdraw-input',
    batch: pick([...test.state.inputs.keys(), 'none'], one),
    by: 'desk',
  }),
  ({ test, one, two }) => ({
    type: 'judge-metrics',
    readings: [null, 'A'].map((service) => ({
      metric: pick(['handle_time', 'queue_time'], two),
      service,
      fromAt: test.now.at - HOUR_MS,
      untilAt: test.now.at,
      value: pick(values, one),
      target: { min: pick([null, 45], two), max: pick([60, 60, null], one + two) },
      recovered: { min: 48, max: 57 },
    })),
  }),
  ({ test, fresh, one }) => ({
    type: 'acknowledge-alarm',
    alarm: pick([...test.state.alarms.keys(), 'none'], one),
    by: 'desk',
    note: `note-${fresh}`,
  }),
  ({ one }) => ({
    type: 'freeze-month',
    month: pick(['2026-10', '2026-11', '2026-09'], one),
    sha256: 'ab'.repeat(32),
    by: 'desk',
  }),
];
