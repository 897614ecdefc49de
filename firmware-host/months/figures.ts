import { Temporal } from 'temporal-polyfill';
import type { ChangedFigure, FrozenFigures, FrozenMonthView } from '../messages/months.ts';
import type { MetricRange, MetricsOverview } from '../messages/metrics.ts';

/** All days of a month. @param month YYYY-MM */
export function daysOfMonth(month: string): MetricRange {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return { from: `${month}-01`, to: `${month}-${daysInMonth}` };
}

/** Sums of money are not always added up in the same order. */
const SAME_PART = 1e-9;

/** What a month comes to today. */
export interface Present extends Pick<MetricsOverview, 'values'> {
  /** Days of which there still are rows, also before the month, oldest first. */
  readonly days: readonly string[];
}

/** What has changed since a month was frozen, or why nobody can say so any more. @param present null where it cannot be read */
export function compared(
  figures: Pick<FrozenFigures, 'values' | 'days' | 'range'> | null,
  present: Present | null,
): Pick<FrozenMonthView, 'changed' | 'notCompared'> {
  if (figures === null) return { changed: null, notCompared: 'no-figures' };
  if (present === null) return { changed: null, notCompared: 'metrics-unavailable' };
  if (!isKept(figures, present)) return { changed: null, notCompared: 'days-gone' };
  return { changed: changedFigures(figures, present), notCompared: null };
}

/** Whether every day that was counted can still be counted. Days go by their age, so all are there where one before them is. */
const isKept = (
  { days, range }: Pick<FrozenFigures, 'days' | 'range'>,
  { days: kept }: Pick<Present, 'days'>,
): boolean =>
  days === null ? kept.some((date) => date < range.from) : days.every((date) => kept.includes(date));

function changedFigures(
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
