/** The rules of the whole lobby, as the file says them. */
import { Type } from 'typebox';
import { closed, defaulting, optional, whole } from './schema-parts.ts';

const turnsOf = (who: string) => whole(`Calls of ${who} in one round at a counter`, { from: 1, to: 99 });

export const Order = Type.Object(
  {
    turns: defaulting(
      Type.Object(
        {
          appointment: defaulting(turnsOf('people with an appointment'), 1),
          priority: defaulting(turnsOf('people with priority'), 1),
          ordinary: defaulting(turnsOf('everybody else'), 2),
        },
        {
          ...closed,
          description: 'Who is called how often, like { appointment: 1, priority: 1, ordinary: 2 }',
        },
      ),
      {},
    ),
    overtakenMaxMinutes: defaulting(
      whole('Who has waited so long is no longer overtaken by anybody who came later', {
        from: 0,
        to: 480,
        unit: 'minutes',
      }),
      30,
    ),
  },
  { ...closed, description: 'Who is called next, like { overtakenMaxMinutes: 30 }' },
);

/** Of `noShowCalls` the default depends on the others. */
export const Calls = Type.Object(
  {
    everySeconds: defaulting(
      whole('Least time between two calls of one number, and between its last call and giving it up', {
        from: 0,
        to: 300,
        unit: 'seconds',
      }),
      15,
    ),
    max: defaulting(whole('How often one number is called at most', { from: 1, to: 99 }), 3),
    noShowCalls: optional(
      whole('How often a number is called before it may be given up', {
        from: 1,
        to: 99,
      }),
      'as often as max; once where autoNoShowSeconds is set',
    ),
    autoNoShowSeconds: optional(
      whole('A number is given up by itself so long after its last call', {
        from: 5,
        to: 3600,
        unit: 'seconds',
      }),
      'only by the agent',
    ),
    autoStartSeconds: optional(
      whole('A visit begins by itself so long after the last call', {
        from: 5,
        to: 3600,
        unit: 'seconds',
      }),
      'only by the agent',
    ),
  },
  { ...closed, description: 'How numbers are called, like { everySeconds: 15, max: 3 }' },
);

export const Returns = Type.Object(
  {
    withinMinutes: defaulting(
      whole('For how long a number that was given up may come back, 0 for never', {
        from: 0,
        to: 480,
        unit: 'minutes',
      }),
      30,
    ),
    placesBack: defaulting(whole('Behind how many of those who wait it is put then', { from: 0, to: 50 }), 3),
  },
  { ...closed, description: 'Who missed the call and comes back, like { withinMinutes: 30, placesBack: 3 }' },
);

export const Appointments = Type.Object(
  {
    earlyMinutes: defaulting(
      whole('How long before its time an appointment is called as one', {
        from: 0,
        to: 120,
        unit: 'minutes',
      }),
      10,
    ),
    lateMinutes: defaulting(
      whole('How late one may come; after that the visitor waits with the others, from the time booked on', {
        from: 0,
        to: 240,
        unit: 'minutes',
      }),
      15,
    ),
  },
  { ...closed, description: 'When appointments hold, like { earlyMinutes: 10, lateMinutes: 15 }' },
);

/** Closed, since each has its words in every language. */
export const priorityReasons = ['elderly', 'disabled', 'pregnant', 'child', 'military', 'vip'] as const;
export type PriorityReason = (typeof priorityReasons)[number];

/** What visitors may say of themselves, where the file does not say otherwise. */
export const kioskReasons: readonly PriorityReason[] = ['elderly', 'disabled', 'pregnant', 'child'];

const reasonList = (description: string) =>
  Type.Array(Type.Enum([...priorityReasons], { description: 'A reason for priority' }), {
    uniqueItems: true,
    description,
  });

export const Priority = Type.Object(
  {
    reasons: defaulting(
      reasonList(
        'For what priority is given, of elderly, disabled, pregnant, child, military, vip; [] for none',
      ),
      ['elderly', 'disabled', 'pregnant', 'child', 'military'],
    ),
    atKiosk: optional(
      reasonList('Those of the reasons that visitors choose themselves; [] for none'),
      'elderly, disabled, pregnant and child, as far as they are reasons',
    ),
    quota: optional(
      whole('How many priorities an agent may give a day before a second person has to approve', {
        from: 0,
        to: 999,
      }),
      'any number',
    ),
  },
  { ...closed, description: 'Who is called before others, like { reasons: [elderly, disabled], quota: 10 }' },
);

export const KioskLimit = Type.Object(
  {
    withinSeconds: defaulting(
      whole('Over how long the tickets of one kiosk are counted', { from: 10, to: 3600, unit: 'seconds' }),
      60,
    ),
    confirmAfter: defaulting(
      whole('After so many tickets the kiosk asks whether another one is meant', { from: 1, to: 999 }),
      3,
    ),
    pauseAfter: defaulting(
      whole('After so many tickets it gives none for a while', { from: 1, to: 999 }),
      10,
    ),
  },
  { ...closed, description: 'Limits, like { withinSeconds: 60, confirmAfter: 3, pauseAfter: 10 }' },
);

/** Against children and jokers. */
export const KioskLimitOrOff = Type.Union([KioskLimit, Type.Literal('off')], {
  description:
    'How many tickets one kiosk gives at once, like { withinSeconds: 60, confirmAfter: 3, pauseAfter: 10 }; or off',
});

export const WrapUp = Type.Object(
  {
    maxMinutes: optional(
      whole('After so long the agent is ready by itself', {
        from: 1,
        to: 120,
        unit: 'minutes',
      }),
      'only by the key',
    ),
  },
  {
    ...closed,
    description:
      'Time to write things down after a visit, like { maxMinutes: 3 }, or {} for as long as the agent wants',
  },
);

export const Assist = Type.Array(
  Type.Object(
    {
      withinMinutes: whole('How long a call for help may stay without anybody who takes it', {
        from: 1,
        to: 120,
        unit: 'minutes',
      }),
    },
    { ...closed, description: 'A level like { withinMinutes: 3 }' },
  ),
  {
    minItems: 1,
    maxItems: 5,
    description: 'The levels through which an agent’s call for help goes, like - { withinMinutes: 3 }',
  },
);
