/** When a lobby is open, as the rest of Foyer reads it: by weekday, with every day named. */
import { weekdays, type FileSpecialDay, type FileTimetable, type Weekday } from './calendar-schema.ts';

/** HH:MM in the lobby's time zone. Times from midnight to `dayStartsAt` are those of the night at the end of the lobby day. */
export interface DaySpan {
  from: string;
  until: string;
}

export type Week = Record<Weekday, DaySpan[]>;

export interface SpecialDay {
  /** YYYY-MM-DD, like all dates here. */
  date: string;
  /** The timetables that it is about; null: all of them. */
  timetables: string[] | null;
  /** A weekday whose hours hold on it, or hours of its own. */
  day: Weekday | DaySpan[];
}

export interface Calendar {
  timeZone: string;
  /** When a lobby day begins, HH:MM. */
  dayStartsAt: string;
  hours: Record<string, Week>;
  /** First and last date; the same where it is one day. */
  holidays: { from: string; to: string }[];
  /** They win over holidays. */
  specialDays: SpecialDay[];
}

export function weekOf(timetable: FileTimetable): Week {
  const days = weekdays.map((day, index) => {
    const isWorkday = index < WORKDAYS;
    const spans =
      timetable[day] ?? (isWorkday ? timetable.mondayToFriday : undefined) ?? timetable.everyDay ?? [];
    return [day, spans.map(spanOf)] as const;
  });
  return Object.fromEntries(days) as Week;
}

const WORKDAYS = 5;

/** `08:30-12:00` in its two halves. */
export function spanOf(text: string): DaySpan {
  const [from = '', until = ''] = text.split('-');
  // Midnight is the same moment by both its names.
  return { from, until: until === '24:00' ? '00:00' : until };
}

/** `2026-05-01`, or `2026-05-01 to 2026-05-05`, as a first and a last date. */
export function rangeOf(text: string): { from: string; to: string } {
  const [from = '', to = from] = text.split(' to ');
  return { from, to };
}

export function specialDayOf({ date, timetables, follows, hours }: FileSpecialDay): SpecialDay {
  return { date, timetables: timetables ?? null, day: follows ?? (hours ?? []).map(spanOf) };
}
