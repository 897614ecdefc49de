/** What was reckoned once is kept as long as it is right, and no longer. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { WorkerOptions } from '../../firmware-host/metrics/protocol.ts';
import { journalOf } from '../reports/days.ts';
import { MINUTE_MS, type LobbyUnderTest } from '../support/lobby.ts';
import { atNine, DATE } from './example-days.ts';
import { asked, breathe, follow, houseOf } from './house.ts';

const NEXT = '2026-11-22';
const DAY_MS = 86_400_000;

function visit(test: LobbyUnderTest, minutes: number): void {
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(minutes * MINUTE_MS).must({ type: 'finish', counter: '1' });
}

/** A day that is over, with one visit of so many minutes, and the next one, with one of a minute. */
function twoDays(minutes: number): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  visit(test, minutes);
  test.later(DAY_MS).must({ type: 'open-day', date: NEXT, timetable: { A: null, B: null } });
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  visit(test, 1);
  return test;
}

const serviceMinutes = (house: WorkerOptions, date = DATE): Promise<number> =>
  asked(house, async (engine) => {
    const question = { kind: 'overview', filter: {}, from: date, to: date, today: date } as const;
    const { values } = await engine.answer(question, breathe);
    return (values.find(({ id }) => id === 'service_time')?.value ?? 0) / MINUTE_MS;
  });

/** A day of the cache is made wrong, so that one can see whether it is believed. */
function falsify({ cachePath }: WorkerOptions, date: string): void {
  const cache = new DatabaseSync(cachePath);
  cache.prepare('UPDATE totals SET service_ms = service_ms * 10 WHERE date = ?').run(date);
  cache.close();
}

it('believes a day that is over, as long as no fact has changed it', async () => {
  const test = twoDays(5);
  const house = houseOf(test);
  expect(await serviceMinutes(house)).toBe(5);
  falsify(house, DATE);
  expect(await serviceMinutes(house)).toBe(50);
  test.later(MINUTE_MS).must({
    type: 'enter-input',
    batch: 'b1',
    by: 'desk',
    digest: 'd1',
    input: { kind: 'quality', rows: [{ agent: 'lin', date: DATE, score: 80, ticket: null }] },
  });
  follow(house, journalOf(test));
  expect(await serviceMinutes(house)).toBe(5);
});

it('adds up the open day anew with every fact', async () => {
  const test = twoDays(5);
  const house = houseOf(test);
  expect(await serviceMinutes(house, NEXT)).toBe(1);
  visit(test, 3);
  follow(house, journalOf(test));
  expect(await serviceMinutes(house, NEXT)).toBe(2);
});

it('is made anew when it is gone, damaged, or of other rules', async () => {
  const house = houseOf(twoDays(5));
  expect(await serviceMinutes(house)).toBe(5);
  rmSync(house.cachePath);
  expect(await serviceMinutes(house)).toBe(5);
  writeFileSync(house.cachePath, 'no database at all, but long enough to be taken for one'.repeat(100));
  for (const companion of ['-wal', '-shm']) rmSync(house.cachePath + companion, { force: true });
  expect(await serviceMinutes(house)).toBe(5);
  falsify(house, DATE);
  const rules = { ...house.settings.rules, waitFromMs: 1 };
  expect(await serviceMinutes({ ...house, settings: { ...house.settings, rules } })).toBe(5);
  expect(existsSync(house.cachePath)).toBe(true);
});

it('forgets what the journal has lost', async () => {
  const test = twoDays(5);
  const house = houseOf(test);
  expect(await serviceMinutes(house, NEXT)).toBe(1);
  const journal = journalOf(test);
  // The second visit of all is lost; in the new epoch it takes seven minutes, in as many facts.
  const kept = journal.findLastIndex(({ type }) => type === 'ticket.taken');
  test.lose(kept);
  visit(test, 7);
  follow(house, journalOf(test), 2, kept);
  expect(await serviceMinutes(house, NEXT)).toBe(7);
});

it('says up to when it knows, and has nothing of a lobby that never was', async () => {
  const house = houseOf(twoDays(5));
  const question = {
    kind: 'overview',
    filter: {},
    from: '2020-01-01',
    to: '2020-01-31',
    today: NEXT,
  } as const;
  const { asOf, values } = await asked(house, (engine) => engine.answer(question, breathe));
  expect(asOf).toBe('2026-11-22T09:06:00.000Z');
  expect(values.map(({ value, missing }) => value === null && missing !== null)).toEqual(
    values.map(() => true),
  );
});

it('gives way between days, and ends where nobody waits', async () => {
  const house = houseOf(twoDays(5));
  let breaths = 0;
  const question = { kind: 'overview', filter: {}, from: DATE, to: NEXT, today: NEXT } as const;
  const tired = () => {
    breaths += 1;
    return breaths === 2 ? Promise.reject(new Error('enough')) : Promise.resolve();
  };
  await expect(asked(house, (engine) => engine.answer(question, tired))).rejects.toThrow('enough');
  // What was reckoned until then is kept.
  breaths = -10;
  await asked(house, (engine) => engine.answer(question, tired));
  expect(breaths).toBe(-9);
});

it('says how many days there are to reckon, and of none where all are known', async () => {
  const house = houseOf(twoDays(5));
  const question = { kind: 'overview', filter: {}, from: DATE, to: NEXT, today: NEXT } as const;
  const heard = async () => {
    const told: unknown[] = [];
    await asked(house, (engine) =>
      engine.answer(question, (progress) => Promise.resolve(void told.push(progress))),
    );
    return told;
  };
  expect(await heard()).toEqual([
    { done: 0, total: 2 },
    { done: 1, total: 2 },
  ]);
  expect(await heard()).toEqual([]);
});

it('reckons a day once for two questions that come at the same time', async () => {
  const house = houseOf(twoDays(5));
  const question = { kind: 'overview', filter: {}, from: DATE, to: NEXT, today: NEXT } as const;
  // What the first one has reckoned is made wrong: the second one would make it right again.
  let turns = 0;
  const meddling = () => {
    turns += 1;
    if (turns === 3) falsify(house, DATE);
    return new Promise<void>((resolve) => setImmediate(resolve));
  };
  const [one, other] = await asked(house, (engine) =>
    Promise.all([engine.answer(question, meddling), engine.answer(question, meddling)]),
  );
  const minutes = [one, other].map(
    ({ values }) => (values.find(({ id }) => id === 'service_time')?.numerator ?? 0) / MINUTE_MS,
  );
  expect(minutes).toEqual([51, 51]);
});

it('gives way on days that have nothing, too', async () => {
  const range = { from: '2020-01-01', to: '2020-01-10', today: NEXT };
  const question = {
    kind: 'series',
    metric: 'queue_time',
    filter: {},
    step: 'half-hour',
    by: null,
    ...range,
  } as const;
  let breaths = 0;
  const counted = () => Promise.resolve(void (breaths += 1));
  await asked(houseOf(twoDays(5)), (engine) => engine.answer(question, counted));
  // And those of the ten days before.
  expect(breaths).toBe(20);
});
