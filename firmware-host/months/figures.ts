import { Temporal } from 'temporal-polyfill';
import type { ChangedFigure, FrozenFigures } from '../messages/months.ts';
import type { MetricRange, MetricsOverview } from '../messages/metrics.ts';

/** All days of a month. @param month YYYY-MM */
export function daysOfMonth(month: string): MetricRange {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return { from: `${month}-01`, to: `${month}-${daysInMonth}` };
}

/** Sums of money are not always added up in the same order. */
const SAME_PART = 1e-9;

/** Figures that are others by now. */
export function changedFigures(
  { values: frozen }: Pick<FrozenFigures, 'values'>,
  { values: present }: Pick<MetricsOverview, 'values'>,
): ChangedFigure[] {
  return frozen.flatMap(({ id, value }) => {
    const now = present.find((metric) => metric.id === id)?.value ?? null;
    return isSame(value, now) ? [] : [{ id, frozen: value, now }];
  });
}

function isSame(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= SAME_PART * Math.max(Math.abs(one), Math.abs(other));
}
