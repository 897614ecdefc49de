import { DatabaseSync } from 'node:sqlite';

/** "Foyr": SQLite's file(1) mark, so that no other program's database is taken for a journal. */
const APPLICATION_ID = 0x466f7972;
const SCHEMA_VERSION = 1;
/** PRAGMA synchronous: NORMAL (1) may take back a printed number after a power cut, FULL (2) may not. */
const SYNCHRONOUS_FULL = 2;

const SCHEMA = `
  CREATE TABLE events (
    seq  INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX day_openings ON events (seq) WHERE type = 'day.opened';
`;

/**
 * Opens the journal's database, making it when the file is not there.
 * @throws Error with a reason for the technician: foreign file, newer schema, another host, unwritable medium
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // Exclusive from the first access on: a second host on the same directory would simply write. A small page cache (KiB): a log
    // is written at its end and read once.
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -256;',
    );
    checkOrCreate(database, path);
    assertDurable(database);
    return database;
  } catch (error) {
    database.close();
    throw explain(error, path);
  }
}

/** The value of a one-valued pragma. */
export function pragma(
  database: DatabaseSync,
  name: 'application_id' | 'user_version' | 'synchronous' | 'journal_mode',
) {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

/** Checks that a commit really waits for the medium; a build or a pragma that weakens it must never pass unseen. */
export function assertDurable(database: DatabaseSync): void {
  const synchronous = pragma(database, 'synchronous');
  const mode = pragma(database, 'journal_mode');
  if (synchronous !== SYNCHRONOUS_FULL || mode !== 'wal') {
    throw new Error(
      `the journal is not durable: synchronous=${String(synchronous)}, journal_mode=${String(mode)}`,
    );
  }
}

function checkOrCreate(database: DatabaseSync, path: string): void {
  const id = pragma(database, 'application_id');
  const version = Number(pragma(database, 'user_version'));
  const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
  if (id === 0 && version === 0 && tables === 0) {
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA}
      PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
    return;
  }
  if (id !== APPLICATION_ID)
    throw new Error(`${path} is a database of another program; choose another --data directory`);
  if (version > SCHEMA_VERSION) {
    throw new Error(
      `${path} was written by a newer Foyer (schema ${version}, this one knows ${SCHEMA_VERSION}); install that version or restore a backup`,
    );
  }
  // The lock is only taken by a first write transaction; an empty one does.
  database.exec('BEGIN IMMEDIATE; COMMIT;');
}

function explain(error: unknown, path: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('database is locked')) {
    return new Error(`another Foyer is running on this data directory (${path} is locked)`);
  }
  return new Error(message.includes(path) ? message : `${path}: ${message}`);
}
