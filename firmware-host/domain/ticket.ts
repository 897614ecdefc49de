import type { Moment } from './moment.ts';

export type TicketState = 'waiting' | 'called' | 'serving' | 'finished' | 'no-show';

export type PrintProof = 'confirmed' | 'status-ok' | 'sent';

export type PrintProblem =
  | 'paper-out'
  | 'cover-open'
  | 'cutter-jam'
  | 'printer-error'
  | 'offline'
  | 'disconnected'
  | 'not-answering'
  | 'interrupted'
  | 'too-late';

/**
 * One paper. `waiting`: nothing was sent; `sending`: bytes may be on their way; then `printed` with its proof, `failed`
 * (nothing can be on paper) or `uncertain` (something may be).
 */
export interface PrintJob {
  readonly id: string;
  readonly printer: string;
  readonly state: 'waiting' | 'sending' | 'printed' | 'failed' | 'uncertain';
  readonly proof: PrintProof | null;
  readonly problem: PrintProblem | null;
}

/** A promised wait in whole minutes. */
export interface WaitRange {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** One visit. A record is never changed, only replaced: both folds may hold the same one. */
export interface Ticket {
  readonly id: string;
  /** Secret of the visitor's own page: random, and in no event but the first. */
  readonly token: string;
  /** Journal position of its taking. Positions only grow, so this is the order of arrival, over midnight too. */
  readonly position: number;
  readonly service: string;
  readonly number: string;
  readonly archiveNumber: string;
  readonly language: string;
  readonly kiosk: string;
  readonly state: TicketState;
  readonly taken: Moment;
  readonly called: Moment | null;
  readonly started: Moment | null;
  readonly calls: number;
  readonly counter: string | null;
  /** People of the same service who were ahead when it was taken, and what it was promised. */
  readonly ahead: number;
  readonly wait: WaitRange | null;
  readonly print: PrintJob | null;
}

/** Whether the visit is still going on. */
export function isLive(ticket: Ticket): boolean {
  return ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'serving';
}

/** Whether the visitor holds no paper that staff should know of. */
export function lacksPaper(ticket: Ticket): boolean {
  return ticket.print?.state === 'failed' || ticket.print?.state === 'uncertain';
}

/** Whether the printer still has to do with the paper. Failed and uncertain ones are for people to settle. */
export function isPrintOpen(ticket: Ticket): boolean {
  return ticket.print?.state === 'waiting' || ticket.print?.state === 'sending';
}
