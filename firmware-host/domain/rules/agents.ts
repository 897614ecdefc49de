import type { CounterCommand } from '../commands.ts';
import type { CounterDesk, PauseReason } from '../counter-desk.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { DomainEvent, RequeueReason } from '../events.ts';
import type { Refusal } from '../refusal.ts';
import { isSkilledFor } from '../skills.ts';
import { ticketOf } from '../state.ts';
import type { State } from '../state.ts';
import type { Ask } from './ask.ts';

/** An agent sits down. The same agent at the same counter again is no news; another agent has to wait for a sign-out. */
export function signIn(ask: Ask, counter: string, agent: string): Decision {
  const desk = ask.state.counters.get(counter);
  const isConfigured = ask.lobby.counters.some(({ id }) => id === counter);
  if (desk === undefined || !isConfigured) return refuse('counter-unknown');
  if (desk.agent === agent) return nothingNew;
  if (desk.shut !== null) return refuse('counter-shut', desk.shut);
  const unfit = unfitness(ask, counter, agent);
  if (unfit !== null) return refuse(unfit);
  if (desk.agent !== null) return refuse('counter-taken');
  return accept({ type: 'counter.signed-in', data: { counter, agent } });
}

/** Shift change with visitors there: what is open goes over in writing, and a rating stays with the agent who served. */
export function handOver(
  ask: Ask,
  { counter, agent, note }: Extract<CounterCommand, { type: 'hand-over' }>,
): Decision {
  const desk = ask.state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  const from = desk.agent;
  if (from === null) return refuse('counter-closed');
  if (from === agent) return nothingNew;
  const unfit = unfitness(ask, counter, agent);
  if (unfit !== null) return refuse(unfit);
  return accept({ type: 'counter.handed-over', data: { counter, from, agent, note } });
}

/** Why an agent cannot sit at a counter: one agent is at one counter, and has to know something that it offers. */
function unfitness({ state, lobby }: Ask, counter: string, agent: string): Refusal | null {
  if (!lobby.agents.some(({ id }) => id === agent)) return 'agent-unknown';
  if ([...state.counters.values()].some((desk) => desk.agent === agent)) return 'agent-elsewhere';
  return isSkilledFor(state, counter, agent) ? null : 'agent-unskilled';
}

/** An agent leaves; whoever had been sent to this counter alone waits for all of them again. */
export function signOut(
  { state }: Ask,
  counter: string,
  { agent, ticket, held, assist }: CounterDesk,
): Decision {
  if (agent === null) return refuse('counter-closed');
  if (ticket !== null) return refuse('counter-busy');
  if (held.length > 0) return refuse('counter-holds');
  const before = [...settled(counter, assist), ...requeueFor(state, counter, 'agent-left')];
  return { events: [...before, leaving(counter, agent, false)] };
}

/** A supervisor ends the shift of somebody who has gone without a word. */
export function forceSignOut({ state }: Ask, counter: string): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  return desk.agent === null ? nothingNew : { events: clearDesk(state, counter, desk, 'agent-left') };
}

/** Nobody can sit there until it is opened again; for a broken counter, or a door that has to stay shut. */
export function shutCounter({ state }: Ask, counter: string, reason: string): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  if (desk.shut !== null) return nothingNew;
  if (desk.ticket !== null) return refuse('counter-busy');
  if (desk.held.length > 0) return refuse('counter-holds');
  const cleared = clearDesk(state, counter, desk, 'counter-gone');
  return { events: [...cleared, { type: 'counter.shut', data: { counter, reason } }] };
}

export function reopenCounter({ state }: Ask, counter: string): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  return desk.shut === null ? nothingNew : accept({ type: 'counter.reopened', data: { counter } });
}

export function pause(counter: string, desk: CounterDesk, reason: PauseReason): Decision {
  if (desk.agent === null) return refuse('counter-closed');
  if (desk.ticket !== null) return refuse('counter-busy');
  if (desk.pause === reason) return nothingNew;
  return accept({ type: 'counter.paused', data: { counter, agent: desk.agent, reason } });
}

/** Back from a pause, or done with writing up. */
export function ready(counter: string, { agent, status }: CounterDesk): Decision {
  if (agent === null) return refuse('counter-closed');
  if (status === 'ready') return nothingNew;
  return accept({ type: 'counter.ready', data: { counter, agent, by: 'agent' } });
}

/**
 * Empties a counter whose agent is gone: who was called waits again, who was being served is taken as served with an estimated
 * end, who was held waits again in his old place.
 */
export function clearDesk(
  state: State,
  counter: string,
  { agent, ticket, held, assist }: CounterDesk,
  reason: RequeueReason,
): readonly DomainEvent[] {
  const seated = ticket === null ? [] : [ticketOf(state, ticket)];
  return [
    ...seated.map((visit): DomainEvent =>
      visit.state === 'serving'
        ? { type: 'ticket.finished', data: { ticket: visit.id, counter, estimated: true } }
        : requeued(state, visit.id, reason),
    ),
    ...held.map((id) => requeued(state, id, reason)),
    ...requeueFor(state, counter, reason),
    ...settled(counter, assist),
    ...(agent === null ? [] : [leaving(counter, agent, true)]),
  ];
}

/** A call for help ends with whoever has called. */
const settled = (counter: string, assist: CounterDesk['assist']): readonly DomainEvent[] =>
  assist === null ? [] : [{ type: 'assist.settled', data: { counter } }];

/** Those who were sent to a counter that does not call them any more. */
export function requeueFor(state: State, counter: string, reason: RequeueReason): readonly DomainEvent[] {
  return [...state.lines]
    .filter(([key]) => key.startsWith(`@${counter}/`))
    .flatMap(([, { standing, head }]) => standing.slice(head))
    .map(({ ticket }) => requeued(state, ticket, reason));
}

export const requeued = (state: State, ticket: string, reason: RequeueReason): DomainEvent => ({
  type: 'ticket.requeued',
  data: { ticket, reason, key: ticketOf(state, ticket).arrivalKey },
});

const leaving = (counter: string, agent: string, forced: boolean): DomainEvent => ({
  type: 'counter.signed-out',
  data: { counter, agent, forced },
});
