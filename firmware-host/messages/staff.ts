/** What staff see of tickets, cases and texts. Nothing here opens a visitor's own page. */
import Type, { type Static } from 'typebox';
import {
  Care,
  Instant,
  Language,
  Names,
  RatingReason,
  TicketClass,
  TicketState,
  closed,
  orNull,
} from './common.ts';
import { CounterTicket } from './counter.ts';
import { CounterName, PrintView } from './views.ts';

const count = Type.Integer({ minimum: 0 });

export const StaffTicketView = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    archiveNumber: Type.String(),
    service: Type.String(),
    serviceName: Names,
    class: TicketClass,
    state: TicketState,
    language: Language,
    /** Where it was taken; empty for one that was entered from a slip. */
    kiosk: Type.String(),
    size: Type.Integer({ minimum: 1 }),
    care: Care,
    /** How many would be called before it now; 0 unless it waits. */
    ahead: count,
    takenAt: Instant,
    calledAt: orNull(Instant),
    startedAt: orNull(Instant),
    calls: count,
    parkedUntil: orNull(Instant),
    appointmentAt: orNull(Instant),
    dueAt: orNull(Instant),
    /** Where it is, or was last. */
    counter: orNull(CounterName),
    /** Sent to this counter, and called by no other. */
    forCounter: orNull(CounterName),
    firstCounter: orNull(CounterName),
    firstAgent: CounterTicket.properties.firstAgent,
    firstAt: CounterTicket.properties.firstAt,
    transfers: CounterTicket.properties.transfers,
    notes: CounterTicket.properties.notes,
    overran: Type.Boolean(),
    beside: CounterTicket.properties.beside,
    isCase: Type.Boolean(),
    isRecorded: Type.Boolean(),
    print: orNull(PrintView),
    copies: Type.Integer({ minimum: 0, description: 'Papers that were made after the first.' }),
  },
  closed,
);
export type StaffTicketView = Static<typeof StaffTicketView>;

/** Newest first. `total`: how many fit, of which at most a hundred are told. */
export const StaffTickets = Type.Object({ total: count, tickets: Type.Array(StaffTicketView) }, closed);
export type StaffTickets = Static<typeof StaffTickets>;

/** Tickets of visitors in the lobby whose paper failed or is uncertain, oldest first. */
export const StaffPapers = Type.Object({ papers: Type.Array(StaffTicketView) }, closed);
export type StaffPapers = Static<typeof StaffPapers>;

export const CaseSubject = Type.Union([
  Type.Literal('attitude'),
  Type.Literal('quality'),
  Type.Literal('fee'),
  Type.Literal('environment'),
  Type.Literal('other'),
]);
export type CaseSubject = Static<typeof CaseSubject>;

/** How the visitor hears what came of it; `none`: does not wish to. */
export const CallBackWay = Type.Union([Type.Literal('phone'), Type.Literal('message'), Type.Literal('none')]);
export type CallBackWay = Static<typeof CallBackWay>;

/** A case on its way. `matter`, `result` and `contact` are ids of texts, which are read one by one: they are about persons. */
export const CaseView = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('case'), Type.Literal('call-back')]),
    ticket: Type.String(),
    number: Type.String(),
    archiveNumber: Type.String(),
    service: Type.String(),
    serviceName: Names,
    receiver: orNull(Type.String()),
    matter: orNull(Type.String()),
    result: orNull(Type.String()),
    subject: orNull(CaseSubject),
    handedTo: orNull(Type.String()),
    callBack: orNull(CallBackWay),
    contact: orNull(Type.String()),
    told: Type.Boolean({ description: 'Whether the visitor was told when the answer comes.' }),
    state: Type.Union([Type.Literal('open'), Type.Literal('resolved'), Type.Literal('called-back')]),
    /** By when the next step is due; null where no time is set. */
    dueAt: orNull(Instant),
    overdue: Type.Boolean(),
    /** How many days after the result the visitor is called back; null where nobody is. */
    callBackDays: orNull(Type.Number({ minimum: 0 })),
    /** What the rules would take now. */
    steps: Type.Array(
      Type.Union([
        Type.Literal('record'),
        Type.Literal('resolve'),
        Type.Literal('call-back'),
        Type.Literal('sign'),
      ]),
    ),
  },
  closed,
);
export type CaseView = Static<typeof CaseView>;

/** Cases that are not done, by when they are due: the overdue ones first, those without a time last. */
export const CaseList = Type.Array(CaseView);
export type CaseList = Static<typeof CaseList>;

/** What somebody wrote about a person. */
export const PersonalText = Type.Object({ id: Type.String(), text: Type.String() }, closed);
export type PersonalText = Static<typeof PersonalText>;

/** Answer to a reason for a low score. */
export const ReasonGiven = Type.Object({ reason: RatingReason }, closed);
export type ReasonGiven = Static<typeof ReasonGiven>;

/** Answer to a wish to be called back: until when somebody will; null where the clock does not know. */
export const CallBackAsked = Type.Object({ until: orNull(Instant) }, closed);
export type CallBackAsked = Static<typeof CallBackAsked>;
