import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { TextWriter } from '../../../drivers/printer/encode/text-writer.ts';
import { wideFonts, type WideFont } from '../../../drivers/printer/models/model.ts';
import { printerModel, withWideFont } from '../../../drivers/printer/models/models.ts';
import { charsetOf } from '../../../drivers/printer/text/charset.ts';
import { visibleCharacters } from '../../../drivers/printer/text/clean.ts';
import { wideTable } from '../../../drivers/printer/text/wide-font.ts';
import { hex } from '../hex.ts';

const chinese = printerModel('escpos-58');
const epson = printerModel('epson-tm-t20');

/** With pages for Hebrew and Arabic, as many printers have. */
const oriental = { ...epson, codePages: { cp862: 36, 'windows-1256': 50 } };

/** What the model says a text with; null where it must be drawn. */
function said(text: string, model = chinese): string | null {
  const manner = charsetOf(model).mannerOf(visibleCharacters(text));
  return manner && hex(new TextWriter(model).bytesOf(text, manner));
}

describe.each([
  // Sizes of the standards: GBK, Big5, JIS X 0208, KS X 1001.
  ['gb18030', 21_800, 21_900],
  ['big5', 13_400, 13_600],
  ['shift_jis', 6870, 6900],
  ['euc-kr', 8220, 8240],
] as const)('two-byte font %s', (font, least, most) => {
  const table = wideTable(font);
  const units = Array.from(table.keys()).filter((unit) => table[unit] !== 0);

  it('has as many characters as its standard', () => {
    expect(units.length).toBeGreaterThan(least);
    expect(units.length).toBeLessThan(most);
  });

  it('gives every character back', () => {
    const bytes = Buffer.alloc(units.length * 2);
    for (const [at, unit] of units.entries()) bytes.writeUInt16BE(table[unit] ?? 0, at * 2);
    expect(iconv.decode(bytes, font)).toBe(String.fromCharCode(...units));
  });

  it('never has a control or ASCII in a first byte, nor a control in a second', () => {
    const codes = units.map((unit) => table[unit] ?? 0);
    expect(codes.filter((code) => code >> 8 < 0x81 || (code & 0xff) < 0x40)).toEqual([]);
  });
});

describe('two-byte fonts', () => {
  it.each([
    ['gb18030', '政龜嘅〓', '😀㐀\ue000'],
    ['big5', '政龜樂、', '嘅〓'],
    ['shift_jis', '政亀あア〓', '①㈱嘅한'],
    ['euc-kr', '政가힝〓', '갂뷁国'],
  ] as const)('%s has what printers have of it', (font: WideFont, has, lacks) => {
    const table = wideTable(font);
    const isIn = (character: string) => table[character.charCodeAt(0)] !== 0;
    expect(Array.from(has).filter((character) => !isIn(character))).toEqual([]);
    expect(Array.from(lacks).filter((character) => isIn(character))).toEqual([]);
  });

  it('are all that the schema knows', () => {
    expect(wideFonts.map((font) => wideTable(font).length)).toEqual([65_536, 65_536, 65_536, 65_536]);
  });
});

describe('how a printer says a line', () => {
  it.each([
    ['ASCII as it is', 'A-1~', '41 2d 31 7e'],
    ['Chinese in two bytes', '海1', '1c 26 ba a3 31'],
    [
      'letters narrow beside Chinese, its punctuation wide',
      '“é”人',
      '1c 26 a1 b0 1c 2e 1b 74 00 82 1c 26 a1 b1 c8 cb',
    ],
    ['letters that no page has wide, all of their alphabet', 'éλΩ', '1c 2e 1b 74 00 82 1c 26 a6 cb a6 b8'],
    ['symbols narrow where nothing is Chinese', '±1', '1c 2e 1b 74 00 f1 31'],
  ])('%s', (_, text, bytes) => {
    expect(said(text)).toBe(bytes);
  });

  it.each([
    ['one page for as many as it has', 'ąé', '1b 74 12 a5 82'],
    ['the first page that has all', 'é', '1b 74 00 82'],
    ['another page only where it must', 'éñЖ', '1b 74 00 82 a4 1b 74 11 86'],
    ['Greek', 'Ελ', '1b 74 0e 84 a2'],
  ])('with code pages: %s', (_, text, bytes) => {
    expect(said(text, epson)).toBe(bytes);
  });

  it.each([
    ['Hebrew, which it would set from the wrong side', 'שלום', oriental],
    ['Arabic', 'سلام', oriental],
    ['a letter and a mark that are no one character', 'x\u0301', epson],
    ['emoji', '好😀', chinese],
    ['Hangul without a font for it', '한국', chinese],
    ['Chinese without a font for it', '海', epson],
  ])('not at all: %s', (_, text, model) => {
    expect(said(text, model)).toBeNull();
  });

  it('chooses Shift JIS by FS C, and JIS again before a code page', () => {
    const japanese = withWideFont(epson, 'shift_jis');
    const writer = new TextWriter(japanese);
    const manner = charsetOf(japanese).mannerOf(['日', 'é']);
    if (!manner) throw new Error('it has both');
    expect(hex(writer.bytesOf('日é本', manner))).toBe('1c 43 01 93 fa 1c 43 00 1b 74 00 82 1c 43 01 96 7b');
    expect(hex(writer.end())).toBe('1c 43 00');
  });

  it('asks for a font again in each job, but once', () => {
    const writer = new TextWriter(chinese);
    const manner = charsetOf(chinese).mannerOf(['海']);
    if (!manner) throw new Error('it has this');
    expect(hex(writer.bytesOf('海', manner))).toBe('1c 26 ba a3');
    expect(hex(writer.bytesOf('a海', manner))).toBe('61 ba a3');
    expect(hex(writer.end())).toBe('1c 2e');
  });
});
