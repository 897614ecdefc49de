/** What is done to a ticket wherever it stands, by its visitor or by staff. */
import type { LinePlace, TicketCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Care, Ticket } from '../ticket.ts';
import { isLive } from '../ticket.ts';
import type { Ask } from './ask.ts';
import { markOwn } from './marks.ts';
import { reissue, reprint, settlePaper } from './papers.ts';
import { keyFor, keyFromFront, keyFurtherBack } from './places.ts';
import { prioritise } from './priority.ts';

export function decideTicket(ask: Ask, command: TicketCommand): Decision {
  const ticket = ask.state.tickets.get(command.ticket);
  if (ticket === undefined) return refuse('ticket-unknown');
  switch (command.type) {
    case 'cancel':
      return cancel(ticket, command);
    case 'return':
      return returnAfterNoShow(ask, ticket);
    case 'postpone':
      return postpone(ask, ticket, command.places);
    case 'move':
      return move(ask, ticket, command.place, command.reason);
    case 'park-waiting':
      return park(ask, ticket, command);
    case 'unpark':
      return unpark(ask, ticket);
    case 'correct-service':
      return correctService(ask, ticket, command.service);
    case 'prioritise':
      return prioritise(ask, ticket.id, command);
    case 'set-care':
      if (!isLive(ticket)) return refuse('ticket-ended');
      if (isSameCare(ticket.care, command.care)) return nothingNew;
      return accept({ type: 'ticket.care-set', data: { ticket: ticket.id, care: command.care } });
    case 'note':
      return note(ask, ticket, command);
    case 'mark-own':
      return markOwn(ticket, command);
    case 'reissue':
      return reissue(ask, ticket, command.token);
    case 'reprint':
      return reprint(ask, ticket);
    case 'settle-paper':
      return settlePaper(ticket);
  }
}

const isSameCare = (one: Care, other: Care): boolean =>
  one.visibly === other.visibly && one.escort === other.escort;

function note({ lobby }: Ask, { id }: Ticket, command: Extract<TicketCommand, { type: 'note' }>): Decision {
  const { agent, note: text, kind = 'progress' } = command;
  if (agent !== null && !lobby.agents.some((known) => known.id === agent)) return refuse('agent-unknown');
  return accept({ type: 'ticket.noted', data: { ticket: id, agent, note: text, kind } });
}

/** Visitors may leave at any time but while they are being served; staff may end a visit wherever it is. */
function cancel(ticket: Ticket, { by, reason }: Extract<TicketCommand, { type: 'cancel' }>): Decision {
  if (!isLive(ticket)) return refuse('ticket-ended');
  if (by === 'visitor' && (ticket.state === 'serving' || ticket.state === 'held'))
    return refuse('ticket-in-service');
  return accept({ type: 'ticket.cancelled', data: { ticket: ticket.id, by, reason } });
}

/** Whoever comes back soon enough after a no-show stands in line again, a few places behind the front. */
function returnAfterNoShow(ask: Ask, ticket: Ticket): Decision {
  const { withinMs, placesBack } = ask.lobby.returns;
  if (ticket.state !== 'no-show') return refuse('ticket-not-missed');
  // Of a day before it is here for its paper only.
  if (ticket.position < (ask.state.day?.position ?? 0)) return refuse('return-too-late');
  if (ask.nowMs - ticket.endedMs > withinMs || withinMs === 0) return refuse('return-too-late');
  const key = keyFromFront(ask, ticket, placesBack);
  return accept({ type: 'ticket.returned', data: { ticket: ticket.id, key } });
}

/** Lets some of those behind go first; at the end of the line there is nobody to let. */
function postpone(ask: Ask, ticket: Ticket, places: number): Decision {
  if (ticket.state !== 'waiting') return refuse('ticket-not-waiting');
  const key = keyFurtherBack(ask, ticket, places);
  if (key === null) return nothingNew;
  return accept({ type: 'ticket.moved', data: { ticket: ticket.id, by: 'visitor', reason: null, key } });
}

function move(ask: Ask, ticket: Ticket, place: LinePlace, reason: string): Decision {
  if (ticket.state !== 'waiting') return refuse('ticket-not-waiting');
  const key = keyFor(ask, ticket, place);
  return accept({ type: 'ticket.moved', data: { ticket: ticket.id, by: 'staff', reason, key } });
}

function park(
  ask: Ask,
  ticket: Ticket,
  { untilAt, reason }: Extract<TicketCommand, { type: 'park-waiting' }>,
): Decision {
  if (ticket.state !== 'waiting') return refuse('ticket-not-waiting');
  if (untilAt <= ask.now.at) return refuse('time-past');
  return accept({ type: 'ticket.parked', data: { ticket: ticket.id, untilAt, reason } });
}

/** Sooner than agreed, because the visitor is here already. */
function unpark(ask: Ask, ticket: Ticket): Decision {
  if (ticket.state !== 'parked') return refuse('ticket-not-parked');
  const key = keyFor(ask, ticket, 'time');
  return accept({ type: 'ticket.unparked', data: { ticket: ticket.id, by: 'staff', key } });
}

/** The wrong card was touched: another line, the same time of arrival. At the counter too, where it is mostly seen. */
function correctService(ask: Ask, ticket: Ticket, service: string): Decision {
  if (!ask.lobby.services.some(({ letter }) => letter === service)) return refuse('service-unknown');
  if (!isLive(ticket)) return refuse('ticket-ended');
  if (ticket.state === 'held' || ticket.state === 'parked') return refuse('ticket-not-waiting');
  // One who was sent to a counter whose agent does not come back waits for all counters of the same service instead.
  if (ticket.service === service && ticket.forCounter === null) return nothingNew;
  const key = ticket.state === 'waiting' ? ticket.place.key : keyFor(ask, ticket, 'time');
  return accept({
    type: 'ticket.corrected',
    data: { ticket: ticket.id, from: ticket.service, service, key },
  });
}
