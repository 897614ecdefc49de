/** What the host shows: each view is a whole snapshot, so that a page can never drift from the truth. */
import Type, { type Static } from 'typebox';
import {
  Care,
  Instant,
  KioskAssistReason,
  Language,
  Names,
  NoticeView,
  PrintProblem,
  PrintProof,
  PrintState,
  PriorityReason,
  RatingReason,
  TicketClass,
  TicketState,
  WaitRange,
  ClosedState,
  closed,
  orNull,
} from './common.ts';
import { DisplayScreen, DisplaySlides, DisplaySound } from './display.ts';
import { OwnMark } from './marks.ts';

const count = Type.Integer({ minimum: 0 });

/** The state of one paper. `jobId` names it in the journal. */
export const PrintView = Type.Object(
  {
    jobId: Type.String(),
    state: PrintState,
    proof: orNull(PrintProof),
    problem: orNull(PrintProblem),
    /** Where the paper comes out, when it is another printer than the kiosk's own. */
    where: orNull(Names),
  },
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
    class: TicketClass,
    state: TicketState,
    language: Language,
    takenAt: Instant,
    ahead: count,
    size: Type.Integer({ minimum: 1, description: 'People in the party.' }),
    care: Care,
    /** The time booked; null without an appointment. */
    appointmentAt: orNull(Instant),
    /** By when the case is settled; null where it is none. */
    dueAt: orNull(Instant),
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

/** How long one would wait who lets so many go first now. */
export const LaterView = Type.Object(
  { places: Type.Integer({ minimum: 1 }), ahead: count, wait: orNull(WaitRange) },
  closed,
);
export type LaterView = Static<typeof LaterView>;

/** Another matter of the same visitor: what it takes to know which number comes first, and no secret. */
export const BesideView = Type.Object(
  {
    number: Type.String(),
    service: ServiceName,
    state: TicketState,
    ahead: count,
    counter: orNull(CounterName),
  },
  closed,
);
export type BesideView = Static<typeof BesideView>;

/** The rating of one's own visit; see `VisitToRate`. */
export const OwnRating = Type.Object(
  {
    state: Type.Union([Type.Literal('asked'), Type.Literal('rated')]),
    scale: Type.Integer({ minimum: 1 }),
    score: orNull(Type.Integer({ minimum: 1 })),
    isLow: Type.Boolean(),
    /** What may be chosen as the reason of a low score; none where the house does not ask. */
    reasons: Type.Array(RatingReason),
    reason: orNull(RatingReason),
    until: Instant,
  },
  closed,
);
export type OwnRating = Static<typeof OwnRating>;

/** The visitor's view: `GET /api/v1/tickets/{token}`. */
export const FollowView = Type.Object(
  {
    lobby: Names,
    now: Instant,
    timeZone: Type.String(),
    /** The lobby's, the first one first. */
    languages: Type.Array(Language),
    ticket: TicketView,
    state: TicketState,
    ahead: count,
    wait: orNull(WaitRange),
    counter: orNull(CounterName),
    calls: Type.Integer({
      minimum: 0,
      description: 'Calls since the ticket last waited: a recall is one more.',
    }),
    print: orNull(PrintView),
    /** Until when the visitor is away; null unless parked. */
    parkedUntil: orNull(Instant),
    /** What the visitor may do now. */
    actions: Type.Array(
      Type.Union([Type.Literal('cancel'), Type.Literal('postpone'), Type.Literal('return')]),
    ),
    /** What becomes of one who postpones, by how many are let go first; none where nobody can be. */
    later: Type.Array(LaterView),
    beside: Type.Array(BesideView),
    /** Null when there is nothing to rate, any more or yet. */
    rating: orNull(OwnRating),
    /** Whether the matter was settled; null until the visit has been finished. */
    mark: orNull(OwnMark),
    notices: Type.Array(NoticeView),
    evacuation: Type.Boolean(),
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
    closed: orNull(ClosedState),
    /** When numbers are given again today; null where that is not known. */
    opensAt: orNull(Instant),
    /** What staff say about it; null unless they have closed it. */
    closedReason: orNull(Names),
    /** Whether one who finds it full is given a time to come back. */
    returnSlots: Type.Boolean(),
  },
  closed,
);
export type KioskService = Static<typeof KioskService>;

/** A visit that has just ended at a counter that cannot be asked for a rating there: its pad is missing, or out of order. */
export const KioskVisit = Type.Object(
  {
    visit: Type.String({
      description: 'The `id` of the visit, as `GET /api/v1/counters/{id}/rate` tells it.',
    }),
    counter: CounterName,
    number: Type.String(),
  },
  closed,
);
export type KioskVisit = Static<typeof KioskVisit>;

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
    /** Reasons for priority that visitors may choose themselves. */
    priorityReasons: Type.Array(PriorityReason),
    /** Emergencies first. */
    notices: Type.Array(NoticeView),
    /** Whether staff were called to this kiosk, and whether somebody is on the way. */
    assist: orNull(Type.Object({ why: KioskAssistReason, taken: Type.Boolean() }, closed)),
    /** Visits that may be rated here, the latest first. */
    toRate: Type.Array(KioskVisit, { maxItems: 3 }),
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
    visibly: Type.Boolean({ description: 'The visitor does not hear: what shows the call flashes.' }),
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
    /** Emergencies first: while there is one, it is all that is shown. */
    notices: Type.Array(NoticeView),
    evacuation: Type.Boolean({
      description: 'Everybody is outside, and all clocks of the queue stand still.',
    }),
    /** Null where no television sounds anything. */
    sound: orNull(DisplaySound),
    /** The first one is shown where no other is asked for. */
    screens: Type.Array(DisplayScreen),
    /** Null where there are no pictures. */
    slides: orNull(DisplaySlides),
  },
  closed,
);
export type DisplayView = Static<typeof DisplayView>;

/** Why a press was kept but not counted. */
export const RatingFlag = Type.Union([
  Type.Literal('no-visit'),
  Type.Literal('not-finished'),
  Type.Literal('too-late'),
  Type.Literal('repeated'),
  Type.Literal('short-visit'),
  Type.Literal('row'),
]);
export type RatingFlag = Static<typeof RatingFlag>;

/** Answer to a rating. `flag` is null where it counts. It names nobody: who rates sees it, and so may who stands behind. */
export const RatingView = Type.Object(
  {
    counted: Type.Boolean(),
    flag: orNull(RatingFlag),
    /** Reasons that may be given for a low score; none when the score is not low. */
    reasons: Type.Array(RatingReason),
  },
  closed,
);
export type RatingView = Static<typeof RatingView>;

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
