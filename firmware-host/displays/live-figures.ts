/** What the supervisor has to know at once: who waits longest, what is out of order, and which case is due first. */
import { meanOf, type Spells } from '../domain/agent-day.ts';
import type { CounterDesk } from '../domain/counter-desk.ts';
import { standingAt, type Line } from '../domain/line.ts';
import { serviceLine } from '../domain/line-key.ts';
import { ticketClasses } from '../domain/lobby.ts';
import type { Moment } from '../domain/moment.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import type { DeviceView } from '../messages/devices.ts';
import type { LobbyToday, LobbyView, LongestWait, UnwellDevice } from '../messages/lobby.ts';
import type { Site } from '../site.ts';
import { caseView } from './case-view.ts';

import { deviceReports } from './device-report.ts';
import { wallSecond } from './wall-time.ts';

/** Who has waited longest for a service; null where nobody waits. */
export function longestWait(state: Readonly<State>, service: string, now: Moment): LongestWait | null {
  let found: { readonly ticket: string; readonly sinceMs: number } | null = null;
  for (const ticketClass of ticketClasses) {
    for (const { ticket, sinceMs } of frontOf(state, state.lines.get(serviceLine(service, ticketClass))))
      if (found === null || sinceMs < found.sinceMs) found = { ticket, sinceMs };
  }
  if (found === null) return null;
  const { id, number } = ticketOf(state, found.ticket);
  return { id, number, since: wallSecond(state, now, found.sinceMs) };
}

/** Those whom staff have put before all others, and the first who came by himself: nobody behind him waits longer. */
function* frontOf(
  state: Readonly<State>,
  line: Line | undefined,
): Generator<{ readonly ticket: string; readonly sinceMs: number }> {
  if (line === undefined) return;
  for (let index = 0; ; index += 1) {
    const standing = standingAt(line, index);
    if (standing === undefined) return;
    yield { ticket: standing.ticket, sinceMs: ticketOf(state, standing.ticket).waitingMs };
    if (standing.key >= 0) return;
  }
}

/** Devices that are not as they should be, the lost ones first. */
export const unwellDevices = (
  state: Readonly<State>,
  site: Site,
  views: readonly DeviceView[],
): UnwellDevice[] =>
  deviceReports(state, site, views)
    .filter((device) => device.state !== 'ready' || device.paperLow)
    .map(({ id, kind, state: condition, problem, paperLow, since, paper, pad, board }) => ({
      id,
      kind,
      state: condition,
      problem,
      paperLow,
      counter: pad?.counter ?? board?.counter ?? null,
      left: paper?.left ?? null,
      since,
    }))
    .toSorted((one, other) => Number(one.state !== 'lost') - Number(other.state !== 'lost'));

/** The case that is due first; of several without a time, the oldest. */
export function firstCase(site: Site, state: Readonly<State>, now: Moment): LobbyView['cases']['first'] {
  let [first] = state.cases.values();
  for (const file of state.cases.values())
    if (first !== undefined && dueAt(file) < dueAt(first)) first = file;
  return first === undefined ? null : caseView(site, state, first, now);
}

const dueAt = ({ dueAt: at }: { readonly dueAt: number | null }): number => at ?? Number.POSITIVE_INFINITY;

/** What whoever sits at a counter has done so far today, the present stretch left out; null where nobody sits. */
export function dayOf(state: Readonly<State>, { agent }: CounterDesk): LobbyToday | null {
  const day = agent === null ? undefined : state.agentDays.get(agent);
  if (day === undefined) return null;
  const { faced, walk, wrapUp, idleMs, pausedMs, sentOn } = day;
  return {
    facedMs: Math.round(faced.totalMs),
    walkMs: Math.round(walk.totalMs),
    wrapUpMs: Math.round(wrapUp.totalMs),
    idleMs: Math.round(idleMs),
    pausedMs: Math.round(pausedMs),
    meanServiceMs: mean(faced),
    meanWalkMs: mean(walk),
    sentOn,
  };
}

/** In whole ms. */
function mean(spells: Spells): number | null {
  const ms = meanOf(spells);
  return ms === null ? null : Math.round(ms);
}
