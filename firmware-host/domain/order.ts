import { queueFront, queueStart } from './queue.ts';
import type { State } from './state.ts';
import { ticketOf } from './state.ts';
import type { Ticket } from './ticket.ts';

/**
 * Whom a counter calls next: of the people waiting for any service it offers, the one who came first. Null when nobody
 * waits. Looks only at the front of each line, so the length of the day does not matter.
 */
export function nextFor(state: State, services: readonly string[]): Ticket | null {
  let first: Ticket | null = null;
  for (const letter of services) {
    const queue = state.queues.get(letter);
    const id = queue ? queueFront(queue) : null;
    if (id === null) continue;
    const ticket = ticketOf(state, id);
    if (first === null || ticket.position < first.position) first = ticket;
  }
  return first;
}

/** The next `count` people of a counter in the order in which it would call them. */
export function upcomingFor(state: State, services: readonly string[], count: number): readonly Ticket[] {
  return services
    .flatMap((letter) => {
      const queue = state.queues.get(letter);
      return queue ? queueStart(queue, count) : [];
    })
    .map((id) => ticketOf(state, id))
    .toSorted((a, b) => a.position - b.position)
    .slice(0, count);
}
