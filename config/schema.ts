/**
 * What a lobby file may say. Types, validation and the JSON Schema for editors all come from here, and the devices' part
 * comes from the drivers themselves. A `description` doubles as the remedy in a fault's message, so it says what to write.
 */
import { Type, type Static } from 'typebox';
import { BoardDevice, PadDevice, PrinterDevice } from '../drivers/registry.ts';
import { languages, type Language } from './texts/texts.ts';

/** Closed objects only: an unknown key is somebody's mistake, and a mistake that is not named is never found. */
const closed = { additionalProperties: false } as const;

/** No spaces at the ends, no control characters, nothing that turns the direction of the text around it. */
const printable = '^(?=\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*(?<=\\S)$';

const id = PrinterDevice.properties.id;

const ShortName = Type.String({
  maxLength: 40,
  pattern: printable,
  description: 'One line of 1 to 40 characters, without spaces at its ends and without control characters',
});

const LanguageChoice = Type.Unsafe<Language>(
  Type.Enum([...languages], { description: 'A language that Foyer speaks' }),
);

const FileNames = Type.Object(
  {
    'zh-CN': Type.Optional(ShortName),
    'zh-TW': Type.Optional(ShortName),
    en: Type.Optional(ShortName),
  },
  {
    ...closed,
    description:
      'A name for each language, like { zh-CN: 咨询, en: Enquiries }; the lobby’s first language at least',
  },
);

const letter = Type.String({
  pattern: '^[A-Z]$',
  description: 'One capital letter, A to Z; every ticket number of the service begins with it',
});

const Service = Type.Object({ letter, name: FileNames }, closed);

const Counter = Type.Object(
  {
    id,
    name: Type.Optional(FileNames),
    services: Type.Array(letter, {
      minItems: 1,
      uniqueItems: true,
      description: 'The letters of the services that this counter calls, like [A, B]',
    }),
  },
  closed,
);

const Agent = Type.Object({ id, name: ShortName }, closed);

const Kiosk = Type.Object(
  { id, printer: Type.Optional(Type.String({ description: 'The id of a printer under devices.printers' })) },
  closed,
);

/** A main board of the usual size needs no sizes. */
const Board = Type.Object(
  {
    ...BoardDevice.properties,
    widthDots: Type.Optional(BoardDevice.properties.widthDots),
    heightDots: Type.Optional(BoardDevice.properties.heightDots),
  },
  closed,
);

const Devices = Type.Object(
  {
    printers: Type.Optional(
      Type.Array(PrinterDevice, {
        maxItems: 99,
        default: [],
        description: "A list like - { id: ticket-printer, model: escpos-58, port: 'simulated:' }",
      }),
    ),
    boards: Type.Optional(
      Type.Array(Board, {
        maxItems: 99,
        default: [],
        description: "A list like - { id: main-board, model: bx-5k, port: 'serial:/dev/ttyUSB1' }",
      }),
    ),
    pads: Type.Optional(
      Type.Array(PadDevice, {
        maxItems: 99,
        default: [],
        description: "A list like - { id: pad-1, counter: '1', model: firmata, port: 'serial:/dev/ttyACM0' }",
      }),
    ),
  },
  closed,
);

const Ratings = Type.Object(
  {
    scale: Type.Optional(
      Type.Enum([3, 4, 5, 7, 10], {
        default: 5,
        description: 'How many scores there are, the best first on the pad: 3, 4, 5, 7 or 10',
      }),
    ),
    windowSeconds: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: 3600,
        default: 120,
        description: 'For how long after a visit it may be rated, in seconds, from 10 to 3600',
      }),
    ),
  },
  closed,
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
  closed,
);

/** The file as people write it: what has a default may be left out. */
export const LobbyFile = Type.Object(
  {
    name: FileNames,
    timeZone: Type.String({ description: 'An IANA time zone, like Asia/Shanghai' }),
    languages: Type.Array(LanguageChoice, {
      minItems: 1,
      uniqueItems: true,
      description: 'The languages of the lobby; the first is the one that tickets and screens begin with',
    }),
    dayStartsAt: Type.Optional(
      Type.String({
        pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
        default: '04:00',
        description: 'The lobby’s time at which a new lobby day opens, HH:MM in quotes, like "04:00"',
      }),
    ),
    access: Type.Literal('demo', {
      description: 'demo is the only one built so far: no sign-in, refused on any address but loopback',
    }),
    clock: Type.Optional(
      Type.Enum(['synchronised', 'assume'], {
        default: 'synchronised',
        description:
          'synchronised: a day opens only when the system says its clock is set; assume: the clock is believed',
      }),
    ),
    publicUrl: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'The address at which visitors’ telephones reach Foyer, like https://queue.example.org',
      }),
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
    kiosks: Type.Optional(
      Type.Array(Kiosk, {
        minItems: 1,
        maxItems: 99,
        default: [{ id: 'kiosk' }],
        description: 'A list like - { id: front-door, printer: ticket-printer }',
      }),
    ),
    ratings: Type.Optional(Ratings),
    devices: Type.Optional(Devices),
    centre: Type.Optional(Centre),
  },
  { ...closed, title: 'Foyer lobby' },
);
export type LobbyFile = Static<typeof LobbyFile>;

/** JSON Schema of a lobby file, for editors and for the documentation. */
export const jsonSchema = LobbyFile;

/** A name in every language; the loader has filled the gaps. */
export type Names = Record<Language, string>;

/** A lobby file, checked, with every default applied and every name filled. Plain JSON: it can be journalled. */
export interface LobbyConfig {
  name: Names;
  timeZone: string;
  /** The first is the default. */
  languages: Language[];
  /** HH:MM in the lobby's time zone. */
  dayStartsAt: string;
  access: 'demo';
  clock: 'synchronised' | 'assume';
  /** Without a slash at its end; left out where telephones cannot reach the lobby. */
  publicUrl?: string;
  services: { letter: string; name: Names }[];
  /** Without a name of its own, a counter is called by its id in the host's texts. */
  counters: { id: string; services: string[]; name?: Names }[];
  agents: { id: string; name: string }[];
  /** A kiosk without a printer shows numbers on its screen only. */
  kiosks: { id: string; printer?: string }[];
  /** Scores from 1, the worst, to `scale`; a visit may be rated for `windowSeconds` after its end. */
  ratings: { scale: 3 | 4 | 5 | 7 | 10; windowSeconds: number };
  devices: {
    printers: PrinterDevice[];
    boards: BoardDevice[];
    /** A button for each score of the scale, the best first. */
    pads: (PadDevice & { pins: number[] })[];
  };
  /** Null where nothing is sent anywhere. `secretFile` is a whole path; null for the simulated centre, which brings its own. */
  centre: { url: string; secretFile: string | null } | null;
}
