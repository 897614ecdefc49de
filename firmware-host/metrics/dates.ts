/** Lobby days as YYYY-MM-DD: which make a period, which one was before it, and where the steps of a report begin. */
import { Temporal } from 'temporal-polyfill';
import type { MetricRange, MetricStep } from '../messages/metrics.ts';

const { PlainDate } = Temporal;
const WEEK_DAYS = 7;
const QUARTER_MONTHS = 3;
const YEAR_MONTHS = 12;

export const addDays = (date: string, days: number): string => PlainDate.from(date).add({ days }).toString();

/** How many days a range has, both ends included. */
export const daysIn = ({ from, to }: MetricRange): number =>
  PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;

export const earlier = (one: string, other: string): string => (one < other ? one : other);

/**
 * The same period before: of a day the same weekday, of a calendar month, quarter or year the one before, of anything else as many days.
 */
export function rangeBefore(range: MetricRange): MetricRange {
  const months = wholeMonths(range);
  if (months !== null) {
    const from = PlainDate.from(range.from).subtract({ months });
    return { from: from.toString(), to: addDays(range.from, -1) };
  }
  const days = daysIn(range);
  const back = days === 1 ? WEEK_DAYS : days;
  return { from: addDays(range.from, -back), to: addDays(range.to, -back) };
}

/** One month, a quarter, a year; null where a range is none of these. */
function wholeMonths({ from, to }: MetricRange): number | null {
  const start = PlainDate.from(from);
  const end = PlainDate.from(to).add({ days: 1 });
  if (start.day !== 1 || end.day !== 1) return null;
  const { months } = start.until(end, { largestUnit: 'months' });
  const isAligned = (start.month - 1) % months === 0;
  return [1, QUARTER_MONTHS, YEAR_MONTHS].includes(months) && isAligned ? months : null;
}

/** First day of the step in which a date is; weeks begin on Monday. */
export function stepOf(date: string, step: Exclude<MetricStep, 'half-hour' | 'hour'>): string {
  const day = PlainDate.from(date);
  switch (step) {
    case 'day':
      return date;
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 }).toString();
    case 'month':
      return day.with({ day: 1 }).toString();
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % QUARTER_MONTHS), day: 1 }).toString();
    case 'year':
      return day.with({ month: 1, day: 1 }).toString();
  }
}

export function nextStep(date: string, step: Exclude<MetricStep, 'half-hour' | 'hour'>): string {
  const day = PlainDate.from(stepOf(date, step));
  switch (step) {
    case 'day':
      return day.add({ days: 1 }).toString();
    case 'week':
      return day.add({ days: WEEK_DAYS }).toString();
    case 'month':
      return day.add({ months: 1 }).toString();
    case 'quarter':
      return day.add({ months: QUARTER_MONTHS }).toString();
    case 'year':
      return day.add({ years: 1 }).toString();
  }
}

/** The parts of a range that fall into each step, in order. */
export function stepsIn(
  { from, to }: MetricRange,
  step: Exclude<MetricStep, 'half-hour' | 'hour'>,
): MetricRange[] {
  const steps: MetricRange[] = [];
  for (let start = from; start <= to; start = nextStep(start, step))
    steps.push({ from: start, to: earlier(addDays(nextStep(start, step), -1), to) });
  return steps;
}

/** When a lobby day begins, in ms since 1970. @param dayStartsAt HH:MM */
export const beginOf = (date: string, timeZone: string, dayStartsAt: string): number =>
  PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: dayStartsAt }).epochMilliseconds;
