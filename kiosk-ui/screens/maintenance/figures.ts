/** Numbers as people read them. */
import type { Words } from '../../host/words.ts';
import type { MaintenanceModel } from './model.ts';

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const step = 1024;

/** Three digits at most, in the unit that needs no more. */
export function size(bytes: number, { language }: Words): string {
  let value = bytes / step;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= step;
    unit += 1;
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    maximumFractionDigits: value < 9.95 ? 1 : 0,
  }).format(value);
}

export const count = (value: number, { language }: Words): string =>
  new Intl.NumberFormat(language).format(value);

type Told = Pick<MaintenanceModel, 'view' | 'words' | 'nowMs'>;

/** The time alone for today, else with its date. */
export function moment(instant: string, { view: { timeZone }, words, nowMs }: Told): string {
  const ms = Date.parse(instant);
  const date = words.date(ms, timeZone);
  const time = words.time(ms, timeZone);
  return date === words.date(nowMs, timeZone) ? time : `${date} ${time}`;
}

/** A lobby day (YYYY-MM-DD) as a date of the calendar. */
export const calendarDate = (date: string, words: Words): string => words.date(Date.parse(date), 'UTC');
