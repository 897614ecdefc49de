/** A service as the file says it. */
import { Type, type Static } from 'typebox';
import { lastTicketBefore, OnDates, ticketsBefore } from './calendar-schema.ts';
import { closed, defaulting, FileNames, letter, optional, whole } from './schema-parts.ts';

/** More than four figures are no number that anybody remembers until it is called. */
const ticketNumber = { from: 1, to: 9999 } as const;

const Numbers = Type.Object(
  {
    from: defaulting(whole('The first number of a day', ticketNumber), 1),
    to: optional(whole('The last number of a day', ticketNumber), 'they go on as long as the day does'),
    digits: defaulting(whole('With how many figures a number is written at least', { from: 1, to: 4 }), 3),
  },
  { ...closed, description: 'The numbers of its tickets, like { from: 1, to: 500, digits: 3 }' },
);

const Slips = Type.Object(
  {
    from: whole('The first number on the slips', ticketNumber),
    to: whole('The last number on the slips', ticketNumber),
  },
  {
    ...closed,
    description:
      'Numbers of slips that are printed beforehand, for when everything is down, like { from: 901, to: 999 }; Foyer gives none of them itself',
  },
);

const Target = Type.Object(
  {
    percent: defaulting(
      whole('How many of its tickets are to be called in time', { from: 1, to: 100, unit: 'percent' }),
      80,
    ),
    withinMinutes: defaulting(
      whole('Within how long they are to be called', { from: 1, to: 480, unit: 'minutes' }),
      10,
    ),
  },
  { ...closed, description: 'The service level aimed at, like { percent: 80, withinMinutes: 10 }' },
);

const ReturnSlots = Type.Object(
  {
    everyMinutes: whole('From one time to come back to the next', { from: 5, to: 240, unit: 'minutes' }),
    places: whole('How many visitors are given the same time', { from: 1, to: 99 }),
  },
  {
    ...closed,
    description:
      'Times to come back for visitors who find waitingMax reached, like { everyMinutes: 30, places: 5 }',
  },
);

export const serviceDefaults = { dueHours: 24, callBackDays: 3 } as const;

export const Service = Type.Object(
  {
    letter,
    name: FileNames,
    kind: defaulting(
      Type.Enum(['queue', 'case'], {
        description:
          'queue: done when the visit is; case: it goes on after the visit, with a record and a time by which it is settled (repairs, complaints)',
      }),
      'queue',
    ),
    hours: optional(Type.String({ description: 'The name of a timetable under hours' }), 'always open'),
    on: optional(OnDates, 'on every date'),
    ticketsBeforeMinutes: optional(ticketsBefore, 'as its hours say'),
    lastTicketBeforeMinutes: optional(lastTicketBefore, 'as its hours say'),
    weight: defaulting(
      Type.Number({
        minimum: 0.1,
        maximum: 10,
        description:
          'How fast a wait for it weighs beside the same wait for another service, from 0.1 to 10: with 2 it is called as if everybody had waited twice as long',
      }),
      1,
    ),
    waitingMax: optional(whole('How many may wait for it at once', { from: 1, to: 9999 }), 'any number'),
    dayMax: optional(whole('How many tickets of it a day has', { from: 1, to: 9999 }), 'any number'),
    numbers: defaulting(Numbers, {}),
    slips: optional(Slips, 'none'),
    promise: defaulting(
      Type.Boolean({
        description: 'Whether visitors are told how long they may have to wait: true or false',
      }),
      true,
    ),
    target: defaulting(Target, {}),
    dueHours: optional(
      whole('Of a case: within how long after the visit it is to be settled', {
        from: 1,
        to: 8760,
        unit: 'hours',
      }),
      `${serviceDefaults.dueHours} for a case`,
    ),
    callBackDays: optional(
      whole('Of a case: within how long after its result the visitor is called back, 0 for not at all', {
        from: 0,
        to: 60,
        unit: 'days',
      }),
      `${serviceDefaults.callBackDays} for a case`,
    ),
    returnSlots: optional(ReturnSlots, 'none'),
  },
  { ...closed, description: 'A service like { letter: A, name: { en: Enquiries } }' },
);
export type FileService = Static<typeof Service>;
