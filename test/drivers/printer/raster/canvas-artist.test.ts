/** The artist draws every script that it says it has, from the shipped fonts and no others. */
import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../../drivers/printer/document.ts';
import { hireArtist } from '../../../../drivers/printer/raster/canvas-artist.ts';
import { seeded, seedOf } from '../../../support/seeded.ts';
import { blackDots, dotsAsText, inkRows } from './dots-as-text.ts';

const artist = await hireArtist();

function run(text: string, look: Partial<Omit<TextRun, 'text'>> = {}): TextRun {
  return { text, width: 1, height: 1, bold: false, ...look };
}

const texts = [
  ['English', 'Please wait for your number. “A–Z” €5'],
  ['Western European', 'Ça suffit, señor: Ærøskøbing, Größe'],
  ['Polish and Czech', 'Zażółć gęślą jaźń, příliš žluťoučký'],
  ['Turkish', 'Şişli İğdır ışık'],
  ['Russian', 'Ожидайте вызова вашего номера'],
  ['Ukrainian and Kazakh', 'Їжак, Єва, Ґанок; Қазақстан'],
  ['Greek', 'Παρακαλώ περιμένετε την σειρά σας'],
  ['Vietnamese', 'Vui lòng chờ đến lượt của quý khách'],
  ['simplified Chinese', '请您留意叫号，前面还有3人。'],
  ['traditional Chinese', '請您留意叫號，前面還有3人。臺灣銀行'],
  ['Japanese', 'お呼びするまでお待ちください。カウンター'],
  ['Korean', '번호가 호출될 때까지 기다려 주십시오.'],
  ['Hindi', 'कृपया प्रतीक्षा करें'],
] as const;

test('once per process', async () => {
  expect(await hireArtist()).toBe(artist);
});

describe.each(texts)('%s', (_, text) => {
  test('all of it is in the fonts', () => {
    expect(artist.has(text)).toBe(true);
  });

  test('is as wide as it was measured, and as high as a cell or a little higher', () => {
    const image = artist.draw([run(text)]);
    expect(image.widthDots).toBe(artist.measure(text, run(text)));
    expect(image.heightDots).toBeGreaterThanOrEqual(24);
    expect(image.heightDots).toBeLessThanOrEqual(32);
    expect(image.bits).toHaveLength(Math.ceil(image.widthDots / 8) * image.heightDots);
  });

  test('has ink like text', () => {
    const image = artist.draw([run(text)]);
    const share = blackDots(image) / (image.widthDots * image.heightDots);
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.35);
  });
});

test.each(['\u0645\u0631\u062d\u0628\u0627', '\u05e9\u05dc\u05d5\u05dd', 'กรุณา', '\u{1f600}', 'A\ue000'])(
  'what no font has is said so: %s',
  (text) => {
    expect(artist.has(text)).toBe(false);
    expect(artist.has('Aa1')).toBe(true);
  },
);

test('what no font has becomes the mark for it, never a letter of the machine or nothing', () => {
  const mark = artist.draw([run('\u3013')]);
  expect(dotsAsText(artist.draw([run('\u0634')]))).toEqual(dotsAsText(mark));
  expect(artist.measure('\u0634\u0634', run(''))).toBe(artist.measure('\u3013\u3013', run('')));
});

test('controls and marks of direction leave no trace, line ends become spaces', () => {
  const plain = dotsAsText(artist.draw([run('A B')]));
  expect(dotsAsText(artist.draw([run('\u202eA\u0007\r\n\tB\u200f')]))).toEqual(plain);
  expect(artist.has('A\u202eB\u0000')).toBe(true);
});

/** Where base and mark came from two slices, the mark would stand beside the letter or through it. */
test('letters with marks look the same beside letters of any other slice', () => {
  const letters = Array.from(
    'ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹđ' +
      'ąćęłńóśźżčďěňřšťůž' +
      'ёйіїєґўқғңү' +
      'άέήίόύώϊϋΐΰ' +
      'がぎぐげござじずぜぞばびぶべぼぱぴぷぺぽヴガギグ',
  );
  const different = letters.flatMap((letter) => {
    const alone = dotsAsText(artist.draw([run(letter)]));
    return ['ơưđê', 'aéo', 'ие', 'かは', '中', 'οιυ'].flatMap((others) => {
      const beside = dotsAsText(artist.draw([run(`${letter}${others}`)])).slice(-alone.length);
      const isSame = alone.every((row, y) => beside[y]?.startsWith(row.slice(0, -2)));
      return isSame ? [] : [`${letter}${others}`];
    });
  });
  expect(different).toEqual([]);
});

test('runs of different sizes stand on the lower edge, side by side', () => {
  const runs = [run('A', { width: 3, height: 3, bold: true }), run(' 中', { width: 2, height: 1 })];
  const image = artist.draw(runs);
  expect(image.heightDots).toBe(72);
  expect(image.widthDots).toBe(runs.reduce((sum, each) => sum + artist.measure(each.text, each), 0));
  const right = dotsAsText(image).map((row) => row.slice(artist.measure('A', runs[0] ?? run(''))));
  expect(right.findIndex((row) => row.includes('#'))).toBeGreaterThan(40);
});

test('twice as wide and as high', () => {
  const small = artist.draw([run('Hx')]);
  const large = artist.draw([run('Hx', { width: 2, height: 2 })]);
  expect(Math.abs(large.widthDots - 2 * small.widthDots)).toBeLessThanOrEqual(2);
  expect(large.heightDots).toBe(48);
  expect(blackDots(large) / blackDots(small)).toBeGreaterThan(3);
});

test('bold has more ink', () => {
  const text = '请留意 Wait';
  expect(blackDots(artist.draw([run(text, { bold: true })]))).toBeGreaterThan(
    1.15 * blackDots(artist.draw([run(text)])),
  );
});

test('two marks above each other are not cut off', () => {
  const image = artist.draw([run('Ễ')]);
  expect(image.heightDots).toBeGreaterThan(24);
  const { first, last } = inkRows(image);
  expect(first).toBeLessThanOrEqual(2);
  expect(last).toBeGreaterThan(first + 15);
});

test('a tail to the left of the first letter is not cut off', () => {
  const alone = blackDots(artist.draw([run('j')]));
  expect(alone).toBe(blackDots(artist.draw([run(' '), run('j')])));
  expect(alone).toBe(blackDots(artist.draw([run(' j')])));
});

test('a line that was drawn is not drawn again, and is no other', () => {
  const first = artist.draw([run('a'), run('b')]);
  expect(artist.draw([run('a'), run('b')])).toBe(first);
  expect(artist.draw([run('a'), run('b', { bold: true })])).not.toEqual(first);
  for (let more = 0; more < 200; more += 1) artist.draw([run(String(more))]);
  expect(artist.draw([run('a'), run('b')])).not.toBe(first);
  expect(artist.draw([run('a'), run('b')])).toEqual(first);
});

test('nothing to draw is an empty line', () => {
  expect(blackDots(artist.draw([]))).toBe(0);
  expect(blackDots(artist.draw([run(''), run('\u0000')]))).toBe(0);
  expect(artist.measure('', run(''))).toBe(0);
});

describe('cells', () => {
  test.each(['A', 'W', '@', 'ж', 'é', 'ｶ'])('%s fits into a narrow cell, with room to the next', (letter) => {
    const cell = artist.cell(letter, 12);
    expect([cell.widthDots, cell.heightDots]).toEqual([12, 24]);
    expect(blackDots(cell)).toBeGreaterThan(8);
    const both = dotsAsText(cell).filter((row) => row.startsWith('#') && row.endsWith('#'));
    expect(both).toEqual([]);
  });

  test('a wide one is filled by Han', () => {
    const rows = dotsAsText(artist.cell('国', 24));
    expect(Math.max(...rows.map((row) => row.lastIndexOf('#')))).toBeGreaterThan(19);
    expect(rows.filter((row) => row.includes('#')).length).toBeGreaterThan(18);
  });
});

test('any text at all is drawn, as wide as it was measured', () => {
  const random = seeded(seedOf('canvas-artist'));
  const ranges = [
    [0, 0x250],
    [0x370, 0x530],
    [0x590, 0x700],
    [0x2000, 0x2100],
    [0x3040, 0x3100],
    [0x4e00, 0x9fa6],
    [0xac00, 0xd7a4],
    [0xd800, 0xe100],
    [0x1f300, 0x1f600],
  ] as const;
  for (let round = 0; round < 60; round += 1) {
    const text = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
      const [from, to] = ranges[Math.floor(random() * ranges.length)] ?? ranges[0];
      return String.fromCodePoint(from + Math.floor(random() * (to - from)));
    }).join('');
    const look = { width: 1, height: 2, bold: random() < 0.5 } as const;
    const image = artist.draw([run(text, look)]);
    expect([text, image.widthDots]).toEqual([text, Math.max(1, artist.measure(text, look))]);
  }
});
