import type { EventData, EventType, Placed, PlacedEvent } from './events.ts';
import { sequenceOf } from './numbers.ts';
import { dequeue, enqueue, emptyQueue } from './queue.ts';
import type { CounterDesk, State } from './state.ts';
import { CALLS_KEPT, KIOSK_TICKETS_KEPT, TIMES_KEPT, initialState, ticketOf } from './state.ts';
import type { Moment } from './moment.ts';
import { elapsedMs } from './moment.ts';
import type { PrintJob, Ticket } from './ticket.ts';
import { isLive, isPrintOpen, lacksPaper } from './ticket.ts';

/** Folds one fact into a state that the caller owns, and returns that state. */
export function evolve(state: State, event: PlacedEvent): State {
  (apply[event.type] as Apply<EventType>)(state, event.data, event);
  state.position = event.seq;
  return state;
}

type Apply<T extends EventType> = (state: State, data: EventData[T], placed: Placed) => void;

const apply: { readonly [T in EventType]: Apply<T> } = {
  'config.applied'(state, { lobby }) {
    state.lobby = lobby;
    for (const { letter } of lobby.services)
      if (!state.queues.has(letter)) state.queues.set(letter, emptyQueue());
    const configured = new Set(lobby.counters.map(({ id }) => id));
    for (const id of configured) if (!state.counters.has(id)) state.counters.set(id, emptyDesk);
    // A counter that left the configuration stays until its visitor is served.
    for (const [id, desk] of state.counters) {
      if (!configured.has(id) && desk.ticket === null) state.counters.delete(id);
    }
  },

  'day.opened'(state, { date, carried }, { seq }) {
    const kept = new Set(carried.tickets.filter(isLive).map((ticket) => ticket.number));
    Object.assign(state, initialState(), { day: { date, position: seq, issued: 0, keptNumbers: kept } });
    apply['config.applied'](state, { lobby: carried.lobby }, { seq, time: beginning });
    for (const { id, agent, ticket, lastVisit = null } of carried.counters)
      state.counters.set(id, { ...emptyDesk, agent, ticket, lastVisit });
    for (const [letter, times] of Object.entries(carried.handledMs)) state.handledMs.set(letter, times);
    for (const ticket of carried.tickets) addTicket(state, ticket);
  },

  'ticket.taken'(state, data, placed) {
    addTicket(state, ticketAtTaking(data, placed));
    state.lastNumbers.set(data.service, sequenceOf(data.number));
    if (state.day !== null) state.day = { ...state.day, issued: state.day.issued + 1 };
  },

  'ticket.called'(state, { ticket: id, counter, call }, { seq, time }) {
    const before = ticketOf(state, id);
    if (before.state === 'waiting') {
      dequeue(queueOf(state, before.service), id);
      state.queuedMs = latest(state.queuedMs, elapsedMs(before.taken, time));
    }
    const called = before.called ?? time;
    const ticket: Ticket = { ...before, state: 'called', counter, called, calls: call };
    state.tickets.set(id, ticket);
    changeDesk(state, counter, { ticket: id });
    const { number, service } = ticket;
    const shown = { position: seq, at: time.at, ticket: id, number, service, counter, times: call };
    state.calls = [shown, ...state.calls.filter((other) => other.ticket !== id)].slice(0, CALLS_KEPT);
  },

  'ticket.started'(state, { ticket: id }, { time }) {
    state.tickets.set(id, { ...ticketOf(state, id), state: 'serving', started: time });
  },

  'ticket.finished'(state, { ticket: id, counter }, { time }) {
    const before = ticketOf(state, id);
    replaceTicket(state, { ...before, state: 'finished' });
    const handledMs = elapsedMs(before.called ?? time, time);
    state.handledMs.set(before.service, latest(state.handledMs.get(before.service) ?? [], handledMs));
    const { agent, served } = deskOf(state, counter);
    // Who signs out may do so only without a visitor, so there is always somebody who ended the visit.
    const lastVisit =
      agent === null
        ? null
        : { ticket: id, number: before.number, service: before.service, agent, finished: time, score: null };
    changeDesk(state, counter, { ticket: null, served: served + 1, lastVisit });
  },

  'ticket.no-show'(state, { ticket: id, counter }) {
    replaceTicket(state, { ...ticketOf(state, id), state: 'no-show' });
    changeDesk(state, counter, { ticket: null, noShows: deskOf(state, counter).noShows + 1 });
  },

  'rating.given'(state, { counter, score }) {
    const { lastVisit } = deskOf(state, counter);
    if (lastVisit !== null) changeDesk(state, counter, { lastVisit: { ...lastVisit, score } });
  },

  // Kept for whoever looks into it; it changes nothing.
  'rating.flagged'() {},

  'counter.signed-in'(state, { counter, agent }) {
    changeDesk(state, counter, { agent });
  },

  'counter.signed-out'(state, { counter }) {
    changeDesk(state, counter, { agent: null });
  },

  'print.sending'(state, { ticket }) {
    changePrint(state, ticket, { state: 'sending' });
  },

  'print.printed'(state, { job, ticket, proof }) {
    changePrint(state, ticket, { state: 'printed', proof });
    state.openJobs.delete(job);
  },

  'print.failed'(state, { job, ticket, problem }) {
    state.openJobs.delete(job);
    changePrint(state, ticket, { state: 'failed', problem });
  },

  'print.uncertain'(state, { job, ticket, problem }) {
    state.openJobs.delete(job);
    changePrint(state, ticket, { state: 'uncertain', problem });
  },
};

/** The ticket as it was in the moment of its taking. */
export function ticketAtTaking(data: EventData['ticket.taken'], { seq, time }: Placed): Ticket {
  const { print, ticket: id, ...rest } = data;
  return {
    ...rest,
    id,
    position: seq,
    state: 'waiting',
    taken: time,
    called: null,
    started: null,
    calls: 0,
    counter: null,
    print: print && { id: print.job, printer: print.printer, state: 'waiting', proof: null, problem: null },
  };
}

const emptyDesk: CounterDesk = { agent: null, ticket: null, served: 0, noShows: 0, lastVisit: null };

/** A carried configuration has no moment of its own, and nothing asks for one. */
const beginning: Moment = { at: 0, monoMs: 0, boot: '', trusted: false };

function addTicket(state: State, ticket: Ticket): void {
  replaceTicket(state, ticket);
  state.tokens.set(ticket.token, ticket.id);
  if (ticket.state === 'waiting') enqueue(queueOf(state, ticket.service), ticket.id);
  if (ticket.print === null) return;
  if (isPrintOpen(ticket)) state.openJobs.set(ticket.print.id, ticket.id);
  const others = state.kioskTickets.get(ticket.kiosk) ?? [];
  state.kioskTickets.set(ticket.kiosk, [ticket.id, ...others].slice(0, KIOSK_TICKETS_KEPT));
}

/** A service may have left the configuration while its people still wait: their line stays. */
function queueOf(state: State, letter: string) {
  const queue = state.queues.get(letter) ?? emptyQueue();
  state.queues.set(letter, queue);
  return queue;
}

const deskOf = (state: State, counter: string): CounterDesk => state.counters.get(counter) ?? emptyDesk;

/** A counter that has left the configuration goes with its last visitor. */
function changeDesk(state: State, counter: string, change: Partial<CounterDesk>): void {
  const desk = { ...deskOf(state, counter), ...change };
  const isConfigured = state.lobby?.counters.some(({ id }) => id === counter) ?? false;
  if (isConfigured || desk.ticket !== null) state.counters.set(counter, desk);
  else state.counters.delete(counter);
}

/** Puts a new record in the place of an old one, and keeps count of the visitors who lack a paper. */
function replaceTicket(state: State, ticket: Ticket): void {
  const before = state.tickets.get(ticket.id);
  const lacked = before !== undefined && isLive(before) && lacksPaper(before);
  state.printProblems += Number(isLive(ticket) && lacksPaper(ticket)) - Number(lacked);
  state.tickets.set(ticket.id, ticket);
}

function changePrint(state: State, id: string, change: Partial<PrintJob>): void {
  const ticket = ticketOf(state, id);
  if (ticket.print === null) throw new Error(`ticket ${id} has no paper`);
  replaceTicket(state, { ...ticket, print: { ...ticket.print, ...change } });
}

const latest = (values: readonly number[], value: number): readonly number[] =>
  [...values, value].slice(-TIMES_KEPT);
