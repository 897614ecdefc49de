import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isDamage } from '../journal/sqlite/medium/fault.ts';
import { databaseFiles } from '../journal/sqlite/medium/layout.ts';
import { dimensions, measures, type Cell, type Filter, type Measure, type Sums } from './measures.ts';

/** "FoyM". */
const APPLICATION_ID = 0x466f794d;
/** Of the form of this file. Another set of measures is another form by itself. */
const VERSION = 2;

export type GroupBy = (typeof dimensions)[number] | 'date' | null;

/**
 * The sums of each lobby day in a file of their own, beside the fact up to which they were reckoned. All of it can be made anew from the
 * report tables; a file that is damaged, or was made by other rules or for another epoch, is thrown away.
 */
export class TallyCache {
  readonly #database: DatabaseSync;
  readonly #known: StatementSync;
  readonly #insertDay: StatementSync;
  readonly #insert: StatementSync;
  readonly #totals: StatementSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(database: DatabaseSync) {
    this.#database = database;
    this.#known = database.prepare('SELECT date, revision FROM tallied WHERE date BETWEEN ? AND ?');
    this.#insertDay = database.prepare('INSERT INTO tallied (date, revision) VALUES (?, ?)');
    this.#insert = database.prepare(
      `INSERT INTO cells VALUES (${marks(1 + dimensions.length + measures.length)})`,
    );
    this.#totals = database.prepare(
      `INSERT INTO totals SELECT date, ${sumsOf(measures)} FROM cells WHERE date = ? GROUP BY date`,
    );
  }

  /** @param key by which rules, of which epoch */
  static open(path: string, key: string): TallyCache {
    try {
      return new TallyCache(openedAs(path, key));
    } catch (error) {
      if (!isDamage(error) && !(error instanceof OtherRulesError)) throw error;
      for (const file of databaseFiles(path)) rmSync(file, { force: true });
      return new TallyCache(openedAs(path, key));
    }
  }

  close(): void {
    this.#database.close();
  }

  /** Up to which fact each day of a range was reckoned. */
  revisions(from: string, to: string): Map<string, number> {
    return new Map(this.#known.all(from, to).map(({ date, revision }) => [String(date), Number(revision)]));
  }

  put(date: string, revision: number, cells: readonly Cell[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#drop(date);
      this.#insertDay.run(date, revision);
      for (const { sums, ...key } of cells)
        this.#insert.run(
          date,
          ...dimensions.map((name) => key[name]),
          ...measures.map((name) => sums[name] ?? 0),
        );
      this.#totals.run(date);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Days that the report tables have no more. */
  keepOnly(dates: ReadonlySet<string>): void {
    for (const { date } of this.#database.prepare('SELECT date FROM tallied').all())
      if (!dates.has(String(date))) this.#drop(String(date));
  }

  /** Sums over a range, by what they are grouped by; the key is empty where they are not, or where something belongs to none. */
  sums(
    from: string,
    to: string,
    filter: Filter,
    by: GroupBy,
    wanted: readonly Measure[] = measures,
  ): Map<string, Sums> {
    const filtered = dimensions.filter((name) => filter[name] !== undefined);
    const isTotal = filtered.length === 0 && (by === null || by === 'date');
    const where = filtered.map((name) => ` AND ${name} = ?`).join('');
    const key = by ?? `''`;
    const sql = `SELECT ${key} AS key, ${sumsOf(wanted)} FROM ${isTotal ? 'totals' : 'cells'}
      WHERE date BETWEEN ? AND ?${where} GROUP BY 1`;
    const rows = this.#prepared(sql).all(from, to, ...filtered.map((name) => filter[name] ?? ''));
    // Every column but the key is a sum.
    return new Map(rows.map(({ key: name, ...sums }) => [String(name), sums as Sums]));
  }

  #drop(date: string): void {
    for (const table of ['tallied', 'cells', 'totals'])
      this.#prepared(`DELETE FROM ${table} WHERE date = ?`).run(date);
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

class OtherRulesError extends Error {}

const sumsOf = (names: readonly Measure[]): string =>
  names.map((name) => `sum("${name}") AS "${name}"`).join(', ');

function openedAs(path: string, key: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4096;');
    const whole = `${VERSION} ${measures.join(' ')} ${key}`;
    if (Number(database.prepare('PRAGMA application_id').get()?.['application_id']) === 0)
      create(database, whole);
    if (database.prepare('SELECT key FROM made').get()?.['key'] !== whole) throw new OtherRulesError(path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function create(database: DatabaseSync, key: string): void {
  const columns = measures.map((name) => `"${name}" NOT NULL`).join(', ');
  const keys = dimensions.map((name) => `${name} TEXT NOT NULL`).join(', ');
  database.exec(`BEGIN;
    CREATE TABLE made (key TEXT NOT NULL) STRICT;
    CREATE TABLE tallied (date TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cells (date TEXT NOT NULL, ${keys}, ${columns}, PRIMARY KEY (date, ${dimensions.join(', ')})) WITHOUT ROWID;
    CREATE TABLE totals (date TEXT PRIMARY KEY, ${columns}) WITHOUT ROWID;
    PRAGMA application_id = ${APPLICATION_ID};`);
  database.prepare('INSERT INTO made (key) VALUES (?)').run(key);
  database.exec('COMMIT');
}
