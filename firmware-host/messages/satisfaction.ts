/** How visitors have rated, over a range of lobby days. */
import Type, { type Static } from 'typebox';
import { Instant, RatingReason, closed, orNull } from './common.ts';
import { LobbyDate, MetricRange, MetricTarget } from './metrics.ts';

const count = Type.Integer({ minimum: 0 });

/**
 * How a group has rated. `isHidden`: fewer than the house's small group, or the one from which a single such group would follow: its
 * rate is not told.
 */
export const SatisfactionPart = Type.Object(
  {
    dimension: Type.Enum(['service', 'counter', 'agent', 'class', 'hour']),
    /** As in `MetricPart`; of an hour its start on the wall, `09:00`. */
    key: Type.String(),
    isHidden: Type.Boolean(),
    given: count,
    /** In percent: good scores ÷ ratings that count. */
    rate: orNull(Type.Number()),
    /** In percent: ratings that count ÷ visits that were served. Null by hour, and where nobody was served. */
    responseRate: orNull(Type.Number()),
  },
  closed,
);
export type SatisfactionPart = Static<typeof SatisfactionPart>;

/** A part of the composite index: a percentage, and its weight in percent. */
export const IndexPart = Type.Object(
  { of: Type.String(), weight: Type.Number(), value: orNull(Type.Number()) },
  closed,
);

export const LowRating = Type.Object(
  {
    at: Instant,
    date: LobbyDate,
    /** Id of the ticket. */
    ticket: orNull(Type.String()),
    service: orNull(Type.String()),
    counter: Type.String(),
    /** Null where so few have rated the agent that the group is hidden. */
    agent: orNull(Type.String()),
    score: Type.Integer(),
    scale: Type.Integer(),
    reason: orNull(RatingReason),
    /** `overdue`: asked for, and the time that the house gave itself has gone by. */
    callBack: Type.Enum(['none', 'asked', 'done', 'overdue']),
  },
  closed,
);
export type LowRating = Static<typeof LowRating>;

export const FlaggedRating = Type.Object(
  {
    at: Instant,
    date: LobbyDate,
    counter: Type.String(),
    /** As in `LowRating`. */
    agent: orNull(Type.String()),
    score: Type.Integer(),
    scale: Type.Integer(),
    flag: Type.String(),
  },
  closed,
);
export type FlaggedRating = Static<typeof FlaggedRating>;

export const SatisfactionReport = Type.Object(
  {
    range: MetricRange,
    asOf: orNull(Instant),
    /** Ratings that count, by scale: how often each score was given, the lowest first; null where `rate` is. */
    distribution: orNull(
      Type.Array(Type.Object({ scale: Type.Integer({ minimum: 2 }), counts: Type.Array(count) }, closed)),
    ),
    given: count,
    /** Null where `rate` is: it could be reckoned from them. */
    good: orNull(count),
    bad: orNull(count),
    /** In percent; null where fewer have rated than the house's small group. */
    rate: orNull(Type.Number()),
    rateTarget: MetricTarget,
    responseRate: orNull(Type.Number()),
    /** Weighted mean of its parts that have a value; null where none has, or where it has ratings as a part and too few were given. */
    index: Type.Object(
      { value: orNull(Type.Number()), isComplete: Type.Boolean(), parts: Type.Array(IndexPart) },
      closed,
    ),
    /** The latest first, at most 200 of each; how many there are in all is beside them. */
    low: Type.Array(LowRating),
    lowCount: count,
    flagged: Type.Array(FlaggedRating),
    flaggedCount: count,
    /** Complaints and call-backs that were opened in the range. */
    cases: Type.Object(
      {
        opened: count,
        resolved: count,
        overdue: count,
        callBacks: count,
        calledBack: count,
        /** In percent: call-backs done within the time that the house gave itself ÷ all that were due. */
        calledBackInTime: orNull(Type.Number()),
      },
      closed,
    ),
    smallGroup: Type.Integer({ minimum: 1 }),
    by: Type.Array(SatisfactionPart),
  },
  closed,
);
export type SatisfactionReport = Static<typeof SatisfactionReport>;

export const SatisfactionQuery = Type.Object(
  {
    from: Type.Optional(LobbyDate),
    to: Type.Optional(LobbyDate),
    by: Type.Optional(Type.Enum(['service', 'counter', 'agent', 'class', 'hour'])),
  },
  closed,
);
export type SatisfactionQuery = Static<typeof SatisfactionQuery>;
