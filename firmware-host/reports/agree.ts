/** What becomes of the reports when the journal that they follow was restored: the facts behind `after` never were. */
import type { DatabaseSync } from 'node:sqlite';
import { DamagedError } from '../journal/sqlite/medium/fault.ts';
import type { Checkpoint, CheckpointRow } from './checkpoint.ts';
import { inTransaction } from './database.ts';
import { inputDeeds } from './input-tables.ts';
import { firstScene } from './scene.ts';

export interface Followed {
  /** Epoch of the journal. */
  readonly epoch: number;
  /** Position up to which it agrees with the one of the epoch before. */
  readonly after: number;
}

/**
 * Brings the tables to where they agree with the journal. Rows in which a lost fact is are taken out, and the checkpoint goes back
 * to the opening of the day on which the earliest of them began: from there the fold makes them anew, and passes by the others,
 * which have already what they are told.
 * @throws DamagedError when the checkpoint is damaged, or they follow a journal of which nobody knows how far it agrees
 */
export function agreeWith(
  database: DatabaseSync,
  row: CheckpointRow,
  { epoch, after }: Followed,
): Checkpoint {
  const found = row.read();
  if (found.epoch === epoch) return found;
  if (found.epoch !== epoch - 1 && found.position > 0)
    throw new DamagedError(`the reports follow epoch ${found.epoch}, and the journal is in ${epoch}`);
  return inTransaction(database, () => {
    const agreed = { ...takeBack(database, found, after), epoch };
    row.write(agreed);
    return agreed;
  });
}

/** Rows may be ahead of the checkpoint, too: when the fold of the last restoration had not come that far. */
function takeBack(database: DatabaseSync, found: Checkpoint, after: number): Omit<Checkpoint, 'epoch'> {
  const firsts = ['tickets', 'spells', 'idles', 'ratings', 'cases', 'days'].map((table) => {
    const row = database.prepare(`SELECT min(position) AS first FROM ${table} WHERE last > ?`).get(after);
    return typeof row?.['first'] === 'number' ? row['first'] : Infinity;
  });
  const earliest = Math.min(...firsts);
  // An opening behind `after` is itself lost.
  const opening = database
    .prepare('SELECT max(position) AS at FROM days WHERE position <= ?')
    .get(Math.min(earliest, after))?.['at'];
  for (const sql of deeds) database.prepare(sql).run(after);
  const position = typeof opening === 'number' ? opening - 1 : 0;
  const isWhole = (found.position <= after && earliest === Infinity) || position >= found.position;
  const agreed = isWhole ? found : { position, scene: firstScene() };
  // Whatever the fold changes from here on is later than this: no revision is met twice in one epoch.
  database.prepare('UPDATE revisions SET position = min(position, ?)').run(agreed.position);
  return agreed;
}

const deeds = [
  'DELETE FROM stays WHERE ticket IN (SELECT position FROM tickets WHERE last > ?)',
  'DELETE FROM tickets WHERE last > ?',
  'DELETE FROM spells WHERE last > ?',
  'DELETE FROM idles WHERE last > ?',
  'DELETE FROM ratings WHERE last > ?',
  'DELETE FROM cases WHERE last > ?',
  'DELETE FROM days WHERE last > ?',
  'DELETE FROM refusals WHERE position > ?',
  'DELETE FROM boots WHERE first > ?',
  'UPDATE boots SET offset_ms = NULL, known = NULL WHERE known > ?',
  ...inputDeeds,
];
