/** Any text in any of the scripts, on any printer: the far end reads the same text, or the artist was given it. */
import { array, assert, asyncProperty, boolean, constantFrom, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, type PrintDocument, type TextScale } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModel, printerModels, withWideFont } from '../../../drivers/printer/models/models.ts';
import type { PaperItem } from '../../../drivers/printer/simulator/paper.ts';
import { RealTimeScanner } from '../../../drivers/printer/simulator/real-time.ts';
import { fixture, hex } from '../hex.ts';
import { seedOf } from '../../support/seeded.ts';
import { decoded } from './decoded.ts';
import { fakeArtist, nobody } from './fake-artist.ts';

/** What a text may hold, and what of it is to be seen. */
const pieces: readonly (readonly [piece: string, seen: string])[] = [
  ...Array.from('ABz09.,-#@~`\\', (piece) => [piece, piece] as const),
  ...Array.from('éàüñçŁ€·—ĄřőŞİΔλώЖыѢђ', (piece) => [piece, piece] as const),
  ...Array.from('海淀区政务，。：（）《》“”①㈱㐀龜', (piece) => [piece, piece] as const),
  ...Array.from('臺灣嘅過號樂螢', (piece) => [piece, piece] as const),
  ...Array.from('ひらカター々〜～受付番号', (piece) => [piece, piece] as const),
  ...Array.from('대기번호갂힣', (piece) => [piece, piece] as const),
  ['שלום', 'שלום'],
  ['عربي', 'عربي'],
  ['ไทย', 'ไทย'],
  ['👋', '〓'],
  ['👨‍👩‍👧', '〓'],
  ['❤\ufe0f', '〓'],
  ['e\u0301', 'é'],
  ['x\u0308\u0323', '\u1e8d\u0323'],
  ['a\u200db', 'ab'],
  ['\ud83dx', '〓x'],
  ['x\ude00', 'x〓'],
  ['\ue000', '〓'],
  ['\u0000', ''],
  ['\x1b@', '@'],
  ['\x1dV\x00', 'V'],
  ['\x10\x04\x01', ''],
  ['\x10\x05\x02', ''],
  ['\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08', ''],
  ['\x1c.', '.'],
  ['\x1d(k', '(k'],
  ['\r\n', ' '],
  ['\t', ' '],
  ['\x7f', ''],
  ['\x9b', ''],
  ['\u202e', ''],
  ['\ufeff', ''],
  ['\u3000', '\u3000'],
];

const models: readonly PrinterModel[] = [
  ...printerModels.values(),
  withWideFont(printerModel('epson-tm-t88'), 'big5'),
  withWideFont(printerModel('epson-tm-t20'), 'shift_jis'),
  withWideFont(printerModel('escpos-58'), 'euc-kr'),
  withWideFont(printerModel('escpos-58'), 'shift_jis'),
  withWideFont(printerModel('escpos-80'), 'none'),
];

const withoutSpaces = (text: string) => text.replaceAll(/[ \u3000]/g, '');

function columnsOf(item: PaperItem): number {
  if (item.kind !== 'line') return 0;
  return item.runs.reduce((sum, { text, width, narrow }) => {
    const beyond = Array.from(text).filter((character) => character > '~').length;
    return sum + (text.length + (narrow ? 0 : beyond)) * width;
  }, 0);
}

/** The text of a paper, top to bottom, where images are what the artist drew. */
function readBack(items: readonly PaperItem[], drawn: readonly (readonly { text: string }[])[]): string {
  const drawings = [...drawn];
  return items
    .flatMap((item) => {
      const runs = item.kind === 'line' ? item.runs : item.kind === 'image' ? drawings.shift() : [];
      return (runs ?? []).map(({ text }) => text);
    })
    .join('');
}

async function check(text: string, seen: string, model: PrinterModel, scale: TextScale, pieceBytes: number) {
  const document: PrintDocument = {
    items: [
      line('first', { bold: true, height: 2 }),
      { kind: 'line', align: 'right', runs: [{ text, width: scale, height: 1, bold: false }] },
      line('last'),
    ],
  };
  const artist = fakeArtist();
  const { bytes } = await encodeJob(document, model, 'Ab 1', () => Promise.resolve(artist));
  const paper = decoded(bytes, model, pieceBytes);
  const lines = paper.items.filter(({ kind }) => kind === 'line');
  const images = paper.items.filter((item) => item.kind === 'image');
  const isDrawn = images.length > 0;
  expect({
    text: withoutSpaces(readBack(paper.items, artist.drawn)),
    unknown: paper.unknown,
    leftOver: paper.leftOver,
    images: images.length,
    cuts: paper.items.filter(({ kind }) => kind === 'cut').length,
    // Of what is said, everything below a space is a command of ours, and those are few.
    controls: isDrawn ? [] : controlsIn(bytes),
    obeyedAtOnce: new RealTimeScanner().push(bytes).filter(({ kind }) => kind !== 'data'),
    tooWide: [
      ...lines.filter((item) => columnsOf(item) > model.columns),
      ...images.filter(({ widthDots }) => widthDots > model.widthDots),
    ],
    // A line that was too long would be broken by the printer, where it likes.
    brokenByPrinter: isDrawn ? false : lines.length > bytes.filter((byte) => byte === 0x0a).length,
  }).toEqual({
    text: withoutSpaces(`first${seen}last`),
    unknown: [],
    leftOver: 0,
    images: artist.drawn.length,
    cuts: model.cutter === 'none' ? 0 : 1,
    controls: [],
    obeyedAtOnce: [],
    tooWide: [],
    brokenByPrinter: false,
  });
}

/** Our commands that a line of text may have between its characters, in hex. */
const commands = /^(1b(45|61|64|74)..|1d(21|56)..|1c26|1c2e|1c430[01]|1d28480600.{12}|0a)/;

/** Control bytes that belong to no command of ours, in hex. */
function controlsIn(bytes: Buffer): string[] {
  const all = hex(bytes).split(' ');
  const rest: string[] = [];
  for (let at = 0; at < all.length;) {
    const [command] =
      all
        .slice(at, at + 11)
        .join('')
        .match(commands) ?? [];
    if (command === undefined && Number.parseInt(all[at] ?? '', 16) < 0x20) rest.push(all[at] ?? '');
    at += command === undefined ? 1 : command.length / 2;
  }
  return rest;
}

describe('any text', () => {
  it('is read at the far end as it was, or drawn as it was', { timeout: 60_000 }, async () => {
    const comesBack = asyncProperty(
      array(constantFrom(...pieces), { maxLength: 60 }),
      constantFrom(...models),
      constantFrom<TextScale>(1, 1, 2, 4),
      integer({ min: 1, max: 9 }),
      (chosen, model, scale, pieceBytes) =>
        check(
          chosen.map(([piece]) => piece).join(''),
          chosen.map(([, seen]) => seen).join(''),
          model,
          scale,
          pieceBytes,
        ),
    );
    await assert(comesBack, { numRuns: 1500, seed: seedOf('any text') | 0 });
  });

  it('of one script is said by a printer that has its font', { timeout: 60_000 }, async () => {
    const scripts = [
      ['海淀区政务服务中心，。：（）“”Ж', printerModel('escpos-58')],
      ['臺灣過號請重新取號，。：「」', withWideFont(printerModel('epson-tm-t88'), 'big5')],
      ['ひらカター受付番号、。「」亀', withWideFont(printerModel('epson-tm-t20'), 'shift_jis')],
      ['대기번호힝안내', withWideFont(printerModel('escpos-58'), 'euc-kr')],
      ['éàüñçŁąřőŞİΔλώЖыђ€', printerModel('epson-tm-t20')],
    ] as const;
    for (const [script, model] of scripts) {
      const characters = array(constantFrom(...Array.from(`${script} A1.`)), { maxLength: 80 });
      const isSaid = asyncProperty(characters, boolean(), async (chosen, bold) => {
        const text = chosen.join('');
        const { bytes } = await encodeJob({ items: [line(text, { bold })] }, model, 'Ab 1', nobody);
        expect(withoutSpaces(readBack(decoded(bytes, model).items, []))).toBe(withoutSpaces(text));
      });
      await assert(isSaid, { numRuns: 150, seed: seedOf('one script') | 0 });
    }
  });

  it('full of commands leaves its letters on the paper and nothing else', async () => {
    const hostile =
      'A\x1b@B\x1dV\x00C\x10\x04\x01D\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08E\x1c.F\ud800G\udc00H\x7fI\x85J\u009bK\nL😀M\u200bN';
    const { bytes } = await encodeJob({ items: [line(hostile)] }, printerModel('escpos-58'), 'Ab 1', () =>
      Promise.resolve(fakeArtist()),
    );
    expect(hex(bytes)).toBe(hex(fixture('hostile-58.hex')));
  });
});
