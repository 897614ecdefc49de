import type { CounterAction, Refusal } from './commands.ts';
import { counterActions } from './commands.ts';
import type { Decision } from './decision.ts';
import { linesOf, nextFor } from './order.ts';
import type { CounterDesk, State } from './state.ts';
import { ticketOf } from './state.ts';
import type { Ticket } from './ticket.ts';

/** An agent sits down. The same agent at the same counter again is no news; another agent has to wait for a sign-out. */
export function decideSignIn(state: State, counter: string, agent: string): Decision {
  const desk = state.counters.get(counter);
  const isConfigured = state.lobby?.counters.some(({ id }) => id === counter) ?? false;
  if (desk === undefined || !isConfigured) return { refusal: 'counter-unknown' };
  if (!state.lobby?.agents.some(({ id }) => id === agent)) return { refusal: 'agent-unknown' };
  if (desk.agent === agent) return { events: [] };
  if (desk.agent !== null) return { refusal: 'counter-taken' };
  return { events: [{ type: 'counter.signed-in', data: { counter, agent } }] };
}

/** What an agent does at a counter, from calling to leaving. */
export function decideCounter(state: State, counter: string, action: CounterAction): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return { refusal: 'counter-unknown' };
  const { agent } = desk;
  if (agent === null) return { refusal: 'counter-closed' };
  const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
  const at: Desk = { state, counter, agent, ticket };
  if (action === 'call-next') return callNext(at);
  if (action === 'sign-out') return signOut(at);
  return ticket === null ? { refusal: 'no-ticket' } : withTicket(at, ticket, action);
}

/** The actions that the rules would take at this counter now. */
export function allowedActions(state: State, counter: string): readonly CounterAction[] {
  return counterActions.filter((action) => 'events' in decideCounter(state, counter, action));
}

interface Desk {
  readonly state: State;
  readonly counter: string;
  readonly agent: string;
  readonly ticket: Ticket | null;
}

const refuse = (refusal: Refusal): Decision => ({ refusal });

function callNext({ state, counter, agent, ticket }: Desk): Decision {
  if (ticket !== null) return refuse('counter-busy');
  const next = nextFor(state, linesOf(state, counter));
  if (next === null) return refuse('queue-empty');
  return { events: [{ type: 'ticket.called', data: { ticket: next.id, counter, agent, call: 1 } }] };
}

function signOut({ counter, agent, ticket }: Desk): Decision {
  if (ticket !== null) return refuse('counter-busy');
  return { events: [{ type: 'counter.signed-out', data: { counter, agent } }] };
}

/**
 * A called visitor is called again, begins, or did not come; one who is being served is finished. Finishing somebody who
 * was only called is taken as start and finish at once, marked `implied`: the agent forgot a key, the visit was real.
 */
function withTicket(
  { counter, agent }: Desk,
  ticket: Ticket,
  action: Exclude<CounterAction, 'call-next' | 'sign-out'>,
): Decision {
  const called = ticket.state === 'called';
  const here = { ticket: ticket.id, counter };
  if (action === 'finish') {
    const finished = { type: 'ticket.finished', data: here } as const;
    return {
      events: called ? [{ type: 'ticket.started', data: { ...here, implied: true } }, finished] : [finished],
    };
  }
  if (!called) return refuse('ticket-not-called');
  switch (action) {
    case 'recall':
      return { events: [{ type: 'ticket.called', data: { ...here, agent, call: ticket.calls + 1 } }] };
    case 'start':
      return { events: [{ type: 'ticket.started', data: { ...here, implied: false } }] };
    case 'no-show':
      return { events: [{ type: 'ticket.no-show', data: here }] };
  }
}

/** What a counter is doing, from its desk and its ticket. */
export function counterPhase(
  desk: CounterDesk,
  ticket: Ticket | null,
): 'closed' | 'idle' | 'called' | 'serving' {
  if (desk.agent === null) return 'closed';
  if (ticket === null) return 'idle';
  return ticket.state === 'called' ? 'called' : 'serving';
}
