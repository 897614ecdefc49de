import { describe, expect, it } from 'vitest';
import { line } from '../../../drivers/printer/document.ts';
import { layColumns, layLine } from '../../../drivers/printer/text/layout.ts';
import {
  columnsOf,
  fromPrinterBytes,
  printable,
  toPrinterBytes,
} from '../../../drivers/printer/text/text.ts';

const run = (text: string, bold: boolean) => ({ text, width: 1, height: 1, bold }) as const;

const laid = (text: string, columns: number) =>
  layLine(line(text), columns).map(({ runs }) => runs.map(({ text: part }) => part).join(''));

describe('printable text', () => {
  it.each([
    ['simplified and traditional Chinese stay', '政务服务臺灣龜', '政务服务臺灣龜'],
    ['emoji become one mark each', '好😀👨‍👩‍👧', '好〓〓'],
    ['characters of the four-byte part become marks', '㐀Ж𠮷', '〓Ж〓'],
    ['user-defined characters become marks', '\ue000', '〓'],
    ['letters the font lacks lose their accents', 'Muñoz Čapek', 'Munoz Capek'],
    ['composed and decomposed letters are one', 'e\u0301', 'é'],
    ['ligatures and narrow letters come apart', 'ﬁ', 'fi'],
    ['lone surrogates become marks', '\ud800x\udc00', '〓x〓'],
    ['controls vanish', 'a\x00\x07\x08\x1b\x7f\x90b', 'ab'],
    ['line ends and tabs become spaces', 'a\r\nb\tc\u2028d', 'a b c d'],
    ['invisible marks vanish', 'a\u200b\u202e\ufeffb', 'ab'],
    ['the Chinese space stays', '张\u3000三', '张\u3000三'],
    ['the no-break space becomes one that the font has', 'a\u00a0b', 'a b'],
  ])('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(fromPrinterBytes(toPrinterBytes(shown))).toBe(shown);
  });

  it('takes two columns for all but ASCII', () => {
    expect(columnsOf('A政1·')).toBe(6);
  });
});

describe('layout', () => {
  it.each([
    ['at spaces', 'please take a seat', 10, ['please', 'take a', 'seat']],
    ['between Han characters', '请留意叫号屏', 5, ['请留', '意叫', '号屏']],
    ['between a word and Han', 'Window三号', 8, ['Window三', '号']],
    ['inside a word longer than the line', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['not at all where it fits', 'abcd', 4, ['abcd']],
    ['with nothing', '', 4, ['']],
  ])('wraps %s', (_, text, columns, lines) => {
    expect(laid(text, columns)).toEqual(lines);
  });

  it('counts scaled text in scaled columns', () => {
    const lines = layLine(line('政务A012', { width: 4 }), 32);
    expect(lines.map(({ runs }) => runs[0]?.text)).toEqual(['政务A012']);
    expect(layLine(line('政务A0123', { width: 4 }), 32).length).toBe(2);
  });

  it('keeps runs apart and begins a new line between them', () => {
    const lines = layLine(
      { kind: 'line', align: 'left', runs: [run('前面 ', false), run('三十人', true)] },
      8,
    );
    expect(lines.map(({ runs }) => runs.map(({ text }) => text))).toEqual([['前面 ', '三'], ['十人']]);
  });

  it('puts two texts at the edges, measured in columns', () => {
    const [only] = layColumns({ kind: 'columns', left: '前面', right: '3人' }, 10);
    expect(only?.runs[0]?.text).toBe('前面   3人');
  });

  it('puts them below each other where they do not fit', () => {
    const lines = layColumns({ kind: 'columns', left: '前面三人', right: '约十分钟' }, 12);
    expect(lines.map(({ align, runs }) => [align, runs[0]?.text])).toEqual([
      ['left', '前面三人'],
      ['right', '约十分钟'],
    ]);
  });
});
