import type { EventData, Placed, TicketEvents } from '../events.ts';
import type { MarkEvents } from '../mark-events.ts';
import { numberKey, sequenceOf } from '../numbers.ts';
import { turnsAfter } from '../order.ts';
import type { State } from '../state.ts';
import { CALLS_KEPT, ticketOf } from '../state.ts';
import type { Place, Ticket } from '../ticket.ts';
import { newPaper, noCare } from '../ticket.ts';
import type { Folds } from './apply.ts';
import { seeSeated, seeTurn } from './paces.ts';
import type { PaperEvent } from './papers.ts';
import {
  addTicket,
  changeDesk,
  changeTicket,
  countAtKiosk,
  deskAt,
  endTicket,
  latest,
  putInLine,
  replaceTicket,
  takeAway,
} from './records.ts';

const placeAt = ({ key }: { readonly key: number }, { seq }: Placed): Place => ({ key, placed: seq });

/** All but what is about papers alone (papers.ts), and what is said of the outcome (marks.ts). */
export const ticketFolds: Folds<Omit<TicketEvents, PaperEvent | keyof MarkEvents>> = {
  'ticket.taken'(state, data, placed) {
    addTicket(state, ticketAtTaking(data, placed, state.lobbyMs));
    state.lastNumbers.set(data.service, sequenceOf(data.number));
    state.taken.set(data.service, (state.taken.get(data.service) ?? 0) + 1);
    if (state.day !== null) state.day = { ...state.day, issued: state.day.issued + 1 };
    if (data.appointment !== null) forgetAppointment(state, data.appointment);
    if (data.by === 'kiosk') countAtKiosk(state, data.kiosk);
  },

  // Counted by whoever reads the journal; it changes nothing.
  'ticket.refused'() {},

  'ticket.recovered'(state, data, placed) {
    addTicket(state, ticketFromSlip(state, data, placed));
    const { day } = state;
    if (day === null) return;
    const keptNumbers = new Set([...day.keptNumbers, numberKey(data.number)]);
    state.day = { ...day, issued: day.issued + 1, keptNumbers };
  },

  'ticket.called'(state, { ticket: id, counter, call, waitedMs, isPromiseKept }, { seq, time }) {
    const before = ticketOf(state, id);
    const isFirst = before.state === 'waiting';
    if (isFirst) takeAway(state, before);
    if (isFirst) seeTurn(state, counter, before);
    if (waitedMs !== null) state.queuedMs = latest(state.queuedMs, waitedMs);
    const ticket: Ticket = {
      ...before,
      state: 'called',
      counter,
      forCounter: null,
      called: isFirst ? time : before.called,
      calledMs: isFirst ? state.lobbyMs : before.calledMs,
      started: isFirst ? null : before.started,
      lastCallMs: state.lobbyMs,
      heldMs: isFirst ? 0 : before.heldMs,
      overran: isFirst ? false : before.overran,
      calls: call,
      isPromiseKept: isPromiseKept ?? before.isPromiseKept ?? null,
    };
    replaceTicket(state, ticket);
    const { turns } = deskAt(state, counter);
    const next = isFirst && state.lobby !== null ? turnsAfter(state.lobby, turns, ticket.class) : turns;
    changeDesk(state, counter, { ticket: id, status: 'ready', pause: null, turns: next });
    const { number, service, care } = ticket;
    const shown = { position: seq, at: time.at, ticket: id, number, service, counter, times: call };
    const others = state.calls.filter((other) => other.ticket !== id);
    state.calls = [{ ...shown, visibly: care.visibly }, ...others].slice(0, CALLS_KEPT);
  },

  'ticket.started'(state, { ticket: id, counter, implied }, { time }) {
    const before = ticketOf(state, id);
    // Where nobody pressed start the visit may have begun as soon as the number was called: it was not short for that.
    const startedMs = implied ? before.lastCallMs : state.lobbyMs;
    const { agent } = deskAt(state, counter);
    const first = { firstCounter: counter, firstAgent: agent, firstAt: time.at };
    const change = before.firstCounter === null ? first : {};
    changeTicket(state, id, { started: time, startedMs, ...change, state: 'serving' });
  },

  'ticket.held'(state, { ticket: id, counter }) {
    const { held } = deskAt(state, counter);
    changeDesk(state, counter, { ticket: null, held: [...held, id], freeMs: state.lobbyMs });
    changeTicket(state, id, { state: 'held', heldSinceMs: state.lobbyMs });
  },

  'ticket.resumed'(state, { ticket: id, counter }) {
    const ticket = ticketOf(state, id);
    const { held } = deskAt(state, counter);
    changeDesk(state, counter, { ticket: id, held: held.filter((other) => other !== id), status: 'ready' });
    const heldMs = ticket.heldMs + state.lobbyMs - ticket.heldSinceMs;
    replaceTicket(state, { ...ticket, state: 'serving', heldMs });
  },

  'ticket.finished'(state, { ticket: id, counter, estimated }, { time }) {
    const before = ticketOf(state, id);
    const heldMs = before.heldMs + (before.state === 'held' ? state.lobbyMs - before.heldSinceMs : 0);
    const { agent, served } = deskAt(state, counter);
    endTicket(state, { ...before, heldMs }, 'finished');
    if (!estimated) {
      seeSeated(state, { ...before, heldMs });
      const handledMs = Math.max(0, state.lobbyMs - before.calledMs - heldMs);
      state.handledMs.set(before.service, latest(state.handledMs.get(before.service) ?? [], handledMs));
    }
    const servedMs = Math.max(0, state.lobbyMs - before.startedMs - heldMs);
    const { number, service } = before;
    const visit = { ticket: id, number, service, finished: time, servedMs, score: null, presses: [] };
    // Nobody knows when a forgotten visitor left, so nobody knows whose a press would be. (Who signs out may do so only without
    // a visitor, so there is always somebody who ended the visit.)
    const lastVisit =
      agent === null || estimated ? null : { ...visit, agent, reason: null, isCallBackAsked: false };
    changeDesk(state, counter, { served: served + 1, lastVisit, ...wrapUp(state) });
  },

  'ticket.no-show'(state, { ticket: id, counter }) {
    seeSeated(state, ticketOf(state, id));
    endTicket(state, ticketOf(state, id), 'no-show');
    changeDesk(state, counter, { noShows: deskAt(state, counter).noShows + 1 });
  },

  'ticket.cancelled'(state, { ticket: id }) {
    endTicket(state, ticketOf(state, id), 'cancelled');
  },

  'ticket.transferred'(state, data, placed) {
    const before = ticketOf(state, data.ticket);
    const { counter, agent, reason } = data;
    seeSeated(state, before);
    putInLine(state, before, {
      service: data.service,
      forCounter: data.toCounter,
      place: placeAt(data, placed),
      waitingMs: state.lobbyMs,
      overran: false,
      transfers: [...before.transfers, { counter, agent, service: before.service, reason }],
    });
    if (counter !== null && before.state === 'serving') changeDesk(state, counter, wrapUp(state));
  },

  'ticket.corrected'(state, data, placed) {
    const place = placeAt(data, placed);
    seeSeated(state, ticketOf(state, data.ticket));
    putInLine(state, ticketOf(state, data.ticket), { service: data.service, place, forCounter: null });
  },

  'ticket.parked'(state, { ticket: id, untilAt, reason }, { time }) {
    const before = ticketOf(state, id);
    seeSeated(state, before);
    takeAway(state, before);
    const parkedUntilMs = state.lobbyMs + Math.max(0, untilAt - time.at);
    const parking = { reason, sinceMs: state.lobbyMs };
    replaceTicket(state, { ...before, state: 'parked', parkedUntilAt: untilAt, parkedUntilMs, parking });
    state.parked.add(id);
  },

  'ticket.unparked'(state, data, placed) {
    const before = ticketOf(state, data.ticket);
    const change = {
      place: placeAt(data, placed),
      parkedUntilAt: null,
      parking: null,
      waitingMs: state.lobbyMs,
    };
    putInLine(state, before, { ...change, forCounter: stillThere(state, before.forCounter) });
  },

  'ticket.returned'(state, data, placed) {
    const change = { place: placeAt(data, placed), waitingMs: state.lobbyMs };
    putInLine(state, ticketOf(state, data.ticket), change);
  },

  'ticket.requeued'(state, data, placed) {
    const before = ticketOf(state, data.ticket);
    // Who was served in between begins a new wait; who was only called goes on with the old one.
    const waitingMs = before.state === 'held' ? state.lobbyMs : before.waitingMs;
    putInLine(state, before, { place: placeAt(data, placed), forCounter: null, waitingMs });
  },

  'ticket.moved'(state, data, placed) {
    const before = ticketOf(state, data.ticket);
    // A wait that the visitor wishes longer is no wait that the house has caused.
    const waitingMs = data.by === 'visitor' ? state.lobbyMs : before.waitingMs;
    putInLine(state, before, { place: placeAt(data, placed), waitingMs });
  },

  'ticket.prioritised'(state, { ticket: id, by, reason }) {
    const before = ticketOf(state, id);
    putInLine(state, before, { class: 'priority', priority: reason, place: before.place });
    state.grants.set(by, (state.grants.get(by) ?? 0) + 1);
  },

  'ticket.care-set'(state, { ticket: id, care }) {
    changeTicket(state, id, { care });
  },

  'ticket.noted'(state, { ticket: id, ...note }, { time }) {
    changeTicket(state, id, { notes: [...ticketOf(state, id).notes, { ...note, at: time.at }] });
  },

  'ticket.overran'(state, { ticket: id }) {
    changeTicket(state, id, { overran: true });
  },
};

/** The ticket as it was in the moment of its taking; `takenMs` in lobby time. */
export function ticketAtTaking(data: EventData['ticket.taken'], placed: Placed, takenMs: number): Ticket {
  const { print, ticket: id, key, by: _by, visitorKey: _who, ...rest } = data;
  return {
    ...nothingYet,
    ...rest,
    id,
    position: placed.seq,
    state: 'waiting',
    taken: placed.time,
    takenMs,
    waitingMs: takenMs,
    place: { key, placed: placed.seq },
    arrivalKey: key,
    print: print && newPaper(print),
  };
}

function ticketFromSlip(state: State, data: EventData['ticket.recovered'], placed: Placed): Ticket {
  const { ticket: id, service, number, archiveNumber, counter, outcome } = data;
  const named = { id, service, number, archiveNumber, counter, firstCounter: counter, visit: id };
  return {
    ...nothingYet,
    ...named,
    token: '',
    position: placed.seq,
    class: 'ordinary',
    language: state.lobby?.language ?? '',
    kiosk: '',
    state: outcome,
    taken: placed.time,
    takenMs: state.lobbyMs,
    waitingMs: state.lobbyMs,
    place: { key: state.lobbyMs, placed: placed.seq },
    arrivalKey: state.lobbyMs,
    size: 1,
    care: noCare,
    appointment: null,
    appointmentAt: null,
    dueAt: null,
    ahead: 0,
    wait: null,
    print: null,
  };
}

const nothingYet = {
  forCounter: null,
  called: null,
  calledMs: 0,
  lastCallMs: 0,
  started: null,
  startedMs: 0,
  heldSinceMs: 0,
  heldMs: 0,
  calls: 0,
  counter: null,
  firstCounter: null,
  firstAgent: null,
  firstAt: null,
  parkedUntilAt: null,
  parkedUntilMs: 0,
  transfers: [],
  notes: [],
  overran: false,
  endedMs: 0,
  copies: 0,
} as const;

/** After a visit the agent writes up what was said, where the house wants it. */
const wrapUp = ({ lobby, lobbyMs }: State) =>
  lobby === null || lobby.wrapUp === null ? {} : ({ status: 'wrap-up', statusMs: lobbyMs } as const);

/** A counter that somebody was sent to, if anybody sits there yet. */
function stillThere({ lobby, counters }: State, counter: string | null): string | null {
  if (counter === null || (counters.get(counter)?.agent ?? null) === null) return null;
  return lobby?.counters.some(({ id }) => id === counter) ? counter : null;
}

function forgetAppointment(state: State, id: string): void {
  const appointment = state.appointments.get(id);
  if (appointment === undefined) return;
  state.appointments.delete(id);
  state.codes.delete(appointment.code);
}
