/** A day for each metric that anybody can add up by hand. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MetricId, MetricValue } from '../../firmware-host/messages/metrics.ts';
import { MetricsEngine } from '../../firmware-host/metrics/engine.ts';
import type { MetricSettings } from '../../firmware-host/metrics/settings.ts';
import { foldedAtOnce, journalOf } from '../reports/days.ts';
import { MINUTE_MS, type LobbyUnderTest } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import {
  DATE,
  HOUR_MS,
  atNine,
  adherence,
  wrapUps,
  abandons,
  costs,
  costsAndAnswers,
  handled,
  held,
  called,
  waits,
  served,
  busyHours,
  checked,
  occupied,
  tenNumbers,
  attended,
  refused,
  resolved,
  staff,
} from './example-days.ts';
import { settingsWith } from './settings.ts';
import { settled } from './settled-days.ts';

async function valueOf(
  test: LobbyUnderTest,
  id: MetricId,
  change: Partial<MetricSettings> = {},
): Promise<MetricValue | undefined> {
  const dir = join(tempDir(), 'data');
  mkdirSync(dir);
  const reportsPath = join(dir, 'reports.db');
  foldedAtOnce(reportsPath, journalOf(test));
  const engine = new MetricsEngine({
    reportsPath,
    cachePath: join(dir, 'metrics.sqlite'),
    settings: settingsWith(change),
  });
  const question = { kind: 'overview', filter: {}, from: DATE, to: DATE, today: DATE } as const;
  const { values } = await engine.answer(question, () => Promise.resolve());
  engine.close();
  return values.find((value) => value.id === id);
}

const examples: readonly [MetricId, () => LobbyUnderTest, above: number, below: number, value: number][] = [
  ['adherence', adherence, 3 * HOUR_MS, 4 * HOUR_MS, 75],
  ['wrap_up_time', wrapUps, 120_000, 2, 60_000],
  ['abandon_time', abandons, 120_000, 2, 60_000],
  ['cost_per_contact', costs, 100, 4, 25],
  ['cost_per_contact', costsAndAnswers, 100, 10, 10],
  ['total_contacts', costsAndAnswers, 5, 0, 5],
  ['handle_time', handled, 690_000, 2, 345_000],
  ['hold_time', held, 180_000, 2, 90_000],
  ['calls_to_answer', called, 4, 2, 2],
  ['queue_time', waits, 780_000, 3, 260_000],
  ['speed_of_answer', waits, 790_000, 4, 197_500],
  ['service_time', served, 660_000, 2, 330_000],
  ['contacts_per_hour', busyHours, 3, 2 * HOUR_MS, 1.5],
  ['quality_score', checked, 175, 2, 87.5],
  ['occupancy', occupied, 30 * MINUTE_MS, 40 * MINUTE_MS, 75],
  ['abandon_rate', tenNumbers, 2, 9, (2 / 9) * 100],
  ['attendance', attended, 1, 2, 50],
  ['blocked_rate', refused, 2, 3, (2 / 3) * 100],
  ['first_contact_resolution', settled, 4, 8, 50],
  ['queued_rate', waits, 3, 4, 75],
  ['transfer_rate', resolved, 1, 4, 25],
  ['answered_rate', tenNumbers, 7, 9, (7 / 9) * 100],
  // Within two minutes: the first three.
  ['service_level', waits, 3, 4, 75],
  ['total_contacts', refused, 3, 0, 3],
  // 4 × 365 + 2 × 73 days are 4.4 years of work.
  ['turnover', staff, 2, 1606, (2 / 4.4) * 100],
];

it.each(examples)('%s', async (id, day, numerator, denominator, value) => {
  const found = await valueOf(day(), id);
  expect(found).toMatchObject({ numerator, denominator, missing: null });
  expect(found?.value).toBeCloseTo(value, 9);
});

describe('what is not known', () => {
  it.each(['adherence', 'attendance', 'cost_per_contact', 'quality_score', 'turnover'] as const)(
    'is said of %s while nobody has entered anything',
    async (id) => {
      expect(await valueOf(served(), id)).toMatchObject({
        value: null,
        missing: 'no-input',
        status: 'missing',
      });
    },
  );

  it('is said of a day on which nobody came', async () => {
    expect(await valueOf(atNine(), 'queue_time')).toMatchObject({ value: null, missing: 'no-data' });
    expect(await valueOf(atNine(), 'total_contacts')).toMatchObject({ value: 0, missing: null });
  });

  it('leaves out visits whose end nobody has pressed, and slips, of whom only the number is known', async () => {
    const test = served();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    test.later(3 * HOUR_MS).must({ type: 'finish-forgotten', counter: '1' });
    expect(await valueOf(test, 'service_time')).toMatchObject({ value: 330_000, denominator: 2 });
    expect(await valueOf(test, 'answered_rate')).toMatchObject({ numerator: 3, denominator: 3 });
  });
});

it('counts a transfer against the first contact where the house says so', async () => {
  expect(await valueOf(resolved(), 'first_contact_resolution')).toMatchObject({
    numerator: 3,
    denominator: 4,
  });
  const found = await valueOf(resolved(), 'first_contact_resolution', { transferCounts: true });
  expect(found).toMatchObject({ numerator: 2, denominator: 4, value: 50 });
});

it('takes a wrong card for no visit, though it took an agent’s time', async () => {
  const test = served();
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'correct-service', ticket: 't3', service: 'B' });
  expect(await valueOf(test, 'service_time')).toMatchObject({ value: 330_000, denominator: 2 });
  expect(await valueOf(test, 'occupancy')).toMatchObject({ numerator: 12 * MINUTE_MS });
});
