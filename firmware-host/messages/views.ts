/** What the host shows: each view is a whole snapshot, so that a page can never drift from the truth. */
import Type, { type Static } from 'typebox';
import {
  DeviceProblem,
  Instant,
  Language,
  Names,
  PrintProblem,
  PrintProof,
  PrintState,
  TicketState,
  WaitRange,
  closed,
  orNull,
} from './common.ts';

const count = Type.Integer({ minimum: 0 });

/** The state of one paper. `jobId` names it in the journal. */
export const PrintView = Type.Object(
  { jobId: Type.String(), state: PrintState, proof: orNull(PrintProof), problem: orNull(PrintProblem) },
  closed,
);
export type PrintView = Static<typeof PrintView>;

export const CounterName = Type.Object({ id: Type.String(), name: Names }, closed);
export type CounterName = Static<typeof CounterName>;

export const ServiceName = Type.Object({ letter: Type.String(), name: Names }, closed);
export type ServiceName = Static<typeof ServiceName>;

/** The ticket as its own visitor may see it. */
export const TicketView = Type.Object(
  {
    id: Type.String(),
    token: Type.String({ description: 'The secret that opens the follow-my-ticket page.' }),
    number: Type.String({ description: 'The number that is called, such as A023.' }),
    archiveNumber: Type.String({ description: 'Date and sequence of the visit, such as 261121023.' }),
    service: Type.String(),
    serviceName: Names,
    state: TicketState,
    language: Language,
    takenAt: Instant,
    ahead: count,
    /** Where the ticket can be followed; null where the lobby has no public address. */
    url: orNull(Type.String()),
  },
  closed,
);
export type TicketView = Static<typeof TicketView>;

/** Answer of `POST /api/v1/tickets`. `print` is null where the kiosk has no printer. */
export const TakenTicket = Type.Object(
  { ticket: TicketView, wait: orNull(WaitRange), print: orNull(PrintView) },
  closed,
);
export type TakenTicket = Static<typeof TakenTicket>;

/** The visitor's view: `GET /api/v1/tickets/{token}`. */
export const FollowView = Type.Object(
  {
    lobby: Names,
    timeZone: Type.String(),
    ticket: TicketView,
    state: TicketState,
    ahead: count,
    wait: orNull(WaitRange),
    counter: orNull(CounterName),
    print: orNull(PrintView),
  },
  closed,
);
export type FollowView = Static<typeof FollowView>;

export const KioskService = Type.Object(
  {
    letter: Type.String(),
    name: Names,
    waiting: Type.Integer({ minimum: 0, description: 'People who wait for this service.' }),
    ahead: Type.Integer({
      minimum: 0,
      description:
        'People who would be called before somebody who takes a number now, other services included.',
    }),
    wait: orNull(WaitRange),
    /** Null when numbers can be taken. */
    closed: orNull(Type.Literal('no-day')),
  },
  closed,
);
export type KioskService = Static<typeof KioskService>;

/** What a kiosk shows. `prints` are the latest papers of this kiosk, newest first. */
export const KioskView = Type.Object(
  {
    lobby: Names,
    kiosk: Type.String(),
    now: Instant,
    timeZone: Type.String(),
    languages: Type.Array(Language),
    demo: Type.Boolean(),
    services: Type.Array(KioskService),
    prints: Type.Array(PrintView),
  },
  closed,
);
export type KioskView = Static<typeof KioskView>;

/** One call. `position` orders calls and is never used twice: a page speaks a position once. */
export const CallView = Type.Object(
  {
    position: Type.Integer(),
    at: Instant,
    number: Type.String(),
    service: Type.String(),
    counter: CounterName,
    times: Type.Integer({ minimum: 1, description: 'How many times this number has been called.' }),
  },
  closed,
);
export type CallView = Static<typeof CallView>;

export const DisplayView = Type.Object(
  {
    lobby: Names,
    now: Instant,
    timeZone: Type.String(),
    languages: Type.Array(Language),
    demo: Type.Boolean(),
    calls: Type.Array(CallView, { description: 'Newest first; the first one is the banner.' }),
    waiting: Type.Array(Type.Object({ service: ServiceName, count }, closed)),
    waitingTotal: count,
    averageQueueMinutes: orNull(Type.Integer()),
  },
  closed,
);
export type DisplayView = Static<typeof DisplayView>;

export const CounterState = Type.Union([
  Type.Literal('closed'),
  Type.Literal('idle'),
  Type.Literal('called'),
  Type.Literal('serving'),
]);
export type CounterState = Static<typeof CounterState>;

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
  },
  closed,
);
export type CounterTicket = Static<typeof CounterTicket>;

/** The agent's console. `actions` are the ones the rules would take now. */
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
    waiting: count,
    next: Type.Array(
      Type.Object(
        { number: Type.String(), service: Type.String(), serviceName: Names, takenAt: Instant },
        closed,
      ),
      { description: 'Who would be called next, in order; at most ten.' },
    ),
    actions: Type.Array(Type.String()),
    servedToday: count,
    noShowsToday: count,
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

/** A device as health sees it. */
export const DeviceView = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('printer'), Type.Literal('board'), Type.Literal('pad')]),
    model: Type.String(),
    port: Type.String(),
    state: Type.Union([Type.Literal('ready'), Type.Literal('degraded'), Type.Literal('lost')]),
    problem: orNull(DeviceProblem),
    portFault: orNull(Type.String({ description: 'Why the port is not open, for the technician.' })),
    paperLow: Type.Boolean(),
  },
  closed,
);
export type DeviceView = Static<typeof DeviceView>;

/** Why a press was kept but not counted. */
export const RatingFlag = Type.Union([
  Type.Literal('no-visit'),
  Type.Literal('not-finished'),
  Type.Literal('too-late'),
  Type.Literal('repeated'),
]);
export type RatingFlag = Static<typeof RatingFlag>;

/** Answer to a rating. `flag` is null where it counts. It names nobody: who rates sees it, and so may who stands behind. */
export const RatingView = Type.Object({ counted: Type.Boolean(), flag: orNull(RatingFlag) }, closed);
export type RatingView = Static<typeof RatingView>;

/** An event that the centre refused for what it is, kept for people to settle. */
export const ParkedEvent = Type.Object(
  {
    id: Type.String({ description: 'The CloudEvents id.' }),
    sequence: Type.Integer({ description: 'Its position in the journal.' }),
    type: Type.String(),
    at: Instant,
    status: Type.Integer({ description: 'What the centre answered: 400, 413 or 422.' }),
    reason: Type.String({ description: 'The beginning of what the centre said about it.' }),
  },
  closed,
);
export type ParkedEvent = Static<typeof ParkedEvent>;

/**
 * How delivery to the central system goes. `delivering`: all is well; `waiting`: the last try failed and another is due;
 * `stopped`: three events in a row were refused for what they are, and a person has to look.
 */
export const CentreView = Type.Object(
  {
    url: Type.String(),
    state: Type.Union([Type.Literal('delivering'), Type.Literal('waiting'), Type.Literal('stopped')]),
    delivered: Type.Integer({
      description: 'Position of the last event that the centre has taken or that was parked.',
    }),
    backlog: Type.Integer({ minimum: 0, description: 'Events that wait.' }),
    /** Why the last try failed, for the technician; null when it did not. */
    fault: orNull(Type.String()),
    /** When the next try is due; null when none is awaited. */
    retryAt: orNull(Instant),
    parked: Type.Array(ParkedEvent),
  },
  closed,
);
export type CentreView = Static<typeof CentreView>;

/** RFC 9457, with a code from the closed table and, for bad input, every fault. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, closed))),
});
export type Problem = Static<typeof Problem>;
