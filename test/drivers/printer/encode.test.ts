import jsQR from 'jsqr';
import { correction, generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { printerModels } from '../../../drivers/printer/models/models.ts';
import type { PaperItem } from '../../../drivers/printer/simulator/paper.ts';
import { fittingModuleDots, qrModules } from '../../../drivers/printer/encode/qr-size.ts';
import { RealTimeScanner } from '../../../drivers/printer/simulator/real-time.ts';
import { columnsOf, printable } from '../../../drivers/printer/text/text.ts';
import { decoded, textLines } from './decoded.ts';
import { chineseTicket, traditionalTicket } from './documents.ts';
import { fixture, hex } from '../hex.ts';
import { seedOf, seeded } from '../../support/seeded.ts';

const seed = seedOf('ESC/POS encoder');

const small = printerModels['escpos-58'];
const large = printerModels['escpos-80'];
const processId = 'Ab 1';

const hostileName =
  'A\x1b@B\x1dV\x00C\x10\x04\x01D\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08E\x1c.F\ud800G\udc00H\x7fI\x85J\u009bK\nL😀M\u200bN';

const qr = (content: string): PrintDocument => ({ items: [{ kind: 'qr', content, moduleDots: 5 }] });

describe('ESC/POS encoder', () => {
  it.each([
    ['ticket-zh-cn-58.hex', chineseTicket, small],
    ['ticket-zh-tw-80.hex', traditionalTicket, large],
    ['hostile-58.hex', { items: [line(hostileName)] }, small],
  ])('writes the bytes of %s', (name, document, model) => {
    expect(hex(encodeJob(document, model, processId).bytes)).toBe(hex(fixture(name)));
  });

  it('needs no more than 400 bytes for a Chinese ticket with a QR code', () => {
    expect(encodeJob(chineseTicket, small, processId).bytes.length).toBeLessThanOrEqual(400);
    expect(encodeJob(chineseTicket, large, processId).bytes.length).toBeLessThanOrEqual(400);
  });

  it('ends with the request for the process id, whatever the document', () => {
    const { bytes } = encodeJob({ items: [] }, small, '~~~~');
    expect(hex(bytes.subarray(-11))).toBe('1d 28 48 06 00 30 30 7e 7e 7e 7e');
  });

  it.each(['', 'https://例.cn', 'a\nb', 'x'.repeat(332)])('refuses %j as a QR code', (content) => {
    expect(() => encodeJob(qr(content), small, processId)).toThrow(
      expect.objectContaining({ code: 'unprintable' }),
    );
  });

  it('stores a long QR content with its length in bytes', () => {
    const { bytes } = encodeJob(qr('x'.repeat(331)), small, processId);
    expect(hex(bytes)).toContain('1d 28 6b 4e 01 31 50 30 78');
  });
});

describe('QR size', () => {
  it('agrees with a QR library about the symbol of every length', () => {
    for (const length of [1, 14, 15, 50, 62, 63, 251, 252, 331]) {
      // Small letters need byte mode, as the printer's own encoder uses for a URL.
      const symbol = generate('x'.repeat(length), {
        minCorrectionLevel: correction.M,
        maxCorrectionLevel: correction.M,
      });
      expect([length, symbol.size]).toEqual([length, qrModules(length)]);
    }
  });

  it('is made smaller where it would be wider than the paper', () => {
    expect(fittingModuleDots(50, 5, small.widthDots)).toBe(5);
    expect(fittingModuleDots(331, 8, small.widthDots)).toBe(4);
    expect(fittingModuleDots(1, 0, small.widthDots)).toBe(1);
    expect(fittingModuleDots(1, 20, small.widthDots)).toBe(8);
  });

  it('can be read from the dots that the simulator is told of', () => {
    const { items } = decoded(encodeJob(chineseTicket, small, processId).bytes, small.columns);
    const item = items.find(({ kind }) => kind === 'qr');
    if (item?.kind !== 'qr') throw new Error('no QR code on the paper');
    const symbol = generate(item.content, { minCorrectionLevel: correction.M });
    const edge = (symbol.size + 8) * item.moduleDots;
    const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255);
    for (let at = 0; at < edge * edge; at++) {
      const column = Math.floor((at % edge) / item.moduleDots) - 4;
      const row = Math.floor(at / edge / item.moduleDots) - 4;
      if (symbol.get(column, row)) pixels.fill(0, at * 4, at * 4 + 3);
    }
    expect(jsQR.default(pixels, edge, edge)?.data).toBe('https://q.example.cn/t/4f9a2c17b8e0d35f6a91c2e7d0b');
  });
});

/** Pieces of text of every kind a name may hold, hostile ones included. */
const pieces = [
  ...Array.from('ABz09 .,-#@~`'),
  ...Array.from('海淀区政务服务中心企业登记号码，。：（）'),
  ...Array.from('臺北市聯合營業過號螢幕龜嘅'),
  ...Array.from('éàüñçŁ€·—①ﬁ'),
  '😀',
  '👨‍👩‍👧',
  'e\u0301',
  '\u200d',
  '\ud83d',
  '\ude00',
  '\u0000',
  '\x1b@',
  '\x1dV\x00',
  '\x10\x04\x01',
  '\x10\x14\x08\x01',
  '\x1c.',
  '\x1d(k',
  '\r\n',
  '\t',
  '\x7f',
  '\x9b',
  '\ue000',
  '\ufffd',
  '㐀',
  'ﾊ',
  'Ж',
  'ع',
  '\u202e',
  '\ufeff',
  '\u3000',
];

function randomText(random: () => number, pieceCount: number): string {
  const pick = () => pieces[Math.floor(random() * pieces.length)] ?? '';
  return Array.from({ length: pieceCount }, pick).join('');
}

function widthOf(item: PaperItem): number {
  if (item.kind !== 'line') return 0;
  return item.runs.reduce((sum, { text, width }) => sum + columnsOf(text) * width, 0);
}

const withoutSpaces = (text: string) => text.replaceAll(/\s/g, '');

describe(`decode(encode(document)), seed ${seed}`, () => {
  it('gives the same text back, never a command of the text, and no line wider than the paper', () => {
    const random = seeded(seed);
    for (let round = 0; round < 400; round++) {
      const text = randomText(random, Math.floor(random() * 60));
      const model = random() < 0.5 ? small : large;
      const scale = random() < 0.5 ? 1 : 2;
      const document: PrintDocument = {
        items: [
          line('first', { bold: true }),
          { kind: 'line', align: 'right', runs: [{ text, width: scale, height: 1, bold: false }] },
          { kind: 'columns', left: text.slice(0, 20), right: 'last' },
        ],
      };
      const { bytes } = encodeJob(document, model, processId);
      // Cut anywhere: the decoder must not mind.
      const paper = decoded(bytes, model.columns, 1 + Math.floor(random() * 7));
      const all = `first${printable(text)}${printable(text.slice(0, 20))}last`;
      expect({
        hint: `seed ${seed}, round ${round}: ${JSON.stringify(text)}`,
        unknown: paper.unknown,
        leftOver: paper.leftOver,
        text: withoutSpaces(textLines(paper.items).join('')),
        cuts: paper.items.filter(({ kind }) => kind === 'cut').length,
        obeyedAtOnce: new RealTimeScanner().push(bytes).filter(({ kind }) => kind !== 'data'),
        tooWide: paper.items.filter((item) => widthOf(item) > model.columns),
      }).toEqual({
        hint: expect.any(String),
        unknown: [],
        leftOver: 0,
        text: withoutSpaces(all),
        cuts: 1,
        obeyedAtOnce: [],
        tooWide: [],
      });
    }
  });
});
