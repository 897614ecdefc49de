import type { Clock } from './clock.ts';
import { lobbyDate } from './clock.ts';
import type { Handler } from './handle.ts';

const actor = { kind: 'host', id: 'lobby-day' } as const;

/** How often the clock is asked: a day may open this much late, and a clock that was just set is seen as soon. */
export const CHECK_MS = 10_000;

export interface DayRule {
  readonly timeZone: string;
  /** HH:MM in the lobby's time zone. */
  readonly dayStartsAt: string;
}

/**
 * Opens the lobby day when it is due, and only on a clock that can be trusted. Asked at intervals instead of by one long
 * timer, since a wall clock may be set at any time.
 */
export async function openDueDay(
  handler: Handler,
  clock: Clock,
  { timeZone, dayStartsAt }: DayRule,
): Promise<void> {
  const now = clock.now();
  if (!now.trusted) return;
  const date = lobbyDate(now.at, timeZone, dayStartsAt);
  if (handler.committed.day !== null && date <= handler.committed.day.date) return;
  await handler.handle({ command: { type: 'open-day', date }, actor });
}
