/** The few ways in which the fold changes its records: every ticket is in one place, and every count follows. */
import type { CounterDesk } from '../counter-desk.ts';
import { emptyDesk } from '../counter-desk.ts';
import { emptyLine, enterLine, leaveLine } from '../line.ts';
import { lineOf } from '../line-key.ts';
import type { State } from '../state.ts';
import { KIOSK_TICKETS_KEPT, TIMES_KEPT, ticketOf } from '../state.ts';
import type { Place, PrintJob, Ticket } from '../ticket.ts';
import { isLive, isPrintOpen, lacksPaper } from '../ticket.ts';

/** Takes in a ticket that is new to the fold, wherever it stands. */
export function addTicket(state: State, ticket: Ticket): void {
  replaceTicket(state, ticket);
  if (ticket.token !== '') state.tokens.set(ticket.token, ticket.id);
  if (ticket.state === 'waiting') enter(state, ticket);
  if (ticket.state === 'parked') state.parked.add(ticket.id);
  if (ticket.visit !== ticket.id) {
    const others = state.visits.get(ticket.visit) ?? [ticket.visit].filter((id) => state.tickets.has(id));
    state.visits.set(ticket.visit, [...others, ticket.id]);
  }
  addPaper(state, ticket);
}

/** A paper that is to be made, and the ticket's place among the latest of its kiosk. */
export function addPaper(state: State, ticket: Ticket): void {
  const { id, kiosk, print } = ticket;
  if (print === null) return;
  if (isPrintOpen(ticket)) state.openJobs.set(print.id, id);
  const others = (state.kioskTickets.get(kiosk) ?? []).filter((other) => other !== id);
  state.kioskTickets.set(kiosk, [id, ...others].slice(0, KIOSK_TICKETS_KEPT));
}

/** Puts a new record in the place of an old one, and keeps count of the visitors who lack a paper. */
export function replaceTicket(state: State, ticket: Ticket): void {
  const before = state.tickets.get(ticket.id);
  const lacked = before !== undefined && isLive(before) && lacksPaper(before);
  state.printProblems += Number(isLive(ticket) && lacksPaper(ticket)) - Number(lacked);
  state.tickets.set(ticket.id, ticket);
}

/** Brings a ticket from wherever it is into a line, at a place. */
export function putInLine(
  state: State,
  before: Ticket,
  change: Partial<Ticket> & { readonly place: Place },
): void {
  takeAway(state, before);
  const ticket: Ticket = { ...before, ...change, state: 'waiting', calls: 0 };
  replaceTicket(state, ticket);
  enter(state, ticket);
}

/** Ends a visit, wherever it is. */
export function endTicket(state: State, before: Ticket, end: 'finished' | 'no-show' | 'cancelled'): void {
  takeAway(state, before);
  replaceTicket(state, { ...before, state: end, endedMs: state.lobbyMs });
}

/** Takes a ticket out of its line, from its counter, or from among the parked ones; the caller gives it a new place. */
export function takeAway(state: State, ticket: Ticket): void {
  const { id, state: at, counter } = ticket;
  if (at === 'waiting') leave(state, ticket);
  if (at === 'parked') state.parked.delete(id);
  if (counter === null || !(at === 'called' || at === 'serving' || at === 'held')) return;
  const desk = state.counters.get(counter);
  if (desk === undefined) return;
  if (desk.ticket === id) changeDesk(state, counter, { ticket: null, freeMs: state.lobbyMs });
  else changeDesk(state, counter, { held: desk.held.filter((other) => other !== id) });
}

function enter(state: State, ticket: Ticket): void {
  const key = lineOf(ticket);
  const line = state.lines.get(key) ?? emptyLine();
  state.lines.set(key, line);
  enterLine(line, { ticket: ticket.id, ...ticket.place });
  countWaiting(state, ticket, 1);
}

function leave(state: State, ticket: Ticket): void {
  const line = state.lines.get(lineOf(ticket));
  if (line === undefined) throw new Error(`ticket ${ticket.id} waits in no line`);
  leaveLine(line, ticket.id, ticket.place);
  countWaiting(state, ticket, -1);
}

function countWaiting({ waiting, companions }: State, { service, size }: Ticket, by: 1 | -1): void {
  waiting.set(service, (waiting.get(service) ?? 0) + by);
  if (size > 1) companions.set(service, (companions.get(service) ?? 0) + by * (size - 1));
}

/** A counter of the fold; an empty one where it has left with its configuration. */
export const deskAt = (state: State, counter: string): CounterDesk =>
  state.counters.get(counter) ?? emptyDesk;

/** A counter that has left the configuration goes with its last visitor. */
export function changeDesk(state: State, counter: string, change: Partial<CounterDesk>): void {
  const desk = { ...deskAt(state, counter), ...change };
  const isConfigured = state.lobby?.counters.some(({ id }) => id === counter) ?? false;
  if (isConfigured || desk.ticket !== null || desk.held.length > 0) state.counters.set(counter, desk);
  else state.counters.delete(counter);
}

export function changeTicket(state: State, id: string, change: Partial<Ticket>): void {
  replaceTicket(state, { ...ticketOf(state, id), ...change });
}

export function changePrint(state: State, id: string, change: Partial<PrintJob>): void {
  const ticket = ticketOf(state, id);
  if (ticket.print === null) throw new Error(`ticket ${id} has no paper`);
  replaceTicket(state, { ...ticket, print: { ...ticket.print, ...change } });
}

/** More than any limit asks about; a kiosk that gives more at once is paused long before. */
const KIOSK_TIMES_KEPT = 100;

/** Whoever passes a kiosk has had a number from it, or a time to come back. */
export function countAtKiosk(state: State, kiosk: string): void {
  const times = [...(state.kioskTaken.get(kiosk) ?? []), state.lobbyMs];
  state.kioskTaken.set(kiosk, times.slice(-KIOSK_TIMES_KEPT));
}

/** A list of the latest, oldest first. */
export const latest = (values: readonly number[], value: number): readonly number[] =>
  [...values, value].slice(-TIMES_KEPT);
