import type { Lobby } from './lobby.ts';
import type { Moment } from './moment.ts';
import type { RatingFlag, RatingSource } from './rating.ts';
import type { EndedVisit } from './state.ts';
import type { PrintProblem, PrintProof, Ticket, WaitRange } from './ticket.ts';

/** What lives longer than a lobby day. With it, the fold can start at the day's opening instead of at the beginning. */
export interface Carried {
  readonly lobby: Lobby;
  readonly tickets: readonly Ticket[];
  readonly counters: readonly {
    readonly id: string;
    readonly agent: string | null;
    readonly ticket: string | null;
    /** Left out by hosts that knew no ratings yet. */
    readonly lastVisit?: EndedVisit | null;
  }[];
  /** Latest handling times per service in ms, for the first promises of the morning. */
  readonly handledMs: Readonly<Record<string, readonly number[]>>;
}

/** Everything that can be a fact. A type's meaning never changes; a new meaning is a new version (`v` in the envelope). */
export interface EventData {
  'config.applied': { readonly lobby: Lobby };
  /** `date` is the lobby day as YYYY-MM-DD in the lobby's own time zone. */
  'day.opened': { readonly date: string; readonly carried: Carried };
  'ticket.taken': {
    readonly ticket: string;
    readonly token: string;
    readonly service: string;
    readonly number: string;
    readonly archiveNumber: string;
    readonly language: string;
    readonly kiosk: string;
    readonly ahead: number;
    readonly wait: WaitRange | null;
    readonly print: { readonly job: string; readonly printer: string } | null;
  };
  'ticket.called': {
    readonly ticket: string;
    readonly counter: string;
    readonly agent: string;
    readonly call: number;
  };
  /** `implied`: the agent finished without having pressed start, so the walk cannot be told from the service. */
  'ticket.started': { readonly ticket: string; readonly counter: string; readonly implied: boolean };
  'ticket.finished': { readonly ticket: string; readonly counter: string };
  'ticket.no-show': { readonly ticket: string; readonly counter: string };
  /** The one rating of a visit that counts. `by`: where it was given. */
  'rating.given': {
    readonly ticket: string;
    readonly counter: string;
    readonly agent: string;
    readonly service: string;
    readonly score: number;
    readonly scale: number;
    readonly by: RatingSource;
    /** The finger's moment: the fact's own is that of its telling, which a broken medium may delay. */
    readonly pressed: Moment;
  };
  /** A press that is kept and never counted. `ticket` is the visit that it came too early, too late or once more for. */
  'rating.flagged': {
    readonly ticket: string | null;
    readonly counter: string;
    readonly agent: string | null;
    readonly score: number;
    readonly scale: number;
    readonly by: RatingSource;
    readonly pressed: Moment;
    readonly flag: RatingFlag;
  };
  'counter.signed-in': { readonly counter: string; readonly agent: string };
  'counter.signed-out': { readonly counter: string; readonly agent: string };
  'print.sending': { readonly job: string; readonly ticket: string };
  'print.printed': { readonly job: string; readonly ticket: string; readonly proof: PrintProof };
  'print.failed': { readonly job: string; readonly ticket: string; readonly problem: PrintProblem };
  'print.uncertain': { readonly job: string; readonly ticket: string; readonly problem: PrintProblem };
}

export type EventType = keyof EventData;

export type EventOf<T extends EventType> = { readonly type: T; readonly data: EventData[T] };

/** A fact as the rules decide it, before it has a place and a time. */
export type DomainEvent = { [T in EventType]: EventOf<T> }[EventType];

/** Place and time of a fact. `seq` is its position in the journal, without gaps from 1. */
export interface Placed {
  readonly seq: number;
  readonly time: Moment;
}

export type PlacedEvent = DomainEvent & Placed;
