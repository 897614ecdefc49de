import { queueAhead, queueFront, queueLength, queueStart } from './queue.ts';
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

/**
 * The lines that a counter calls from: those of its services, and those that nobody calls any more because their service left
 * the configuration. Whoever stands there holds a number, and must not wait for ever.
 */
export function linesOf(state: State, counter: string): readonly string[] {
  const own = state.lobby?.counters.find(({ id }) => id === counter)?.services ?? [];
  return own.length === 0 ? own : [...own, ...linesWithoutService(state)];
}

/** Lines in which somebody still waits for a service that no counter offers. */
export function linesWithoutService(state: State): readonly string[] {
  const offered = new Set(state.lobby?.counters.flatMap(({ services }) => services));
  return [...state.queues.keys()].filter((letter) => !offered.has(letter) && lineLength(state, letter) > 0);
}

/** People who wait for one service. */
export function lineLength(state: State, service: string): number {
  const queue = state.queues.get(service);
  return queue === undefined ? 0 : queueLength(queue);
}

/** People who wait in the lobby, whatever for. */
export function waitingTotal(state: State): number {
  return [...state.queues.values()].reduce((sum, queue) => sum + queueLength(queue), 0);
}

/**
 * The lines whose people are called in turn with those of a service: all lines of every counter that offers it. Where
 * counters share their services only in part this is a little more than the truth, which is the better side to err on.
 */
export function linesBeside(state: State, service: string): readonly string[] {
  const lines = new Set([service]);
  for (const { services } of state.lobby?.counters ?? []) {
    if (services.includes(service)) for (const letter of services) lines.add(letter);
  }
  return [...lines];
}

/** How many would be called before somebody who takes a number for a service now. */
export function peopleWaitingBeside(state: State, service: string): number {
  return linesBeside(state, service).reduce((sum, letter) => sum + lineLength(state, letter), 0);
}

/** How many will be called before a ticket that waits. */
export function peopleBefore(state: State, { service, position }: Ticket): number {
  return linesBeside(state, service).reduce((sum, letter) => {
    const queue = state.queues.get(letter);
    if (queue === undefined) return sum;
    return sum + queueAhead(queue, position, (id) => ticketOf(state, id).position);
  }, 0);
}
