/** LED boards as the lobby file says them: what the driver has to know, and what the host makes them show. */
import { Type, type Static } from 'typebox';
import { BoardDevice } from '../drivers/board/device.ts';
import { FrameTemplate } from '../drivers/board/template/template.ts';
import { boardFields, staffFields, type BoardField } from './board-layout.ts';
import { boardLayouts, type BoardLayoutName } from './board-layouts.ts';
import { dayTimePattern } from './calendar-schema.ts';
import { closed, defaulting, optional, printable, whole } from './schema-parts.ts';
import { LanguageChoice } from './ticket-schema.ts';
import { inEachLanguage } from './texts/texts.ts';

export const TEXT_MAX = 200;

const Text = Type.String({
  maxLength: TEXT_MAX,
  pattern: printable,
  description: `One line of 1 to ${TEXT_MAX} characters, without spaces at its ends and without control characters`,
});

const Texts = Type.Object(
  inEachLanguage(() => Type.Optional(Text)),
  { ...closed, description: 'A text for each language; the lobby’s first language at least' },
);

const Field = Type.Unsafe<BoardField>(
  Type.Enum([...boardFields], { description: 'A word for something that the lobby knows' }),
);

const OwnText = Type.Object(
  {
    text: Type.Union([Text, Texts], {
      description:
        "A text of the house: one like 'Wi-Fi: jinyuan', or one for each language like { zh-CN: 请勿吸烟, en: No smoking }",
    }),
  },
  { ...closed, description: "A text of the house, like { text: 'Wi-Fi: jinyuan' }" },
);

/** No board has more: see the largest sizes of the drivers. */
const ROWS_MAX = 64;
const COLUMNS_MAX = 256;
const AREAS_MAX = 16;
const SHOWN_MAX = 16;

const cells = (what: string, to: number) => whole(what, { from: 1, to });

const Area = Type.Object(
  {
    row: cells('Its top row, the board’s first one being 1', ROWS_MAX),
    column: defaulting(cells('Its first column, the board’s first one being 1', COLUMNS_MAX), 1),
    rows: optional(cells('How many rows it has', ROWS_MAX), 'down to the board’s edge'),
    columns: optional(cells('How many columns it has', COLUMNS_MAX), 'up to the board’s edge'),
    show: Type.Array(Type.Union([Field, OwnText]), {
      minItems: 1,
      maxItems: SHOWN_MAX,
      description: `What it shows, one page after the other, each a text of the house or one of ${boardFields.join(', ')}; ${staffFields.join(' and ')} are for staff`,
    }),
    align: defaulting(
      Type.Enum(['left', 'centre', 'right'], {
        description: 'Where its texts stand: left, centre or right',
      }),
      'left',
    ),
  },
  { ...closed, description: 'A part of the board, like { row: 1, rows: 3, show: [calls] }' },
);
export type FileBoardArea = Static<typeof Area>;

const Brightness = Type.Object(
  {
    from: Type.String({
      pattern: dayTimePattern,
      description: "From when on, by the lobby's time, HH:MM in quotes, like '07:00'",
    }),
    percent: whole('How bright it is from then on', { from: 1, to: 100, unit: 'percent' }),
  },
  { ...closed, description: "A time and a brightness, like { from: '07:00', percent: 100 }" },
);

const templateName = '^[a-z0-9][a-z0-9-]{0,31}$';

const { template: _resolved, ...ownKeys } = BoardDevice.properties;

export const Board = Type.Object(
  {
    ...ownKeys,
    template: optional(
      Type.String({
        pattern: templateName,
        description:
          'How the frames of a board of the model template are made: the name of a description under devices.boardTemplates, or of one that comes along',
      }),
      'none',
    ),
    counter: optional(
      Type.String({ description: 'The id of the counter that it hangs over' }),
      'none: it hangs in the lobby',
    ),
    layout: optional(
      Type.Unsafe<BoardLayoutName>(
        Type.Enum([...boardLayouts], {
          description:
            'What it shows: main, the latest calls and who waits; status, the figures of the lobby; counter, whom its counter has called; staff, waits against their targets',
        }),
      ),
      'counter where it has one, else main',
    ),
    areas: optional(
      Type.Array(Area, {
        minItems: 1,
        maxItems: AREAS_MAX,
        description:
          'A layout of its own, like [{ row: 1, rows: 3, show: [calls] }, { row: 4, show: [total] }]',
      }),
      'as its layout says',
    ),
    for: defaulting(
      Type.Enum(['public', 'staff'], {
        description: 'Who can read it: public, or staff where no visitor sees it',
      }),
      'public',
    ),
    languages: optional(
      Type.Array(LanguageChoice, {
        minItems: 1,
        uniqueItems: true,
        description:
          'The languages that it shows in turn, like [zh-CN, en]; one that it has no signs for is passed over',
      }),
      'those of the lobby',
    ),
    pageSeconds: defaulting(
      whole('How long a page stays where there are several', { from: 2, to: 60, unit: 'seconds' }),
      6,
    ),
    languageSeconds: defaulting(
      whole('How long it stays in one language where there are several', {
        from: 2,
        to: 300,
        unit: 'seconds',
      }),
      12,
    ),
    brightness: defaulting(
      Type.Array(Brightness, {
        minItems: 1,
        maxItems: 24,
        description:
          "How bright it is by the time of day, like [{ from: '07:00', percent: 100 }, { from: '18:00', percent: 40 }]",
      }),
      [{ from: '00:00', percent: 100 }],
    ),
    offWhenClosed: defaulting(
      Type.Boolean({
        description: 'Whether it goes dark after closing, once everybody has gone: true or false',
      }),
      true,
    ),
    calls: defaulting(
      Type.Enum(['blink', 'scroll', 'none'], {
        description:
          'How a number that is just being called draws attention: blink, at most once a second; scroll, where the board can; or none',
      }),
      'blink',
    ),
  },
  {
    ...closed,
    description: "A board like { id: main-board, model: bx-5k, port: 'serial:/dev/ttyUSB1' }",
  },
);
export type FileBoard = Static<typeof Board>;

/** Of boards without a standard, by a name of the house. */
export const BoardTemplates = Type.Record(Type.String({ pattern: templateName }), FrameTemplate, {
  ...closed,
  maxProperties: 99,
  description:
    'What boards of the model template speak, by a name of your own: small letters, digits and hyphens. A board says template: and that name',
});
