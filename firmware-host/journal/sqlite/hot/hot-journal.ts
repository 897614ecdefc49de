/** The events of the open lobby day, and of those before it that are not sealed yet. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredRow } from '../protocol.ts';
import { DamagedError } from '../medium/fault.ts';
import { isProved, rowSum } from './row-sum.ts';

/** SQLite takes 32,766 values in a statement. */
const STATEMENT_ROWS = 6000;

/** Where a lobby day begins, and which. */
export interface DayOpening {
  readonly position: number;
  /** YYYY-MM-DD. */
  readonly date: string;
}

export class HotJournal {
  readonly database: DatabaseSync;
  /** Whether a copy is being made of it. */
  isCopied = false;
  readonly #insert: StatementSync;
  readonly #read: StatementSync;
  readonly #first: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.#insert = database.prepare('INSERT INTO events (seq, type, body, more, sum) VALUES (?, ?, ?, ?, ?)');
    this.#first = database.prepare('SELECT seq FROM events ORDER BY seq LIMIT 1');
    this.#read = database.prepare(
      'SELECT seq, type, body, more, sum FROM events WHERE seq >= ? ORDER BY seq LIMIT ?',
    );
  }

  /** Position of its first event; null when it has none. Asked with each reading, so nothing is counted for it. */
  get first(): number | null {
    const row = this.#first.get();
    return row === undefined ? null : Number(row['seq']);
  }

  /** Positions of its first and its last event; null when it has none. */
  get span(): { readonly first: number; readonly last: number; readonly count: number } | null {
    const row = this.database
      .prepare('SELECT min(seq) AS first, max(seq) AS last, count(*) AS count FROM events')
      .get();
    if (row === undefined || row['first'] === null) return null;
    return { first: Number(row['first']), last: Number(row['last']), count: Number(row['count']) };
  }

  insert(seq: number, row: StoredRow): void {
    this.#insert.run(...valuesOf(seq, row));
  }

  /**
   * In one commit, all or none. While a copy is made it is one statement as well: the copy is made on another thread, and fails at a
   * transaction that it meets between two statements.
   */
  append(first: number, rows: readonly StoredRow[]): void {
    const [only] = rows;
    if (only === undefined) return;
    // A single row is a transaction by itself.
    if (rows.length === 1) this.insert(first, only);
    else if (this.isCopied && rows.length <= STATEMENT_ROWS) this.#insertAtOnce(first, rows);
    else {
      this.database.exec('BEGIN IMMEDIATE');
      for (const [index, row] of rows.entries()) this.insert(first + index, row);
      this.database.exec('COMMIT');
    }
  }

  #insertAtOnce(first: number, rows: readonly StoredRow[]): void {
    const values = rows.map(() => '(?, ?, ?, ?, ?)').join(', ');
    this.database
      .prepare(`INSERT INTO events (seq, type, body, more, sum) VALUES ${values}`)
      .run(...rows.flatMap((row, index) => valuesOf(first + index, row)));
  }

  /** Bodies from a position on. @throws DamagedError where a row is not what was written */
  read(from: number, limit: number): readonly string[] {
    const bodies: string[] = [];
    for (const { seq, type, body, more, sum } of this.#read.all(from, limit)) {
      const position = from + bodies.length;
      if (seq !== position) throw new DamagedError(`position ${position} is missing`);
      if (!isProved(position, { type: String(type), body: String(body), more: Number(more) }, sum))
        throw new DamagedError(`position ${position} is not what was written`);
      bodies.push(String(body));
    }
    return bodies;
  }

  /** Newest first. */
  openings(count: number): readonly DayOpening[] {
    // The type is written out, not bound: only so the planner may use the partial index.
    return this.database
      .prepare("SELECT seq, body FROM events WHERE type = 'day.opened' ORDER BY seq DESC LIMIT ?")
      .all(count)
      .map(({ seq, body }) => ({ position: Number(seq), date: dateOf(String(body)) }));
  }

  /** Takes events out that lie in a closed period now. @returns how many */
  forget(until: number, limit: number): number {
    const { changes } = this.database
      .prepare('DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seq <= ? ORDER BY seq LIMIT ?)')
      .run(until, limit);
    return Number(changes);
  }
}

const valuesOf = (seq: number, row: StoredRow) =>
  [seq, row.type, row.body, row.more, rowSum(seq, row)] as const;

function dateOf(body: string): string {
  const { data } = JSON.parse(body) as { data: { date: string } };
  return data.date;
}
