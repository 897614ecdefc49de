/**
 * A file of version 1 becomes one of this version. `fixtures/reports/version-1.db` was written by the last host of that version, from the
 * journal beside it, which it had followed to its position 133.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { upcast } from '../../firmware-host/journal/upcast.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, type Dump } from './days.ts';

const FIRST = { epoch: 1, after: 0 };
const FOLLOWED = 133;
const SECOND_DAY = 101;

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/reports/${name}`, import.meta.url));
const journal = (JSON.parse(readFileSync(fixture('version-1.journal.json'), 'utf8')) as Recorded[]).map(
  upcast,
);

function formerFile(): string {
  const path = join(tempDir(), 'reports.db');
  copyFileSync(fixture('version-1.db'), path);
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

it('the file is of version 1', () => {
  const database = new DatabaseSync(formerFile());
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(database.prepare('SELECT position FROM checkpoint').get()).toEqual({ position: FOLLOWED });
  database.close();
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

it('is not touched when it cannot be brought up as a whole', () => {
  const path = formerFile();
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE revisions (date TEXT, note TEXT)');
  database.close();
  const before = dump(path);
  expect(() => ReportTables.open(path, FIRST)).toThrow(/already exists/);
  expect(dump(path)).toEqual(before);
});
