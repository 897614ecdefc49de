/** Whatever a host may show, it arrives as the face says it, and nothing of it is taken for a part of the frame. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { fitText } from '../../../drivers/board/fit.ts';
import {
  templateFace,
  type TemplateEncoding,
  type TemplateFont,
} from '../../../drivers/board/template/characters.ts';
import { templateCodec } from '../../../drivers/board/template/codec.ts';
import type { FrameTemplate } from '../../../drivers/board/template/schema.ts';
import { checkTemplate } from '../../../drivers/board/template/template.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { anyContent } from './contents.ts';
import { allTemplates, displayOf, framesOf, painting, rowsOn, shipped } from './templates.ts';

const seed = seedOf('template-contents');

/** A text of any characters there are, halves of some and controls included. */
function anyText(random: () => number): string {
  const upTo = (count: number) => Math.floor(random() * (count + 1));
  const kinds = [
    () => String(upTo(20_000)),
    () => `A${String(upTo(999)).padStart(3, '0')}`,
    () => String.fromCharCode(upTo(0x7f)),
    () => String.fromCharCode(upTo(0xffff)),
    () => String.fromCodePoint(0x4e00 + upTo(0x51ff)),
    () => String.fromCodePoint(0x1_f300 + upTo(0x2ff)),
    () => iconv.decode(Buffer.of(0x81 + upTo(0x7d), 0x40 + upTo(0xbe)), 'gbk'),
  ];
  return Array.from({ length: upTo(8) }, () => kinds[upTo(kinds.length - 1)]?.() ?? '').join('');
}

/** Rows as they can be compared: what a number is, or a text without what is dark around it. */
function comparable({ show, columns }: FrameTemplate, texts: readonly string[]): string[] {
  const has = (kind: 'digits' | 'letter') =>
    show.some((field) => typeof field === 'object' && field[kind] !== undefined);
  if (!has('digits')) return texts.map((text) => text.trim());
  return texts.map((text) => {
    const [, first = '', figures = ''] = /^\s*([A-Za-z]?)(\d+)(?!\S)/.exec(text) ?? [];
    const letter = has('letter') ? first : '';
    // Zeros in front mean nothing, and what has no room beside a letter is no number.
    return `${letter}${Number(figures.length > columns - (has('letter') ? 1 : 0) ? 0 : figures)}`;
  });
}

it.each(allTemplates)('nothing is wrong with the template %s', (_name, template) => {
  expect(checkTemplate(template)).toEqual([]);
});

describe('any content', () => {
  it.each(allTemplates)(`stands on the board as its face says: %s, seed ${seed}`, (_name, template) => {
    const random = seeded(seed);
    const [codec, display] = [templateCodec(template, 0x31), displayOf(template, 0x31)];
    const { face } = codec;
    for (let round = 0; round < 1000; round++) {
      const rows =
        round % 2 === 0
          ? anyContent(random, face.rows).rows
          : painting(Array.from({ length: face.rows }, () => anyText(random))).content.rows;
      const look = { content: { rows }, brightness: null, isBlinkLit: true };
      for (const frame of framesOf(codec, look)) display.receive(frame);
      const wanted = Array.from({ length: face.rows }, (_, row) => fitText(rows[row], face));
      const shown = rowsOn(display.picture);
      expect([round, comparable(template, shown)]).toEqual([round, comparable(template, wanted)]);
    }
  });
});

describe('a text of any length', () => {
  const open: readonly (readonly [string, FrameTemplate])[] = [
    ['ascii', { columns: 12, font: 'latin', show: ['02', { rest: 12 }, '0D'] }],
    ['gb2312', shipped('qt-gb2312')],
    ['gbk', { columns: 12, font: 'gbk', show: ['02', { rest: 12 }, 'FF'] }],
    ['big5', { columns: 12, font: 'big5', show: ['02', { rest: 12 }, '03'] }],
    ['utf-8', { columns: 12, font: 'gbk', show: ['02', { rest: 18, encoding: 'utf-8' }, '7F'] }],
  ];

  it.each(open)(`never has a byte of the protocol in it: %s, seed ${seed}`, (_name, template) => {
    const random = seeded(seed);
    const codec = templateCodec(template, 1);
    const [empty] = framesOf(codec, painting(['']));
    if (!empty) throw new Error('no frame');
    const before = empty.length - 1;
    for (let round = 0; round < 5000; round++) {
      const [frame] = framesOf(codec, painting([anyText(random)]));
      const text = frame?.subarray(before, -1) ?? Buffer.alloc(0);
      const controls = text.filter((byte) => byte < 0x20 || byte === 0x7f || byte === 0xff);
      expect(hex(controls)).toBe('');
      expect(text.length).toBeLessThanOrEqual(18);
    }
  });
});

/** All that a board has of the first 65,536 characters, row by row. */
function fullRows(face: BoardFace): string[] {
  const rows: string[] = [];
  let [row, free] = ['', face.columns];
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (face.shown(character) !== character) continue;
    const cells = face.cellsOf(character);
    if (cells > free) {
      rows.push(row);
      [row, free] = ['', face.columns];
    }
    row += character;
    free -= cells;
  }
  return [...rows, row];
}

describe('every character of a font', () => {
  const cells = 100;

  it.each<[TemplateFont, readonly TemplateEncoding[], number]>([
    ['digits', ['ascii'], 12],
    ['latin', ['ascii'], 95],
    ['gb2312', ['gb2312', 'gbk', 'utf-8'], 7445 + 95],
    ['gbk', ['gbk', 'utf-8'], 21_791 + 95],
    ['big5', ['big5'], 13_100],
  ])(
    'comes back: %s in %s',
    (font, encodings, least) => {
      const rows = fullRows(templateFace(font, { columns: cells, rows: 1 }));
      expect(rows.join('').length).toBeGreaterThanOrEqual(least);
      for (const encoding of encodings) {
        const size = encoding === 'utf-8' && font.startsWith('gb') ? cells * 1.5 : cells;
        const template: FrameTemplate = {
          columns: cells,
          font,
          show: ['02', { text: size, encoding }, '03'],
        };
        expect(checkTemplate(template)).toEqual([]);
        const [codec, display] = [templateCodec(template, 1), displayOf(template)];
        for (const text of rows) {
          for (const frame of framesOf(codec, painting([text]))) display.receive(frame);
          expect(rowsOn(display.picture)[0]?.trim()).toBe(text.trim());
        }
      }
    },
    60_000,
  );
});
