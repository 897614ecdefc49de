/** What each agent has done today. It follows the desks: whatever a fact changes there ends one thing and begins another. */
import {
  newAgentDay,
  partFrom,
  turnTo,
  withRating,
  withSpell,
  type AgentDay,
  type AgentDoing,
} from '../agent-day.ts';
import { counterPhase } from '../counter-phase.ts';
import type { EventData, EventType, PlacedEvent } from '../events.ts';
import type { Rating } from '../rating.ts';
import { isGood } from '../satisfaction.ts';
import type { State } from '../state.ts';
import { ticketOf } from '../state.ts';
import type { Apply } from './apply.ts';

/** To be told of every fact, once the rest of the state has it. */
export function seeAgents(state: State, event: PlacedEvent): void {
  (sees[event.type] as Apply<EventType> | undefined)?.(state, event.data, event);
}

const sees: { readonly [T in EventType]?: Apply<T> } = {
  // In a house that never closes somebody may sit there still, and begins with the day.
  'day.opened'(state) {
    for (const counter of state.counters.keys()) follow(state, counter);
  },

  'counter.signed-in': followThere,
  'counter.paused': followThere,
  'counter.ready': followThere,
  'counter.handed-over'(state, { counter, from }) {
    leave(state, from);
    follow(state, counter);
  },
  'counter.signed-out'(state, { agent }) {
    leave(state, agent);
  },

  'ticket.called': followThere,
  'ticket.started': started,
  'ticket.held': followThere,
  'ticket.resumed': followThere,
  'ticket.recovered': recovered,
  'ticket.finished'(state, data) {
    gone(state, data, !data.estimated, (day) => ({ ...day, served: day.served + 1 }));
  },
  'ticket.no-show'(state, data) {
    gone(state, data, true, (day) => ({ ...day, noShows: day.noShows + 1 }));
  },
  'ticket.transferred'(state, { ticket, agent }) {
    gone(state, { ticket });
    if (agent !== null) change(state, agent, (day) => ({ ...day, sentOn: day.sentOn + 1 }));
  },
  'ticket.corrected'(state, { ticket }) {
    // The wrong card was touched: that is no visit of anybody.
    gone(state, { ticket }, false);
  },
  'ticket.cancelled'(state, { ticket }) {
    gone(state, { ticket });
  },
  'ticket.parked'(state, { ticket }) {
    gone(state, { ticket });
  },
  'ticket.requeued'(state, { ticket }) {
    gone(state, { ticket });
  },
};

/** A rating that counts, or that no longer does, stays with whoever served. */
export const seeRating = (state: State, agent: string, rating: Rating, by: 1 | -1): void =>
  change(state, agent, (day) => withRating(day, isGood(rating), by));

interface Gone {
  readonly ticket: string;
  readonly counter?: string;
}

/** A visitor has gone from a counter, if he was at one. */
function gone(
  state: State,
  { ticket, counter = state.tickets.get(ticket)?.counter ?? undefined }: Gone,
  isKnown = true,
  count: (day: AgentDay) => AgentDay = (day) => day,
): void {
  if (counter === undefined) return;
  const agent = whoSits(state, counter);
  if (agent === null) return;
  const next = doingAt(state, counter);
  change(state, agent, (day) => {
    const turned = isSame(day.doing, next) ? day : turnTo(day, next, state.lobbyMs);
    return count(partFrom(turned, ticket, isKnown));
  });
}

/** Also at a counter that has left the configuration, and went with its last visitor in this very moment. */
function whoSits({ counters, agentDays }: State, counter: string): string | null {
  const desk = counters.get(counter);
  if (desk !== undefined) return desk.agent;
  for (const [agent, { doing }] of agentDays) if (doing?.counter === counter) return agent;
  return null;
}

function started(state: State, { ticket, counter, implied }: EventData['ticket.started']): void {
  const { calledMs, startedMs } = ticketOf(state, ticket);
  const agent = whoSits(state, counter);
  const next = doingAt(state, counter);
  if (agent === null || next === null) return;
  change(state, agent, (day) => {
    // Where nobody pressed start it began with the last call, but not before this agent came.
    const sinceMs = Math.max(startedMs, day.doing?.sinceMs ?? startedMs);
    const turned = turnTo(day, { ...next, sinceMs }, state.lobbyMs);
    return implied ? turned : { ...turned, walk: withSpell(turned.walk, startedMs - calledMs) };
  });
}

/** From a slip: it counts, and nobody knows how long it took. */
function recovered(state: State, { agent, outcome }: EventData['ticket.recovered']): void {
  if (agent === null) return;
  if (outcome === 'finished') change(state, agent, (day) => ({ ...day, served: day.served + 1 }));
  if (outcome === 'no-show') change(state, agent, (day) => ({ ...day, noShows: day.noShows + 1 }));
}

function followThere(state: State, { counter }: { readonly counter: string }): void {
  follow(state, counter);
}

/** Whoever sits at a counter turns to what it is at now. */
function follow(state: State, counter: string): void {
  const agent = state.counters.get(counter)?.agent ?? null;
  const next = doingAt(state, counter);
  if (agent === null || isSame(state.agentDays.get(agent)?.doing ?? null, next)) return;
  change(state, agent, (day) => turnTo(day, next, state.lobbyMs));
}

/** An agent goes. Visitors whom he leaves to another one have been his up to now. */
function leave(state: State, agent: string): void {
  change(state, agent, (day) => {
    const turned = turnTo(day, null, state.lobbyMs);
    return Object.keys(turned.parts).reduce((left, ticket) => partFrom(left, ticket, true), turned);
  });
}

function doingAt(state: State, counter: string): AgentDoing | null {
  const desk = state.counters.get(counter);
  if (desk === undefined) return null;
  const phase = counterPhase(desk, desk.ticket === null ? null : ticketOf(state, desk.ticket));
  return phase === 'closed' ? null : { counter, phase, ticket: desk.ticket, sinceMs: state.lobbyMs };
}

const isSame = (one: AgentDoing | null, other: AgentDoing | null): boolean =>
  one?.phase === other?.phase && one?.ticket === other?.ticket && one?.counter === other?.counter;

function change(state: State, agent: string, to: (day: AgentDay) => AgentDay): void {
  state.agentDays.set(agent, to(state.agentDays.get(agent) ?? newAgentDay));
}
