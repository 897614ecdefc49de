/** What a lobby wants of its service metrics, as the file says it. */
import { Type } from 'typebox';
import {
  closed,
  defaulting,
  type Filled,
  optional,
  serviceLetter,
  ShortName,
  whole,
} from './schema-parts.ts';

/** The same as in firmware-host/messages/metrics.ts, which no file knows; a test holds the two together. */
export const metricNames = [
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
export type MetricName = (typeof metricNames)[number];

/** These differ so much by trade that each service may have its own. */
export const serviceMetrics: readonly MetricName[] = ['queue_time', 'speed_of_answer', 'service_level'];

/** In percent, so that weights can be given to them. */
export const indexParts = [
  'satisfaction',
  'service_level',
  'first_contact_resolution',
  'answered_rate',
  'adherence',
  'occupancy',
  'attendance',
] as const;

const bound = (what: string) =>
  optional(
    Type.Number({
      minimum: 0,
      maximum: 1_000_000,
      description: `${what}: seconds for times, percent for shares, else the number itself; from 0 to 1000000`,
    }),
    'none',
  );

const Target = Type.Object(
  {
    metric: Type.Enum([...metricNames], {
      description: `Which metric, one of ${metricNames.join(', ')}`,
    }),
    service: optional(serviceLetter, 'all services'),
    min: bound('The lower end of its range'),
    max: bound('The upper end of its range'),
    tolerance: optional(
      whole('By how much of a bound it may be passed before the metric is out of its target', {
        from: 0,
        to: 50,
        unit: 'percent',
      }),
      "that of the centres' own range where min and max are theirs, else 0",
    ),
    source: optional(ShortName, 'this house'),
  },
  { ...closed, description: 'A target like { metric: queue_time, service: A, max: 600 }' },
);

const IndexPart = Type.Object(
  {
    of: Type.Enum([...indexParts], {
      description: `What it is a part of the index: ${indexParts.join(', ')}`,
    }),
    weight: whole('How much of the index it is', { from: 1, to: 100, unit: 'percent' }),
  },
  { ...closed, description: 'A part like { of: satisfaction, weight: 60 }' },
);

const Satisfaction = Type.Object(
  {
    percent: defaulting(
      whole('How many of the ratings are to be good', { from: 1, to: 100, unit: 'percent' }),
      90,
    ),
    smallGroup: defaulting(whole('Of a group with fewer ratings no rate is shown', { from: 1, to: 100 }), 5),
    index: defaulting(
      Type.Array(IndexPart, {
        minItems: 1,
        maxItems: indexParts.length,
        description: 'The composite index; the weights are 100 together',
      }),
      [
        { of: 'satisfaction', weight: 60 },
        { of: 'service_level', weight: 20 },
        { of: 'first_contact_resolution', weight: 20 },
      ],
    ),
  },
  { ...closed, description: 'How ratings are read, like { percent: 90, smallGroup: 5 }' },
);

const Alarms = Type.Object(
  {
    recoverPercent: defaulting(
      whole('How far inside its target a metric has to be until its alarm ends, as a part of the bound', {
        from: 0,
        to: 50,
        unit: 'percent',
      }),
      5,
    ),
    board: defaulting(
      Type.Boolean({ description: 'Whether alarms are posted as a notice in the lobby, too: true or false' }),
      false,
    ),
  },
  { ...closed, description: 'Alarms, like { recoverPercent: 5, board: true }' },
);

export const Metrics = Type.Object(
  {
    targets: defaulting(
      Type.Array(Target, {
        maxItems: 200,
        description: 'Targets of this house, like - { metric: abandon_rate, max: 4 }',
      }),
      [],
    ),
    waitFromSeconds: defaulting(
      whole('Who is called sooner has not had to wait', { from: 0, to: 600, unit: 'seconds' }),
      20,
    ),
    transferCounts: defaulting(
      Type.Boolean({
        description:
          'Whether a visit that was sent on counts as not resolved at first contact: true or false',
      }),
      false,
    ),
    satisfaction: defaulting(Satisfaction, {}),
    alarms: defaulting(Alarms, {}),
  },
  { ...closed, description: 'What the service metrics are held against' },
);

/** Targets are as the file has them: times in seconds. `service` is null where it is for all, `source` where it is the house's own. */
export type MetricsConfig = Omit<Filled<typeof Metrics>, 'targets'> & {
  targets: {
    metric: MetricName;
    service: string | null;
    min: number | null;
    max: number | null;
    tolerance: number | null;
    source: string | null;
  }[];
};
