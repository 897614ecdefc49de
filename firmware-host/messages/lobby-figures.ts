/** Figures of the day so far and of the half hour to come, pushed with the lobby. For staff alone. */
import Type, { type Static } from 'typebox';
import { Instant, closed, orNull } from './common.ts';
import { MetricStatus, MetricTarget } from './metrics.ts';

const count = Type.Integer({ minimum: 0 });

/** In the metric's unit: percent, or ms; null while nothing of the kind has happened today. */
const LiveMetric = Type.Object(
  { value: orNull(Type.Number()), target: orNull(MetricTarget), status: MetricStatus },
  closed,
);
export type LiveMetric = Static<typeof LiveMetric>;

/** What the half hour that begins now is likely to bring. */
export const NextHalfHour = Type.Object(
  {
    from: Instant,
    to: Instant,
    /** Numbers that will be taken: the mean of the days that it is told from. */
    expected: Type.Number({ minimum: 0 }),
    /** So many open counters keep the promise of the services, also to those who wait already; null where nobody knows how long a visit takes. */
    needed: orNull(count),
    /** From which days: the latest of the same weekday, or, where these are too few, all of the last four weeks. */
    basis: Type.Enum(['weekday', 'all-days']),
    days: Type.Integer({ minimum: 1 }),
  },
  closed,
);
export type NextHalfHour = Static<typeof NextHalfHour>;

/** What a counter does: a visitor is served, or on the way there; a visit is written up; nobody is there to be called; the agent is away. */
export const counterParts = ['serve', 'walk', 'wrap', 'idle', 'away'] as const;

/** The last sixty minutes of the counters, in steps that a bar on a page can show. */
export const LastHour = Type.Object(
  {
    from: Instant,
    to: Instant,
    counters: Type.Array(
      Type.Object(
        {
          /** Its id. */
          counter: Type.String(),
          /** One after the other from `from` to `to`; null while nobody sat there. */
          stretches: Type.Array(
            Type.Object({ part: orNull(Type.Enum([...counterParts])), ms: count }, closed),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type LastHour = Static<typeof LastHour>;

export const LobbyFigures = Type.Object(
  {
    /** Everything up to this moment is in it. */
    asOf: Instant,
    serviceLevel: LiveMetric,
    /** Mean wait of the day. */
    queueTime: LiveMetric,
    /** Null while the lobby has too few days behind it, and where the clock cannot be believed. */
    next: orNull(NextHalfHour),
    /** Null outside a day, and where the clock cannot be believed. */
    lastHour: orNull(LastHour),
  },
  closed,
);
export type LobbyFigures = Static<typeof LobbyFigures>;
