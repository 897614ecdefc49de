import type { LobbyConfig } from '../config/schema.ts';
import type { Clock } from './clock.ts';
import { lobbyDate } from './clock.ts';
import type { Handler } from './handle.ts';
import { timetableOf } from './timetable.ts';

const actor = { kind: 'host', id: 'lobby-day' } as const;

/** How often the clock is asked: a day may open this much late, and a clock that was just set is seen as soon. */
export const CHECK_MS = 10_000;

/** What of the configuration makes a day. */
export type DayRule = Pick<LobbyConfig, 'dayStartsAt'> & Parameters<typeof timetableOf>[0];

/**
 * Opens the lobby day when it is due, and only on a clock that can be trusted. Asked at intervals instead of by one long
 * timer, since a wall clock may be set at any time.
 */
export async function openDueDay(handler: Handler, clock: Clock, rule: DayRule): Promise<void> {
  const now = clock.now();
  if (!now.trusted) return;
  const date = lobbyDate(now.at, rule.timeZone, rule.dayStartsAt);
  if (handler.committed.day !== null && date <= handler.committed.day.date) return;
  await handler.handle({ command: { type: 'open-day', date, timetable: timetableOf(rule, date) }, actor });
}
