/** The picture of a paper, dot by dot, from what the simulator's typesetter makes. */
import { decode } from 'fast-png';
import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import { qrContentMax, qrModules } from '../../../../drivers/printer/encode/qr-size.ts';
import { blankDots, fillDots, type DotImage } from '../../../../drivers/printer/raster/dots.ts';
import { drawPaper, type PaperPicture } from '../../../../drivers/printer/raster/paper-picture.ts';
import { qrDots } from '../../../../drivers/printer/raster/qr-dots.ts';
import type { PaperItem, PaperRun, Placed } from '../../../../drivers/printer/simulator/paper.ts';
import { blackDots, dotsAsText } from './dots-as-text.ts';

/** A font whose every letter is a dot in the upper left corner of its cell. */
const corners = {
  cell(_letter: string, widthDots: number): DotImage {
    const dots = blankDots(widthDots, 24);
    fillDots(dots, { x: 0, y: 0 }, 1, 1);
    return dots;
  },
};

function run(text: string, look: Partial<PaperRun> = {}): PaperRun {
  return { text, width: 1, height: 1, bold: false, ...look };
}

function line(runs: PaperRun[], align: 'left' | 'centre' | 'right' = 'left', dots = 30): Placed {
  return { item: { kind: 'line', align, runs }, dots };
}

const feed = (dots: number): Placed => ({ item: { kind: 'feed', dots }, dots });
const cut: Placed = { item: { kind: 'cut' }, dots: 0 };

/** Read back from the PNG; its two cut edges must be there, and are taken off. */
function dotsOf(picture: PaperPicture): string[] {
  const png = decode(picture.png);
  expect([png.width, png.height, png.depth, png.channels]).toEqual([
    picture.widthDots,
    picture.heightDots,
    1,
    1,
  ]);
  const rows = dotsAsText({
    widthDots: png.width,
    heightDots: png.height,
    bits: Uint8Array.from(png.data, (byte) => ~byte),
  });
  const edge = '####....'.repeat(Math.ceil(png.width / 8)).slice(0, png.width);
  expect(rows[0]).toBe(edge);
  expect(rows.at(-1)).toBe(edge);
  return rows.map((row, y) => (y === 0 || y === rows.length - 1 ? '.'.repeat(row.length) : row));
}

/** Where something is black, as `x,y`. */
function spots(rows: readonly string[]): string[] {
  return rows.flatMap((row, y) => Array.from(row).flatMap((dot, x) => (dot === '#' ? [`${x},${y}`] : [])));
}

function draw(placed: readonly Placed[], widthDots = 96): string[] {
  return dotsOf(drawPaper([feed(10), ...placed], widthDots, corners));
}

describe('characters', () => {
  test('ASCII takes one cell, all else two, but one in a single-byte code page', () => {
    expect(spots(draw([line([run('a中b')])]))).toEqual(['0,10', '12,10', '36,10']);
    expect(spots(draw([line([run('aжb', { narrow: true })])]))).toEqual(['0,10', '12,10', '24,10']);
  });

  test('enlarged by repeating dots, standing on the lower edge of the highest', () => {
    expect(spots(draw([line([run('a', { width: 2, height: 3 }), run('b')], 'left', 72)]))).toEqual([
      ...['0,10', '1,10', '0,11', '1,11', '0,12', '1,12'].toSorted(byRow),
      '24,58',
    ]);
  });

  test('bold is printed twice, one dot apart', () => {
    expect(spots(draw([line([run('a', { bold: true, width: 2 })])]))).toEqual(['0,10', '1,10', '2,10']);
  });

  test.each([
    ['left', 0],
    ['centre', 42],
    ['right', 84],
  ] as const)('%s', (align, x) => {
    expect(spots(draw([line([run('a')], align)]))).toEqual([`${x},10`]);
  });

  test('dashes join, over cells of both widths', () => {
    const rows = draw([line([run('\u2500'.repeat(4)), run('\u2500', { narrow: true })])], 108);
    expect(rows.filter((row) => row === '#'.repeat(108))).toHaveLength(2);
  });

  test('what is wider than the paper is lost at its edge', () => {
    expect(spots(draw([line([run('abc')])], 30))).toEqual(['0,10', '12,10', '24,10']);
    expect(
      spots(draw([line([run('abcd', { width: 2 })])], 30)).every((spot) => Number.parseInt(spot, 10) < 30),
    ).toBe(true);
  });
});

function byRow(a: string, b: string): number {
  const [ax = 0, ay = 0] = a.split(',').map(Number);
  const [bx = 0, by = 0] = b.split(',').map(Number);
  return ay - by || ax - bx;
}

describe('from top to bottom', () => {
  test('each item as far down as the paper before it', () => {
    expect(spots(draw([line([run('a')]), feed(17), line([run('b')], 'left', 40), line([run('c')])]))).toEqual(
      ['0,10', '0,57', '0,97'],
    );
  });

  test('what is fed to the knife is the head of the next paper', () => {
    const picture = drawPaper([line([run('a')]), feed(120), cut], 96, corners);
    expect(picture.heightDots).toBe(150);
    expect(spots(dotsOf(picture))).toEqual(['0,96']);
  });

  test('images lie where they are aligned', () => {
    const bits = Buffer.from([0b1010_0000, 0b0100_0000]).toString('base64');
    const image: PaperItem = { kind: 'image', align: 'right', widthDots: 3, heightDots: 2, bits };
    expect(spots(draw([{ item: image, dots: 2 }, line([run('a')])]))).toEqual([
      '93,10',
      '95,10',
      '94,11',
      '0,12',
    ]);
  });

  test('nothing at all is a paper too', () => {
    expect(drawPaper([], 96, corners).heightDots).toBe(1);
    expect(spots(dotsOf(drawPaper([feed(60), cut], 96, corners)))).toEqual([]);
  });
});

/** As a camera would see it: black on white with paper around it. */
function readQr(rows: readonly string[]): string | null {
  const white = '.'.repeat(rows[0]?.length ?? 0);
  const padded = [...Array(20).fill(white), ...rows, ...Array(20).fill(white)].map(
    (row) => `${'.'.repeat(20)}${row}${'.'.repeat(20)}`,
  );
  const width = padded[0]?.length ?? 0;
  const pixels = Uint8ClampedArray.from(
    padded
      .join('')
      .split('')
      .flatMap((dot) => {
        const shade = dot === '#' ? 0 : 255;
        return [shade, shade, shade, 255];
      }),
  );
  return jsqr.default(pixels, width, padded.length)?.data ?? null;
}

describe('QR codes', () => {
  test('can be read from the picture', () => {
    const content = 'https://foyer.example/t/k3J9-xyz_0';
    const dots = qrModules(content.length) * 4;
    const item: PaperItem = { kind: 'qr', align: 'centre', content, moduleDots: 4 };
    expect(readQr(draw([feed(30), { item, dots }, feed(40)], 384))).toBe(content);
  });

  test.each([1, 14, 15, 26, 27, 84, 106, 180, 213, qrContentMax])(
    '%i characters: the size that was said',
    (length) => {
      for (const letter of ['a', 'A', '7', '~']) {
        const content = letter.repeat(length);
        const dots = qrDots(content, 2);
        expect([dots.widthDots, dots.heightDots]).toEqual(Array(2).fill(2 * qrModules(length)));
        const rows = dotsAsText(qrDots(content, 3));
        expect(readQr(rows)).toBe(content);
        // The corners that a reader looks for reach the edges.
        const edge = '#'.repeat(21);
        expect([rows.at(-1)?.slice(0, 21), rows[0]?.slice(-21)]).toEqual([edge, edge]);
      }
    },
  );

  test('without a quiet zone', () => {
    const rows = dotsAsText(qrDots('x', 1));
    expect(rows[0]?.slice(0, 7)).toBe('#######');
    expect(blackDots(qrDots('x', 2))).toBe(4 * blackDots(qrDots('x', 1)));
  });
});
