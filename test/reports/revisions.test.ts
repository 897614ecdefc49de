/** By its revision everybody knows whether the rows of a day are still those that were read. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { inputSql, InputTables } from '../../firmware-host/reports/input-tables.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, journalOf, RandomDays, type Dump } from './days.ts';

const ROUNDS = 8;
const FIRST = { epoch: 1, after: 0 };

/** What stands for each day in all tables and views that tell days apart, as text. */
function daysIn(tables: Dump): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const [name, rows] of Object.entries(tables)) {
    if (name === 'revisions') continue;
    for (const row of rows) {
      const { date } = row;
      if (typeof date === 'string') days.set(date, `${days.get(date) ?? ''}${name} ${JSON.stringify(row)}\n`);
    }
  }
  return days;
}

const revisionsIn = ({ revisions = [] }: Dump): ReadonlyMap<string, number> =>
  new Map(revisions.map(({ date, position }) => [String(date), Number(position)]));

/** A reader who has seen the tables once may believe what was reckoned then, day by day, if the revision is the same. */
function expectTold(before: Dump, after: Dump): number {
  const [olds, news] = [daysIn(before), daysIn(after)];
  const [oldRevisions, newRevisions] = [revisionsIn(before), revisionsIn(after)];
  let changed = 0;
  for (const date of new Set([...olds.keys(), ...news.keys()])) {
    if (olds.get(date) === news.get(date)) continue;
    changed += 1;
    const isNewer = (newRevisions.get(date) ?? 0) > (oldRevisions.get(date) ?? 0);
    expect({ date, isNewer }).toEqual({ date, isNewer: true });
  }
  return changed;
}

it('changes whenever a row of its day does, in one epoch and in the next', { timeout: 120_000 }, () => {
  const random = seeded(seedOf('revisions'));
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(tempDir(), 'reports.db');
    const days = new RandomDays().live(60 + Math.floor(random() * 240), random);
    const { journal } = days;
    let followed: { epoch: number; after: number } = FIRST;
    let seen = foldSome(path, journal.slice(0, Math.floor(random() * journal.length)));
    for (let epoch = 1; epoch <= 2; epoch += 1) {
      const reports = ReportTables.open(path, followed);
      if (epoch === 2) seen = dump(path);
      while (reports.position < journal.length) {
        reports.fold(journal.slice(reports.position, reports.position + 1 + Math.floor(random() * 20)));
        const now = dump(path);
        changed += expectTold(seen, now);
        seen = now;
      }
      reports.close();
      followed = { epoch: 2, after: Math.floor(random() * journal.length) };
    }
  }
  expect(changed).toBeGreaterThan(ROUNDS * 5);
});

function foldSome(path: string, journal: ReturnType<typeof journalOf>): Dump {
  const reports = ReportTables.open(path, FIRST);
  reports.fold(journal);
  reports.close();
  return dump(path);
}

const revisionsOf = (test: LobbyUnderTest) =>
  Object.fromEntries(revisionsIn(foldedAtOnce(join(tempDir(), 'reports.db'), journalOf(test))));

it('is the position of the latest fact about its day, also where a later day tells it', () => {
  const test = LobbyUnderTest.open();
  test.take('A');
  const first = test.log.length;
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  const opened = test.log.length;
  expect(revisionsOf(test)).toMatchObject({ '2026-11-22': opened });
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  expect(revisionsOf(test)['2026-11-21']).toBeLessThan(opened);
  expect(revisionsOf(test)['2026-11-21']).toBeGreaterThan(first);
  test.must({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null });
  expect(revisionsOf(test)).toMatchObject({
    '2026-11-21': test.log.length,
    '2026-11-22': test.log.length - 1,
  });
});

it('changes for all days of a boot whose clock is right at last', () => {
  const test = new LobbyUnderTest().later(30_000).setClock(5_000, false);
  test.must({ type: 'apply-config', lobby, timetable: null });
  test.must({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  test.later(MINUTE_MS).take('A', { by: 'staff' });
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  test.later(MINUTE_MS).setClock(Date.UTC(2026, 10, 22, 8), true);
  test.must({ type: 'evacuate', reason: 'drill' });
  const { length } = test.log;
  expect(revisionsOf(test)).toEqual({ '2026-11-21': length, '2026-11-22': length });
});

it('changes for every day that costs are spread over, and the one without a date for people who come and go', () => {
  const test = LobbyUnderTest.open();
  const costs = {
    kind: 'costs',
    rows: [{ fromDate: '2026-10-30', toDate: '2026-11-02', amount: 70, service: null }],
  };
  const staff = {
    kind: 'staff',
    rows: [{ agent: 'lin', date: '2026-09-01', change: 'joined', isFullTime: true }],
  };
  const enter = (batch: string, input: object) =>
    test.must({ type: 'enter-input', batch, by: 'desk', digest: batch, input: input as never });
  enter('c', costs);
  const entered = test.log.length;
  const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'];
  expect(revisionsOf(test)).toMatchObject(Object.fromEntries(days.map((day) => [day, entered])));
  expect(Object.keys(revisionsOf(test))).not.toContain('');
  enter('s', staff);
  expect(revisionsOf(test)).toMatchObject({
    '': entered + 1,
    '2026-09-01': entered + 1,
    '2026-11-02': entered,
  });
  test.must({ type: 'withdraw-input', batch: 'c', by: 'desk' });
  test.must({ type: 'withdraw-input', batch: 's', by: 'desk' });
  expect(revisionsOf(test)).toMatchObject({ '': entered + 3, '2026-10-31': entered + 2 });
});

it('changes for every day since, when a ticket that was kept comes to be of another class', () => {
  const test = LobbyUnderTest.open();
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  const open = (date: string) => test.must({ type: 'open-day', date, timetable: alwaysOpen });
  // A house that never closes: the visit goes on over midnight.
  open('2026-11-22');
  const onward = { service: 'B', toCounter: null, place: 'time', reason: 'theirs' } as const;
  test.must({ type: 'transfer', counter: '1', ...onward });
  open('2026-11-23');
  open('2026-11-24');
  const { length } = test.log;
  test.must({ type: 'prioritise', ticket: 't1', reason: 'elderly', issuer: 'lin', approver: null });
  const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
  expect(revisionsOf(test)).toEqual(Object.fromEntries(days.map((day) => [day, length + 1])));
});

/** An input that was entered and withdrawn. */
const foldInput = (input: object) => {
  const test = LobbyUnderTest.open();
  const seq = test.log.length + 1;
  const [last] = journalOf(test).slice(-1);
  if (last === undefined) throw new Error('nothing was journalled');
  const data = { batch: 'old', by: 'desk', digest: 'old', ...input };
  const withdrawn = { batch: 'old', by: 'desk' };
  return foldedAtOnce(join(tempDir(), 'reports.db'), [
    ...journalOf(test),
    { ...last, seq, id: 'old', type: 'metric-input.entered', data: data as never },
    { ...last, seq: seq + 1, id: 'back', type: 'metric-input.withdrawn', data: withdrawn },
  ]);
};

describe('an input that was journalled before it would have been refused', () => {
  it('speaks of the last day that four digits can say', () => {
    const day = '9999-12-31';
    const { revisions, entered_roster: rows } = foldInput({
      kind: 'roster',
      rows: [{ agent: 'lin', date: day, fromAt: 1, toAt: 2 }],
    });
    expect(rows).toHaveLength(1);
    expect(revisions?.map(({ date }) => date)).toContain(day);
  });

  it('has amounts and scores that JSON has no number for', () => {
    const cost = { fromDate: '2026-10-30', toDate: '2026-10-30', amount: null, service: null };
    expect(foldInput({ kind: 'costs', rows: [cost] })['entered_costs']).toEqual([]);
    expect(foldInput({ kind: 'costs', rows: [cost, { ...cost, amount: 5 }] })['entered_costs']).toMatchObject(
      [{ amount: 5 }],
    );
    const check = { agent: 'lin', date: '2026-10-30', score: null, ticket: null };
    expect(foldInput({ kind: 'quality', rows: [check] })['entered_checks']).toEqual([]);
    const answers = { date: '2026-10-30', service: null, count: null };
    expect(foldInput({ kind: 'answers', rows: [answers] })['entered_answers']).toEqual([]);
  });
});

it('is told of each day of an input once, however many of its rows speak of it', () => {
  const touched: string[] = [];
  const database = new DatabaseSync(':memory:');
  for (const sql of inputSql()) database.exec(sql);
  const tables = new InputTables(database, { touch: (date) => touched.push(date) });
  const cost = { fromDate: '2026-01-01', toDate: '2026-12-31', amount: 1, service: null };
  const rows = [{ ...cost, toDate: '2027-01-01' }, ...Array.from({ length: 500 }, () => cost)];
  tables.enter(1, 'b', { kind: 'costs', rows }, () => null);
  expect(touched).toHaveLength(366);
  expect(new Set(touched).size).toBe(366);
  expect(touched.at(-1)).toBe('2027-01-01');
  tables.withdraw(2, 'b');
  expect(touched).toHaveLength(2 * 366);
  database.close();
});
