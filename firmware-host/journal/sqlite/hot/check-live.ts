/** Whether the journal of a running host is good in its file, where its own connection would read from memory. */
import type { DatabaseSync } from 'node:sqlite';
import { verifyCopy } from '../backup/verify.ts';
import { isDamage, isFull, messageOf } from '../medium/fault.ts';
import { checkRows, checkStructure } from './check.ts';
import type { HotJournal } from './hot-journal.ts';

/** As SQLite has it of itself. */
const CHECKPOINT_PAGES = 1000;

/**
 * Reads the whole file on a thread of its own, while appends go on: they go into the log, and while nothing moves from there to the
 * file, it does not change. By SQLite, which keeps its lock: the kernel takes it from a process that opens and closes the file beside
 * it. What the file has is what the kernel says it has: its cache may still hide what has become of the medium below.
 * @returns null when it is good, else what is wrong
 * @throws Error of the medium
 */
export async function checkLive(journal: HotJournal, path: string): Promise<string | null> {
  const { database } = journal;
  database.exec('PRAGMA wal_autocheckpoint = 0');
  try {
    moveLog(database);
    return await verifyCopy(path);
  } catch (error) {
    if (isDamage(error)) return messageOf(error);
    // The log does not fit into the file: there is only the connection's own view.
    if (isFull(error)) return checkRows(journal) ?? checkStructure(database);
    throw error;
  } finally {
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }
}

/** All of the log into the file, and an empty log. */
function moveLog(database: DatabaseSync): void {
  const said = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (said?.['busy'] !== 0) throw new Error('the journal is being read; it cannot be checked just now');
}
