/** The service metrics: what is measured, against what, and how it was. For staff, and for the pages and programs they use. */
import Type, { type Static } from 'typebox';
import { Instant, Language, closed, orNull } from './common.ts';

/** A lobby day, in the lobby's own time zone. */
export const LobbyDate = Type.String({ format: 'date', description: 'A lobby day, YYYY-MM-DD.' });

/** In the order of the centres that wrote them down. */
export const metricIds = [
  'adherence',
  'wrap_up_time',
  'abandon_time',
  'cost_per_contact',
  'handle_time',
  'hold_time',
  'calls_to_answer',
  'queue_time',
  'speed_of_answer',
  'service_time',
  'contacts_per_hour',
  'quality_score',
  'occupancy',
  'abandon_rate',
  'attendance',
  'blocked_rate',
  'first_contact_resolution',
  'queued_rate',
  'transfer_rate',
  'answered_rate',
  'service_level',
  'total_contacts',
  'turnover',
] as const;
export const MetricId = Type.Enum([...metricIds]);
export type MetricId = (typeof metricIds)[number];

export const metricGroups = ['waiting', 'arrivals', 'serving', 'outcome', 'people'] as const;
export const metricUnits = ['ms', 'percent', 'times', 'per-hour', 'score', 'money', 'count'] as const;
/** What only people know, and have to enter. */
export const metricNeeds = ['roster', 'costs', 'quality', 'staff'] as const;
export const metricCadences = ['live', 'half-hour', 'hour', 'day', 'week', 'month', 'quarter'] as const;
export const metricBreakdowns = ['service', 'counter', 'agent', 'class'] as const;
export type MetricBreakdown = (typeof metricBreakdowns)[number];
export const metricSteps = ['half-hour', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type MetricStep = (typeof metricSteps)[number];

/** At least one of the two bounds is there. In the metric's unit. */
export const MetricTarget = Type.Object(
  {
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    /** A value is out of its target only beyond so many percent of the bound that it has passed. */
    tolerancePercent: Type.Number({ minimum: 0 }),
    /** `centres-first`, `centres-second`: what service centres wrote; `house`: this lobby's own. */
    source: Type.String(),
  },
  closed,
);
export type MetricTarget = Static<typeof MetricTarget>;

/** Names, the formula in words and advice are texts: `metric.<id>.name`, `.formula`, `.advice-high-1`, `.advice-low-1` … */
export const MetricDefinition = Type.Object(
  {
    id: MetricId,
    /** 1 to 23, as the centres number them. */
    number: Type.Integer({ minimum: 1 }),
    group: Type.Enum([...metricGroups]),
    unit: Type.Enum([...metricUnits]),
    needs: orNull(Type.Enum([...metricNeeds])),
    /** Average of the trade, in the metric's unit. */
    benchmark: orNull(Type.Number()),
    target: orNull(MetricTarget),
    /** Other targets for single services, by letter. */
    serviceTargets: Type.Record(Type.String(), MetricTarget),
    /** Other figures from other sources, for the reader alone. */
    otherTargets: Type.Array(MetricTarget),
    /** Which side of its target does harm. */
    harm: Type.Enum(['high', 'low', 'both', 'none']),
    cadences: Type.Array(Type.Enum([...metricCadences])),
    breakdowns: Type.Array(Type.Enum([...metricBreakdowns])),
    /** It is taken over so many days at least, which end with the range. */
    windowDays: orNull(Type.Integer({ minimum: 1 })),
    /** How many lines of advice there are for either side: texts `.advice-high-1` to `-n`. */
    advice: Type.Object({ high: Type.Integer({ minimum: 0 }), low: Type.Integer({ minimum: 0 }) }, closed),
  },
  closed,
);
export type MetricDefinition = Static<typeof MetricDefinition>;

export const MetricDefinitions = Type.Object({ definitions: Type.Array(MetricDefinition) }, closed);

export const MetricRange = Type.Object({ from: LobbyDate, to: LobbyDate }, closed);
export type MetricRange = Static<typeof MetricRange>;

/** `no-input`: somebody has to enter something first; `no-data`: nothing happened that could be measured. */
export const MissingReason = Type.Enum(['no-input', 'no-data']);

/** `near`: inside, but close to the bound that does harm, or beyond it within the tolerance; `watch`: there is no target. */
export const MetricStatus = Type.Enum(['high', 'low', 'near', 'ok', 'watch', 'missing']);
export type MetricStatus = Static<typeof MetricStatus>;

/** In the metric's unit; the fraction's parts as they were added up, before the factor. */
const measured = {
  value: orNull(Type.Number()),
  numerator: Type.Number(),
  /** 0 where the metric is a plain count. */
  denominator: Type.Number(),
};

export const MetricValue = Type.Object(
  {
    id: MetricId,
    ...measured,
    /** The same of the period before, which is as long. */
    before: orNull(Type.Number()),
    missing: orNull(MissingReason),
    status: MetricStatus,
    /** What it was held against: the house's, or that of the one service that was asked for. */
    target: orNull(MetricTarget),
    /** The last 14 lobby days up to the end of the range, oldest first; null where a day has none. */
    trend: Type.Array(orNull(Type.Number())),
  },
  closed,
);
export type MetricValue = Static<typeof MetricValue>;

export const MetricsOverview = Type.Object(
  {
    range: MetricRange,
    before: MetricRange,
    /** Everything up to this moment is in it; null before the first fact. */
    asOf: orNull(Instant),
    /** All metrics, by number. */
    values: Type.Array(MetricValue),
  },
  closed,
);
export type MetricsOverview = Static<typeof MetricsOverview>;

/** A stretch of wall time; its `end` is the next one's start. `date`: its first lobby day. */
export const MetricPoint = Type.Object(
  { start: Instant, end: Instant, date: LobbyDate, ...measured, missing: orNull(MissingReason) },
  closed,
);
export type MetricPoint = Static<typeof MetricPoint>;

export const MetricPart = Type.Object(
  {
    dimension: Type.Enum([...metricBreakdowns]),
    /** Letter of a service, id of a counter or an agent, or a class. */
    key: Type.String(),
    ...measured,
    missing: orNull(MissingReason),
    status: MetricStatus,
  },
  closed,
);
export type MetricPart = Static<typeof MetricPart>;

export const MetricSeries = Type.Object(
  {
    id: MetricId,
    step: Type.Enum([...metricSteps]),
    range: MetricRange,
    before: MetricRange,
    asOf: orNull(Instant),
    target: orNull(MetricTarget),
    points: Type.Array(MetricPoint),
    /** The period before, in steps of the same kind; a month may have one more or less. */
    pointsBefore: Type.Array(MetricPoint),
    /** Of the whole range; the largest denominator first. Empty where no breakdown was asked for. */
    by: Type.Array(MetricPart),
    /** Of transfers, the most frequent first; empty for every other metric. */
    reasons: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
);
export type MetricSeries = Static<typeof MetricSeries>;

/** Lobby days that were reckoned, of those that have to be before an answer. */
export const MetricsProgress = Type.Object(
  { done: Type.Integer({ minimum: 0 }), total: Type.Integer({ minimum: 1 }) },
  closed,
);
export type MetricsProgress = Static<typeof MetricsProgress>;

/** How far the questions have come that somebody waits for; null where nothing takes its time. */
export const MetricsWork = Type.Object({ progress: orNull(MetricsProgress) }, closed);
export type MetricsWork = Static<typeof MetricsWork>;

const dates = { from: Type.Optional(LobbyDate), to: Type.Optional(LobbyDate) };
const key = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 64, description }));
const filters = {
  service: key('Letter of a service'),
  counter: key('Id of a counter'),
  agent: key('Id of an agent'),
  class: key('appointment, priority or ordinary'),
};

/** Left out, `from` and `to` are the lobby day that is open, or was last. */
export const MetricsQuery = Type.Object({ ...dates, ...filters }, closed);
export type MetricsQuery = Static<typeof MetricsQuery>;

export const MetricSeriesQuery = Type.Object(
  {
    ...dates,
    ...filters,
    step: Type.Optional(Type.Enum([...metricSteps])),
    by: Type.Optional(Type.Enum([...metricBreakdowns])),
  },
  closed,
);
export type MetricSeriesQuery = Static<typeof MetricSeriesQuery>;

/** Of a file for a spreadsheet: in whose words its first line is. */
export const CsvQuery = Type.Object({ language: Type.Optional(Language) }, closed);
