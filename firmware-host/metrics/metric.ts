import type {
  metricCadences,
  metricGroups,
  metricNeeds,
  metricUnits,
  MetricId,
  MetricTarget,
} from '../messages/metrics.ts';
import type { Dimension, Measure } from './measures.ts';

/**
 * A service metric, whole: add one by a file in `definitions`, a line in its index, an id in `messages/metrics.ts` and its texts
 * (`metric.<id>.…`). The centres that wrote them down measure call centres; in a lobby a call is a ticket.
 */
export interface Metric {
  readonly id: MetricId;
  /** As the centres number them. */
  readonly number: number;
  readonly group: (typeof metricGroups)[number];
  readonly unit: (typeof metricUnits)[number];
  readonly formula: Formula;
  /** What people have to enter for it, and the measure that is 0 as long as nobody has. */
  readonly needs: { readonly kind: (typeof metricNeeds)[number]; readonly measure: Measure } | null;
  /** Average of the trade, in the unit. */
  readonly benchmark: number | null;
  /** As the centres recommend it; a lobby file may say otherwise. */
  readonly target: MetricTarget | null;
  /** How the target follows from the time within which a service's visitors are to be called; null where it does not. */
  readonly serviceTarget: ((service: ServiceGoal) => MetricTarget) | null;
  /** Figures of other sources. */
  readonly otherTargets: readonly MetricTarget[];
  readonly harm: 'high' | 'low' | 'both' | 'none';
  readonly cadences: readonly (typeof metricCadences)[number][];
  readonly breakdowns: readonly Dimension[];
  /** The fewest days that it is taken over; they end with the range. */
  readonly windowDays: number | null;
  /** Lines of advice in the texts. */
  readonly advice: { readonly high: number; readonly low: number };
}

/** Sum of measures ÷ sum of measures × factor; a plain count has no denominator. */
export interface Formula {
  readonly numerator: readonly Measure[];
  readonly less?: readonly Measure[];
  readonly denominator: readonly Measure[] | null;
  readonly denominatorLess?: readonly Measure[];
  readonly factor: number;
  /** Instead of the numerator, where the house counts a transfer against it. */
  readonly ifTransferCounts?: readonly Measure[];
}

/** What a service has promised itself. */
export interface ServiceGoal {
  readonly withinMs: number;
  /** How many of its visitors are to be called within that, in percent. */
  readonly percent: number;
}

export const PERCENT = 100;
export const YEAR_DAYS = 365;
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/** Targets of the first list that the centres wrote, of the second one, and of this house. */
export const first = (min: number | null, max: number | null, tolerancePercent = 0): MetricTarget => ({
  min,
  max,
  tolerancePercent,
  source: 'centres-first',
});
export const second = (min: number | null, max: number | null): MetricTarget => ({
  min,
  max,
  tolerancePercent: 0,
  source: 'centres-second',
});
export const house = (min: number | null, max: number | null): MetricTarget => ({
  min,
  max,
  tolerancePercent: 0,
  source: 'house',
});

const whole = { serviceTarget: null, otherTargets: [], needs: null, windowDays: null } as const;

type Usual = keyof typeof whole;

/** A definition with what most have left out. */
export const metric = (given: Omit<Metric, Usual> & Partial<Pick<Metric, Usual>>): Metric => ({
  ...whole,
  ...given,
});
