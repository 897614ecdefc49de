import type { LobbyConfig } from '../config/schema.ts';
import type { Clock, SystemClock } from './clock.ts';
import { lobbyDate } from './clock.ts';
import type { Handler } from './handle.ts';
import type { Recorded } from './journal/journal.ts';
import { timetableOf } from './timetable.ts';

const actor = { kind: 'host', id: 'lobby-day' } as const;

/** How often the clock is asked: a day may open this much late, and a clock that was just set is seen as soon. */
export const CHECK_MS = 10_000;

/** What of the configuration makes a day. */
export type DayRule = Pick<LobbyConfig, 'dayStartsAt'> & Parameters<typeof timetableOf>[0];

/**
 * Opens the lobby day when it is due, and only on a clock that can be trusted; on any other only the one that was open when
 * damage took the journal, whoever had opened it. Asked at intervals instead of by one long timer, since a wall clock may be set
 * at any time.
 */
export async function openDueDay(handler: Handler, clock: Clock, rule: DayRule): Promise<void> {
  const now = clock.now();
  const { day, lostDate } = handler.committed;
  // Its numbers are out on paper, and whoever has one may sit in the lobby.
  const date = now.trusted ? lobbyDate(now.at, rule.timeZone, rule.dayStartsAt) : lostDate;
  if (date === null || (day !== null && date <= day.date)) return;
  await handler.handle({ command: { type: 'open-day', date, timetable: timetableOf(rule, date) }, actor });
}

/**
 * Lets the clock begin with what the journal knows about time. From then on, staff who open the day of the clock's own date
 * vouch for a date that the journal doubts: the house was shut for two years, or the journal has been given a wrong one once.
 */
export async function beginClock(clock: SystemClock, handler: Handler, rule: DayRule): Promise<void> {
  handler.onCommit((events) => {
    if (events.some((event) => isVouched(event, rule))) clock.vouch();
  });
  await clock.begin(handler.committed.lastTrusted);
}

const isVouched = (event: Recorded, { timeZone, dayStartsAt }: DayRule): boolean =>
  event.type === 'day.opened' &&
  event.actor.kind === 'staff' &&
  event.data.date === lobbyDate(event.time.at, timeZone, dayStartsAt);
