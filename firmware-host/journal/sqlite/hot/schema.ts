/** The form of the hot journal, and how an older one becomes it. */
import type { DatabaseSync } from 'node:sqlite';
import { DamagedError } from '../medium/fault.ts';

/** "Foyr": SQLite's file(1) mark, so that no other program's database is taken for a journal. */
const APPLICATION_ID = 0x466f7972;

/**
 * Steps from one form to the next, each inside the transaction that also says so. They only add: who knows the form before
 * can still read, as far as `minReader` says.
 */
const steps: readonly { readonly minReader: number; readonly sql: string }[] = [
  {
    minReader: 1,
    sql: `
      CREATE TABLE events (
        seq  INTEGER PRIMARY KEY,
        type TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX day_openings ON events (seq) WHERE type = 'day.opened';`,
  },
  {
    // The older one would write rows without sums behind ours.
    minReader: 2,
    sql: `
      ALTER TABLE events ADD COLUMN more INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE events ADD COLUMN sum INTEGER;
      CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO meta (name, value) VALUES ('epoch', '1');`,
  },
];

export const SCHEMA_VERSION = steps.length;

/** `begin`: position of the first event that was not deleted by age; `restored`: how the present epoch began; `lineage`: and all others. */
export type MetaName = 'begin' | 'epoch' | 'restored' | 'lineage' | 'minReader' | 'probed';

/** `empty`: nothing was ever written into it. */
export type Found = 'empty' | 'older' | 'present';

/**
 * @throws Error when it is no journal, or one of a newer Foyer that this one must not touch
 * @throws DamagedError when it was a journal once
 */
export function findSchema(database: DatabaseSync, path: string): Found {
  const id = Number(pragma(database, 'application_id'));
  const version = Number(pragma(database, 'user_version'));
  const tables = new Set(
    database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name)),
  );
  if (id === 0 && version === 0 && tables.size === 0) return 'empty';
  const isOurs = tables.has('events');
  if (id !== APPLICATION_ID) {
    if (isOurs && tables.has('meta')) throw new DamagedError('the header of the journal is damaged');
    throw new Error(`${path} is a database of another program; choose another --data directory`);
  }
  if (!isOurs || version < 1 || (version > 1 && !tables.has('meta')))
    throw new DamagedError('the journal has lost its tables');
  if (version > SCHEMA_VERSION) refuseNewer(database, path, version);
  return version < SCHEMA_VERSION ? 'older' : 'present';
}

function refuseNewer(database: DatabaseSync, path: string, version: number): void {
  const minReader = Number(readMeta(database, 'minReader') ?? version);
  if (minReader <= SCHEMA_VERSION) return;
  throw new Error(
    `${path} was written by a newer Foyer (schema ${version}, this one knows ${SCHEMA_VERSION}); install that version or restore a backup`,
  );
}

/** Brings an empty or older database into the present form: all of the way, or none. */
export function migrate(database: DatabaseSync): void {
  const from = Number(pragma(database, 'user_version'));
  const sql = steps.slice(from).map((step) => step.sql);
  const minReader = steps.at(-1)?.minReader ?? SCHEMA_VERSION;
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(sql.join('\n'));
    writeMeta(database, 'minReader', String(minReader));
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`,
    );
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export function readMeta(database: DatabaseSync, name: MetaName): string | null {
  const row = database.prepare('SELECT value FROM meta WHERE name = ?').get(name);
  return row === undefined ? null : String(row['value']);
}

export function writeMeta(database: DatabaseSync, name: MetaName, value: string): void {
  database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
}

/** Position of the first event that was not deleted by age. */
export const beginOf = (database: DatabaseSync): number => Number(readMeta(database, 'begin') ?? 1);

/** The value of a one-valued pragma. */
export function pragma(
  database: DatabaseSync,
  name: 'application_id' | 'user_version' | 'synchronous' | 'journal_mode' | 'page_size',
) {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}
