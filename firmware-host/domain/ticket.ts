import type { TicketClass } from './lobby.ts';
import type { Moment } from './moment.ts';

/**
 * Where a visit stands. `waiting` in a line; `called` and `serving` at a counter; `held` there while the visitor fetches
 * something; `parked` until a time. The others are its ends.
 */
export const ticketStates = [
  'waiting',
  'called',
  'serving',
  'held',
  'parked',
  'finished',
  'no-show',
  'cancelled',
] as const;
export type TicketState = (typeof ticketStates)[number];

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
 * (nothing can be on paper) or `uncertain` (something may be); `settled`: staff have looked after the visitor of such a one.
 */
export interface PrintJob {
  readonly id: string;
  readonly printer: string;
  readonly state: 'waiting' | 'sending' | 'printed' | 'failed' | 'uncertain' | 'settled';
  readonly proof: PrintProof | null;
  readonly problem: PrintProblem | null;
}

/** A paper as it is when it is ordered. */
export const newPaper = ({ job, printer }: { readonly job: string; readonly printer: string }): PrintJob => ({
  id: job,
  printer,
  state: 'waiting',
  proof: null,
  problem: null,
});

/** A promised wait in whole minutes. */
export interface WaitRange {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** What a visitor needs beside the number. */
export interface Care {
  /** Does not hear: the counter flashes, the telephone vibrates, and nobody gives up so soon. */
  readonly visibly: boolean;
  /** Does not see or walk well: staff fetch the visitor. */
  readonly escort: boolean;
}

export const noCare: Care = { visibly: false, escort: false };

/**
 * Where a ticket stands in its line. `key` is a virtual time of arrival in lobby time: usually the real one, earlier for who
 * was moved forward. Of equal keys the one that was placed earlier, by journal position, goes first.
 */
export interface Place {
  readonly key: number;
  readonly placed: number;
}

/** What a note is about: the four things that whoever receives a visitor first writes down. */
export const noteKinds = ['cause', 'talk', 'plan', 'progress'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** What somebody wrote down about a visit. */
export interface Note {
  /** Reference to the text, which lives outside the journal. */
  readonly note: string;
  readonly kind: NoteKind;
  readonly agent: string | null;
  /** In ms since 1970; null where an earlier host did not keep it. */
  readonly at: number | null;
}

/** Where a transferred visitor came from, and why: the next agent sees it, and nobody starts again. */
export interface Transfer {
  readonly counter: string | null;
  readonly agent: string | null;
  readonly service: string;
  readonly reason: string;
}

/** Whether a visit has settled the matter, as the agent and as the visitor had it last; null while nobody has said. */
export interface Marks {
  readonly agent: boolean | null;
  readonly visitor: boolean | null;
  /** How often the visitor has said it. */
  readonly visitorTimes: number;
}

export const noMarks: Marks = { agent: null, visitor: null, visitorTimes: 0 };

/** One visit. A record is never changed, only replaced: both folds may hold the same one. */
export interface Ticket {
  readonly id: string;
  /** Secret of the visitor's own page: random, and in no event but those that give it. */
  readonly token: string;
  /** Journal position of its taking. */
  readonly position: number;
  readonly service: string;
  readonly class: TicketClass;
  readonly number: string;
  readonly archiveNumber: string;
  readonly language: string;
  readonly kiosk: string;
  readonly state: TicketState;
  readonly taken: Moment;
  /** The same in lobby time, which durations are made of. */
  readonly takenMs: number;
  readonly place: Place;
  /** The key of its first place, to which it comes back when it was away through no fault of the visitor. */
  readonly arrivalKey: number;
  /** When it came into the line in which it stands, in lobby time: a transfer begins a new wait. */
  readonly waitingMs: number;
  /** Transferred to this counter, and called by no other. */
  readonly forCounter: string | null;
  readonly called: Moment | null;
  readonly calledMs: number;
  readonly lastCallMs: number;
  readonly started: Moment | null;
  readonly startedMs: number;
  /** Since when it is held, in lobby time, and for how long it was before. */
  readonly heldSinceMs: number;
  readonly heldMs: number;
  /** Calls since it last waited. */
  readonly calls: number;
  /** Where it is, or was last. */
  readonly counter: string | null;
  /** The counter that owns the case: the one of the first service. */
  readonly firstCounter: string | null;
  /** Who received the visitor there, and when, in ms since 1970. Earlier hosts did not keep it. */
  readonly firstAgent: string | null;
  readonly firstAt: number | null;
  /** The first ticket of the visit: its own id, unless it was taken beside another one. */
  readonly visit: string;
  /** People in the party. */
  readonly size: number;
  readonly care: Care;
  readonly appointment: string | null;
  /** The time booked, in ms since 1970. */
  readonly appointmentAt: number | null;
  /** By when the case is settled, in ms since 1970. */
  readonly dueAt: number | null;
  readonly parkedUntilAt: number | null;
  /** The same in lobby time, for a wall clock that nobody trusts. */
  readonly parkedUntilMs: number;
  readonly transfers: readonly Transfer[];
  readonly notes: readonly Note[];
  /** Whether staff were told that it takes unusually long. */
  readonly overran: boolean;
  /** End of the visit in lobby time. */
  readonly endedMs: number;
  /** People who were ahead when it was taken, and what it was promised. */
  readonly ahead: number;
  readonly wait: WaitRange | null;
  /** Whether that was kept, once it was called. Left out by earlier hosts, as are the next two. */
  readonly isPromiseKept?: boolean | null;
  /** Why it goes before others, where it does. */
  readonly priority?: string | null;
  /** Why it is parked, and since when in lobby time. */
  readonly parking?: { readonly reason: string; readonly sinceMs: number } | null;
  /** Left out while nobody has marked it. */
  readonly marks?: Marks;
  /** The latest paper. `copies`: how many were made after the first. */
  readonly print: PrintJob | null;
  readonly copies: number;
}

/** Whether the visit is still going on. */
export function isLive({ state }: Pick<Ticket, 'state'>): boolean {
  return state !== 'finished' && state !== 'no-show' && state !== 'cancelled';
}

/** Whether the visitor holds no paper that staff should know of. */
export function lacksPaper(ticket: Ticket): boolean {
  return ticket.print?.state === 'failed' || ticket.print?.state === 'uncertain';
}

/** The id of the ticket's next paper. They count from 1, however each of them came about. */
export function nextJob({ id, print }: Pick<Ticket, 'id' | 'print'>): string {
  const last = print === null ? 0 : Number(print.id.slice(print.id.lastIndexOf('-') + 1));
  return `${id}-${last + 1}`;
}

/** Whether the printer still has to do with the paper. Failed and uncertain ones are for people to settle. */
export function isPrintOpen(ticket: Ticket): boolean {
  return ticket.print?.state === 'waiting' || ticket.print?.state === 'sending';
}
