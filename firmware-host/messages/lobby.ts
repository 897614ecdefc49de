/** What staff see of the lobby as a whole. */
import Type, { type Static } from 'typebox';
import {
  ClosedState,
  Instant,
  KioskAssistReason,
  Language,
  Names,
  NoticeView,
  PauseReason,
  PriorityReason,
  TicketState,
  closed,
  orNull,
} from './common.ts';
import { AlarmView } from './alarms.ts';
import { CounterSummary, CounterView } from './counter.ts';
import { DeviceView } from './devices.ts';
import { LobbyFigures } from './lobby-figures.ts';
import { CaseView } from './staff.ts';
import { RestoredView } from './storage.ts';
import { CounterName } from './views.ts';

const count = Type.Integer({ minimum: 0 });

/** `since`: the wait counts from here, by the lobby's own clock, which stands still while everybody is outside. */
export const LongestWait = Type.Object({ id: Type.String(), number: Type.String(), since: Instant }, closed);
export type LongestWait = Static<typeof LongestWait>;

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
    /** Within so many minutes visitors of this service are to be called. */
    targetMinutes: Type.Number({ minimum: 0 }),
    /** Who has waited longest, and since when; null where nobody waits. */
    longest: orNull(LongestWait),
    /** Numbers of slips that are printed beforehand; null where there are none. */
    slips: orNull(Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed)),
  },
  closed,
);
export type LobbyService = Static<typeof LobbyService>;

/** What the agent at a counter has done so far today; in ms. A mean is null where there was nothing yet. */
export const LobbyToday = Type.Object(
  {
    facedMs: count,
    walkMs: count,
    wrapUpMs: count,
    idleMs: count,
    pausedMs: count,
    meanServiceMs: orNull(count),
    meanWalkMs: orNull(count),
    sentOn: count,
  },
  closed,
);
export type LobbyToday = Static<typeof LobbyToday>;

export const LobbyCounter = Type.Object(
  {
    ...CounterSummary.properties,
    pause: orNull(PauseReason),
    /** Since when it has been in this state; null while nobody sits there. */
    since: orNull(Instant),
    /** What it calls, with the agent who sits there, or would call. */
    services: Type.Array(Type.String()),
    /** How often the number there has been called. */
    calls: count,
    /** The visit takes so long that somebody may have forgotten to press finish. */
    overran: Type.Boolean(),
    /** Why nobody may sit there; null when somebody may. */
    shut: orNull(Type.String()),
    /** The number that is called or served there. */
    number: orNull(Type.String()),
    held: count,
    served: count,
    noShows: count,
    /** Of whoever sits there; null while nobody does. */
    today: orNull(LobbyToday),
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

/** A device that is not as it should be. `counter`: where it stands, by id. */
export const UnwellDevice = Type.Object(
  {
    id: Type.String(),
    kind: DeviceView.properties.kind,
    state: DeviceView.properties.state,
    problem: DeviceView.properties.problem,
    paperLow: Type.Boolean(),
    /** Tickets that a printer's roll is likely to give still; null of other devices. */
    left: orNull(count),
    counter: orNull(Type.String()),
    /** Null while it has not lasted long enough to be told. */
    since: orNull(Instant),
  },
  closed,
);
export type UnwellDevice = Static<typeof UnwellDevice>;

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
    /** `first`: the one that is due first. */
    cases: Type.Object({ open: count, overdue: count, first: orNull(CaseView) }, closed),
    assists: Type.Array(
      Type.Object(
        {
          /** Where: at a counter or at a kiosk, the other is null. */
          counter: orNull(CounterName),
          kiosk: orNull(Type.String()),
          level: Type.Integer({ minimum: 1 }),
          owner: orNull(Type.String()),
          /** Of a kiosk: why, whom, and since when; null of a counter. */
          why: orNull(KioskAssistReason),
          number: orNull(Type.String()),
          since: orNull(Instant),
        },
        closed,
      ),
    ),
    /** How long the latest visitors waited until they were called, in ms; null before anybody was. */
    averageQueueMs: orNull(count),
    /** Null until they have been reckoned, and where they cannot be. */
    figures: orNull(LobbyFigures),
    /** Metrics that are out of their targets, the one that was raised first is first. */
    alarms: Type.Array(AlarmView),
    /** Of the ratings of the day that count; the share is null while they are too few to say. */
    satisfaction: Type.Object({ percent: orNull(count), ratings: count }, closed),
    /** The lost ones first. */
    unwell: Type.Array(UnwellDevice),
    /** Visitors in the lobby whose paper failed or is uncertain. */
    printProblems: count,
    appointments: AppointmentList,
    agents: CounterView.properties.agents,
    /** Reasons for priority that this lobby knows. */
    priorityReasons: Type.Array(PriorityReason),
  },
  closed,
);
export type LobbyView = Static<typeof LobbyView>;
