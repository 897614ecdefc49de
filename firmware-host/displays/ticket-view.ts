import { instant } from '../clock.ts';
import type { EventOf, Placed } from '../domain/events.ts';
import { ticketAtTaking } from '../domain/evolve.ts';
import { peopleBefore } from '../domain/order.ts';
import type { State } from '../domain/state.ts';
import type { PrintJob, Ticket } from '../domain/ticket.ts';
import { predictWait } from '../domain/wait.ts';
import type { FollowView, PrintView, TakenTicket, TicketView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf, languageOf, serviceName } from '../site.ts';

/** Where a visitor follows the ticket; null where phones cannot reach the lobby. */
export const ticketUrl = (site: Site, token: string): string | null =>
  site.publicUrl === null ? null : `${site.publicUrl}/t/${token}`;

export const printView = (job: PrintJob): PrintView => ({
  jobId: job.id,
  state: job.state,
  proof: job.proof,
  problem: job.problem,
});

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
  const ticket = ticketAtTaking(taken.data, taken);
  const print = state.tickets.get(ticket.id)?.print ?? null;
  return { ticket: ticketView(site, ticket), wait: ticket.wait, print: print && printView(print) };
}

/** The visitor's own page. People ahead and wait are those of now, and only as long as the visitor waits. */
export function followView(site: Site, state: Readonly<State>, ticket: Ticket): FollowView {
  const waiting = ticket.state === 'waiting';
  const ahead = waiting ? peopleBefore(state, ticket) : 0;
  return {
    lobby: site.names,
    timeZone: site.timeZone,
    ticket: ticketView(site, ticket),
    state: ticket.state,
    ahead,
    wait: waiting ? predictWait(state, ticket.service, ahead) : null,
    counter: ticket.counter === null ? null : counterOf(site, ticket.counter),
    print: ticket.print && printView(ticket.print),
  };
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
    url: ticketUrl(site, ticket.token),
  };
}
