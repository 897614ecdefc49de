import type { TargetRange } from '../../domain/alarm.ts';
import type { Metric } from '../metric.ts';

const FULL_PERCENT = 100;

/**
 * The sides of a target on which leaving it is told. Within a day only the one that visitors suffer from: that nobody had to wait
 * at half past two is good news, and only a whole day of it says that there are too many counters open. What the target tolerates
 * is in the range already.
 */
export function judgedRange(
  { harm, unit }: Pick<Metric, 'harm' | 'unit'>,
  { min, max }: TargetRange,
  isLong: boolean,
): TargetRange {
  if (harm === 'none') return { min: null, max: null };
  if (harm === 'both' && isLong) return { min, max };
  const isLowWorse = harm === 'low' || (harm === 'both' && unit === 'percent');
  return isLowWorse ? { min, max: null } : { min: null, max };
}

/**
 * What a metric has to be inside of before its alarm ends: the target, narrowed by a part of each bound. A share is never asked to be
 * more than half way from its bound to all, both bounds never meet beyond their middle, and nothing is done less often than once.
 * @param percent of the bound
 */
export function recoveredRange(
  { unit }: Pick<Metric, 'unit'>,
  { min, max }: TargetRange,
  percent: number,
): TargetRange {
  const part = percent / FULL_PERCENT;
  const top = max ?? (unit === 'percent' || unit === 'score' ? FULL_PERCENT : Infinity);
  const middleUp = min === null ? Infinity : (min + top) / 2;
  const middleDown = max === null ? -Infinity : ((min ?? 0) + max) / 2;
  const least = unit === 'times' && max !== null ? Math.min(1, max) : -Infinity;
  return {
    min: min === null ? null : Math.min(min * (1 + part), middleUp),
    max: max === null ? null : Math.max(max * (1 - part), middleDown, least),
  };
}
