import { existsSync, truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDamage, isLocked } from './fault.ts';

export interface Lock {
  release(): void;
}

/**
 * Takes a data directory for this process alone. An empty SQLite file, since Node has no lock of its own: the kernel lets go of it
 * with the process, however that ends. Not the journal itself: that one may have to be put aside while the lock is held.
 * @throws Error when another process has it
 */
export function lockDirectory(path: string): Lock {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // In memory, or a lock that is held would leave a second file behind.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
  } catch (error) {
    database.close();
    if (isDamage(error)) {
      // Nothing is ever in it; and it stays the same file, whoever holds it.
      truncateSync(path);
      return lockDirectory(path);
    }
    if (!isLocked(error)) throw error;
    throw new Error(`another Foyer is running on this data directory (${path} is locked)`, { cause: error });
  }
  return { release: () => database.close() };
}

/** Whether some process has it. @throws Error of the file system */
export function isDirectoryLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    // For a moment: a host that starts in it would be told of another one.
    lockDirectory(path).release();
    return false;
  } catch (error) {
    if (error instanceof Error && isLocked(error.cause)) return true;
    throw error;
  }
}
