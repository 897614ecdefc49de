/** Speakers, and what is said through them, as the file says them. */
import Type, { type Static } from 'typebox';
import { speakerProperties } from '../drivers/speaker/device.ts';
import type { VoiceName } from '../drivers/speaker/speaker.ts';
import { dayTimePattern } from './calendar-schema.ts';
import { closed, defaulting, optional, printable, whole, type Names } from './schema-parts.ts';
import { inEachLanguage, type Language } from './texts/texts.ts';

const Volume = Type.Object(
  {
    from: Type.String({
      pattern: dayTimePattern,
      description: "From when on, by the lobby's time, HH:MM in quotes, like '07:00'",
    }),
    percent: whole('How loud it is from then on; 0 is mute', { from: 0, to: 100, unit: 'percent' }),
  },
  { ...closed, description: "A time and a loudness, like { from: '07:00', percent: 80 }" },
);

export const Speaker = Type.Object(
  {
    ...speakerProperties,
    volume: defaulting(
      Type.Array(Volume, {
        minItems: 1,
        maxItems: 24,
        description:
          "How loud it is by the time of day, like [{ from: '07:00', percent: 80 }, { from: '20:00', percent: 50 }]",
      }),
      [{ from: '00:00', percent: 80 }],
    ),
    clips: optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description:
          'The folder with recordings of your own, beside this file or with its whole path; npm run voices makes one to begin with',
      }),
      'none: all is spoken by espeak-ng',
    ),
  },
  { ...closed, description: "A speaker like { id: lobby-speaker, model: espeak-ng, port: 'alsa:default' }" },
);
export type FileSpeaker = Static<typeof Speaker>;

const SPOKEN_MAX = 200;

const Text = Type.String({
  maxLength: SPOKEN_MAX,
  pattern: printable,
  description: `One line of 1 to ${SPOKEN_MAX} characters, without spaces at its ends and without control characters; {number} and {counter} in it are filled in`,
});

const Texts = Type.Object(
  inEachLanguage(() => Type.Optional(Text)),
  { ...closed, description: 'A text for each language; the lobby’s first language at least' },
);

const phrase = (what: string, otherwise: string) =>
  optional(
    Type.Union([Text, Texts], {
      description: `${what}: a text like 'Number {number}, counter {counter}', or one for each language like { zh-CN: '{number} 号请到 {counter}' }`,
    }),
    otherwise,
  );

const Phrases = Type.Object(
  {
    call: phrase('What is said when a number is called', 'please go to the counter'),
    recall: phrase('What is said when it is called again', 'please go to the counter, once more'),
    farewell: phrase('What is said when a visit has ended', 'nothing'),
  },
  { ...closed, description: "What is said, like { call: { en: 'Number {number} to {counter}' } }" },
);

export const voiceNames = ['zh', 'en'] as const satisfies readonly VoiceName[];

export const Speech = Type.Object(
  {
    languages: optional(
      Type.Array(
        Type.Unsafe<VoiceName>(
          Type.Enum([...voiceNames], { description: 'A language to the ear: zh or en' }),
        ),
        {
          uniqueItems: true,
          description: 'What calls are spoken in, one after the other, like [zh, en]; [] is the chime alone',
        },
      ),
      'those of the lobby, in their order; both ways of writing Chinese are zh',
    ),
    times: defaulting(whole('How many times a call is said', { from: 1, to: 3 }), 2),
    chime: defaulting(
      Type.Boolean({ description: 'Whether a chime comes before each call: true or false' }),
      true,
    ),
    phrases: defaulting(Phrases, {}),
  },
  { ...closed, description: 'How calls are spoken, like { languages: [zh, en], times: 2 }' },
);
export type FileSpeech = Static<typeof Speech>;

/** What can be said of a visit. */
export const spokenDeeds = ['call', 'recall', 'farewell'] as const;
export type SpokenDeed = (typeof spokenDeeds)[number];

/** How calls are spoken: every default applied. */
export interface SpeechConfig {
  /** In their order, and the way of writing from which each takes names. Empty: the chime alone. */
  voices: { voice: VoiceName; language: Language }[];
  times: number;
  chime: boolean;
  /** Null where the file says nothing; see `spokenText`. */
  phrases: Record<SpokenDeed, Names | null>;
}

/** What the host has to know of a speaker, beside what its driver does. */
export interface SpeakerSounds {
  /** From a time of day on, by that time; the first one begins where the last one ends. Never empty. */
  volume: { from: string; percent: number }[];
  /** A whole path; null for none. */
  clips: string | null;
}
