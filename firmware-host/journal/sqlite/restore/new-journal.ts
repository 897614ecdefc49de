/** Writes the journal that stands in for one that is damaged, gone, or no longer wanted. */
import { rmSync } from 'node:fs';
import type { Restoration } from '../../storage.ts';
import type { Aside } from './aside.ts';
import { BackupDir, backupName } from '../backup/backups.ts';
import { checkCopy } from '../hot/check.ts';
import { openUnnamed } from '../hot/database.ts';
import { settle } from '../medium/files.ts';
import type { History } from '../history/history.ts';
import { HotJournal } from '../hot/hot-journal.ts';
import { databaseFiles, type Layout } from '../medium/layout.ts';
import { begun, type Lineage } from './lineage.ts';
import { MarkFile } from '../medium/mark.ts';
import { migrate, writeMeta } from '../hot/schema.ts';
import type { StoredRow } from '../protocol.ts';
import type { Source } from './source.ts';

interface Place {
  readonly layout: Layout;
  readonly history: History;
}

const temporaryOf = ({ journal }: Layout): string => `${journal}.new`;

/** Everything behind the closed periods that any source has, without a gap. @returns position of the last event */
export function writeJournal({ layout, history }: Place, sources: readonly Source[]): number {
  const temporary = temporaryOf(layout);
  for (const path of databaseFiles(temporary)) rmSync(path, { force: true });
  const database = openUnnamed(temporary);
  try {
    migrate(database);
    const journal = new HotJournal(database);
    database.exec('BEGIN IMMEDIATE');
    let last = firstWanted(history, sources) - 1;
    for (const rows of appendsFrom(sources, last + 1)) {
      for (const row of rows) journal.insert((last += 1), row);
    }
    database.exec('COMMIT');
    return last;
  } finally {
    database.close();
  }
}

/** Behind the closed days; or where the sources begin, if days before it are lost or were deleted by age. */
function firstWanted(history: History, sources: readonly Source[]): number {
  const next = history.last + 1;
  const firsts = sources.flatMap(({ first }) => first ?? []);
  if (firsts.length === 0 || firsts.some((first) => first <= next)) return next;
  return Math.min(...firsts);
}

/** One append after the other, each with all that belongs to it: half a deed is worse than none. */
function* appendsFrom(sources: readonly Source[], first: number): Generator<readonly StoredRow[]> {
  for (let next = first; ;) {
    const rows: StoredRow[] = [];
    let row: StoredRow | null;
    do {
      row = rowFrom(sources, next);
      if (row === null) return;
      rows.push(row);
      next += 1;
    } while (row.more > 0);
    yield rows;
  }
}

function rowFrom(sources: readonly Source[], seq: number): StoredRow | null {
  for (const source of sources) {
    const row = source.row(seq);
    if (row === null) continue;
    source.taken += 1;
    return row;
  }
  return null;
}

/**
 * The new journal says what became of it, is proved, and gets its name; only then is what was put aside out of the way.
 * @param lineage of the epochs before
 * @param begin position of the first event that was not deleted by age
 */
export function settleJournal(
  { layout, at }: Place & { readonly at: number },
  aside: Aside,
  lineage: Lineage,
  begin: number,
  found: Omit<Restoration, 'aside'>,
): Restoration {
  const { epoch, after } = found;
  const temporary = temporaryOf(layout);
  const restoration = { ...found, aside: aside.finalName };
  const database = openUnnamed(temporary);
  try {
    writeMeta(database, 'epoch', String(epoch));
    writeMeta(database, 'restored', JSON.stringify(restoration));
    writeMeta(database, 'lineage', JSON.stringify(begun(lineage, { epoch, after })));
    if (begin > 1) writeMeta(database, 'begin', String(begin));
  } finally {
    database.close();
  }
  const fault = checkCopy(temporary);
  if (fault !== null) throw new Error(`the restored journal was not written as it should: ${fault}`);
  settle(temporary, layout.journal);
  const witness = MarkFile.open(layout.mark);
  witness.writeDurably({ last: after, epoch, isClean: true });
  witness.close();
  aside.finish();
  keepCopy(layout, at, found);
  return restoration;
}

/** Were the journal lost before its first backup, nobody could tell any more which events it had given up. */
function keepCopy(layout: Layout, at: number, { epoch, after }: Pick<Restoration, 'epoch' | 'after'>): void {
  const dir = new BackupDir('local', layout.backups);
  try {
    dir.prepare();
    dir.copyJournal(layout.journal, backupName(at, epoch, after));
  } catch {
    // The journal stands; the next backup says what keeps it from being copied, or succeeds.
  }
}
