/** A journal that rows may be taken from, though it may be damaged: each row is looked up by itself, and has to prove itself. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openImmutable } from '../hot/database.ts';
import { isDamage } from '../medium/fault.ts';
import { lineageOf, presentEpoch, sharedUntil, type Lineage } from './lineage.ts';
import type { StoredRow } from '../protocol.ts';
import { isProved } from '../hot/row-sum.ts';
import { pragma, readMeta } from '../hot/schema.ts';

export class Source {
  /** For the report. */
  readonly name: string;
  /** Null where nobody can tell. */
  readonly epoch: number | null;
  readonly #database: DatabaseSync;
  readonly #get: StatementSync;
  /** Null where nobody can tell. */
  readonly lineage: Lineage | null;
  /** Position of its first event that was not deleted by age. */
  readonly begin: number;
  /** How many rows it gave. */
  taken = 0;
  /** Position up to which its rows are those of the journal that is made. */
  #until = Infinity;

  private constructor(name: string, database: DatabaseSync, get: StatementSync) {
    this.name = name;
    this.#database = database;
    this.#get = get;
    const { epoch, lineage, begin } = told(database);
    this.epoch = epoch;
    this.lineage = lineage;
    this.begin = begin;
  }

  /**
   * @param isClosed a copy without a log; else what a host has left behind, log and all
   * @returns null when nothing in it can be read
   */
  static open(name: string, path: string, isClosed: boolean): Source | null {
    let database: DatabaseSync | null = null;
    try {
      // Read only: what is damaged is kept as it was found.
      database = isClosed ? openImmutable(path) : new DatabaseSync(path, { readOnly: true });
      return new Source(name, database, prepare(database));
    } catch (error) {
      database?.close();
      if (isUnusable(error)) return null;
      throw error;
    }
  }

  /** @param epoch of its own, when it does not say */
  limit(lineage: Lineage, epoch: number): void {
    this.#until = sharedUntil(lineage, this.epoch ?? epoch);
  }

  /** Position of its first event that is wanted; null when it has none, or does not say. */
  get first(): number | null {
    const first = this.#edge('min');
    return first === null || first > this.#until ? null : first;
  }

  get last(): number | null {
    return this.#edge('max');
  }

  /** The row of a position; null when it is not there or is not what was written. */
  row(seq: number): StoredRow | null {
    if (seq > this.#until) return null;
    try {
      const found = this.#get.get(seq);
      if (found === undefined) return null;
      const { type, body, more, sum } = found;
      const row = { type: String(type), body: String(body), more: Number(more) };
      return isProved(seq, row, sum) ? row : null;
    } catch (error) {
      if (isUnusable(error)) return null;
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  #edge(edge: 'min' | 'max'): number | null {
    try {
      const found = this.#database.prepare(`SELECT ${edge}(seq) AS edge FROM events`).get()?.['edge'];
      return typeof found === 'number' ? found : null;
    } catch (error) {
      if (isUnusable(error)) return null;
      throw error;
    }
  }
}

/** A damaged file may also look as if it lacked a table, or were of another program (SQLITE_ERROR, SQLITE_CANTOPEN). */
const isUnusable = (error: unknown): boolean =>
  isDamage(error) ||
  (error instanceof Error && 'errcode' in error && (error.errcode === 1 || error.errcode === 14));

function prepare(database: DatabaseSync): StatementSync {
  const hasSums =
    database.prepare("SELECT 1 FROM pragma_table_info('events') WHERE name = 'sum'").get() !== undefined;
  const proof = hasSums ? 'more, sum' : '0 AS more, NULL AS sum';
  return database.prepare(`SELECT type, body, ${proof} FROM events WHERE seq = ?`);
}

/** What it says of itself, as far as that can be believed. */
function told(database: DatabaseSync): Pick<Source, 'epoch' | 'lineage' | 'begin'> {
  try {
    // The first form has no table for it, and knew of one epoch only.
    if (pragma(database, 'user_version') === 1) return { epoch: 1, lineage: [], begin: 1 };
    const lineage = lineageOf(readMeta(database, 'lineage'));
    const begin = Number(readMeta(database, 'begin') ?? 1);
    return { epoch: presentEpoch(lineage), lineage, begin: Number.isSafeInteger(begin) ? begin : 1 };
  } catch (error) {
    if (isUnusable(error)) return { epoch: null, lineage: null, begin: 1 };
    throw error;
  }
}
