/** What staff see of the lobby as a whole. */
import Type, { type Static } from 'typebox';
import {
  ClosedState,
  Instant,
  Language,
  Names,
  NoticeView,
  PauseReason,
  PriorityReason,
  TicketState,
  closed,
  orNull,
} from './common.ts';
import { CounterSummary, CounterView } from './counter.ts';
import { RestoredView } from './storage.ts';
import { CounterName } from './views.ts';

const count = Type.Integer({ minimum: 0 });

export const LobbyService = Type.Object(
  {
    letter: Type.String(),
    name: Names,
    waiting: count,
    takenToday: count,
    /** Null when numbers can be taken. */
    closed: orNull(ClosedState),
    opensAt: orNull(Instant),
    /** What staff say about it; null unless they have closed it. */
    closedReason: orNull(Names),
    /** Numbers of slips that are printed beforehand; null where there are none. */
    slips: orNull(Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed)),
  },
  closed,
);
export type LobbyService = Static<typeof LobbyService>;

export const LobbyCounter = Type.Object(
  {
    ...CounterSummary.properties,
    pause: orNull(PauseReason),
    /** Why nobody may sit there; null when somebody may. */
    shut: orNull(Type.String()),
    /** The number that is called or served there. */
    number: orNull(Type.String()),
    held: count,
    served: count,
    noShows: count,
  },
  closed,
);
export type LobbyCounter = Static<typeof LobbyCounter>;

/** Somebody whose visit is not over, as far as closing the day needs to know. */
export const LeftOver = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    service: Type.String(),
    state: TicketState,
    takenAt: Instant,
    parkedUntil: orNull(Instant),
    counter: orNull(CounterName),
  },
  closed,
);
export type LeftOver = Static<typeof LeftOver>;

/** A notice as who posted it sees it. */
export const LobbyNotice = Type.Object(
  {
    ...NoticeView.properties,
    from: orNull(Instant),
    until: orNull(Instant),
    active: Type.Boolean(),
    on: Type.Array(Type.String()),
  },
  closed,
);
export type LobbyNotice = Static<typeof LobbyNotice>;

/** A time that was promised to somebody. `missed`: who comes yet waits with the others, with credit for it. */
export const AppointmentView = Type.Object(
  {
    id: Type.String(),
    code: Type.String({ description: 'What the visitor types or scans on arrival.' }),
    service: Type.String(),
    serviceName: Names,
    at: Instant,
    source: Type.Union([Type.Literal('staff'), Type.Literal('centre'), Type.Literal('return-slot')]),
    state: Type.Union([Type.Literal('booked'), Type.Literal('missed')]),
  },
  closed,
);
export type AppointmentView = Static<typeof AppointmentView>;

/** In the order of their times. */
export const AppointmentList = Type.Array(AppointmentView);
export type AppointmentList = Static<typeof AppointmentList>;

/** Answer of `POST /api/v1/return-slots`: when to come back, and what to show then. */
export const ReturnSlot = Type.Object(
  { code: Type.String(), service: Type.String(), serviceName: Names, at: Instant },
  closed,
);
export type ReturnSlot = Static<typeof ReturnSlot>;

export const LobbyView = Type.Object(
  {
    lobby: Names,
    now: Instant,
    timeZone: Type.String(),
    languages: Type.Array(Language),
    demo: Type.Boolean(),
    clockTrusted: Type.Boolean({ description: 'Whether wall time is known to be right.' }),
    day: orNull(Type.Object({ date: Type.String(), closed: Type.Boolean() }, closed)),
    /** Why everybody had to leave; null when nobody had. */
    evacuation: orNull(Type.String()),
    /** That the journal was restored, until somebody acknowledges it: some numbers may be unknown. */
    restored: orNull(RestoredView),
    services: Type.Array(LobbyService),
    counters: Type.Array(LobbyCounter),
    /** Those that begin later too. */
    notices: Type.Array(LobbyNotice),
    leftOver: Type.Array(LeftOver, {
      description:
        'Who waits, is held or is parked, the first come first: what closing the day has to say something about. At most 500; `leftOverTotal` counts all.',
    }),
    leftOverTotal: count,
    parked: Type.Array(LeftOver, { description: 'Who comes back first is first.' }),
    cases: Type.Object({ open: count, overdue: count }, closed),
    assists: Type.Array(
      Type.Object(
        { counter: CounterName, level: Type.Integer({ minimum: 1 }), owner: orNull(Type.String()) },
        closed,
      ),
    ),
    appointments: AppointmentList,
    agents: CounterView.properties.agents,
    /** Reasons for priority that this lobby knows. */
    priorityReasons: Type.Array(PriorityReason),
  },
  closed,
);
export type LobbyView = Static<typeof LobbyView>;
