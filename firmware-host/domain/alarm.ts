/** A range that a metric should stay in; null: no limit on that side. */
export interface TargetRange {
  readonly min: number | null;
  readonly max: number | null;
}

export type AlarmSide = 'high' | 'low';

/** What a metric was over a period that has ended: a half-hour, a day, as long as its cadence is. */
export interface MetricReading {
  readonly metric: string;
  /** Null: the house as a whole. */
  readonly service: string | null;
  /** In ms since 1970; `untilAt` is not in it. */
  readonly fromAt: number;
  readonly untilAt: number;
  /** Null: nothing happened that could be measured, or not enough. */
  readonly value: number | null;
  readonly target: TargetRange;
  /** Narrower than the target: inside of this it has recovered. */
  readonly recovered: TargetRange;
}

/** A metric has left its target, and has not come back yet. */
export interface Alarm {
  readonly id: string;
  readonly metric: string;
  readonly service: string | null;
  readonly side: AlarmSide;
  /** As it was told last. */
  readonly value: number;
  readonly target: TargetRange;
  /** Beginning of the period for which it was out, in ms since 1970. */
  readonly sinceAt: number;
  /** End of the latest period that was judged. */
  readonly judgedAt: number;
  readonly raisedAt: number;
  readonly repostedAt: number | null;
  /** When it was told last, in lobby time. */
  readonly postedMs: number;
  readonly acknowledged: AlarmAnswer | null;
}

/** Somebody knows of it; `note` is a reference to what was written. */
export interface AlarmAnswer {
  readonly by: string;
  readonly note: string;
  readonly at: number;
}

/** Where a value is out of its target; null where it is in. */
export function sideOf(value: number, { min, max }: TargetRange): AlarmSide | null {
  if (max !== null && value > max) return 'high';
  return min !== null && value < min ? 'low' : null;
}

/** Whether a metric that was out on a side is in again, and not by a hair: one that wavers about its limit raises one alarm. */
export function isRecovered(
  side: AlarmSide,
  { value, recovered: { min, max } }: MetricReading & { readonly value: number },
): boolean {
  if (side === 'high') return max === null || value <= max;
  return min === null || value >= min;
}
