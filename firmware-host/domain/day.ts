import type { Decision } from './decision.ts';
import type { Carried } from './events.ts';
import type { State } from './state.ts';
import { isLive, isPrintOpen } from './ticket.ts';

/**
 * A new lobby day. Only a later date opens one: a clock that jumps back never repeats a day. People who are still in the
 * lobby at midnight keep their numbers and their places.
 */
export function openDay(state: State, date: string): Decision {
  if (state.lobby === null) return { refusal: 'day-not-open' };
  if (state.day !== null && date <= state.day.date) return { events: [] };
  const carried: Carried = {
    lobby: state.lobby,
    tickets: [...state.tickets.values()].filter((ticket) => isLive(ticket) || isPrintOpen(ticket)),
    counters: [...state.counters].map(([id, { agent, ticket, lastVisit }]) => ({
      id,
      agent,
      ticket,
      lastVisit,
    })),
    handledMs: Object.fromEntries(state.handledMs),
  };
  return { events: [{ type: 'day.opened', data: { date, carried } }] };
}
