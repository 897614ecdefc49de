import { DatabaseSync } from 'node:sqlite';
import { DamagedError } from '../journal/sqlite/medium/fault.ts';
import { pragma } from '../journal/sqlite/hot/schema.ts';
import { createCheckpoint, sealCheckpoint } from './checkpoint.ts';
import { schemaSql, upgrades } from './schema-sql.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts';
import { firstScene } from './scene.ts';

/**
 * Measured, bytes written for each ticket with all its facts when 250 facts are folded at once: 3,370 with pages of 4,096, 1,870 with
 * 1,024; with 40 facts 10,130 and 4,660.
 */
const PAGE_BYTES = 1024;
/**
 * The journal's thread waits while the log is brought over into the file, and with it whoever takes a number: often and little
 * rather than seldom and much.
 */
const CHECKPOINT_PAGES = 512;
const LOG_BYTES_MAX = 1024 * 1024;

/**
 * Opens the file, or makes it. Durable enough: what a power cut takes is followed again, for the checkpoint goes with it.
 * @throws Error for which `isDamage` holds when the file has to be put aside
 * @throws Error with a reason for the technician: newer schema, unwritable medium
 */
export function openReports(path: string, epoch: number): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // A small page cache (KiB): a fold works at the end of its tables.
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -512;
       PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${LOG_BYTES_MAX};`,
    );
    if (isEmpty(database)) create(database, epoch);
    else upgrade(database, check(database, path));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** All of it or nothing. */
export function inTransaction<Result>(database: DatabaseSync, deed: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = deed();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself takes back some that fail, such as on a full disk.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const isEmpty = (database: DatabaseSync): boolean =>
  pragma(database, 'application_id') === 0 &&
  database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0;

function create(database: DatabaseSync, epoch: number): void {
  inTransaction(database, () => {
    database.exec(schemaSql());
    createCheckpoint(database, epoch);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
  });
}

/** @returns the version of its form */
function check(database: DatabaseSync, path: string): number {
  const version = Number(pragma(database, 'user_version'));
  if (pragma(database, 'application_id') !== APPLICATION_ID || version < 1)
    throw new DamagedError(`${path} holds no reports`);
  if (version > SCHEMA_VERSION) {
    throw new Error(
      `${path} was written by a newer Foyer (schema ${version}, this one knows ${SCHEMA_VERSION}); install that version`,
    );
  }
  return version;
}

/**
 * Version by version, each step as a whole. Rows stay, and what they lack is made of the facts that the journal still has, where a step
 * says so: the fold goes over old ground, and passes by whatever has its facts already. Days that it has no more keep what they had.
 */
function upgrade(database: DatabaseSync, found: number): void {
  const steps = upgrades();
  for (let version = found; version < SCHEMA_VERSION; version += 1) {
    const step = steps.get(version);
    if (step === undefined) throw new Error(`no upgrade leads on from version ${version} of the reports`);
    inTransaction(database, () => {
      database.exec(step.sql);
      if (step.isRefolded)
        database.prepare('UPDATE checkpoint SET position = 0, scene = ?').run(JSON.stringify(firstScene()));
      if (version + 1 === SCHEMA_VERSION) sealCheckpoint(database);
      database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
