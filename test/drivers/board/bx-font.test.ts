import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fromGb2312, toGb2312 } from '../../../drivers/board/bx/gb2312.ts';
import { darkRow, encodeRuns, readMarkup } from '../../../drivers/board/bx/markup.ts';
import { bxFace, toBoardBytes } from '../../../drivers/board/bx/font.ts';
import { fitRow } from '../../../drivers/board/fit.ts';
import type { BoardColour, BoardRow } from '../../../drivers/board/board.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';

const seed = seedOf('bx-font');

const face = bxFace({ columns: 16, rows: 4 });

const encodeRow = (content: BoardRow, columns: number) => encodeRuns(fitRow(content, face, true, columns));

const codePoints = Array.from({ length: 0x11_0000 }, (_, code) => code).filter(
  (code) => code < 0xd800 || code > 0xdfff,
);

describe('GB2312', () => {
  it('has 6763 Han and 682 other characters, and every one comes back', () => {
    const all = codePoints
      .map((code) => String.fromCodePoint(code))
      .filter((character) => toGb2312(character) !== null);
    const han = all.filter((character) => /\p{Script=Han}/u.test(character) && !'々〇'.includes(character));
    expect([han.length, all.length - han.length]).toEqual([6763, 682]);
    const back = all.map((character) => {
      const [high = 0, low = 0] = toGb2312(character) ?? [];
      return fromGb2312(high, low);
    });
    expect(back).toEqual(all);
  });

  it.each(['臺', '镕', '€', '㎡', 'ⅰ', '\ue000', '𠮷', '😀', 'A', '\\'])(
    'has no %s, though GBK may',
    (character) => {
      expect(toGb2312(character)).toBeNull();
    },
  );
});

describe('codes outside GB2312', () => {
  it.each([0xd7fa, 0xd7fe, 0xa2a1, 0xa9f0, 0xaaa1, 0xf8a1, 0xb040, 0xb0ff, 0x8140, 0x4141])(
    'have no character: %i',
    (code) => {
      expect(fromGb2312(code >> 8, code & 0xff)).toBeNull();
    },
  );
});

describe('text on a font card', () => {
  it.each([
    ['simplified Chinese stays', '请A012到3号窗口', '请A012到3号窗口', true],
    ['traditional Chinese is not in the font', '臺灣', '？？', false],
    ['what only GBK has is not either', '镕€', '？?', false],
    ['characters beyond 16 bits', '𠮷A', '？A', false],
    ['one mark for each emoji', '好😀👨‍👩‍👧', '好？？', false],
    ['letters of other alphabets', 'Жα한ع', 'Жα？?', false],
    ['letters lose accents that the font lacks', 'Muñoz é', 'Munoz é', true],
    ['the backslash becomes full-width', 'a\\C2b', 'a＼C2b', true],
    ['controls vanish', 'a\x00\x07\x1b\x7f\x90b', 'ab', true],
    ['line ends and tabs become spaces', 'a\r\nb\tc\u2028d', 'a b c d', true],
    ['invisible marks vanish', 'a\u200b\u202e\ufeffb', 'ab', true],
    ['lone surrogates', '\ud800x\udc00', '?x?', false],
    ['full-width forms and punctuation stay', 'Ａ１，。—…“”　', 'Ａ１，。—…“”　', true],
    ['the full-width backslash stays', '＼', '＼', true],
    ['question marks are showable', '??？', '??？', true],
    ['a backslash that only another form hides', '\ufe68', '＼', true],
  ])('%s', (_, text, shown, showable) => {
    expect([face.shown(text), face.isShowable(text)]).toEqual([shown, showable]);
    expect(face.shown(shown)).toBe(shown);
  });

  it.each([
    ['', 0],
    ['A012', 4],
    ['请A0', 4],
    ['臺', 2],
    ['\\', 2],
    ['a\x07', 1],
    ['—', 2],
  ])('counts the cells of %j', (text, cells) => {
    expect(face.cellsOf(text)).toBe(cells);
  });

  it.each([
    ['请A', 0, ''],
    ['请A', 1, ''],
    ['请A', 2, '请'],
    ['请A', 3, '请A'],
    ['A请A', 2, 'A'],
    ['A请A', 9, 'A请A'],
  ])('cuts %j at %i cells', (text, cells, cut) => {
    expect(face.cut(text, cells)).toBe(cut);
  });

  it(`never lets a control or a backslash through, seed ${seed}`, () => {
    const random = seeded(seed);
    for (let round = 0; round < 2000; round++) {
      const text = hostileText(random);
      const bytes = toBoardBytes(face.shown(text));
      expect(iconv.decode(bytes, 'gb2312')).toBe(face.shown(text));
      // In GB2312, no second byte of a character is below A1 either.
      expect(
        bytes.filter((byte) => byte < 0x20 || byte === 0x5c || (byte > 0x7e && byte < 0xa1)),
      ).toHaveLength(0);
      expect(bytes.length).toBe(face.cellsOf(text));
    }
  });
});

const colours: readonly BoardColour[] = ['red', 'green', 'amber'];

function hostileText(random: () => number): string {
  const pieces = [
    '\\',
    '\\C1',
    '\\FO001',
    '\n',
    '\x00',
    '\x1b',
    '请',
    '臺',
    '镕',
    '𠮷',
    '😀',
    '\ud83d',
    'A',
    ' ',
    'é',
    '\u0301',
    '　',
  ];
  const piece = () =>
    random() < 0.2
      ? String.fromCodePoint(Math.floor(random() * 0x11_0000))
      : pieces[Math.floor(random() * pieces.length)];
  return Array.from({ length: Math.floor(random() * 12) }, () => piece() ?? '').join('');
}

const row = (...runs: [string, BoardColour][]): BoardRow => ({
  runs: runs.map(([text, colour]) => ({ text, colour })),
});

describe('rows', () => {
  it.each([
    ['nothing', row(), '20'],
    ['nothing in colour', row(['', 'red']), '20'],
    ['one run', row(['A', 'green']), '5c 43 32 41'],
    ['two colours', row(['A', 'red'], ['请', 'amber']), '5c 43 31 41 5c 43 33 c7 eb'],
    ['a colour that stays', row(['A', 'red'], ['', 'green'], ['B', 'red']), '5c 43 31 41 42'],
    ['a backslash', row(['\\C2', 'red']), '5c 43 31 a3 dc 43 32'],
    ['more than has room', row(['A请B', 'red'], ['C', 'green']), '5c 43 31 41 c7 eb 42'],
    ['a wide character over the edge', row(['ABC请', 'red'], ['D', 'green']), '5c 43 31 41 42 43'],
  ])('writes %s', (_, content, bytes) => {
    expect(hex(encodeRow(content, 4))).toBe(bytes);
  });

  it('is dark by a space', () => {
    expect(readMarkup(darkRow)).toEqual({ runs: [{ text: ' ', colour: 'red' }], unknown: [] });
  });

  it(`come back as they are shown, whatever their text, seed ${seed}`, () => {
    const random = seeded(seed);
    for (let round = 0; round < 1000; round++) {
      const runs = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => ({
        text: hostileText(random),
        colour: colours[(round + index) % 3] ?? 'red',
      }));
      const { runs: read, unknown } = readMarkup(encodeRow({ runs }, 1000));
      const shown = runs
        .map(({ text, colour }) => ({ text: face.shown(text), colour }))
        .filter(({ text }) => text !== '');
      const merged = shown.reduce<typeof shown>((all, run) => {
        const last = all.at(-1);
        return last?.colour === run.colour
          ? [...all.slice(0, -1), { ...run, text: last.text + run.text }]
          : [...all, run];
      }, []);
      expect(read).toEqual(merged.length === 0 ? [{ text: ' ', colour: 'red' }] : merged);
      expect(unknown).toEqual([]);
    }
  });

  it('reads fonts and colours as the card does, and says what it does not know', () => {
    const bytes = Buffer.concat([Buffer.from('\\FO000A\\C2B\\Q'), Buffer.of(0x07, 0xc7), Buffer.from('C\\')]);
    expect(readMarkup(bytes)).toEqual({
      runs: [
        { text: 'A', colour: 'red' },
        { text: 'BC', colour: 'green' },
      ],
      unknown: ['5c51', '07', 'c7', '5c'],
    });
  });
});
