/** Whether what lies on the medium is what was written. */
import type { DatabaseSync } from 'node:sqlite';
import { openImmutable } from './database.ts';
import { isDamage, messageOf } from '../medium/fault.ts';
import { HotJournal } from './hot-journal.ts';
import { findSchema } from './schema.ts';

const BATCH = 500;

/** Every row of a journal, by its sum and its place. @returns null when it is good, else what is wrong */
export function checkRows(journal: HotJournal): string | null {
  return whatIsWrong(() => {
    const { span } = journal;
    if (span === null) return null;
    if (span.count !== span.last - span.first + 1) return 'positions are missing';
    for (let from = span.first; from <= span.last; from += BATCH) journal.read(from, BATCH);
    return null;
  });
}

/** SQLite's own structure: pages, indexes, free lists. Linear in the size of the file. */
export function checkStructure(database: DatabaseSync): string | null {
  return whatIsWrong(() => {
    const said = database.prepare('PRAGMA integrity_check(3)').all();
    const lines = said.map((row) => String(Object.values(row)[0]));
    return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('; ');
  });
}

/** Both, of a copy that nobody writes. @throws Error of the medium */
export function checkCopy(path: string): string | null {
  return whatIsWrong(() => {
    const database = openImmutable(path);
    try {
      const schema = findSchema(database, path);
      if (schema === 'empty') return 'it is empty';
      const fault = checkStructure(database);
      // A copy from before a migration has no sums yet.
      return fault ?? (schema === 'present' ? checkRows(new HotJournal(database)) : null);
    } finally {
      database.close();
    }
  });
}

/** @throws Error of the medium: that it cannot be read now says nothing about what is on it */
function whatIsWrong(look: () => string | null): string | null {
  try {
    return look();
  } catch (error) {
    if (isDamage(error)) return messageOf(error);
    throw error;
  }
}
