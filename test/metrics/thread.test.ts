/** The thread of the metrics: begins when somebody asks, is told when nobody waits, ends when it rests. */
import { rmSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { catchUpReports, Metrics, MetricsError } from '../../firmware-host/metrics/metrics.ts';
import { DATE, served } from './example-days.ts';
import { houseOf } from './house.ts';

const question = { kind: 'overview', filter: {}, today: DATE } as const;
const nothingNew = () => Promise.resolve();
const never = () => new Promise<void>(() => undefined);

let open: Metrics[] = [];
function metricsOf(...args: ConstructorParameters<typeof Metrics>): Metrics {
  const metrics = new Metrics(...args);
  open.push(metrics);
  return metrics;
}
afterEach(async () => {
  await Promise.all(open.map((metrics) => metrics.close()));
  open = [];
});

it('answers several questions, of the latest day where none is named', { timeout: 60_000 }, async () => {
  const metrics = metricsOf(houseOf(served()), nothingNew);
  expect(metrics.isAwake).toBe(false);
  const [overview, series, ratings] = await Promise.all([
    metrics.ask(question),
    metrics.ask({ ...question, kind: 'series', metric: 'service_time', step: 'half-hour', by: 'agent' }),
    metrics.ask({ kind: 'satisfaction', by: 'agent', today: DATE }),
  ]);
  expect(overview.range).toEqual({ from: DATE, to: DATE });
  expect(overview.before).toEqual({ from: '2026-11-14', to: '2026-11-14' });
  expect(series.points).toMatchObject([{ start: '2026-11-21T09:00:00.000Z', value: 330_000 }]);
  expect(series.by).toMatchObject([{ dimension: 'agent', key: 'lin', value: 330_000, status: 'watch' }]);
  expect(ratings).toMatchObject({ given: 0, rate: null });
  expect(metrics.isAwake).toBe(true);
});

it('lets the tables follow first, and says why where it cannot', { timeout: 60_000 }, async () => {
  const house = houseOf(served());
  const failing = metricsOf(house, () => Promise.reject(new Error('the disk is full')));
  await expect(failing.ask(question)).rejects.toThrow(new MetricsError('the disk is full'));
  rmSync(house.reportsPath);
  await expect(metricsOf(house, nothingNew).ask(question)).rejects.toThrow(MetricsError);
});

it('waits for reports that are a little behind, and not for ever', async () => {
  let position = 0;
  const report = () => Promise.resolve((position += 250));
  await catchUpReports({ report }, () => 600);
  expect(position).toBe(750);
  await catchUpReports({ report }, () => 1_000_000);
  expect(position).toBe(750 + 8 * 250);
});

it('does not wait for ever for tables that stand behind a long chore', { timeout: 60_000 }, async () => {
  const metrics = metricsOf(houseOf(served()), never, { catchUpMs: 1 });
  expect(await metrics.ask(question)).toMatchObject({ asOf: '2026-11-21T09:11:00.000Z' });
});

it('gives up what nobody waits for', { timeout: 60_000 }, async () => {
  const metrics = metricsOf(houseOf(served()), nothingNew);
  const gone = new AbortController();
  const answer = metrics.ask(question, gone.signal);
  await turn();
  gone.abort();
  await expect(answer).rejects.toThrow('nobody waits for it any more');
  await expect(metrics.ask(question, gone.signal)).rejects.toThrow('nobody waits for it any more');
  expect(await metrics.ask(question)).toMatchObject({ range: { from: DATE } });
});

it(
  'ends its thread when nobody has asked for a while, and begins another one',
  { timeout: 60_000 },
  async () => {
    const metrics = metricsOf(houseOf(served()), nothingNew, { idleMs: 1 });
    await metrics.ask(question);
    await expect.poll(() => metrics.isAwake).toBe(false);
    expect(await metrics.ask(question)).toMatchObject({ range: { from: DATE } });
    await metrics.close();
    await expect(metrics.ask(question)).rejects.toThrow('the host is stopping');
  },
);
