/**
 * What a lobby file may say. Types, validation and the JSON Schema for editors all come from here, and the devices' part
 * comes from the drivers themselves. A `description` doubles as the remedy in a fault's message, so it says what to write.
 */
import { Type, type Static } from 'typebox';
import type { BoardDevice } from '../drivers/board/device.ts';
import type { PadDevice } from '../drivers/pad/device.ts';
import type { PadWiring } from '../drivers/pad/wiring.ts';
import type { PrinterDevice } from '../drivers/printer/device.ts';
import type { SpeakerDevice } from '../drivers/speaker/device.ts';
import type { BoardShows } from './board-layout.ts';
import { dayTimePattern, defaultDayStart, Holidays, Hours, SpecialDays } from './calendar-schema.ts';
import type { Calendar } from './calendar.ts';
import { Devices } from './device-schema.ts';
import { Displays, Slides, type Display } from './display-schema.ts';
import { Kiosk } from './kiosk-schema.ts';
import type { PadMeaning } from './pad-schema.ts';
import { Ratings } from './ratings-schema.ts';
import {
  Appointments,
  Assist,
  Calls,
  type KioskLimit,
  KioskLimitOrOff,
  Order,
  Priority,
  type PriorityReason,
  Returns,
  WrapUp,
} from './rules-schema.ts';
import {
  closed,
  defaulting,
  FileNames,
  type Filled,
  id,
  type Names,
  optional,
  serviceLetter,
  ShortName,
  whole,
} from './schema-parts.ts';
import { Service } from './service-schema.ts';
import { Speech, type SpeakerSounds, type SpeechConfig } from './speaker-schema.ts';
import { Metrics, type MetricsConfig } from './metrics-schema.ts';
import { Storage } from './storage-schema.ts';
import type { Language } from './texts/texts.ts';
import type { TicketConfig } from './ticket-layout.ts';
import { LanguageChoice, Ticket } from './ticket-schema.ts';

const Overflow = Type.Object(
  {
    service: serviceLetter,
    afterMinutes: whole('How long somebody has waited for it when this counter begins to help out', {
      from: 1,
      to: 480,
      unit: 'minutes',
    }),
  },
  { ...closed, description: 'Help for another service, like { service: C, afterMinutes: 15 }' },
);

const Counter = Type.Object(
  {
    id,
    name: optional(FileNames, 'its id with the word for counter'),
    services: Type.Array(serviceLetter, {
      minItems: 1,
      uniqueItems: true,
      description: 'The letters of the services that this counter calls, like [A, B]',
    }),
    overflow: defaulting(
      Type.Array(Overflow, {
        maxItems: 26,
        description:
          'What else it calls once somebody has waited long, like [{ service: C, afterMinutes: 15 }]',
      }),
      [],
    ),
  },
  { ...closed, description: "A counter like { id: '1', services: [A] }" },
);

const Agent = Type.Object(
  {
    id,
    name: ShortName,
    services: optional(
      Type.Array(serviceLetter, {
        minItems: 1,
        uniqueItems: true,
        description: 'The letters of the services that this agent can serve, like [A, B]',
      }),
      'every one',
    ),
  },
  { ...closed, description: 'An agent like { id: demo, name: Demo }' },
);

const Centre = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 500,
      description:
        "Where the central system takes events, like https://centre.example.org/events, or 'simulated:' for a demo",
    }),
    secretFile: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description:
          'The file with the secret that signs the events (whsec_…), beside this one or with its whole path',
      }),
    ),
  },
  { ...closed, description: 'Where events are sent' },
);

/** The file as people write it: what has a default may be left out. */
export const LobbyFile = Type.Object(
  {
    name: FileNames,
    timeZone: Type.String({ description: 'An IANA time zone, like Asia/Shanghai' }),
    languages: Type.Array(LanguageChoice, {
      minItems: 1,
      uniqueItems: true,
      description:
        'The languages of the lobby, of zh-CN, zh-TW and en; the first is the one that tickets and screens begin with',
    }),
    dayStartsAt: defaulting(
      Type.String({
        pattern: dayTimePattern,
        description: 'The lobby’s time at which a new lobby day opens, HH:MM in quotes, like "04:00"',
      }),
      defaultDayStart,
    ),
    hours: defaulting(Hours, {}),
    holidays: defaulting(Holidays, []),
    specialDays: defaulting(SpecialDays, []),
    night: defaulting(
      Type.Enum(['keep', 'close'], {
        description:
          'What becomes of those who still wait when a new day opens and nobody has closed the last one: keep, they go on waiting with their numbers; close, their tickets end',
      }),
      'keep',
    ),
    access: Type.Literal('demo', {
      description: 'demo is the only one built so far: no sign-in, refused on any address but loopback',
    }),
    clock: defaulting(
      Type.Enum(['synchronised', 'rtc', 'assume'], {
        description:
          'synchronised: a day opens only when the system says its clock is set; rtc: also by a clock with a battery in this machine; assume: the clock is believed',
      }),
      'synchronised',
    ),
    publicUrl: optional(
      Type.String({
        maxLength: 200,
        description: 'The address at which visitors’ telephones reach Foyer, like https://queue.example.org',
      }),
      'they do not',
    ),
    services: Type.Array(Service, {
      minItems: 1,
      maxItems: 26,
      description: 'A list like - { letter: A, name: { en: Enquiries } }',
    }),
    counters: Type.Array(Counter, {
      minItems: 1,
      maxItems: 99,
      description: "A list like - { id: '1', services: [A] }",
    }),
    agents: Type.Array(Agent, {
      minItems: 1,
      maxItems: 999,
      description: 'A list like - { id: demo, name: Demo }',
    }),
    // Without a place to take numbers a lobby is none.
    kiosks: defaulting(
      Type.Array(Kiosk, {
        minItems: 1,
        maxItems: 99,
        description: 'A list like - { id: front-door, printer: ticket-printer }',
      }),
      [{ id: 'kiosk' }],
    ),
    kioskLimit: defaulting(KioskLimitOrOff, {}),
    order: defaulting(Order, {}),
    calls: defaulting(Calls, {}),
    returns: defaulting(Returns, {}),
    appointments: defaulting(Appointments, {}),
    priority: defaulting(Priority, {}),
    wrapUp: optional(WrapUp, 'none'),
    assist: defaulting(Assist, [{ withinMinutes: 3 }, { withinMinutes: 10 }]),
    ratings: defaulting(Ratings, {}),
    devices: defaulting(Devices, {}),
    speech: defaulting(Speech, {}),
    displays: defaulting(Displays, [{ id: 'tv' }]),
    slides: optional(Slides, 'none'),
    ticket: defaulting(Ticket, {}),
    centre: optional(Centre, 'nowhere'),
    storage: defaulting(Storage, {}),
    metrics: defaulting(Metrics, {}),
  },
  { ...closed, title: 'Foyer lobby' },
);
export type LobbyFile = Static<typeof LobbyFile>;

/** JSON Schema of a lobby file, for editors and for the documentation. */
export const jsonSchema = LobbyFile;

export interface ServiceConfig {
  letter: string;
  name: Names;
  kind: 'queue' | 'case';
  /** A name under `hours`; null: always open. */
  hours: string | null;
  /** The only dates on which it is offered; null: on all. */
  on: { daysOfMonth: number[]; dates: string[] } | null;
  ticketsBeforeMinutes: number;
  lastTicketBeforeMinutes: number;
  weight: number;
  /** Null for no limit, like `dayMax`. */
  waitingMax: number | null;
  dayMax: number | null;
  numbers: { from: number; to: number | null; digits: number };
  slips: { from: number; to: number } | null;
  promise: boolean;
  target: { percent: number; withinMinutes: number };
  /** Null where the service is no case; `callBackDays` also where nobody is called back. */
  dueHours: number | null;
  callBackDays: number | null;
  returnSlots: { everyMinutes: number; places: number } | null;
}

/** A lobby file, checked, with every default applied and every name filled. Plain JSON: it can be journalled. */
export interface LobbyConfig extends Calendar {
  name: Names;
  /** The first is the default. */
  languages: Language[];
  access: 'demo';
  clock: 'synchronised' | 'rtc' | 'assume';
  night: 'keep' | 'close';
  /** Without a slash at its end; left out where telephones cannot reach the lobby. */
  publicUrl?: string;
  services: ServiceConfig[];
  /** Without a name of its own, a counter is called by its id in the host's texts. */
  counters: {
    id: string;
    services: string[];
    overflow: { service: string; afterMinutes: number }[];
    name?: Names;
  }[];
  /** `services` is null for an agent who serves everything. */
  agents: { id: string; name: string; services: string[] | null }[];
  /** A kiosk without a printer shows numbers on its screen only. */
  kiosks: { id: string; printer?: string; spare?: { printer: string; where: Names } }[];
  kioskLimit: Filled<typeof KioskLimit> | null;
  order: Filled<typeof Order>;
  calls: Filled<typeof Calls> & { noShowCalls: number };
  returns: Filled<typeof Returns>;
  appointments: Filled<typeof Appointments>;
  /** `quota` is null for no limit. */
  priority: { reasons: PriorityReason[]; atKiosk: PriorityReason[]; quota: number | null };
  /** Null: an agent is ready as soon as a visit ends. `maxMinutes` null: only by the key. */
  wrapUp: { maxMinutes: number | null } | null;
  assist: { withinMinutes: number }[];
  /** Scores from 1, the worst, to `scale`; a visit may be rated for `windowSeconds` after its end. */
  ratings: Filled<typeof Ratings> & { lowMax: number };
  devices: {
    printers: (PrinterDevice & { rollTickets: number })[];
    boards: (BoardDevice & { templateName?: string; shows: BoardShows })[];
    /** `counter`: where the pad lies. A meaning for each of `wiring.buttons`. */
    pads: (PadDevice & { counter: string; wiring: PadWiring; buttons: PadMeaning[] })[];
    speakers: (SpeakerDevice & SpeakerSounds)[];
  };
  speech: SpeechConfig;
  /** The first one is shown where no other is asked for. */
  displays: Display[];
  /** Null where televisions show no pictures. `dir` is a whole path. */
  slides: Slides | null;
  ticket: TicketConfig;
  /** Null where nothing is sent anywhere. `secretFile` is a whole path; null for the simulated centre, which brings its own. */
  centre: { url: string; secretFile: string | null } | null;
  /** `secondDir` is a whole path; null for none. */
  storage: {
    backup: { everyMinutes: number; secondDir: string | null };
    retention: { eventDays: number; reportDays: number; textDays: number };
    ballastMb: number;
  };
  metrics: MetricsConfig;
}
