import type { MetricStatus, MetricTarget } from '../messages/metrics.ts';
import type { Measure, Sums } from './measures.ts';
import type { Metric } from './metric.ts';

export interface Measured {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly missing: 'no-input' | 'no-data' | null;
}

/** All that a metric is made of. */
export function measuresOf({ formula, needs }: Metric): Measure[] {
  const { numerator, less = [], denominator, denominatorLess = [], ifTransferCounts = [] } = formula;
  const needed = needs === null ? [] : [needs.measure];
  return [
    ...new Set([
      ...numerator,
      ...less,
      ...(denominator ?? []),
      ...denominatorLess,
      ...ifTransferCounts,
      ...needed,
    ]),
  ];
}

/** @param isOpen whether the lobby had a day at all: only then is a count of none a count */
export function measure(
  metric: Metric,
  sums: Sums | undefined,
  isOpen: boolean,
  transferCounts: boolean,
): Measured {
  const { formula, needs } = metric;
  const total = (names: readonly Measure[] | undefined): number =>
    (names ?? []).reduce((all, name) => all + (sums?.[name] ?? 0), 0);
  const chosen = (transferCounts ? formula.ifTransferCounts : undefined) ?? formula.numerator;
  const numerator = total(chosen) - total(formula.less);
  const denominator = total(formula.denominator ?? []) - total(formula.denominatorLess);
  const nothing = { value: null, numerator, denominator };
  if (needs !== null && total([needs.measure]) === 0) return { ...nothing, missing: 'no-input' };
  if (formula.denominator === null)
    return isOpen
      ? { value: numerator, numerator, denominator, missing: null }
      : { ...nothing, missing: 'no-data' };
  if (denominator <= 0) return { ...nothing, missing: 'no-data' };
  return { value: (numerator / denominator) * formula.factor, numerator, denominator, missing: null };
}

/** Nearer to a bound than this part of the room inside it is near. */
const NEAR = 0.1;
const FULL_PERCENT = 100;

const moved = (bound: number | null, percent: number): number | null =>
  bound === null ? null : (bound * (FULL_PERCENT + percent)) / FULL_PERCENT;

/** Where a value is out of its target: at the bounds, or beyond them by what the target tolerates. In the metric's unit. */
export function limitsOf({
  min,
  max,
  tolerancePercent,
}: Pick<MetricTarget, 'min' | 'max' | 'tolerancePercent'>): Pick<MetricTarget, 'min' | 'max'> {
  return { min: moved(min, -tolerancePercent), max: moved(max, tolerancePercent) };
}

/** How a value stands to its target. Only a side that does harm is ever near, and what its bound tolerates is near at best. */
export function statusOf(
  { unit, harm }: Metric,
  value: number | null,
  target: MetricTarget | null,
): MetricStatus {
  if (value === null) return 'missing';
  if (target === null) return 'watch';
  const { min, max } = target;
  const limits = limitsOf(target);
  if (limits.max !== null && value > limits.max) return 'high';
  if (limits.min !== null && value < limits.min) return 'low';
  const top = max ?? (unit === 'percent' || unit === 'score' ? FULL_PERCENT : null);
  const room = NEAR * ((top ?? min ?? 0) - (top === null ? 0 : (min ?? 0)));
  const isNearTop = harm !== 'low' && max !== null && max - value < room;
  const isNearBottom = harm !== 'high' && min !== null && value - min < room;
  return isNearTop || isNearBottom ? 'near' : 'ok';
}
