/** What people have entered for one lobby day, as cells beside those of the queue. */
import type { DatabaseSync } from 'node:sqlite';
import type { Cells } from './cells.ts';
import type { HalfHours } from './half-hours.ts';

interface Stretch {
  readonly at: number;
  readonly ms: number;
}

/** Who is on the roster, and from when to when. Two lists of the same shift are one shift. */
function rosterOf(database: DatabaseSync, date: string): Map<string, readonly Stretch[]> {
  const rows = database
    .prepare(
      'SELECT agent, from_at AS fromAt, to_at AS toAt FROM roster WHERE date = ? ORDER BY agent, from_at, to_at',
    )
    .all(date);
  const shifts = new Map<string, { at: number; ms: number }[]>();
  for (const row of rows) {
    const [agent, fromAt, toAt] = [String(row['agent']), Number(row['fromAt']), Number(row['toAt'])];
    const known = shifts.get(agent) ?? [];
    shifts.set(agent, known);
    const last = known.at(-1);
    if (last !== undefined && fromAt <= last.at + last.ms) last.ms = Math.max(last.ms, toAt - last.at);
    else known.push({ at: fromAt, ms: Math.max(0, toAt - fromAt) });
  }
  return shifts;
}

interface Presence {
  /** Who has signed in on the day. */
  readonly present: ReadonlySet<string>;
  /** Wall time in ms since 1970 up to which the day has come: of later hours nobody knows yet whether anybody will be there. */
  readonly until: number;
}

/** @returns who is on the roster of the day, and should have been there by now */
export function enterRoster(
  database: DatabaseSync,
  date: string,
  cells: Cells,
  halfHours: HalfHours,
  { present, until }: Presence,
): ReadonlySet<string> {
  const begun = new Set<string>();
  for (const [agent, all] of rosterOf(database, date)) {
    const shifts = all.filter(({ at }) => at <= until);
    const [first] = shifts;
    if (first === undefined) continue;
    begun.add(agent);
    cells.add(halfHours.startOf(first.at), { agent }, { rostered: 1, attended: present.has(agent) ? 1 : 0 });
    for (const { at, ms } of shifts)
      halfHours.spread(at, Math.min(ms, until - at), (start, part) =>
        cells.add(start, { agent }, { rostered_ms: part }),
      );
  }
  return begun;
}

const DAY_MS = 86_400_000;

/**
 * Of the day as a whole: nobody says at what hour money was spent, a check was made, or a machine has answered. The day that
 * is open has all of its cost, too: rent and wages are owed once it has begun, and what share of it went by would be a guess where hours
 * differ by service. So a cost per contact of today is high in the morning and falls; alarms judge weeks that are over.
 */
export function enterWholeDay(database: DatabaseSync, date: string, cells: Cells): void {
  const costs = database
    .prepare(
      'SELECT from_date AS first, to_date AS last, amount, service FROM costs WHERE from_date <= ? AND to_date >= ?',
    )
    .all(date, date);
  for (const row of costs) {
    const days = (Date.parse(String(row['last'])) - Date.parse(String(row['first']))) / DAY_MS + 1;
    const service = row['service'] === null ? '' : String(row['service']);
    cells.add(null, { service }, { cost: Number(row['amount']) / days, cost_entries: 1 });
  }
  const checks = database.prepare('SELECT agent, score FROM checks WHERE date = ?').all(date);
  for (const row of checks)
    cells.add(null, { agent: String(row['agent']) }, { checks: 1, check_scores: Number(row['score']) });
  const answers = database.prepare('SELECT service, count FROM answers WHERE date = ?').all(date);
  for (const row of answers)
    cells.add(null, { service: String(row['service'] ?? '') }, { machine_answers: Number(row['count']) });
}
