import type { CounterCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Ask } from './ask.ts';
import { keyFor } from './places.ts';

interface From {
  readonly ticket: Ticket;
  readonly counter: string;
  readonly agent: string;
}

/**
 * Sends a visitor on, to a service or to one counter. The number, the history and the counter of the first contact stay, and
 * whoever receives the visitor sees why.
 */
export function transfer(
  ask: Ask,
  { ticket, counter, agent }: From,
  { service, toCounter, place, reason }: Extract<CounterCommand, { type: 'transfer' }>,
): Decision {
  const to = service ?? ticket.service;
  if (!ask.lobby.services.some(({ letter }) => letter === to) && to !== ticket.service)
    return refuse('service-unknown');
  if (toCounter !== null) {
    const desk = ask.state.counters.get(toCounter);
    // One that has left the configuration goes with its last visitor, and must get no new ones.
    const isConfigured = ask.lobby.counters.some(({ id }) => id === toCounter);
    if (desk === undefined || !isConfigured) return refuse('counter-unknown');
    if (toCounter === counter) return refuse('transfer-nowhere');
    if (desk.agent === null) return refuse('counter-closed');
  } else if (to === ticket.service) {
    return refuse('transfer-nowhere');
  }
  return accept({
    type: 'ticket.transferred',
    data: {
      ticket: ticket.id,
      counter,
      agent,
      service: to,
      toCounter,
      reason,
      key: keyFor(ask, ticket, place),
    },
  });
}
