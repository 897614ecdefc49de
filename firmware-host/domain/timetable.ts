import type { Moment } from './moment.ts';

/** Opening hours as moments of one day, in ms since 1970: the calendar (lunch, holidays, summer time) is settled outside. */
export interface OpenSpan {
  /** From when on numbers are given, which may be before the counters open. */
  readonly ticketsFromAt: number;
  readonly fromAt: number;
  /** Until when numbers are given; who is inside then is still served. */
  readonly ticketsUntilAt: number;
  readonly untilAt: number;
}

/** The day's hours of each service by its letter; null: always. A letter that is missing is closed all day. */
export type Timetable = Readonly<Record<string, readonly OpenSpan[] | null>>;

export type Hours =
  | { readonly state: 'open' }
  /** `opensAt` is null where it does not open again today. */
  | { readonly state: 'not-yet' | 'break' | 'over' | 'closed-today'; readonly opensAt: number | null };

/** Where a service stands in its day. A clock that nobody trusts closes nothing. */
export function hoursAt(timetable: Timetable, letter: string, now: Moment): Hours {
  const spans = timetable[letter];
  if (spans === null || !now.trusted) return { state: 'open' };
  if (spans === undefined || spans.length === 0) return { state: 'closed-today', opensAt: null };
  if (spans.some(({ ticketsFromAt, ticketsUntilAt }) => ticketsFromAt <= now.at && now.at < ticketsUntilAt))
    return { state: 'open' };
  const next = spans.find(({ ticketsFromAt }) => ticketsFromAt > now.at);
  if (next === undefined) return { state: 'over', opensAt: null };
  return { state: next === spans[0] ? 'not-yet' : 'break', opensAt: next.ticketsFromAt };
}

/** The next moment after `at` at which a service begins or ends to give numbers; null when there is none today. */
export function nextChangeAt(timetable: Timetable, at: number): number | null {
  const moments = Object.values(timetable).flatMap(
    (spans) => spans?.flatMap(({ ticketsFromAt, ticketsUntilAt }) => [ticketsFromAt, ticketsUntilAt]) ?? [],
  );
  const later = moments.filter((moment) => moment > at);
  return later.length === 0 ? null : Math.min(...later);
}
