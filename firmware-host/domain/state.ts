import type { Lobby } from './lobby.ts';
import type { Moment } from './moment.ts';
import type { Queue } from './queue.ts';
import { copyQueue } from './queue.ts';
import type { Ticket } from './ticket.ts';

/** The visit that a counter has just ended, for as long as it is the latest: what a press on the pad there is about. */
export interface EndedVisit {
  readonly ticket: string;
  readonly number: string;
  readonly service: string;
  readonly agent: string;
  readonly finished: Moment;
  /** What counted; null while nothing has. */
  readonly score: number | null;
}

/** A counter as the rules see it: who sits there, whom they serve, and the day's count. */
export interface CounterDesk {
  readonly agent: string | null;
  readonly ticket: string | null;
  readonly served: number;
  readonly noShows: number;
  readonly lastVisit: EndedVisit | null;
}

/** One announcement. `position` is the journal's, so it orders calls and is never used twice. */
export interface Call {
  readonly position: number;
  readonly at: number;
  readonly ticket: string;
  readonly number: string;
  readonly service: string;
  readonly counter: string;
  readonly times: number;
}

/** The open lobby day and what numbers it has given. */
export interface Day {
  readonly date: string;
  /** Position of its `day.opened`. */
  readonly position: number;
  /** Tickets taken today, over all services: the sequence of the archive number. */
  readonly issued: number;
  /** Numbers still out from the days before; today's numbering steps over them. */
  readonly keptNumbers: ReadonlySet<string>;
}

/**
 * The whole truth about the lobby, folded from the journal. Its records are never changed, only replaced; its containers
 * are owned by the fold and changed in place, because copying a map of 100,000 tickets for each event would be the
 * slowest thing in the house. `copyState` gives a second, independent fold.
 */
export interface State {
  /** Position of the last event folded in. */
  position: number;
  lobby: Lobby | null;
  day: Day | null;
  readonly tickets: Map<string, Ticket>;
  /** Secret of the visitor's page → ticket. */
  readonly tokens: Map<string, string>;
  readonly queues: Map<string, Queue>;
  /** Last number given today per service letter. */
  readonly lastNumbers: Map<string, number>;
  readonly counters: Map<string, CounterDesk>;
  /** Newest first, at most `CALLS_KEPT`, each ticket once. */
  calls: readonly Call[];
  /** Jobs that wait for the printer or are under way, in the order of their tickets → ticket. */
  readonly openJobs: Map<string, string>;
  /** Visitors in the lobby whose paper failed or is uncertain. */
  printProblems: number;
  /** Latest papers per kiosk as ticket ids, newest first. */
  readonly kioskTickets: Map<string, readonly string[]>;
  /** Latest handling times (call to finish) per service in ms, oldest first. */
  readonly handledMs: Map<string, readonly number[]>;
  /** Latest queue times (taking to first call) of the lobby in ms, oldest first. */
  queuedMs: readonly number[];
}

export const CALLS_KEPT = 12;
export const KIOSK_TICKETS_KEPT = 6;
/** Enough to be steady, few enough to follow the day: about an hour of one busy counter. */
export const TIMES_KEPT = 20;

export function initialState(): State {
  return {
    position: 0,
    lobby: null,
    day: null,
    tickets: new Map(),
    tokens: new Map(),
    queues: new Map(),
    lastNumbers: new Map(),
    counters: new Map(),
    calls: [],
    openJobs: new Map(),
    printProblems: 0,
    kioskTickets: new Map(),
    handledMs: new Map(),
    queuedMs: [],
  };
}

/** A second fold that stands where this one stands and can go its own way. */
export function copyState(state: State): State {
  return {
    ...state,
    tickets: new Map(state.tickets),
    tokens: new Map(state.tokens),
    queues: new Map([...state.queues].map(([letter, queue]) => [letter, copyQueue(queue)])),
    lastNumbers: new Map(state.lastNumbers),
    counters: new Map(state.counters),
    openJobs: new Map(state.openJobs),
    kioskTickets: new Map(state.kioskTickets),
    handledMs: new Map(state.handledMs),
  };
}

/** The ticket of that id. An id that came from the journal and is not there is a bug, not a fault. */
export function ticketOf(state: State, id: string): Ticket {
  const ticket = state.tickets.get(id);
  if (ticket === undefined) throw new Error(`ticket ${id} is not in the fold`);
  return ticket;
}
