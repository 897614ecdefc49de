import type { DatabaseSync } from 'node:sqlite';

/** Tickets after their stays, days last: what is left of a prune that was cut off is found by the next one. */
const tables = [
  ['stays', 'ticket'],
  ['ratings', 'position'],
  ['refusals', 'position'],
  ['spells', 'position'],
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
  let deleted = 0;
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
