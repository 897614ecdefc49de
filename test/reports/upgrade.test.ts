/**
 * A file of an earlier version becomes one of this version. `fixtures/reports/version-<n>.db` was written by the last host of that version,
 * from the journal beside it, or from that of version 2, which it had followed to a position.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { upcast } from '../../firmware-host/journal/upcast.ts';
import { isDamage } from '../../firmware-host/journal/sqlite/medium/fault.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { SCHEMA_VERSION } from '../../firmware-host/reports/schema.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, type Dump } from './days.ts';

const FIRST = { epoch: 1, after: 0 };
/** Up to where each file had followed its journal. */
const followed = { 1: 133, 2: 113, 3: 113 } as const;
type Former = keyof typeof followed;
const SECOND_DAY = 101;

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/reports/${name}`, import.meta.url));
const journalOf = (version: Former) =>
  (
    JSON.parse(readFileSync(fixture(`version-${Math.min(version, 2)}.journal.json`), 'utf8')) as Recorded[]
  ).map(upcast);
const journal = journalOf(1);

function formerFile(version: Former = 1): string {
  const path = join(tempDir(), 'reports.db');
  copyFileSync(fixture(`version-${version}.db`), path);
  return path;
}

function upgraded(facts: readonly Recorded[]): Dump {
  const path = formerFile();
  const reports = ReportTables.open(path, FIRST);
  expect(reports.position).toBe(0);
  for (let at = 0; at < facts.length; at += 9) reports.fold(facts.slice(at, at + 9));
  expect(reports.position).toBe(journal.length);
  reports.close();
  return dump(path);
}

/** What was never changed since then has no newer revision. */
const without = (names: readonly string[], tables: Dump): Dump =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !names.includes(name)));

const stampOf = (path: string) => {
  const database = new DatabaseSync(path);
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  const position = database.prepare('SELECT position FROM checkpoint').get()?.['position'];
  database.close();
  return { version, position };
};

it('the files are of their versions', () => {
  for (const version of [1, 2, 3] as const)
    expect(stampOf(formerFile(version))).toEqual({ version, position: followed[version] });
});

const dates = (rows: Dump[string] = []) => rows.map(({ date }) => date);

it('is as if it had been made today, where the journal is whole', () => {
  const today = foldedAtOnce(join(tempDir(), 'today.db'), journal);
  const tables = upgraded(journal);
  expect(without(['revisions'], tables)).toEqual(without(['revisions'], today));
  expect(tables['cases']?.length).toBeGreaterThan(2);
  expect(tables['idles']?.length).toBeGreaterThan(5);
  expect(dates(tables['revisions'])).toEqual(dates(today['revisions']));
});

/** How many rows of the first day there are. */
const firstDays = (tables: Dump, names: readonly string[]) =>
  names.map((name) => [name, tables[name]?.filter(({ date }) => date === '2026-11-21').length]);

it('keeps the days that the journal has no more', () => {
  const before = dump(formerFile());
  const tables = upgraded(journal.slice(SECOND_DAY - 1));
  const names = ['tickets', 'ratings', 'spells', 'days', 'refusals'];
  expect(firstDays(tables, names)).toEqual(firstDays(before, names));
  expect(firstDays(before, names)).not.toContainEqual([expect.anything(), 0]);
  const today = foldedAtOnce(join(tempDir(), 'today.db'), journal);
  for (const name of ['tickets', 'ratings', 'days']) expect(tables[name]).toEqual(today[name]);
  expect(tables['cases']?.every(({ position }) => Number(position) >= SECOND_DAY)).toBe(true);
});

it('is put aside when what it was sealed with cannot be read', () => {
  const path = formerFile(3);
  const database = new DatabaseSync(path);
  database.exec("UPDATE checkpoint SET scene = '{'");
  database.close();
  for (let start = 0; start < 2; start += 1) {
    let fault: unknown = null;
    try {
      ReportTables.open(path, FIRST);
    } catch (error) {
      fault = error;
    }
    expect(fault).toSatisfy(isDamage);
  }
});

it('is not touched when it cannot be brought up as a whole', () => {
  const path = formerFile();
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE revisions (date TEXT, note TEXT)');
  database.close();
  const before = dump(path);
  expect(() => ReportTables.open(path, FIRST)).toThrow(/already exists/);
  expect(dump(path)).toEqual(before);
});

it.each([2, 3] as const)(
  'goes on from version %i where it was, and is as if it had been made today',
  (version) => {
    const path = formerFile(version);
    const reports = ReportTables.open(path, FIRST);
    expect(reports.position).toBe(followed[version]);
    reports.close();
    // What was sealed is taken for whole.
    const again = ReportTables.open(path, FIRST);
    expect(again.position).toBe(followed[version]);
    again.fold(journalOf(version));
    again.close();
    const tables = dump(path);
    expect(tables).toEqual(foldedAtOnce(join(tempDir(), 'today.db'), journalOf(version)));
    expect(tables['tickets']?.some(({ state }) => state === 'finished')).toBe(true);
    expect(stampOf(path)).toEqual({ version: SCHEMA_VERSION, position: journalOf(version).length });
  },
);

it('counts a return to a visit of version 2', () => {
  const path = formerFile(2);
  const [finished] = dump(path)['tickets']?.filter(({ state }) => state === 'finished') ?? [];
  const reports = ReportTables.open(path, FIRST);
  reports.close();
  const database = new DatabaseSync(path);
  database
    .prepare("UPDATE tickets SET visitor_key = 'who' WHERE position = ?")
    .run(Number(finished?.position));
  database.close();
  const taken = journalOf(2).find(({ type }) => type === 'ticket.taken');
  const again = ReportTables.open(path, FIRST);
  const arrival = { ticket: 'again', visit: 'again', service: finished?.service, visitorKey: 'who' };
  again.fold([
    { ...taken, seq: followed[2] + 1, data: { ...taken?.data, ...arrival } } as unknown as Recorded,
  ]);
  again.close();
  const rows = dump(path)['tickets']?.filter(({ is_returned: is }) => is === 1);
  expect(rows?.map(({ id }) => id)).toEqual([finished?.id]);
});

it('a step that cannot be taken as a whole leaves the version before', () => {
  const path = formerFile(2);
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE visitors (date TEXT, note TEXT)');
  database.close();
  const before = dump(path);
  expect(() => ReportTables.open(path, FIRST)).toThrow(/already/);
  expect(dump(path)).toEqual(before);
});

describe('a file of version 2', () => {
  const answers = { kind: 'answers', rows: [{ date: '2026-11-22', service: null, count: 9 }] } as const;

  function withAnswers(): readonly Recorded[] {
    const [last] = journalOf(2).slice(-1);
    if (last === undefined) throw new Error('the journal is empty');
    const data = { batch: 'b', by: 'desk', digest: 'd', ...answers };
    return [...journalOf(2), { ...last, seq: last.seq + 1, id: 'b', type: 'metric-input.entered', data }];
  }

  it('gets the table of answers, and goes on from where it stood', () => {
    const path = formerFile(2);
    expect(dump(path)['entered_answers']).toBeUndefined();
    const reports = ReportTables.open(path, FIRST);
    expect(reports.position).toBe(followed[2]);
    reports.fold(withAnswers().slice(followed[2]));
    reports.close();
    const tables = dump(path);
    expect(tables['answers']).toEqual([{ batch: 'b', n: 1, date: '2026-11-22', service: null, count: 9 }]);
    expect(tables).toEqual(foldedAtOnce(join(tempDir(), 'today.db'), withAnswers()));
  });

  it('has the same form as one of version 1 that became one of today', () => {
    const forms = ([1, 2] as const).map((version) => {
      const path = formerFile(version);
      ReportTables.open(path, FIRST).close();
      const database = new DatabaseSync(path);
      const form = database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
      database.close();
      return new Map(form.map(({ name, sql }) => [name, sql]));
    });
    expect([...(forms[0]?.keys() ?? [])]).toEqual([...(forms[1]?.keys() ?? [])]);
    expect(forms[0]?.get('entered_answers')).toBe(forms[1]?.get('entered_answers'));
  });
});
