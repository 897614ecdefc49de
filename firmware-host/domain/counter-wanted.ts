/** What would help a lobby most: that somebody sits down at one more counter. For staff; the public reads waits, not staffing. */
import { aheadOfNewcomer, waitingFor } from './ahead.ts';
import { lobbyMsAt } from './lobby-time.ts';
import type { Moment } from './moment.ts';
import type { State } from './state.ts';
import { expectWait } from './wait.ts';
import { headOfLineMs } from './wait/head-of-line.ts';

export interface CounterWanted {
  readonly service: string;
  /** Where nobody sits who could call it, in the order of the configuration; never empty. */
  readonly counters: readonly string[];
}

/**
 * The service that misses its target most, as long as somebody waits for it and a counter that could call it is free to be
 * opened; null where there is none. What counts is the wait that the next one has to expect, or that of the first in line where
 * it is longer; where nobody calls the service, or too few visits were seen, only the latter is known.
 */
export function counterWanted(state: State, now: Moment): CounterWanted | null {
  const { lobby, day, frozen } = state;
  if (lobby === null || day === null || day.isClosed || frozen !== null) return null;
  const nowMs = lobbyMsAt(state, now);
  let most = 1;
  let wanted: CounterWanted | null = null;
  for (const { letter, target } of lobby.services) {
    if (waitingFor(state, letter) === 0) continue;
    const counters = emptyCountersFor(state, letter);
    const missed = waitMsOf(state, letter, nowMs) / target.withinMs;
    if (counters.length === 0 || missed <= most) continue;
    most = missed;
    wanted = { service: letter, counters };
  }
  return wanted;
}

/** One that is shut is not free to be opened. */
function emptyCountersFor({ lobby, counters }: State, service: string): string[] {
  const able = (lobby?.counters ?? []).filter(
    ({ services, overflow }) =>
      services.includes(service) || overflow.some((helped) => helped.service === service),
  );
  return able
    .map(({ id }) => id)
    .filter((id) => {
      const desk = counters.get(id);
      return desk !== undefined && desk.agent === null && desk.shut === null;
    });
}

function waitMsOf(state: State, service: string, nowMs: number): number {
  const ahead = aheadOfNewcomer(state, service, 'ordinary');
  const expected = expectWait(state, service, ahead, nowMs);
  return Math.max(expected?.meanMs ?? 0, headOfLineMs(state, [service], nowMs) ?? 0);
}
