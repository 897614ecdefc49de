/** The file of the reports: killed, damaged, of another version, too long. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isDamage } from '../../firmware-host/journal/sqlite/medium/fault.ts';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { SCHEMA_VERSION } from '../../firmware-host/reports/schema.ts';
import { alwaysOpen, LobbyUnderTest } from '../support/lobby.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, journalOf, RandomDays } from './days.ts';

const FIRST = { epoch: 1, after: 0 };
const KILLS = 12;

const child = fileURLToPath(new URL('./fold-child.ts', import.meta.url));

it(
  'a kill in the middle of a batch leaves rows and checkpoint in agreement',
  { timeout: 120_000 },
  async () => {
    const random = seeded(seedOf('killed reports'));
    const dir = tempDir();
    const { journal } = new RandomDays().live(2_000, random);
    writeFileSync(join(dir, 'journal.json'), JSON.stringify(journal));
    const path = join(dir, 'reports.db');
    const seen = new Set<number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const folding = spawn(process.execPath, [child, path, join(dir, 'journal.json')]);
      // It goes on while it is heard and killed.
      const batches = Math.floor((random() * journal.length) / KILLS);
      let told = 0;
      folding.stdout.on('data', (text: Buffer) => {
        told += text.toString().split('\n').length - 1;
        if (told >= batches) folding.kill('SIGKILL');
      });
      await once(folding, 'close');
      const position = Number(dump(path)['checkpoint']?.[0]?.['position']);
      seen.add(position);
      const scratch = join(dir, `at-once-${kill}.db`);
      expect(dump(path)).toEqual(foldedAtOnce(scratch, journal.slice(0, position)));
      if (position === journal.length) rmSync(path);
    }
    expect(seen.size).toBeGreaterThan(KILLS / 3);
  },
);

function someReports(): string {
  const path = join(tempDir(), 'reports.db');
  const reports = ReportTables.open(path, FIRST);
  reports.fold(new RandomDays().live(600, seeded(1)).journal);
  reports.close();
  return path;
}

const openAndFold = (path: string) => {
  const reports = ReportTables.open(path, FIRST);
  try {
    reports.fold(new RandomDays().live(800, seeded(1)).journal);
  } finally {
    reports.close();
  }
};

/** Of the text in the file; the test wants one that is on a single page. */
function placeOfScene(path: string, bytes: Buffer): { at: number; length: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  const scene = Buffer.from(String(database.prepare('SELECT scene FROM checkpoint').get()?.['scene']));
  database.close();
  const at = bytes.indexOf(scene);
  if (at === -1) throw new Error('the scene is not in one piece');
  return { at, length: scene.length };
}

function faultOf(deed: () => unknown): unknown {
  try {
    deed();
  } catch (error) {
    return error;
  }
  return null;
}

describe('a file that has to be put aside', () => {
  it('has lost its header', () => {
    const path = someReports();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xaa, 0, 100));
    expect(faultOf(() => ReportTables.open(path, FIRST))).toSatisfy(isDamage);
  });

  it('was cut', () => {
    const path = someReports();
    truncateSync(path, 4096 * 3);
    expect(faultOf(() => openAndFold(path))).toSatisfy(isDamage);
  });

  it('has pages of zeros, which are seen when they are come to', () => {
    const path = someReports();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, 4096));
    expect(faultOf(() => openAndFold(path))).toSatisfy(isDamage);
  });

  it('has lost its checkpoint', () => {
    const path = someReports();
    inSql(path, 'DELETE FROM checkpoint');
    expect(faultOf(() => ReportTables.open(path, FIRST))).toSatisfy(isDamage);
  });

  it('has a checkpoint that nobody can read', () => {
    const path = someReports();
    inSql(path, "UPDATE checkpoint SET scene = '{'");
    expect(faultOf(() => ReportTables.open(path, FIRST))).toSatisfy(isDamage);
  });

  it('has a checkpoint in which a single bit has turned over', () => {
    const path = someReports();
    const whole = readFileSync(path);
    const { at, length } = placeOfScene(path, whole);
    expect(length).toBeGreaterThan(200);
    // Of each byte another one.
    for (let byte = at; byte < at + length; byte += 1) {
      const bytes = Buffer.from(whole);
      bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte % 8));
      writeFileSync(path, bytes);
      expect(
        faultOf(() => ReportTables.open(path, FIRST)),
        `bit ${byte % 8} of byte ${byte}`,
      ).toSatisfy(isDamage);
    }
    writeFileSync(path, whole);
    ReportTables.open(path, FIRST).close();
  });

  it.each(['epoch', 'position'])('says another %s in its checkpoint', (column) => {
    const path = someReports();
    inSql(path, `UPDATE checkpoint SET ${column} = ${column} + 1`);
    expect(faultOf(() => ReportTables.open(path, FIRST))).toSatisfy(isDamage);
  });

  it('is of another program', () => {
    const path = join(tempDir(), 'reports.db');
    inSql(path, 'CREATE TABLE notes (text TEXT)');
    expect(faultOf(() => ReportTables.open(path, FIRST))).toSatisfy(isDamage);
  });
});

it('a newer form is refused, and is no damage', () => {
  const path = someReports();
  inSql(path, 'PRAGMA user_version = 99');
  const open = () => ReportTables.open(path, FIRST);
  expect(open).toThrow(/newer Foyer \(schema 99/);
  expect(faultOf(open)).not.toSatisfy(isDamage);
  inSql(path, `PRAGMA user_version = ${SCHEMA_VERSION}`);
  open().close();
});

it('a batch that fails leaves all as it was, and may be told again', () => {
  const path = join(tempDir(), 'reports.db');
  const { journal } = new RandomDays().live(1_000, seeded(2));
  const reports = ReportTables.open(path, FIRST);
  reports.fold(journal.slice(0, 100));
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  expect(() => reports.fold(journal)).toThrow(/locked/);
  other.exec('ROLLBACK');
  other.close();
  expect(reports.position).toBe(100);
  // A fact that nobody can fold: it comes after others that were.
  const broken = [...journal.slice(0, 150), { ...journal[150], type: 'counter.paused', data: null }];
  expect(() => reports.fold(broken as never)).toThrow(TypeError);
  expect(reports.position).toBe(100);
  reports.fold(journal);
  reports.close();
  expect(dump(path)).toEqual(foldedAtOnce(join(tempDir(), 'at-once.db'), journal));
});

const pruned = [
  'answers',
  'cases',
  'checks',
  'days',
  'idles',
  'ratings',
  'refusals',
  'roster',
  'spells',
  'stays',
  'tickets',
];

const datesIn = (path: string) =>
  Object.entries(dump(path))
    .filter(([name]) => pruned.includes(name))
    .map(([name, rows]) => [name, [...new Set(rows.map(({ date }) => date))]]);

const all = (left: readonly string[]) => pruned.map((name) => [name, left]);

const NEXT_MS = 86_400_000;

/** A shift and a check of the day, costs of it and the next one, and somebody who has joined. */
function enterInputs(test: LobbyUnderTest, date: string): void {
  const toDate = new Date(Date.parse(date) + NEXT_MS).toISOString().slice(0, 10);
  const fromAt = Date.parse(date);
  const inputs: readonly MetricInput[] = [
    { kind: 'roster', rows: [{ agent: 'lin', date, fromAt, toAt: fromAt + 3_600_000 }] },
    { kind: 'quality', rows: [{ agent: 'lin', date, score: 90, ticket: null }] },
    { kind: 'costs', rows: [{ fromDate: date, toDate, amount: 5, service: null }] },
    { kind: 'staff', rows: [{ agent: 'lin', date, change: 'joined', isFullTime: true }] },
    { kind: 'answers', rows: [{ date, service: null, count: 5 }] },
  ];
  for (const input of inputs) {
    const batch = `${input.kind} ${date}`;
    test.must({ type: 'enter-input', batch, by: 'desk', digest: batch, input });
  }
}

describe('pruning', () => {
  const dates = ['2026-11-21', '2026-11-22', '2026-11-23'];

  function threeDays(): string {
    const test = LobbyUnderTest.configured();
    for (const date of dates) {
      test.must({ type: 'open-day', date, timetable: alwaysOpen });
      test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
      for (let visit = 0; visit < 5; visit += 1) {
        test.later(60_000).take('A', { by: 'staff' });
        test.serve('1', 1);
        test.must({ type: 'rate', counter: '1', score: visit === 4 ? 1 : 5, by: 'pad', at: test.now });
        test.must({ type: 'report-blocked', service: 'B', kiosk: 'wall' });
      }
      test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
      enterInputs(test, date);
      test.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
    }
    const path = join(tempDir(), 'reports.db');
    foldedAtOnce(path, journalOf(test));
    return path;
  }

  it('deletes the days before a date, a few rows at a time', () => {
    const path = threeDays();
    expect(datesIn(path)).toEqual(all(dates));
    const reports = ReportTables.open(path, FIRST);
    const { position } = reports;
    const deleted: number[] = [];
    do deleted.push(reports.prune('2026-11-22', 4));
    while (deleted.at(-1) !== 0);
    expect(Math.max(...deleted)).toBe(4);
    expect(reports.position).toBe(position);
    reports.close();
    expect(datesIn(path)).toEqual(all(dates.slice(1)));
    const { revisions, costs, staff } = dump(path);
    expect(revisions?.map(({ date }) => date)).toEqual(['', '2026-11-22', '2026-11-23', '2026-11-24']);
    // Of the two days that the first costs are spread over one is still there, and whoever has joined has not left.
    expect(costs).toHaveLength(3);
    expect(staff).toHaveLength(3);
  });

  it('leaves the latest day, whatever the date', () => {
    const path = threeDays();
    const reports = ReportTables.open(path, FIRST);
    expect(reports.prune('2099-01-01')).toBeGreaterThan(20);
    expect(reports.prune('2099-01-01')).toBe(0);
    reports.close();
    expect(datesIn(path)).toEqual(all(dates.slice(2)));
  });

  it('finds nothing in tables that know no day', () => {
    const reports = ReportTables.open(join(tempDir(), 'reports.db'), FIRST);
    expect(reports.prune('2026-11-22')).toBe(0);
    reports.close();
  });
});

function inSql(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
