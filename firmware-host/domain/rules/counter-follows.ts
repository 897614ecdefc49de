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
  // At the end of a day, of one who is held and is kept.
  'ticket.requeued',
] as const;
type Departure = Extract<DomainEvent, { type: (typeof departures)[number] }>;

const isDeparture = (fact: DomainEvent): fact is Departure => departures.some((type) => type === fact.type);

/**
 * A counter that has left the configuration closes with its last visitor: whoever sat there is signed out, and it is said, or the
 * shift would never end for those who count.
 */
export function counterFollows(ask: Ask, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  const leaving = new Set(facts.filter(isDeparture).map(({ data }) => data.ticket));
  const counters = new Set([...leaving].flatMap((id) => ask.state.tickets.get(id)?.counter ?? []));
  return [...counters].flatMap((counter) => close(ask, counter, leaving, facts));
}

function close(
  { state, lobby }: Ask,
  counter: string,
  leaving: ReadonlySet<string>,
  facts: readonly DomainEvent[],
): readonly DomainEvent[] {
  const desk = state.counters.get(counter);
  if (desk === undefined || lobby.counters.some((known) => known.id === counter)) return [];
  const here = [desk.ticket, ...desk.held].filter((id) => id !== null);
  const isSaid = facts.some(({ type, data }) => type === 'counter.signed-out' && data.counter === counter);
  if (here.length === 0 || here.some((id) => !leaving.has(id)) || isSaid) return [];
  return clearDesk(state, counter, { ...desk, ticket: null, held: [] }, 'counter-gone');
}
