/** The figures of this moment from real report tables: the day so far, and what the days before say of the next half hour. */
import { expect, it } from 'vitest';
import type { MetricSettings } from '../../firmware-host/metrics/settings.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { asked, breathe, follow, houseOf, newHouse } from './house.ts';
import { settingsWith } from './settings.ts';

/** A Saturday. */
const TODAY = '2026-11-21';
const at = (date: string, time: string): number => Date.parse(`${date}T${time}:00Z`);
const before = (days: number): string =>
  new Date(at(TODAY, '00:00') - days * 86_400_000).toISOString().slice(0, 10);

function openDay(test: LobbyUnderTest, date: string): void {
  test.setClock(at(date, '08:00'));
  test.must({ type: 'open-day', date, timetable: { A: null, B: null } });
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
}

/** Somebody takes a number at that time, is called after so many minutes, and served for six. */
function visit(test: LobbyUnderTest, date: string, time: string, waitMinutes = 0): void {
  test.setClock(at(date, time));
  test.take('A');
  test.later(waitMinutes * MINUTE_MS).must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(6 * MINUTE_MS).must({ type: 'finish', counter: '1' });
}

/**
 * Three come from ten to half past and one after it, on days that are so many before today; then it is today.
 * @param shut days of the calendar on which nobody came
 */
function history(days: readonly number[], shut: readonly number[] = []): LobbyUnderTest {
  const test = LobbyUnderTest.configured();
  for (const ago of [...days, ...shut].toSorted((one, other) => other - one)) {
    const date = before(ago);
    openDay(test, date);
    if (shut.includes(ago)) continue;
    for (const time of ['10:00', '10:10', '10:20', '10:40']) visit(test, date, time);
  }
  openDay(test, TODAY);
  return test;
}

const targets = (): Partial<MetricSettings> => {
  const { targets: none } = settingsWith();
  const share = { house: { min: 80, max: 95, tolerancePercent: 0, source: 'house' }, services: {} };
  return { targets: { ...none, service_level: share } };
};

const live = (
  test: LobbyUnderTest,
  time: string | null = '10:15',
  waiting = 0,
  shut: readonly string[] = [],
) =>
  asked(houseOf(test, targets()), (engine) => {
    const moment = { at: time === null ? null : at(TODAY, time), waiting, shut };
    return engine.answer({ kind: 'live', ...moment, today: TODAY }, breathe);
  });

it('tells the day so far, and up to when', async () => {
  const test = history([7]);
  // Within the two minutes of A, and not.
  for (const minutes of [1, 1, 1, 5]) visit(test, TODAY, '09:00', minutes);
  const figures = await live(test);
  expect(figures).toMatchObject({
    asOf: `${TODAY}T09:11:00.000Z`,
    serviceLevel: { value: 75, target: { min: 80, max: 95 }, status: 'low' },
    queueTime: { value: 2 * MINUTE_MS, target: null, status: 'watch' },
    next: null,
  });
});

it('expects what came on the same weekday, in the thirty minutes that begin now', async () => {
  const { next } = (await live(history([1, 2, 7, 14, 21]))) ?? {};
  // Half of three, and half of one.
  expect(next).toEqual({
    from: `${TODAY}T10:15:00.000Z`,
    to: `${TODAY}T10:45:00.000Z`,
    expected: 2,
    needed: 2,
    basis: 'weekday',
    days: 3,
  });
});

it('counts who waits already: 12 visitors of 6 minutes in half an hour take four counters', async () => {
  const { next } = (await live(history([7, 14, 21, 28, 35]), '10:15', 10)) ?? {};
  expect(next).toMatchObject({ expected: 2, needed: 4, days: 5 });
});

it('expects nobody for a service that gives no more numbers', async () => {
  const test = history([7, 14, 21, 28, 35]);
  expect((await live(test, '10:15', 0, ['B']))?.next).toMatchObject({ expected: 2, needed: 2 });
  expect((await live(test, '10:15', 0, ['A']))?.next).toMatchObject({ expected: 0, days: 5 });
  // Who waits for it is called all the same.
  expect((await live(test, '10:15', 10, ['A']))?.next).toMatchObject({ expected: 0, needed: 3 });
});

it('falls back on all days of four weeks, says so, and says nothing where these are too few', async () => {
  const some = await live(history([1, 2, 3, 7, 14, 30]), '10:00');
  expect(some?.next).toMatchObject({ expected: 3, basis: 'all-days', days: 5 });
  expect((await live(history([1, 2, 3, 7])))?.next).toBeNull();
});

it('takes a day on which nobody came for one on which the house was shut', async () => {
  const shut = [35, 42];
  expect((await live(history([7, 14, 21, 28, 1], shut)))?.next).toMatchObject({ expected: 2, days: 4 });
  expect((await live(history([7, 14, 21, 28], shut)))?.next).toBeNull();
});

it('expects nothing by a clock that nobody believes', async () => {
  const figures = await live(history([7, 14, 21, 28, 35]), null);
  expect(figures).toMatchObject({ next: null, serviceLevel: { value: null, status: 'missing' } });
});

it('reckons a day that is over once, however often it is asked', async () => {
  const house = houseOf(history([7, 14, 21, 28, 35]), targets());
  const question = { kind: 'live', at: at(TODAY, '10:15'), waiting: 0, shut: [], today: TODAY } as const;
  await asked(house, async (engine) => {
    const read: number[] = [];
    for (let time = 0; time < 2; time += 1) {
      let breaths = 0;
      const counted = () => Promise.resolve(void (breaths += 1));
      expect(await engine.answer(question, counted)).toMatchObject({ next: { expected: 2, days: 5 } });
      read.push(breaths);
    }
    // Each day in all and by half hours, and today; then nothing, for nothing has happened.
    expect(read).toEqual([11, 0]);
  });
});

it('has nothing to say before the first fact', async () => {
  const house = newHouse();
  follow(house, []);
  const question = { kind: 'live', at: at(TODAY, '10:15'), waiting: 0, shut: [], today: TODAY } as const;
  expect(await asked(house, (engine) => engine.answer(question, breathe))).toBeNull();
});
