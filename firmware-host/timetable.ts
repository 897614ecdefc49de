/** From the calendar of a lobby to the moments of one of its days. */
import { Temporal } from 'temporal-polyfill';
import { weekdays } from '../config/calendar-schema.ts';
import type { Calendar, DaySpan } from '../config/calendar.ts';
import type { ServiceConfig } from '../config/schema.ts';
import type { OpenSpan, Timetable } from './domain/timetable.ts';

export type ServiceHours = Pick<
  ServiceConfig,
  'letter' | 'hours' | 'on' | 'ticketsBeforeMinutes' | 'lastTicketBeforeMinutes'
>;

const MS_PER_MINUTE = 60_000;

/**
 * The hours of each service on the lobby day `date` (YYYY-MM-DD). A service without hours is open all day, on its dates: holidays
 * are those of the timetables.
 */
export function timetableOf(
  calendar: Calendar & { readonly services: readonly ServiceHours[] },
  date: string,
): Timetable {
  return Object.fromEntries(
    calendar.services.map((service) => {
      if (!isOn(service, date)) return [service.letter, []];
      if (service.hours === null) return [service.letter, null];
      return [service.letter, openSpans(calendar, service, spansOf(calendar, service.hours, date), date)];
    }),
  );
}

function isOn({ on }: ServiceHours, date: string): boolean {
  if (on === null) return true;
  return on.dates.includes(date) || on.daysOfMonth.includes(Temporal.PlainDate.from(date).day);
}

/** What the clocks show when the timetable `name` is open on `date`. */
function spansOf({ hours, holidays, specialDays }: Calendar, name: string, date: string): readonly DaySpan[] {
  const week = hours[name];
  if (week === undefined) return [];
  const special = specialDays.find(
    (day) => day.date === date && (day.timetables === null || day.timetables.includes(name)),
  );
  if (special !== undefined) return typeof special.day === 'string' ? week[special.day] : special.day;
  // As texts, dates are in the order in which they come.
  if (holidays.some(({ from, to }) => from <= date && date <= to)) return [];
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  return weekday === undefined ? [] : week[weekday];
}

function openSpans(
  calendar: Calendar,
  { ticketsBeforeMinutes, lastTicketBeforeMinutes }: ServiceHours,
  spans: readonly DaySpan[],
  date: string,
): OpenSpan[] {
  const open: OpenSpan[] = [];
  const moments = spans
    .map((span) => momentsOf(calendar, span, date))
    // Summer time may begin just then, and leave nothing of it.
    .filter(({ fromAt, untilAt }) => fromAt < untilAt);
  for (const [index, { fromAt, untilAt }] of moments.entries()) {
    const isLast = index === moments.length - 1;
    const ticketsFromAt = Math.max(
      fromAt - ticketsBeforeMinutes * MS_PER_MINUTE,
      // Numbers for the afternoon are none of the morning's.
      open.at(-1)?.untilAt ?? -Infinity,
    );
    const ticketsUntilAt = isLast ? untilAt - lastTicketBeforeMinutes * MS_PER_MINUTE : untilAt;
    open.push({ ticketsFromAt, fromAt, ticketsUntilAt: Math.max(ticketsFromAt, ticketsUntilAt), untilAt });
  }
  return open;
}

/** A lobby day goes on after midnight until `dayStartsAt`: a time before that is of the next date. */
function momentsOf({ timeZone, dayStartsAt }: Calendar, { from, until }: DaySpan, date: string) {
  const at = (time: string, isNextDate: boolean): number =>
    Temporal.PlainDate.from(date)
      .add({ days: isNextDate ? 1 : 0 })
      // A time that the clocks skip is an hour later, one that they show twice is the first.
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  return { fromAt: at(from, from < dayStartsAt), untilAt: at(until, until <= dayStartsAt) };
}
