import type { Alarm } from './alarm.ts';
import type { Appointment } from './appointment.ts';
import type { CaseFile, CaseRecord } from './case-file.ts';
import type { CounterDesk, PauseReason } from './counter-desk.ts';
import type { DeviceRecord } from './device.ts';
import type { DeviceEvents } from './device-events.ts';
import type { KioskEvents } from './kiosk-events.ts';
import type { FrozenMonth } from './frozen-month.ts';
import type { JournalEvents } from './journal-events.ts';
import type { Lobby, TicketClass } from './lobby.ts';
import type { MarkEvents } from './mark-events.ts';
import type { MetricEvents } from './metric-events.ts';
import type { InputBatch } from './metric-input.ts';
import type { Moment } from './moment.ts';
import type { Notice } from './notice.ts';
import type { Paces } from './pace.ts';
import type { Roll } from './paper-roll.ts';
import type { PrintEvents } from './print-events.ts';
import type { RatingFlag, RatingSource } from './rating.ts';
import type { NumberFloor, OpenRestoration } from './restoration.ts';
import type { Care, Note, Ticket, WaitRange } from './ticket.ts';
import type { Timetable } from './timetable.ts';

/** Why a kiosk gave no number, as the metrics count it. */
export type BlockReason = 'closed' | 'full' | 'out-of-order';

/** Why somebody who was called, or had been sent to one counter, waits for all of them again. */
export type RequeueReason = 'agent-left' | 'counter-gone' | 'day-end';

/** What lives longer than a lobby day. With it, the fold can start at the day's opening instead of at the beginning. */
export interface Carried {
  readonly lobby: Lobby;
  readonly lobbyMs: number;
  readonly tickets: readonly Ticket[];
  readonly counters: readonly ({ readonly id: string } & CounterDesk)[];
  readonly closedServices: Readonly<Record<string, ServiceClosing>>;
  readonly notices: readonly Notice[];
  readonly appointments: readonly Appointment[];
  readonly cases: readonly CaseFile[];
  /** Latest handling times per service in ms, and the paces, for the first promises of the morning. */
  readonly handledMs: Readonly<Record<string, readonly number[]>>;
  readonly paces: Paces;
  readonly frozen: string | null;
  readonly epoch: number;
  readonly restored: OpenRestoration | null;
  /** Of this very day, if its numbers were given once before, and of later ones. Each day once. */
  readonly floors: readonly NumberFloor[];
  /** The latest moment whose wall time was trusted, where that of the opening itself was not. */
  readonly lastTrusted?: Moment;
  /** By device, and by printer; left out by earlier hosts. */
  readonly devices?: Readonly<Record<string, DeviceRecord>>;
  readonly rolls?: Readonly<Record<string, Roll>>;
  /** Left out by hosts that knew no metrics. */
  readonly inputs?: readonly InputBatch[];
  readonly alarms?: readonly Alarm[];
  readonly months?: readonly FrozenMonth[];
}

/** Why staff or the centre have closed a service: words for visitors, by language. */
export interface ServiceClosing {
  readonly reason: Readonly<Record<string, string>>;
}

/** Where in its line a ticket goes: the key of its place. Who is placed later stands behind those of the same key. */
type PlaceKey = { readonly key: number };

export interface TicketEvents extends MarkEvents {
  'ticket.taken': {
    readonly ticket: string;
    readonly token: string;
    readonly service: string;
    readonly class: TicketClass;
    readonly number: string;
    readonly archiveNumber: string;
    readonly language: string;
    readonly kiosk: string;
    /** Who touched: whoever passes a kiosk, staff for somebody, or the demo. */
    readonly by: 'kiosk' | 'staff' | 'demo';
    readonly visit: string;
    readonly size: number;
    readonly care: Care;
    /** Why it goes before others, where it does. */
    readonly priority: string | null;
    readonly appointment: string | null;
    readonly appointmentAt: number | null;
    readonly dueAt: number | null;
    /** Who came, as of an appointment. Left out where nobody said, and by earlier hosts. */
    readonly visitorKey?: string | null;
    readonly ahead: number;
    readonly wait: WaitRange | null;
    readonly print: { readonly job: string; readonly printer: string } | null;
  } & PlaceKey;
  /** A visitor was sent away: one attempt that the metrics count as blocked. */
  'ticket.refused': { readonly service: string; readonly kiosk: string; readonly reason: BlockReason };
  /** From a pre-printed slip, entered after everything was down. It counts, and is left out of durations. */
  'ticket.recovered': {
    readonly ticket: string;
    readonly service: string;
    readonly number: string;
    readonly archiveNumber: string;
    readonly counter: string | null;
    readonly agent: string | null;
    readonly outcome: 'finished' | 'no-show' | 'cancelled';
  };
  'ticket.called': {
    readonly ticket: string;
    readonly counter: string;
    readonly agent: string;
    readonly call: number;
    /** Of a first call: for how long it waited in this line in lobby time; null on a recall. */
    readonly waitedMs: number | null;
    /** Of the very first call, where a wait was promised: whether it was kept. */
    readonly isPromiseKept: boolean | null;
  };
  /** `implied`: nobody pressed start, so the walk cannot be told from the service. */
  'ticket.started': { readonly ticket: string; readonly counter: string; readonly implied: boolean };
  'ticket.held': { readonly ticket: string; readonly counter: string };
  'ticket.resumed': { readonly ticket: string; readonly counter: string };
  /** `estimated`: nobody pressed finish in time; the end is left out of means and of the prediction. */
  'ticket.finished': { readonly ticket: string; readonly counter: string; readonly estimated: boolean };
  'ticket.no-show': { readonly ticket: string; readonly counter: string; readonly by: 'agent' | 'time' };
  'ticket.cancelled': {
    readonly ticket: string;
    readonly by: 'visitor' | 'staff' | 'day-end';
    readonly reason: string | null;
  };
  /** To another service, or to a counter; the number stays. */
  'ticket.transferred': {
    readonly ticket: string;
    readonly counter: string | null;
    readonly agent: string | null;
    readonly service: string;
    readonly toCounter: string | null;
    readonly reason: string;
  } & PlaceKey;
  /** The visitor had touched the wrong card: counted against its wording. The time of arrival stays. */
  'ticket.corrected': { readonly ticket: string; readonly from: string; readonly service: string } & PlaceKey;
  'ticket.parked': { readonly ticket: string; readonly untilAt: number; readonly reason: string };
  'ticket.unparked': { readonly ticket: string; readonly by: 'time' | 'staff' } & PlaceKey;
  /** Back in line after a no-show. */
  'ticket.returned': { readonly ticket: string } & PlaceKey;
  /** Back in line because the counter that had called it, or for which it waited, was given up. */
  'ticket.requeued': { readonly ticket: string; readonly reason: RequeueReason } & PlaceKey;
  'ticket.moved': {
    readonly ticket: string;
    readonly by: 'visitor' | 'staff';
    readonly reason: string | null;
  } & PlaceKey;
  'ticket.prioritised': {
    readonly ticket: string;
    readonly reason: string;
    readonly by: string;
    readonly approver: string | null;
  };
  'ticket.care-set': { readonly ticket: string; readonly care: Care };
  /** A note of the first contact; the text is a reference. */
  'ticket.noted': { readonly ticket: string } & Pick<Note, 'agent' | 'note' | 'kind'>;
  /** A lost paper is made again: the old page dies with its secret. */
  'ticket.reissued': {
    readonly ticket: string;
    readonly token: string;
    readonly print: { readonly job: string; readonly printer: string } | null;
  };
  /** The paper failed, or nobody knows of it, and is made again. The secret stays: nobody else has the first one. */
  'ticket.reprinted': {
    readonly ticket: string;
    readonly print: { readonly job: string; readonly printer: string };
    /** An earlier paper may be about: this one says that it is a copy. */
    readonly isCopy: boolean;
  };
  'ticket.overran': { readonly ticket: string; readonly counter: string };
}

export interface CounterEvents {
  'counter.signed-in': { readonly counter: string; readonly agent: string };
  'counter.signed-out': { readonly counter: string; readonly agent: string; readonly forced: boolean };
  'counter.paused': { readonly counter: string; readonly agent: string; readonly reason: PauseReason };
  'counter.ready': { readonly counter: string; readonly agent: string; readonly by: 'agent' | 'time' };
  /** Another agent goes on with the visitors who are there. */
  'counter.handed-over': {
    readonly counter: string;
    readonly from: string;
    readonly agent: string;
    readonly note: string | null;
  };
  'counter.shut': { readonly counter: string; readonly reason: string };
  'counter.reopened': { readonly counter: string };
  /** `agent`: who sits there; null where nobody does, and a visitor has called. */
  'assist.called': {
    readonly counter: string;
    readonly agent: string | null;
    readonly ticket: string | null;
    readonly level: number;
  };
  'assist.escalated': { readonly counter: string; readonly level: number };
  'assist.taken': { readonly counter: string; readonly owner: string };
  'assist.settled': { readonly counter: string };
}

export interface RatingEvents {
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
  /** A rating that had counted and no longer does: what came after it shows that nobody meant it. */
  'rating.discounted': { readonly ticket: string; readonly counter: string; readonly flag: RatingFlag };
  'rating.reason-given': { readonly ticket: string; readonly counter: string; readonly reason: string };
}

export interface LobbyEvents {
  /** `timetable`: the hours of the open day; null while none is open. */
  'config.applied': { readonly lobby: Lobby; readonly timetable: Timetable | null };
  /** `date` is the lobby day as YYYY-MM-DD in the lobby's own time zone. */
  'day.opened': { readonly date: string; readonly timetable: Timetable; readonly carried: Carried };
  /** `kept`: tickets that stay for the next day. All others have ended. */
  'day.closed': { readonly date: string; readonly kept: readonly string[] };
  'day.reopened': { readonly date: string };
  /** Some service has begun or ended to give numbers; `at` is the moment of the timetable. */
  'hours.reached': { readonly at: number };
  'lobby.frozen': { readonly reason: string };
  /** `reason`: of the evacuation that is over. */
  'lobby.resumed': { readonly reason: string };
  'service.closed': { readonly service: string } & ServiceClosing;
  'service.opened': { readonly service: string };
  'notice.posted': { readonly notice: Notice };
  'notice.began': { readonly notice: string };
  'notice.ended': { readonly notice: string; readonly by: 'time' | 'staff' };
  /** `kiosk` is where a time to come back was taken; null where staff or the centre have given one. */
  'appointment.booked': {
    readonly appointment: Omit<Appointment, 'state'>;
    readonly kiosk: string | null;
  };
  'appointment.cancelled': { readonly appointment: string };
  /** Its time has gone by; the slot is free. */
  'appointment.missed': { readonly appointment: string };
  'case.opened': { readonly file: CaseFile };
  'case.recorded': CaseRecord;
  'case.resolved': {
    readonly case: string;
    readonly agent: string;
    readonly result: string;
    readonly callBackDueAt: number | null;
  };
  'case.called-back': { readonly case: string; readonly agent: string; readonly result: string };
  /** Nobody wrote anything in it before the visitor left, or was found to want something else. */
  'case.dropped': { readonly case: string };
  'case.signed': { readonly case: string; readonly manager: string };
  'case.overdue': { readonly case: string; readonly step: 'result' | 'call-back' };
}

/** Everything that can be a fact. A type's meaning never changes; a new meaning is a new version (`v` in the envelope). */
export interface EventData
  extends
    TicketEvents,
    CounterEvents,
    KioskEvents,
    RatingEvents,
    LobbyEvents,
    JournalEvents,
    PrintEvents,
    MetricEvents,
    DeviceEvents {}

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
