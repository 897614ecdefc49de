import type { LobbyCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Lobby } from '../lobby.ts';
import type { State } from '../state.ts';
import type { Timetable } from '../timetable.ts';
import { clearDesk, requeueFor } from './agents.ts';
import type { Ask } from './ask.ts';
import { settleKiosks } from './kiosk-assist.ts';

/**
 * A configuration is a fact once; applying the same again is none. Compared as text: it came from one function. Those who were
 * sent to a counter that the new one does not know wait for all counters again, and agents whose counter or name is gone are signed out.
 */
export function applyConfig(state: State, lobby: Lobby, timetable: Timetable | null): Decision {
  const isSame =
    JSON.stringify(state.lobby) === JSON.stringify(lobby) &&
    (timetable === null || JSON.stringify(state.timetable) === JSON.stringify(timetable));
  if (isSame) return nothingNew;
  const isKept = (id: string) => lobby.counters.some((counter) => counter.id === id);
  const isEmployed = (agent: string | null) => agent === null || lobby.agents.some(({ id }) => id === agent);
  const leaving = [...state.counters].flatMap(([id, desk]) => {
    const isEmpty = desk.ticket === null && desk.held.length === 0;
    if (isKept(id) && (isEmployed(desk.agent) || !isEmpty)) return [];
    return isEmpty ? clearDesk(state, id, desk, 'counter-gone') : requeueFor(state, id, 'counter-gone');
  });
  const isNoMore = (id: string) => !lobby.kiosks.some((kiosk) => kiosk.id === id);
  const uncalled = settleKiosks(state, 'kiosk-gone', isNoMore);
  return { events: [...leaving, ...uncalled, { type: 'config.applied', data: { lobby, timetable } }] };
}

/** No new numbers for a service, and why; whoever waits for it is still served. */
export function closeService(
  { state, lobby }: Ask,
  { service, reason }: Extract<LobbyCommand, { type: 'close-service' }>,
): Decision {
  if (!lobby.services.some(({ letter }) => letter === service)) return refuse('service-unknown');
  const before = state.closedServices.get(service);
  if (before !== undefined && JSON.stringify(before.reason) === JSON.stringify(reason)) return nothingNew;
  return accept({ type: 'service.closed', data: { service, reason } });
}

export function openService({ state, lobby }: Ask, service: string): Decision {
  if (!lobby.services.some(({ letter }) => letter === service)) return refuse('service-unknown');
  return state.closedServices.has(service)
    ? accept({ type: 'service.opened', data: { service } })
    : nothingNew;
}
