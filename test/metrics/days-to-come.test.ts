/** What people have entered for hours and days to come counts when these have come, and not before. */
import { expect, it } from 'vitest';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import type { MetricId, MetricRange } from '../../firmware-host/messages/metrics.ts';
import type { WorkerOptions } from '../../firmware-host/metrics/protocol.ts';
import { journalOf } from '../reports/days.ts';
import type { LobbyUnderTest } from '../support/lobby.ts';
import { atNine, DATE, HOUR_MS } from './example-days.ts';
import { asked, breathe, follow, houseOf } from './house.ts';

const DAY_MS = 24 * HOUR_MS;
const NINE_AT = Date.UTC(2026, 10, 21, 9);

const enter = (test: LobbyUnderTest, input: MetricInput) =>
  test.must({ type: 'enter-input', batch: `b-${input.kind}`, by: 'desk', digest: input.kind, input });

const shift = (agent: string, days: number, hours: number) => ({
  agent,
  date: `2026-11-${21 + days}`,
  fromAt: NINE_AT + days * DAY_MS + hours * HOUR_MS,
  toAt: NINE_AT + days * DAY_MS + (hours + 8) * HOUR_MS,
});

/** lin is to come from nine on for three days, chen in the afternoon of the first; each day costs 100. */
function planned(): LobbyUnderTest {
  const test = atNine();
  const rows = [shift('lin', 0, 0), shift('lin', 1, 0), shift('lin', 2, 0), shift('chen', 0, 5)];
  enter(test, { kind: 'roster', rows });
  const spent = { fromDate: DATE, toDate: '2026-11-23', amount: 300, service: null };
  enter(test, { kind: 'costs', rows: [spent] });
  return test;
}

const openDay = (test: LobbyUnderTest, date: string) =>
  test.must({ type: 'open-day', date, timetable: { A: null, B: null } });

const WEEK: MetricRange = { from: '2026-11-16', to: '2026-11-30' };

const readingOf = (house: WorkerOptions, id: MetricId, range: MetricRange = WEEK) =>
  asked(house, async (engine) => {
    const question = { kind: 'overview', filter: {}, ...range, today: DATE } as const;
    const { values } = await engine.answer(question, breathe);
    const { numerator, denominator } = values.find((value) => value.id === id) ?? {};
    return [numerator, denominator];
  });

it('leaves out days to come, and hours of the day that is open', async () => {
  const test = planned();
  test.later(2 * HOUR_MS).must({ type: 'sign-out', counter: '1' });
  const house = houseOf(test);
  expect(await readingOf(house, 'cost_per_contact')).toEqual([100, 0]);
  expect(await readingOf(house, 'adherence')).toEqual([2 * HOUR_MS, 2 * HOUR_MS]);
  // chen is not late yet.
  expect(await readingOf(house, 'attendance')).toEqual([1, 1]);
});

it('has the whole shifts of a day that is closed', async () => {
  const test = planned();
  test.later(2 * HOUR_MS).must({ type: 'sign-out', counter: '1' });
  test.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
  const house = houseOf(test);
  expect(await readingOf(house, 'adherence')).toEqual([2 * HOUR_MS, 16 * HOUR_MS]);
  expect(await readingOf(house, 'attendance')).toEqual([1, 2]);
});

it('counts them once they have come, also those on which the lobby stayed shut', async () => {
  const test = planned();
  const house = houseOf(test);
  expect(await readingOf(house, 'cost_per_contact')).toEqual([100, 0]);
  expect(await readingOf(house, 'attendance')).toEqual([1, 1]);
  const known = journalOf(test).length;
  openDay(test.later(2 * DAY_MS), '2026-11-23');
  follow(house, journalOf(test).slice(known), 1, known);
  expect(await readingOf(house, 'cost_per_contact')).toEqual([300, 0]);
  // Of the first day both, of the second lin, and of the third lin, whose shift begins just now.
  expect(await readingOf(house, 'attendance')).toEqual([1, 4]);
});
