import { waitingTotal } from '../../domain/ahead.ts';
import type { Moment } from '../../domain/moment.ts';
import type { State } from '../../domain/state.ts';
import { hoursAt, type Hours } from '../../domain/timetable.ts';

/** So long before the first number can be taken, whoever stands at the door should see that somebody is at home. */
const BEFORE_OPENING_MS = 30 * 60_000;

/**
 * Whether the lobby has closed for the day, or is yet to open: no service takes numbers because of the hour, the hours
 * themselves are over, and nobody is left who waits, is called or is served. What staff have closed, a break and a full hall are
 * no end of the day; while the clock is not trusted, there is none.
 */
export function isClosed(state: Readonly<State>, now: Moment): boolean {
  if (!now.trusted || state.frozen !== null || isAnybodyHere(state)) return false;
  const { day, lobby, timetable } = state;
  if (day === null || day.isClosed) return true;
  const services = lobby?.services ?? [];
  if (!services.every(({ letter }) => isOutOfHours(hoursAt(timetable, letter, now), now))) return false;
  // The last number is given some time before the counters close.
  return !Object.values(timetable).some((spans) =>
    spans?.some(({ fromAt, untilAt }) => fromAt <= now.at && now.at < untilAt),
  );
}

function isOutOfHours(hours: Hours, now: Moment): boolean {
  if (hours.state === 'not-yet') return hours.opensAt !== null && hours.opensAt - now.at > BEFORE_OPENING_MS;
  return hours.state === 'over' || hours.state === 'closed-today';
}

const isAnybodyHere = (state: Readonly<State>): boolean =>
  waitingTotal(state) > 0 ||
  [...state.counters.values()].some(({ ticket, held }) => ticket !== null || held.length > 0);
