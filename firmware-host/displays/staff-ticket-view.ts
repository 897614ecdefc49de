import { instant } from '../clock.ts';
import { aheadOfTicket } from '../domain/ahead.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import { isLive, lacksPaper, type Ticket, type TicketState } from '../domain/ticket.ts';
import type { StaffPapers, StaffTicketView, StaffTickets } from '../messages/staff.ts';
import type { Site } from '../site.ts';
import { counterOf, languageOf, serviceName } from '../site.ts';
import { firstContactView } from './first-contact-view.ts';
import { printView } from './ticket-view.ts';

/** More than anybody reads; whoever looks for one says more. */
const SHOWN = 100;

/** What a ticket is looked for by; null where it does not matter. Moments in ms since 1970. */
export interface Wanted {
  readonly service: string | null;
  readonly state: TicketState | null;
  readonly number: string | null;
  readonly takenFromAt: number | null;
  readonly takenToAt: number | null;
}

/** Tickets that fit, newest first. */
export function staffTickets(site: Site, state: Readonly<State>, wanted: Wanted): StaffTickets {
  const fitting = [...state.tickets.values()].filter((ticket) => fits(ticket, wanted)).toReversed();
  return {
    total: fitting.length,
    tickets: fitting.slice(0, SHOWN).map((ticket) => staffTicketView(site, state, ticket)),
  };
}

/** Visitors in the lobby who lack a paper, oldest first. Nobody else is looked for: it is short on every good day. */
export function staffPapers(site: Site, state: Readonly<State>): StaffPapers {
  if (state.printProblems === 0) return { papers: [] };
  const lacking = [...state.tickets.values()].filter((ticket) => isLive(ticket) && lacksPaper(ticket));
  return { papers: lacking.slice(0, SHOWN).map((ticket) => staffTicketView(site, state, ticket)) };
}

function fits(ticket: Ticket, { service, state, number, takenFromAt, takenToAt }: Wanted): boolean {
  const wantedNumber = number?.toUpperCase() ?? null;
  return (
    (service === null || ticket.service === service) &&
    (state === null || ticket.state === state) &&
    (wantedNumber === null || ticket.number === wantedNumber || ticket.archiveNumber === wantedNumber) &&
    (takenFromAt === null || ticket.taken.at >= takenFromAt) &&
    (takenToAt === null || ticket.taken.at <= takenToAt)
  );
}

const moment = (at: number | null): string | null => (at === null ? null : instant(at));

/** All that staff may know of a visit: not the secret of the visitor's own page. */
export function staffTicketView(site: Site, state: Readonly<State>, ticket: Ticket): StaffTicketView {
  const { id, visit } = ticket;
  const counter = (of: string | null) => (of === null ? null : counterOf(site, of));
  const beside = (state.visits.get(visit) ?? []).filter((other) => other !== id);
  return {
    id,
    number: ticket.number,
    archiveNumber: ticket.archiveNumber,
    service: ticket.service,
    serviceName: serviceName(site, ticket.service),
    class: ticket.class,
    state: ticket.state,
    language: languageOf(site, ticket.language),
    kiosk: ticket.kiosk,
    size: ticket.size,
    care: ticket.care,
    ahead: ticket.state === 'waiting' ? aheadOfTicket(state, ticket) : 0,
    takenAt: instant(ticket.taken.at),
    calledAt: ticket.called && instant(ticket.called.at),
    startedAt: ticket.started && instant(ticket.started.at),
    calls: ticket.calls,
    parkedUntil: moment(ticket.parkedUntilAt),
    appointmentAt: moment(ticket.appointmentAt),
    dueAt: moment(ticket.dueAt),
    counter: counter(ticket.counter),
    forCounter: counter(ticket.forCounter),
    firstCounter: counter(ticket.firstCounter),
    transfers: ticket.transfers.map((from) => ({
      counter: counter(from.counter),
      serviceName: serviceName(site, from.service),
      reason: from.reason,
    })),
    overran: ticket.overran,
    beside: beside.map((other) => {
      const { number, state: at } = ticketOf(state, other);
      return { id: other, number, state: at };
    }),
    ...firstContactView(site, state, ticket),
    print: printView(site, ticket),
    copies: ticket.copies,
  };
}
