/** Templates with every kind of field, and how to look at what boards made from them show. */
import type { BoardPicture } from '../../../drivers/board/areas.ts';
import type { BoardContent, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardCodec, Painting } from '../../../drivers/board/codec.ts';
import { TemplateDisplay } from '../../../drivers/board/template/display.ts';
import type { FrameTemplate } from '../../../drivers/board/template/schema.ts';
import { shippedTemplates } from '../../../drivers/board/template/template.ts';

/** A template that is shipped. */
export function shipped(name: string): FrameTemplate {
  const template = shippedTemplates.get(name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return template;
}

/** Made up, so that each kind of field, sum and encoding is in one at least. */
export const madeUp: Readonly<Record<string, FrameTemplate>> = {
  figures: { columns: 4, font: 'digits', show: ['55', { digits: 4 }, { checksum: 'xor8' }] },
  spaced: { columns: 5, font: 'digits', show: ['02', { text: 5, align: 'right' }, '03'] },
  packed: {
    columns: 6,
    font: 'digits',
    show: ['AA 55', { address: 2 }, { digits: 3, as: 'bcd', order: 'low-first' }, { checksum: 'sum16' }],
    clear: ['AA 56', { address: 2 }, { checksum: 'sum16' }],
  },
  'letter and number': {
    columns: 4,
    font: 'latin',
    show: [
      '68',
      { address: 1 },
      { letter: 1 },
      { digits: 2, as: 'binary' },
      { checksum: 'sum8-negated' },
      '16',
    ],
  },
  'two rows': {
    columns: 8,
    rows: 2,
    font: 'gb2312',
    show: [
      'FE',
      { address: 1 },
      { text: 8, pad: '00', align: 'centre' },
      { text: 8, row: 2 },
      { checksum: 'crc16-modbus' },
    ],
    answer: 'FE address 06',
  },
  counted: {
    columns: 12,
    font: 'gbk',
    show: [
      '7E',
      { length: 2, to: 5, plus: 1, order: 'low-first' },
      { address: 2, order: 'low-first' },
      { rest: 12 },
      { checksum: 'crc16-xmodem' },
      { checksum: 'sum8-inverted', from: 2, to: 4 },
    ],
  },
  big5: { columns: 10, font: 'big5', show: ['1B', { text: 10, pad: 'FF' }, { checksum: 'crc16-arc' }] },
  'utf-8': { columns: 10, font: 'gbk', show: [{ rest: 15, encoding: 'utf-8' }, '0D 0A'] },
  complete: {
    columns: 6,
    font: 'latin',
    show: ['02', '53', { address: 1 }, { text: 6 }, '03', { checksum: 'sum8', from: 2 }],
    blink: ['02', '42', { address: 1 }, { text: 6 }, '03', { checksum: 'sum8', from: 2 }],
    dim: ['02', '4C', { address: 1 }, { brightness: 15 }, '03', { checksum: 'sum8', from: 2 }],
    clear: ['02', '43', { address: 1 }, '03', { checksum: 'sum8', from: 2 }],
    answer: 'address 06 ??',
    refusal: 'address 15',
  },
};

export const allTemplates: readonly (readonly [name: string, template: FrameTemplate])[] = [
  ...shippedTemplates,
  ...Object.entries(madeUp),
];

export function painting(
  texts: readonly string[],
  look: Partial<Painting> & Pick<Partial<BoardRun>, 'blink'> = {},
): Painting {
  const { blink, ...rest } = look;
  const run = { colour: 'red' as const, ...(blink === undefined ? {} : { blink }) };
  const content: BoardContent = { rows: texts.map((text) => ({ runs: [{ ...run, text }] })) };
  return { content, brightness: null, isBlinkLit: true, ...rest };
}

/** The frames of a painting, one for each part that has one. */
export function framesOf(codec: BoardCodec, what: Painting): Buffer[] {
  const due = [...codec.paint(what).entries()].filter(([, { bytes }]) => bytes.length > 0);
  return due.map(([index, { bytes }]) => codec.encode(new Map([[index, bytes]])).frame);
}

/** The text of each row of a simulated board, as it stands there. */
export function rowsOn(picture: BoardPicture): string[] {
  if (picture.kind === 'digits') return [picture.text];
  return picture.areas.map(({ runs }) => runs.map(({ text }) => text).join(''));
}

/** A simulated board that does all at once. */
export const displayOf = (template: FrameTemplate, address = 1): TemplateDisplay =>
  new TemplateDisplay(template, { address, pace: 0 });

/** What a board says, in the order it says it. */
export function saidBy(display: TemplateDisplay): Buffer[] {
  const said: Buffer[] = [];
  display.onSend((bytes) => said.push(Buffer.from(bytes)));
  return said;
}
