import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Value, Values } from './rows.ts';
import type { Revisions } from './revisions.ts';
import type { TableOf } from './schema.ts';

/**
 * Rows of one table in the hands of a fold: each is read once in a batch, changed in memory as often as facts come, and written
 * once at its end. That is what makes a batch a few dozen statements instead of a few hundred.
 */
export class RowTable<Row extends Values & { readonly date: string }> {
  readonly #columns: readonly (keyof Row & string)[];
  readonly #lookup: readonly (keyof Row & string)[];
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #rows = new Map<string, Row>();
  readonly #changed = new Set<Row>();
  readonly #revisions: Pick<Revisions, 'touch'>;

  constructor(
    database: DatabaseSync,
    { name, key, lookup, columns }: TableOf<Row>,
    revisions: Pick<Revisions, 'touch'>,
  ) {
    this.#revisions = revisions;
    this.#columns = Object.keys(columns);
    this.#lookup = lookup;
    this.#select = database.prepare(
      `SELECT * FROM ${name} WHERE ${lookup.map((column) => `${column} = ?`).join(' AND ')}`,
    );
    const fixed = new Set<string>([...key, ...lookup]);
    const set = this.#columns.filter((column) => !fixed.has(column));
    this.#upsert = database.prepare(
      `INSERT INTO ${name} (${this.#columns.join(', ')}) VALUES (${this.#columns.map(() => '?').join(', ')})
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${set.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
  }

  /** The row of these values of `lookup`, for the caller to change; it is written only if it is put back. */
  find(...values: readonly Value[]): Row | undefined {
    const name = values.join('\n');
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    // The table is strict: what it gives is what its columns say.
    const row = this.#select.get(...values) as Row | undefined;
    if (row !== undefined) this.#rows.set(name, row);
    return row;
  }

  /** Whoever changes a row puts it back, for each fact. */
  put(row: Row): void {
    this.#rows.set(this.#lookup.map((column) => row[column]).join('\n'), row);
    this.#changed.add(row);
    this.#revisions.touch(row.date);
  }

  /** Writes what was put, inside the caller's transaction. */
  flush(): void {
    for (const row of this.#changed) this.#upsert.run(...this.#columns.map((column) => row[column] ?? null));
    this.forget();
  }

  /** After a batch that was taken back. */
  forget(): void {
    this.#rows.clear();
    this.#changed.clear();
  }
}
