import type { DatabaseSync } from 'node:sqlite';
import { oldInputs } from './input-tables.ts';

/** Tickets after their stays, days last: what is left of a prune that was cut off is found by the next one. */
const tables = [
  ['stays', 'ticket'],
  ['ratings', 'position'],
  ['refusals', 'position'],
  ['spells', 'position'],
  ['idles', 'position'],
  ['cases', 'position'],
  ['tickets', 'position'],
  ['days', 'position'],
] as const;

/**
 * Deletes at most so many rows from before the first day that is kept. Positions grow with the days, so no date has to be looked for.
 * @returns how many
 */
export function pruneRows(database: DatabaseSync, before: string, rowsMax: number): number {
  const kept = database
    .prepare(`SELECT coalesce(min(position) FILTER (WHERE date >= ?), max(position)) AS first FROM days`)
    .get(before)?.['first'];
  if (typeof kept !== 'number') return 0;
  let deleted = pruneDates(database, kept, rowsMax);
  for (const [table, position] of tables) {
    if (deleted >= rowsMax) break;
    const chosen = `SELECT ${position} FROM ${table} WHERE ${position} < ? ORDER BY ${position} LIMIT ?`;
    const { changes } = database
      .prepare(`DELETE FROM ${table} WHERE ${position} IN (${chosen})`)
      .run(kept, rowsMax - deleted);
    deleted += Number(changes);
  }
  return deleted;
}

/** What is kept by its date, and not by the position of a day. There is never much of it. */
function pruneDates(database: DatabaseSync, kept: number, rowsMax: number): number {
  const date = String(database.prepare('SELECT date FROM days WHERE position = ?').get(kept)?.['date']);
  let deleted = 0;
  for (const [table, key, where] of oldInputs) {
    const chosen = `SELECT ${key} FROM ${table} WHERE ${where} LIMIT ?`;
    const { changes } = database
      .prepare(`DELETE FROM ${table} WHERE (${key}) IN (${chosen})`)
      .run(date, rowsMax - deleted);
    deleted += Number(changes);
  }
  return deleted;
}
