/** What agents see at their counter. */
import Type, { type Static } from 'typebox';
import { Care, Instant, Names, PauseReason, TicketClass, TicketState, closed, orNull } from './common.ts';
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
    /** Ids of notes, which are read one by one: they are about persons. */
    notes: Type.Array(Type.String()),
    /** Takes so long that somebody may have forgotten to press finish. */
    overran: Type.Boolean(),
    /** Other tickets of the same visit. */
    beside: Type.Array(Type.Object({ id: Type.String(), number: Type.String(), state: TicketState }, closed)),
    isCase: Type.Boolean({ description: 'Whether it has a record to fill in: a complaint, a repair.' }),
  },
  closed,
);
export type CounterTicket = Static<typeof CounterTicket>;

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
    pause: orNull(PauseReason),
    /** Since when the agent is away or writes up; null while neither. */
    since: orNull(Instant),
    /** Why nobody may sit here; null when somebody may. */
    shut: orNull(Type.String()),
    /** A silent call for help; `owner` is who has taken it. */
    assist: orNull(
      Type.Object({ level: Type.Integer({ minimum: 1 }), owner: orNull(Type.String()) }, closed),
    ),
    assistLevels: Type.Integer({ minimum: 0, description: 'How many levels of help there are.' }),
    /** Id of what the one before left in writing; null where nothing was left. */
    handoverNote: orNull(Type.String()),
    waiting: count,
    next: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          number: Type.String(),
          service: Type.String(),
          serviceName: Names,
          takenAt: Instant,
          class: TicketClass,
          size: Type.Integer({ minimum: 1 }),
          care: Care,
        },
        closed,
      ),
      { description: 'Who would be called next, in order; at most ten.' },
    ),
    actions: Type.Array(Type.String()),
    /** Where a visitor can be sent on to: every service, and the other counters at which somebody sits. */
    destinations: Type.Object(
      { services: Type.Array(ServiceName), counters: Type.Array(CounterName) },
      closed,
    ),
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
