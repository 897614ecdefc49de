/** What staff do about the paper of a ticket. How a paper itself fares is told by the printer: see print-jobs.ts. */
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import { isLive, isPrintOpen, lacksPaper, nextJob } from '../ticket.ts';
import type { Ask } from './ask.ts';
import { kioskOf } from './kiosks.ts';

/** A lost paper: another one, marked as a copy, and another secret, so that who found the first cannot use it. */
export function reissue(ask: Ask, ticket: Ticket, token: string): Decision {
  if (!isLive(ticket)) return refuse('ticket-ended');
  const print = paperFor(ask, ticket);
  return accept({ type: 'ticket.reissued', data: { ticket: ticket.id, token, print } });
}

/**
 * The same paper once more: it failed, or nobody knows how it ended. One of which nothing can be on paper is no copy; every
 * other is, or two people could stand there with the same number.
 */
export function reprint(ask: Ask, ticket: Ticket): Decision {
  if (!isLive(ticket)) return refuse('ticket-ended');
  if (isPrintOpen(ticket)) return refuse('paper-under-way');
  const print = paperFor(ask, ticket);
  if (print === null) return refuse('printer-none');
  const isCopy = ticket.print !== null && ticket.print.state !== 'failed';
  return accept({ type: 'ticket.reprinted', data: { ticket: ticket.id, print, isCopy } });
}

/** The visitor has what is needed: the number on a slip of paper, or the paper itself, which had come out after all. */
export function settlePaper(ticket: Ticket): Decision {
  const { id, print } = ticket;
  if (!isLive(ticket)) return refuse('ticket-ended');
  if (isPrintOpen(ticket)) return refuse('paper-under-way');
  if (print?.state === 'settled') return nothingNew;
  if (print === null || !lacksPaper(ticket)) return refuse('paper-good');
  return accept({ type: 'print.settled', data: { job: print.id, ticket: id } });
}

/** By the printer of its kiosk; null where that has none. */
function paperFor({ lobby }: Ask, ticket: Ticket): { readonly job: string; readonly printer: string } | null {
  const printer = kioskOf(lobby, ticket.kiosk)?.printer ?? null;
  return printer === null ? null : { job: nextJob(ticket), printer };
}
