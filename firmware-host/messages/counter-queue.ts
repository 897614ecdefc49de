/** What an agent sees of those who are not at the counter, and of the agent's own day. */
import Type, { type Static } from 'typebox';
import {
  Care,
  DeviceProblem,
  Instant,
  Names,
  PriorityReason,
  TicketClass,
  closed,
  orNull,
} from './common.ts';

const count = Type.Integer({ minimum: 0 });
const ms = Type.Integer({ minimum: 0 });

/** Somebody whom this counter may call. */
export const WaitingTicket = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    service: Type.String(),
    serviceName: Names,
    takenAt: Instant,
    class: TicketClass,
    /** Why it goes before others; null where it does not, or nobody knows why any more. */
    priority: orNull(PriorityReason),
    size: Type.Integer({ minimum: 1 }),
    care: Care,
    appointmentAt: orNull(Instant),
    /** By when a call was promised as the number was taken; null where nothing was, or it no longer holds. */
    promisedAt: orNull(Instant),
  },
  closed,
);
export type WaitingTicket = Static<typeof WaitingTicket>;

/** Somebody who was here, and comes back at a time that was agreed. */
export const ParkedTicket = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    serviceName: Names,
    /** Since when; null where nobody knows any more. */
    since: orNull(Instant),
    until: Instant,
    reason: orNull(Type.String()),
  },
  closed,
);
export type ParkedTicket = Static<typeof ParkedTicket>;

/** A board over this counter, or a pad on it. */
export const CounterDevice = Type.Object(
  {
    kind: Type.Union([Type.Literal('board'), Type.Literal('pad')]),
    /** What is wrong; null where nothing is. */
    problem: orNull(DeviceProblem),
  },
  closed,
);
export type CounterDevice = Static<typeof CounterDevice>;

/**
 * The agent's own day so far, in the time of the lobby. Means are null until there is something to take them of: a visit with an
 * estimated end, and one from a slip, is served and in no mean.
 */
export const AgentToday = Type.Object(
  {
    served: count,
    facedMs: orNull(Type.Integer({ minimum: 0, description: 'Mean time face to face.' })),
    wrapUpMs: orNull(Type.Integer({ minimum: 0, description: 'Mean time of writing up.' })),
    walkMs: orNull(Type.Integer({ minimum: 0, description: 'Mean time from the first call to the start.' })),
    /** Free to call somebody: up to now, or up to `idleSince` where that goes on. */
    idleMs: ms,
    idleSince: orNull(Instant),
    /** The same of pauses. */
    pausedMs: ms,
    pausedSince: orNull(Instant),
    sentOn: count,
    noShows: count,
    /** In steps of five ratings, so that none of them can be told from the others; null before. */
    satisfaction: orNull(
      Type.Object({ percent: Type.Integer({ minimum: 0, maximum: 100 }), ratings: count }, closed),
    ),
  },
  closed,
);
export type AgentToday = Static<typeof AgentToday>;
