/** What stands on a ticket's paper, from top to bottom. */
import { Type, type Static } from 'typebox';
import { closed, optional, printable, whole } from './schema-parts.ts';
import { inEachLanguage, languages, type Language } from './texts/texts.ts';

export const LanguageChoice = Type.Unsafe<Language>(
  Type.Enum([...languages], { description: 'A language that Foyer speaks' }),
);

/** Each comes out with a look of its own, and not at all on a ticket that has nothing for it. */
export const ticketWords = [
  'logo',
  'lobby',
  'copy',
  'service',
  'number',
  'class',
  'ahead',
  'qr',
  'follow',
  'rule',
  'feed',
  'archive',
  'case',
  'taken',
  'appointment',
  'party',
  'due',
  'note',
] as const;
export type TicketWord = (typeof ticketWords)[number];

const Word = Type.Unsafe<TicketWord>(
  Type.Enum([...ticketWords], { description: 'A word for a part of the ticket' }),
);

export const TEXT_MAX = 200;

const Text = Type.String({
  maxLength: TEXT_MAX,
  pattern: printable,
  description: `One line of 1 to ${TEXT_MAX} characters, without spaces at its ends and without control characters; placeholders in braces`,
});

const Texts = Type.Object(
  inEachLanguage(() => Type.Optional(Text)),
  { ...closed, description: 'A text for each language; the lobby’s first language at least' },
);

const textOf = (what: string) =>
  Type.Union([Text, Texts], {
    description: `${what}: a text like 'No. {number}', or one for each language like { zh-CN: '{number} 号', en: 'No. {number}' }`,
  });

const scale = (what: string, otherwise: string) =>
  optional(whole(`${what}, as a multiple of the ordinary`, { from: 1, to: 8 }), otherwise);

/** One mapping with all keys: which of them go together is checked beside it, and said better than by a list of alternatives. */
const Item = Type.Object(
  {
    text: optional(textOf('A line of its own'), 'none'),
    left: optional(textOf('What stands at the left edge of a line'), 'none'),
    right: optional(textOf('What stands at the right edge of the same line'), 'none'),
    align: optional(
      Type.Enum(['left', 'centre', 'right'], { description: 'Where a text stands: left, centre or right' }),
      'centre',
    ),
    size: scale('How large a text is', '1'),
    width: scale('How wide its characters are', 'as size'),
    height: scale('How high its characters are', 'as size'),
    bold: optional(Type.Boolean({ description: 'Whether a text is bold: true or false' }), 'false'),
    in: optional(
      Type.Array(LanguageChoice, {
        minItems: 1,
        uniqueItems: true,
        description: 'The languages in which it is said, a line each, like [zh-CN, en]',
      }),
      'the visitor’s own',
    ),
    feed: optional(whole('Empty lines', { from: 1, to: 10 }), 'none'),
    qr: optional(
      whole('The code that a telephone reads, with squares of so many dots', { from: 1, to: 8 }),
      'none',
    ),
  },
  {
    ...closed,
    description:
      "A line like { text: '{number}', size: 8 }, { left: Room, right: '{service}' }, { feed: 2 } or { qr: 6 }",
  },
);
export type FileTicketItem = Static<typeof Item> | TicketWord;

const ITEMS_MAX = 60;

export const Ticket = Type.Object(
  {
    logo: optional(
      Type.String({
        maxLength: 100,
        pattern: '^[^/\\\\\\u0000-\\u001f]+\\.[pP][nN][gG]$',
        description: 'The name of a PNG file that lies beside this one, like logo.png',
      }),
      'none',
    ),
    layout: optional(
      Type.Array(Type.Union([Word, Item]), {
        minItems: 1,
        maxItems: ITEMS_MAX,
        description: `What stands on the ticket, from top to bottom; each entry is a mapping or one of the words ${ticketWords.join(', ')}`,
      }),
      'as Foyer lays it out',
    ),
  },
  { ...closed, description: 'What the paper says' },
);
export type FileTicket = Static<typeof Ticket>;
