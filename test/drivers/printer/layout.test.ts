import { describe, expect, it } from 'vitest';
import { line, type LineItem } from '../../../drivers/printer/document.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { Layout, needsArtist, type LaidLine } from '../../../drivers/printer/text/layout.ts';
import { fakeArtist } from './fake-artist.ts';

const chinese = printerModel('escpos-58');
const run = (text: string, bold: boolean) => ({ text, width: 1, height: 1, bold }) as const;

const textOf = ({ runs, rightRuns = [] }: LaidLine) =>
  [...runs, ...rightRuns].map(({ text }) => text).join('');

function layout(columns: number, artist = fakeArtist()) {
  return new Layout({ ...chinese, columns, widthDots: columns * 12 }, artist);
}

const laid = (text: string, columns: number) => layout(columns).line(line(text)).map(textOf);

/** The lines where nobody draws, and whether the printer says them. */
const alone = (text: string, name = 'escpos-58') =>
  new Layout(printerModel(name), null)
    .line(line(text))
    .map((laidLine) => [textOf(laidLine), laidLine.manner !== null]);

const needs = (text: string) => [
  needsArtist({ items: [line(text)] }, chinese),
  needsArtist({ items: [{ kind: 'columns', left: '', right: text }] }, chinese),
];

describe('layout', () => {
  it.each([
    ['at spaces', 'please take a seat', 10, ['please', 'take a', 'seat']],
    ['at a space that would not fit', 'abcd efgh', 4, ['abcd', 'efgh']],
    ['between Han characters', '请留意叫号屏', 5, ['请留', '意叫', '号屏']],
    ['between a word and Han', 'Window三号', 8, ['Window三', '号']],
    ['inside a word longer than the line', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['not before a full stop', '请留意。好', 6, ['请留', '意。好']],
    ['not before a closing bracket, nor after an opening one', '人人（三）人', 6, ['人人', '（三）', '人']],
    ['before a mark all the same where nothing else is left', '，，，，', 4, ['，，', '，，']],
    ['not at all where it fits', 'abcd', 4, ['abcd']],
    ['without the spaces at the end', 'abcd  ', 4, ['abcd']],
    ['with nothing', '', 8, ['']],
    ['drawn text by its dots', '한국어 안내문', 8, ['한국어', '안내문']],
    ['drawn text never inside a character', 'x\u0301y\u0308v\u0301', 2, ['x\u0301', 'ÿ', 'v\u0301']],
  ])('wraps %s', (_, text, columns, lines) => {
    expect(laid(text, columns)).toEqual(lines);
  });

  it('counts scaled text in scaled columns', () => {
    expect(
      layout(32)
        .line(line('政务A012', { width: 4 }))
        .map(textOf),
    ).toEqual(['政务A012']);
    expect(layout(32).line(line('政务A0123', { width: 4 })).length).toBe(2);
  });

  it('counts what a code page has as one column', () => {
    expect(laid('éééé', 8)).toEqual(['éééé']);
    expect(layout(4).line(line('éééé')).map(textOf)).toEqual(['éééé']);
    // The wide ones take two.
    expect(layout(4).line(line('ЖЖЖЖ')).map(textOf)).toEqual(['ЖЖ', 'ЖЖ']);
  });

  it('keeps runs apart and begins a new line between them', () => {
    const item: LineItem = { kind: 'line', align: 'left', runs: [run('前面 ', false), run('三十人', true)] };
    const lines = layout(8).line(item);
    expect(lines.map(({ runs }) => runs.map(({ text, bold }) => [text, bold]))).toEqual([
      [
        ['前面 ', false],
        ['三', true],
      ],
      [['十人', true]],
    ]);
  });

  it('takes a smaller size where one character would not fit', () => {
    expect(layout(8).line(line('政', { width: 8 }))[0]?.runs[0]?.width).toBe(4);
    // A drawn one is as wide as it is.
    const wide = {
      ...fakeArtist(),
      measure: (text: string, { width }: { width: number }) => 90 * width * text.length,
    };
    expect(layout(16, wide).line(line('한', { width: 8 }))[0]?.runs[0]?.width).toBe(2);
  });

  it('draws a line as a whole, what the printer has included', () => {
    const [only] = layout(32).line(line('你好 한국'));
    expect(only).toMatchObject({ manner: null, runs: [{ text: '你好 한국' }] });
  });

  it.each([
    ['a mark for what no font has, and the printer says the rest', '好😀', '好〓', true],
    ['what is plainer for what has a plainer form', '好Č', '好Č', false],
    ['the mark in a drawn line too', '한😀', '한〓', false],
  ])('puts %s', (_, text, shown, isSaid) => {
    const [only] = layout(32).line(line(text));
    expect(only && textOf(only)).toBe(shown);
    expect(only?.manner !== null).toBe(isSaid);
  });

  it('says what it can where nobody draws', () => {
    expect(alone('好Č한ﾊ')).toEqual([['好C〓ハ', true]]);
    expect(alone('Č海', 'epson-tm-t88')).toEqual([['Č#', true]]);
  });

  it('puts two texts at the edges, measured in columns', () => {
    const [only] = layout(10).columns({ kind: 'columns', left: '前面', right: '3人' });
    expect(only?.runs[0]?.text).toBe('前面   3人');
  });

  it('puts drawn texts at the edges too', () => {
    const [only] = layout(16).columns({ kind: 'columns', left: '앞', right: '3人' });
    expect(only).toMatchObject({ manner: null, runs: [{ text: '앞' }], rightRuns: [{ text: '3人' }] });
  });

  it.each([
    ['said', '前面三人', '约十分钟', 12],
    ['drawn', '앞에세명', '约十分钟', 16],
  ])('puts texts below each other where they do not fit: %s', (_, left, right, columns) => {
    const lines = layout(columns).columns({ kind: 'columns', left, right });
    expect(lines.map((laidLine) => [laidLine.align, textOf(laidLine)])).toEqual([
      ['left', left],
      ['right', right],
    ]);
  });

  it('knows beforehand whether somebody must draw', () => {
    expect(needs('海é±〓')).toEqual([false, false]);
    expect(needs('한')).toEqual([true, true]);
  });
});
