/** Months whose figures are kept as they were, for the inspector. */
import Type, { type Static } from 'typebox';
import { Instant, Names, closed, orNull } from './common.ts';
import { InputKindName } from './metric-inputs.ts';
import { LobbyDate, MetricDefinition, MetricRange, MetricValue } from './metrics.ts';
import { AgentId } from './text.ts';

export const MONTH_PATTERN = '^20\\d\\d-(0[1-9]|1[0-2])$';

/** What is written into the file, and never changed: whoever reads it needs nothing else to know what was measured, and against what. */
export const FrozenFigures = Type.Object(
  {
    month: Type.String({ pattern: MONTH_PATTERN }),
    lobby: Names,
    frozenAt: Instant,
    /** Everything up to this moment was counted. */
    asOf: orNull(Instant),
    version: Type.String({ description: 'Of the program that counted' }),
    range: MetricRange,
    before: MetricRange,
    /** Days of which anything was counted; null in files of hosts that did not write them. */
    days: orNull(Type.Array(LobbyDate)),
    /** With their targets, and where these come from. */
    definitions: Type.Array(MetricDefinition),
    values: Type.Array(MetricValue),
  },
  closed,
);
export type FrozenFigures = Static<typeof FrozenFigures>;

/** A figure that is another one today: something was entered, withdrawn or came to light after the month was frozen. */
export const ChangedFigure = Type.Object(
  { id: Type.String(), frozen: orNull(Type.Number()), now: orNull(Type.Number()) },
  closed,
);
export type ChangedFigure = Static<typeof ChangedFigure>;

export const FrozenMonthView = Type.Object(
  {
    month: Type.String(),
    by: Type.String(),
    at: Instant,
    /** Of the file's bytes, in hexadecimal. */
    sha256: Type.String(),
    /** `good`: the file is what was frozen; `changed`: it is another one; `missing`: it is gone. */
    file: Type.Enum(['good', 'changed', 'missing']),
    /** What was frozen; null unless the file is good. */
    figures: orNull(FrozenFigures),
    /** What was entered or withdrawn afterwards that speaks of this month. */
    corrections: Type.Array(
      Type.Object(
        {
          batch: Type.String(),
          kind: InputKindName,
          deed: Type.Enum(['entered', 'withdrawn']),
          by: Type.String(),
          at: Instant,
        },
        closed,
      ),
    ),
    /** Figures that are others by now; null where nobody can compare them. */
    changed: orNull(Type.Array(ChangedFigure)),
    /** Why not: there is nothing to compare with, its days are no longer kept, the present figures cannot be read. */
    notCompared: orNull(Type.Enum(['no-figures', 'days-gone', 'metrics-unavailable'])),
  },
  closed,
);
export type FrozenMonthView = Static<typeof FrozenMonthView>;

/** The latest first. */
export const FrozenMonths = Type.Object(
  {
    months: Type.Array(
      Type.Object({ month: Type.String(), by: Type.String(), at: Instant, sha256: Type.String() }, closed),
    ),
  },
  closed,
);
export type FrozenMonths = Static<typeof FrozenMonths>;

export const FreezeMonth = Type.Object({ by: Type.Optional(AgentId) }, closed);
