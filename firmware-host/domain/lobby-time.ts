import { elapsedMs, type Moment } from './moment.ts';
import type { State } from './state.ts';

/** What lobby time goes by: a fold of the whole lobby, or of a part of it. */
export type TimeKeeper = Pick<State, 'lobbyMs' | 'lastTime' | 'frozen'> & {
  readonly day: { readonly isClosed: boolean } | null;
};

/**
 * The lobby's own time in ms: it runs with the machine's monotonic clock, stands still while everybody is outside in an
 * evacuation, after the day's closing and while the machine is without power, and never jumps. All waits and services are measured in it, so that a
 * power cut at ten does not make everybody's wait an hour longer, and a clock that is set changes nobody's place.
 * Wall time stays for what people have agreed upon: hours, appointments, due times.
 */
export function lobbyMsAt({ lobbyMs, lastTime, frozen, day }: TimeKeeper, now: Moment): number {
  if (lastTime === null || frozen !== null || day?.isClosed === true) return lobbyMs;
  return lobbyMs + (lastTime.boot === now.boot ? elapsedMs(lastTime, now) : sinceBootMs(lastTime, now));
}

/**
 * After a power cut time goes on from the machine's start, whether or not anything has happened since. On another machine, which
 * may have run for weeks before it got this journal, no longer than the wall clocks say.
 */
function sinceBootMs(lastTime: Moment, now: Moment): number {
  const awayMs = lastTime.trusted && now.trusted ? elapsedMs(lastTime, now) : Number.POSITIVE_INFINITY;
  return Math.min(now.monoMs, awayMs);
}
