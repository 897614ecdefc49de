import type { CounterDesk } from './counter-desk.ts';
import type { Ticket } from './ticket.ts';

export type CounterPhase = 'closed' | 'idle' | 'called' | 'serving' | 'paused' | 'wrap-up';

/** What a counter is doing, from its desk and its ticket. */
export function counterPhase({ agent, status }: CounterDesk, ticket: Ticket | null): CounterPhase {
  if (agent === null) return 'closed';
  if (ticket !== null) return ticket.state === 'called' ? 'called' : 'serving';
  return status === 'ready' ? 'idle' : status;
}
