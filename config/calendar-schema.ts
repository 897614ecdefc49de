/** When a lobby is open, as the file says it. */
import { Type, type Static } from 'typebox';
import { closed, defaulting, optional, whole } from './schema-parts.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const time = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
/** HH:MM. */
export const dayTimePattern = `^${time}$`;
export const defaultDayStart = '04:00';

const date = '[0-9]{4}-[0-9]{2}-[0-9]{2}';

const Span = Type.String({
  pattern: `^${time}-(?:${time}|24:00)$`,
  description: "From when to when, HH:MM-HH:MM in quotes, like '08:30-12:00'",
});

const Spans = Type.Array(Span, {
  maxItems: 12,
  description: "The hours of that day, like ['08:30-12:00', '13:30-17:30']; [] for closed",
});

const CalendarDate = Type.String({
  pattern: `^${date}$`,
  description: "A date, YYYY-MM-DD in quotes, like '2026-05-01'",
});

/** Said beside the hours, and otherwise by a service: a passport takes longer than a stamp. */
export const ticketsBefore = whole('For how long before the hours begin numbers are given already', {
  from: 0,
  to: 240,
  unit: 'minutes',
});
export const lastTicketBefore = whole(
  'How long before the last closing of a day the last number is given (not before lunch: who has a number then is served after it)',
  { from: 0, to: 240, unit: 'minutes' },
);

const hoursOf = (whose: string, otherwise: string) =>
  optional(Type.With(Spans, { description: `The hours of ${whose}; [] for closed` }), otherwise);

export const Timetable = Type.Object(
  {
    everyDay: hoursOf("every day that has none of its own below, like ['09:00-18:00']", 'closed'),
    mondayToFriday: hoursOf("Monday to Friday, like ['08:30-12:00', '13:30-17:30']", 'as everyDay'),
    monday: hoursOf('Mondays alone', 'as mondayToFriday'),
    tuesday: hoursOf('Tuesdays alone', 'as mondayToFriday'),
    wednesday: hoursOf('Wednesdays alone', 'as mondayToFriday'),
    thursday: hoursOf('Thursdays alone', 'as mondayToFriday'),
    friday: hoursOf('Fridays alone', 'as mondayToFriday'),
    saturday: hoursOf('Saturdays', 'as everyDay'),
    sunday: hoursOf('Sundays', 'as everyDay'),
    ticketsBeforeMinutes: defaulting(ticketsBefore, 0),
    lastTicketBeforeMinutes: defaulting(lastTicketBefore, 0),
  },
  {
    ...closed,
    description:
      "Hours by weekday, like { mondayToFriday: ['08:30-12:00', '13:30-17:30'] }; a day that is not named is closed",
  },
);
export type FileTimetable = Static<typeof Timetable>;

export const Hours = Type.Record(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' }), Timetable, {
  ...closed,
  maxProperties: 99,
  description:
    'Timetables by a name of your own: small letters, digits and hyphens. A service says hours: and that name',
});

export const Holidays = Type.Array(
  Type.String({
    pattern: `^${date}(?: to ${date})?$`,
    description: "A date in quotes like '2026-05-01', or two like '2026-05-01 to 2026-05-05'",
  }),
  {
    maxItems: 999,
    description: "Dates on which everything with hours is closed, like ['2026-05-01 to 2026-05-05']",
  },
);

const SpecialDay = Type.Object(
  {
    date: CalendarDate,
    follows: Type.Optional(
      Type.Enum([...weekdays], {
        description: 'The weekday whose hours hold on that date, instead of hours of its own',
      }),
    ),
    hours: Type.With(Type.Optional(Spans), {
      description: "Hours of that date alone, like ['08:30-12:00']; instead of follows",
    }),
    timetables: optional(
      Type.Array(Type.String(), {
        minItems: 1,
        uniqueItems: true,
        description: 'The names of the timetables that it is about, like [office]',
      }),
      'all',
    ),
  },
  { ...closed, description: "One date, like { date: '2026-02-14', follows: friday }" },
);
export type FileSpecialDay = Static<typeof SpecialDay>;

export const SpecialDays = Type.Array(SpecialDay, {
  maxItems: 999,
  description:
    "Exchanged working days and days with hours of their own, like - { date: '2026-02-14', follows: friday }; they win over holidays",
});

/** Of a service that is offered on some dates only. */
export const OnDates = Type.Object(
  {
    daysOfMonth: Type.Optional(
      Type.Array(whole('A day of the month', { from: 1, to: 31 }), {
        minItems: 1,
        uniqueItems: true,
        description: 'Days of each month, like [1, 15]',
      }),
    ),
    dates: Type.Optional(
      Type.Array(CalendarDate, {
        minItems: 1,
        maxItems: 366,
        uniqueItems: true,
        description: "Single dates, like ['2026-03-08']",
      }),
    ),
  },
  {
    ...closed,
    description:
      'The only dates on which the service is offered, like { daysOfMonth: [1, 15] }; its hours say when, and may say that it is closed',
  },
);
