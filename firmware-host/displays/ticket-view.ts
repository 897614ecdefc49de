import { instant } from '../clock.ts';
import type { EventOf, Placed } from '../domain/events.ts';
import { ticketAtTaking } from '../domain/fold/tickets.ts';
import { aheadOfTicket } from '../domain/ahead.ts';
import { askAt } from '../domain/rules/ask.ts';
import { decideTicket } from '../domain/rules/tickets.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import type { Moment } from '../domain/moment.ts';
import type { State } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import { predictWait } from '../domain/wait.ts';
import type { FollowView, PrintView, TakenTicket, TicketView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf, languageOf, placeOfPaper, serviceName } from '../site.ts';
import { whyNotNow } from '../domain/rules/gate.ts';
import { noticeViews } from './notice-view.ts';

/** Where a visitor follows the ticket; null where phones cannot reach the lobby. */
export const ticketUrl = (site: Site, token: string): string | null =>
  site.publicUrl === null ? null : `${site.publicUrl}/t/${token}`;

/** The paper of a ticket, if it has any. */
export const printView = (site: Site, { kiosk, print }: Pick<Ticket, 'kiosk' | 'print'>): PrintView | null =>
  print && {
    jobId: print.id,
    state: print.state,
    proof: print.proof,
    problem: print.problem,
    where: placeOfPaper(site, kiosk, print.printer),
  };

/**
 * The answer to the visitor's touch, built from the fact itself, so that it is the same when it is asked for again, after
 * a restart too. Only the paper is shown as it is now, and not at all
 * once the ticket has left the fold: nobody knows any more how it ended.
 */
export function takenTicket(
  site: Site,
  state: Readonly<State>,
  taken: EventOf<'ticket.taken'> & Placed,
): TakenTicket {
  // Lobby time shows nowhere in it.
  const ticket = ticketAtTaking(taken.data, taken, 0);
  const known = state.tickets.get(ticket.id);
  const print = known === undefined ? null : printView(site, known);
  return { ticket: ticketView(site, ticket), wait: ticket.wait, print };
}

/** The visitor's own page. People ahead and wait are those of now, and only as long as the visitor waits. */
export function followView(site: Site, state: Readonly<State>, ticket: Ticket, now: Moment): FollowView {
  const waiting = ticket.state === 'waiting';
  const ahead = waiting ? aheadOfTicket(state, ticket) : 0;
  return {
    lobby: site.names,
    timeZone: site.timeZone,
    ticket: ticketView(site, ticket),
    state: ticket.state,
    ahead,
    wait: waiting ? predictWait(state, ticket.service, ahead, lobbyMsAt(state, now)) : null,
    counter: ticket.counter === null ? null : counterOf(site, ticket.counter),
    print: printView(site, ticket),
    parkedUntil: ticket.parkedUntilAt === null ? null : instant(ticket.parkedUntilAt),
    actions: visitorActions(state, ticket, now),
    notices: noticeViews(site, state, 'phone'),
  };
}

/** What the rules would let the visitor do now. */
function visitorActions(state: Readonly<State>, { id: ticket }: Ticket, now: Moment): FollowView['actions'] {
  const ask = askAt(state, now);
  if (ask === null) return [];
  const commands = [
    { type: 'cancel', ticket, by: 'visitor', reason: null },
    { type: 'postpone', ticket, places: 1 },
    { type: 'return', ticket },
  ] as const;
  return commands
    .filter((command) => {
      if (whyNotNow(state, command.type) !== null) return false;
      const decision = decideTicket(ask, command);
      return !('refusal' in decision) && decision.events.length > 0;
    })
    .map(({ type }) => type);
}

function ticketView(site: Site, ticket: Ticket): TicketView {
  return {
    id: ticket.id,
    token: ticket.token,
    number: ticket.number,
    archiveNumber: ticket.archiveNumber,
    service: ticket.service,
    serviceName: serviceName(site, ticket.service),
    state: ticket.state,
    language: languageOf(site, ticket.language),
    takenAt: instant(ticket.taken.at),
    ahead: ticket.ahead,
    class: ticket.class,
    size: ticket.size,
    care: ticket.care,
    appointmentAt: ticket.appointmentAt === null ? null : instant(ticket.appointmentAt),
    dueAt: ticket.dueAt === null ? null : instant(ticket.dueAt),
    url: ticketUrl(site, ticket.token),
  };
}
