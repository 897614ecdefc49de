/** What agents see at their counter. */
import Type, { type Static } from 'typebox';
import {
  Care,
  Instant,
  KioskAssistReason,
  Names,
  PauseReason,
  TicketClass,
  TicketState,
  closed,
  orNull,
} from './common.ts';
import { AgentToday, CounterDevice, ParkedTicket, WaitingTicket } from './counter-queue.ts';
import { MarkedVisit } from './marks.ts';
import { CounterName, ServiceName } from './views.ts';

const count = Type.Integer({ minimum: 0 });

export const CounterState = Type.Union([
  Type.Literal('closed'),
  Type.Literal('idle'),
  Type.Literal('called'),
  Type.Literal('serving'),
  Type.Literal('paused'),
  Type.Literal('wrap-up'),
]);
export type CounterState = Static<typeof CounterState>;

export const NoteKind = Type.Union([
  Type.Literal('cause'),
  Type.Literal('talk'),
  Type.Literal('plan'),
  Type.Literal('progress'),
]);
export type NoteKind = Static<typeof NoteKind>;

/** A note of the first contact, without its words; `agent` is a name. */
export const NoteView = Type.Object(
  { id: Type.String(), kind: NoteKind, agent: orNull(Type.String()), at: orNull(Instant) },
  closed,
);
export type NoteView = Static<typeof NoteView>;

export const CounterTicket = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    archiveNumber: Type.String(),
    service: Type.String(),
    serviceName: Names,
    state: TicketState,
    takenAt: Instant,
    calledAt: orNull(Instant),
    startedAt: orNull(Instant),
    calls: count,
    /** From when on the rules take another call, and giving up; null where they will not take it at all. */
    recallAt: orNull(Instant),
    noShowAt: orNull(Instant),
    /** When it was promised to be called, and whether it was; null where nothing was promised. */
    promisedAt: orNull(Instant),
    isPromiseKept: orNull(Type.Boolean()),
    /** From when the time face to face counts, what it was held left out; null unless it is being served. */
    servedSince: orNull(Instant),
    /** What a visit for this service usually takes; null while too few were seen. */
    usualMs: orNull(count),
    /** When the agent is asked whether it is over; null with the one before, or unless it is being served. */
    remindAt: orNull(Instant),
    /** Since when it is held; null unless it is. */
    heldAt: orNull(Instant),
    class: TicketClass,
    size: Type.Integer({ minimum: 1 }),
    care: Care,
    appointmentAt: orNull(Instant),
    dueAt: orNull(Instant),
    /** The counter of the first contact, which owns the case; null until somebody has begun. */
    firstCounter: orNull(CounterName),
    /** Where the visitor was sent on from, and why; the latest last. */
    transfers: Type.Array(
      Type.Object({ counter: orNull(CounterName), serviceName: Names, reason: Type.String() }, closed),
    ),
    /** Who received the visitor there, and when; null where it is not known. */
    firstAgent: orNull(Type.String()),
    firstAt: orNull(Instant),
    /** In their order. The texts are read one by one by their ids: they are about persons. */
    notes: Type.Array(NoteView),
    /** Takes so long that somebody may have forgotten to press finish. */
    overran: Type.Boolean(),
    /** Other tickets of the same visit. */
    beside: Type.Array(Type.Object({ id: Type.String(), number: Type.String(), state: TicketState }, closed)),
    isCase: Type.Boolean({ description: 'Whether it has a record to fill in: a complaint, a repair.' }),
    isRecorded: Type.Boolean({ description: 'Whether somebody has filled it in.' }),
  },
  closed,
);
export type CounterTicket = Static<typeof CounterTicket>;

/** Somebody waits for staff at a kiosk. `number`: of who is to be fetched; `owner`: who is on the way. */
export const KioskAssistView = Type.Object(
  {
    kiosk: Type.String(),
    why: KioskAssistReason,
    number: orNull(Type.String()),
    owner: orNull(Type.String()),
    since: Instant,
  },
  closed,
);
export type KioskAssistView = Static<typeof KioskAssistView>;

/** Kiosks at which somebody waits for staff, the longest first. */
export const KioskAssistList = Type.Array(KioskAssistView);
export type KioskAssistList = Static<typeof KioskAssistList>;

/**
 * The agent's console. `actions` are the ones the rules would take now; those of them that time alone allows have the moment
 * from which on beside the ticket, since a view is told when something happens, and then nothing does.
 */
export const CounterView = Type.Object(
  {
    counter: CounterName,
    now: Instant,
    timeZone: Type.String(),
    demo: Type.Boolean(),
    state: CounterState,
    agent: orNull(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
    agents: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
    services: Type.Array(ServiceName),
    ticket: orNull(CounterTicket),
    held: Type.Array(CounterTicket, { description: 'Visitors who fetch something and come back here.' }),
    parked: Type.Array(ParkedTicket, {
      description: 'Visitors who come back at a time that was agreed here.',
    }),
    pause: orNull(PauseReason),
    /** Since when the agent is away or writes up; null while neither. */
    since: orNull(Instant),
    /** What such a pause or writing up usually takes; null while nobody knows. */
    usualAwayMs: orNull(count),
    /** When the writing up ends by itself; null where it does not. */
    readyAt: orNull(Instant),
    /** Why nobody may sit here; null when somebody may. */
    shut: orNull(Type.String()),
    /** A silent call for help; `owner` is who has taken it. */
    assist: orNull(
      Type.Object({ level: Type.Integer({ minimum: 1 }), owner: orNull(Type.String()) }, closed),
    ),
    /** Visitors who have called staff to a kiosk, the same for every counter: whoever is free goes. */
    kioskAssists: KioskAssistList,
    assistLevels: Type.Integer({ minimum: 0, description: 'How many levels of help there are.' }),
    /** Id of what the one before left in writing; null where nothing was left. */
    handoverNote: orNull(Type.String()),
    waiting: count,
    /** When whoever has waited longest took the number. */
    longestSince: orNull(Instant),
    next: Type.Array(WaitingTicket, {
      description: 'Who would be called next, in order; at most ten.',
    }),
    actions: Type.Array(Type.String()),
    /** Null while there is no visit to mark. */
    mark: orNull(MarkedVisit),
    /** Where a visitor can be sent on to: every service, and the other counters at which somebody sits. */
    destinations: Type.Object(
      { services: Type.Array(ServiceName), counters: Type.Array(CounterName) },
      closed,
    ),
    /** For how many minutes whoever was given up may come back; 0 where that is for good. */
    returnMinutes: count,
    /** Of whoever sits here; null where nobody does. */
    today: orNull(AgentToday),
    devices: Type.Array(CounterDevice, { description: 'Boards over this counter and pads on it.' }),
    isShared: Type.Boolean({ description: 'Whether another page looks at this counter, too.' }),
    /** Papers that failed or are uncertain, which only staff can settle. */
    printProblems: count,
  },
  closed,
);
export type CounterView = Static<typeof CounterView>;

/** One counter in the list from which an agent chooses. */
export const CounterSummary = Type.Object(
  {
    counter: CounterName,
    state: CounterState,
    agent: orNull(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
  },
  closed,
);
export type CounterSummary = Static<typeof CounterSummary>;
