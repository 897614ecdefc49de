import type { DomainEvent } from '../events.ts';
import { clearDesk } from './agents.ts';
import type { Ask } from './ask.ts';

/** Facts with which a visitor leaves a counter. */
const departures = [
  'ticket.finished',
  'ticket.no-show',
  'ticket.cancelled',
  'ticket.transferred',
  'ticket.corrected',
  'ticket.parked',
] as const;
type Departure = Extract<DomainEvent, { type: (typeof departures)[number] }>;

const isDeparture = (fact: DomainEvent): fact is Departure => departures.some((type) => type === fact.type);

/**
 * A counter that has left the configuration closes with its last visitor: whoever sat there is signed out, and it is said, or the
 * shift would never end for those who count.
 */
export function counterFollows(ask: Ask, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  return facts.filter(isDeparture).flatMap(({ data }) => close(ask, data.ticket, facts));
}

function close({ state, lobby }: Ask, id: string, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  const counter = state.tickets.get(id)?.counter ?? null;
  const desk = counter === null ? undefined : state.counters.get(counter);
  if (counter === null || desk === undefined || lobby.counters.some((known) => known.id === counter))
    return [];
  const isHere = desk.ticket === id || desk.held.includes(id);
  const others = [desk.ticket, ...desk.held].filter((other) => other !== null && other !== id);
  const isSaid = facts.some(({ type, data }) => type === 'counter.signed-out' && data.counter === counter);
  if (!isHere || others.length > 0 || isSaid) return [];
  return clearDesk(state, counter, { ...desk, ticket: null, held: [] }, 'counter-gone');
}
