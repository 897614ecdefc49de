import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { pragma } from './schema.ts';

/** PRAGMA synchronous: NORMAL (1) may take back a printed number after a power cut, FULL (2) may not. */
const SYNCHRONOUS_FULL = 2;
/**
 * Measured on ext4, bytes written for each append of 250 bytes that waits for the medium: 9,049 with pages of 4,096, 7,071 with
 * 2,048, 6,259 with 1,024, 6,400 with 512. A page of the log must fit a block of the file system together with its header.
 */
const PAGE_BYTES = 1024;
/** A day that opens with a thousand kept tickets may make the log long; it need not stay so. */
const LOG_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Opens a journal's database for its one writer, making the file when it is not there; its form is the caller's business.
 * @throws Error of SQLite: not a database, unwritable medium
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Exclusive: no shared memory beside it, and nobody else in it. A small page cache (KiB): a log is written at its end and read
    // once. The page size counts only for a file that is made here.
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
       PRAGMA cache_size = -256; PRAGMA journal_size_limit = ${LOG_BYTES_MAX};`,
    );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Makes a journal's database that counts only once it has its name: nothing in it needs a way back, and on a full disk a log would take as
 * much room again. The caller waits for the medium.
 */
export function openUnnamed(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;`);
  return database;
}

/** Opens a file that nobody writes any more: no lock, no log, and nothing beside it. */
export function openImmutable(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true });
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
