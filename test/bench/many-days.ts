/**
 * Report tables of a house that has had very many visitors: one simulated day, lived through by the rules and folded as ever, and so
 * many copies of it, each a day later. To live through a year of it would take an hour.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addDays } from '../../firmware-host/metrics/dates.ts';
import type { AppendResult, Recorded } from '../../firmware-host/journal/journal.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import { simulateDays } from '../../firmware-host/lab/simulate/simulation.ts';
import { CheckpointRow } from '../../firmware-host/reports/checkpoint.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { firstScene } from '../../firmware-host/reports/scene.ts';
import { readLobby } from './lobby-file.ts';

const VISITORS_A_DAY = 2740;
const DAY_MS = 86_400_000;
/** Behind everything that a host of the bench will ever write by itself. */
const BEHIND = 1_000_000_000;

const tables = [
  'days',
  'tickets',
  'stays',
  'spells',
  'idles',
  'ratings',
  'refusals',
  'cases',
  'revisions',
] as const;
/** Columns that name a fact, and so move with it. */
const positions = ['position', 'last', 'ticket', 'rating', 'closed'];

class KeptJournal extends MemoryJournal {
  readonly facts: Recorded[] = [];

  override append(events: readonly Recorded[], options: { readonly after: number }): Promise<AppendResult> {
    this.facts.push(...events);
    return super.append(events, options);
  }
}

export interface ManyDays {
  readonly from: string;
  readonly to: string;
  readonly tickets: number;
}

/**
 * Makes the report tables in a data directory that no host has seen yet.
 * @param config path of a lobby file with enough counters
 */
export async function writeManyDays(
  config: string,
  dataDir: string,
  seed: number,
  days: number,
): Promise<ManyDays> {
  const journal = new KeptJournal();
  const whole = await readLobby(config);
  // Those of the bench begin their days far from now, which may be in the middle of the simulated one.
  const lobby = { ...whole, dayStartsAt: '04:00' };
  const { signal } = new AbortController();
  await simulateDays(
    { config: lobby, seed, days: 1, visitorsPerDay: VISITORS_A_DAY, journal },
    () => undefined,
    signal,
  );
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'reports.db');
  const reports = ReportTables.open(path, { epoch: 1, after: 0 });
  reports.fold(journal.facts);
  reports.close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const each = journal.facts.length + 1;
  database.exec(`CREATE TEMP TABLE copies (day INTEGER PRIMARY KEY);
    WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ${days - 1}) INSERT INTO copies SELECT n FROM n`);
  for (const table of tables) copy(database, table, each);
  // What the host writes from now on is folded from the beginning.
  new CheckpointRow(database).write({ epoch: 1, position: 0, scene: firstScene() });
  database.exec('COMMIT');
  const row = database
    .prepare('SELECT min(date) AS first, (SELECT count(*) FROM tickets) AS tickets FROM days')
    .get();
  database.close();
  const from = String(row?.['first']);
  return { from, to: addDays(from, days - 1), tickets: Number(row?.['tickets']) };
}

function copy(database: DatabaseSync, table: (typeof tables)[number], each: number): void {
  const columns = database
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
  const moved = columns.map((column) => {
    if (positions.includes(column)) return `${column} + ${BEHIND} + day * ${each}`;
    if (column === 'date') return `date(date, '+' || day || ' days')`;
    if (column === 'id') return `id || '-' || day`;
    return column.endsWith('_at') ? `${column} + day * ${DAY_MS}` : column;
  });
  database.exec(`CREATE TEMP TABLE first AS SELECT * FROM ${table} WHERE ${table === 'revisions' ? `date <> ''` : '1'};
    DELETE FROM ${table};
    INSERT INTO ${table} (${columns.join(', ')}) SELECT ${moved.join(', ')} FROM copies CROSS JOIN temp.first;
    DROP TABLE temp.first`);
}
