import { Temporal } from 'temporal-polyfill';

/** The lobby day so many days before another. @param date YYYY-MM-DD */
export const dateBefore = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).subtract({ days }).toString();
