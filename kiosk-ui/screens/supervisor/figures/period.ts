/** What span of time a page is about, chosen by its name or by two dates. */
import { addDays, isDate, monthEnd, monthStart, weekStart } from './dates.ts';

export const periods = ['today', 'week', 'month', 'dates'] as const;
export type PeriodName = (typeof periods)[number];

/** Both days are in it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The whole week, or month, also where it has only begun: what is to come is simply empty. */
export function spanOf(name: PeriodName, today: string, chosen: Span): Span {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: weekStart(today), to: addDays(weekStart(today), 6) };
    case 'month':
      return { from: monthStart(today), to: monthEnd(today) };
    case 'dates':
      return chosen;
  }
}

/** Two dates that can be asked for. */
export const isSpan = ({ from, to }: Span): boolean => isDate(from) && isDate(to) && from <= to;

/** As an address has it. */
export const queryOf = (span: Span, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ ...span, ...more }).toString();
