/** How the configuration describes the frames of a board that speaks no protocol that anybody else speaks. */
import Type, { type Static, type TOptional, type TSchema } from 'typebox';
import { checksumKinds } from './checksum.ts';
import { encodings, fonts } from './characters.ts';

const closed = { additionalProperties: false } as const;

/** A key that may be left out; `otherwise` says in words what holds then. */
const optional = <Schema extends TSchema>(schema: Schema, otherwise: string): TOptional<Schema> =>
  Type.With(Type.Optional(schema), { otherwise }) as unknown as TOptional<Schema>;

const whole = (what: string, from: number, to: number) =>
  Type.Integer({ minimum: from, maximum: to, description: `${what}, from ${from} to ${to}` });

const Bytes = Type.String({
  maxLength: 200,
  pattern: '^[0-9A-Fa-f]{2}( ?[0-9A-Fa-f]{2})*$',
  description: "Bytes that are always the same, in hex and in quotes, like 'AA 01'",
});

/** A text as long as the longest frame that is worth describing. */
const textBytesMax = 250;

/** One mapping with all keys: which of them go together is checked beside it, and said better than by a list of alternatives. */
const Field = Type.Object(
  {
    address: optional(whole('The board’s address, in so many bytes', 1, 2), 'none'),
    text: optional(whole('The text of a row, in so many bytes whatever it says', 1, textBytesMax), 'none'),
    rest: optional(
      whole('The text of a row, in as many bytes as it takes and at most so many', 1, textBytesMax),
      'none',
    ),
    digits: optional(whole('The figures of a row’s number, in so many bytes', 1, 16), 'none'),
    letter: optional(whole('The first letter of a row, in so many bytes', 1, 1), 'none'),
    length: optional(whole('How many bytes other fields have, in so many bytes', 1, 2), 'none'),
    checksum: optional(
      Type.Enum([...checksumKinds], { description: 'The kind of a sum over other fields' }),
      'none',
    ),
    brightness: optional(whole('How bright the board is, in one byte that is at most', 1, 255), 'none'),
    row: optional(whole('Which row of the board, counted from the top', 1, 8), '1'),
    encoding: optional(
      Type.Enum([...encodings], { description: 'How characters become bytes' }),
      'as the font, and ascii where it has no Chinese',
    ),
    pad: optional(
      Type.String({
        pattern: '^[0-9A-Fa-f]{2}$',
        description: "The byte that fills what a text or figures leave free, in hex and in quotes, like '20'",
      }),
      "'20' for a text, '30' for figures",
    ),
    align: optional(
      Type.Enum(['left', 'centre', 'right'], { description: 'Where a text stands: left, centre or right' }),
      'left',
    ),
    as: optional(
      Type.Enum(['ascii', 'bcd', 'binary'], {
        description: 'Figures as ascii, one a byte; as bcd, two a byte; or as a binary number',
      }),
      'ascii',
    ),
    order: optional(
      Type.Enum(['high-first', 'low-first'], {
        description: 'Which of several bytes comes first: high-first or low-first',
      }),
      'high-first, and low-first for a crc16',
    ),
    from: optional(
      whole('The first field that is counted or summed; a frame’s first field is 1', 1, 40),
      'for a checksum the first field, for a length the one after it',
    ),
    to: optional(
      whole('The last field that is counted or summed', 1, 40),
      'for a checksum the field before it, for a length the last one',
    ),
    plus: optional(whole('What is added to a length', -16, 16), '0'),
  },
  {
    ...closed,
    description:
      "A field like { address: 1 }, { text: 6, pad: '00' }, { rest: 64, encoding: gb2312 }, { digits: 2, as: binary }, { letter: 1 }, { length: 1, from: 3 }, { checksum: sum8 } or { brightness: 15 }",
  },
);
export type TemplateField = Static<typeof Field>;

const Entry = Type.Union([Bytes, Field], {
  description: "Bytes in hex and in quotes, like 'AA 01', or a mapping like { text: 6 }",
});

const frame = (what: string) =>
  Type.Array(Entry, {
    minItems: 1,
    maxItems: 40,
    description: `${what}: its fields in order, each a mapping or bytes in hex, like ['AA', { address: 1 }, { digits: 3 }, { checksum: sum8 }]`,
  });

const pattern = (what: string) =>
  Type.String({
    maxLength: 200,
    pattern: '^([0-9A-Fa-f]{2}|\\?\\?|address)( ([0-9A-Fa-f]{2}|\\?\\?|address))*$',
    description: `${what}, in hex and in quotes, ?? for any byte and address for the board’s own, like 'AA address ?? 06'`,
  });

/** What a lobby file says of a kind of boards. What a schema cannot say of it, `checkTemplate` does. */
export const FrameTemplate = Type.Object(
  {
    columns: whole('How many characters a row has; a Chinese one counts as two', 1, 125),
    rows: optional(whole('How many rows the board has', 1, 8), '1'),
    font: Type.Enum([...fonts], {
      description:
        'The characters that the board has: digits (0 to 9 and the hyphen), latin, gb2312, gbk or big5; the last three have latin too',
    }),
    show: frame('The frame that makes the board show something'),
    blink: optional(
      frame('The frame that makes it show something and blink, at most once a second'),
      'Foyer makes it blink',
    ),
    dim: optional(frame('The frame that sets how bright the board is'), 'it cannot be dimmed'),
    clear: optional(
      frame('The frame that makes the board dark'),
      'the frame show with spaces, or with 0 where a number has no spaces',
    ),
    answer: optional(pattern('What the board says to a frame that it takes'), 'it says nothing'),
    refusal: optional(pattern('What it says to a frame that it does not take'), 'it says nothing'),
  },
  { ...closed, description: 'The frames of a board and what it has room for' },
);
export type FrameTemplate = Static<typeof FrameTemplate>;

/** The frames that a template can have, and the first one must. */
export const frameNames = ['show', 'blink', 'dim', 'clear'] as const;
export type FrameName = (typeof frameNames)[number];
