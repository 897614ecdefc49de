/** A logo file as light and as dots; and files that are no logo. */
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { ditherLogo, readLogo, type Logo } from '../../../../drivers/printer/raster/logo.ts';
import { seeded, seedOf } from '../../../support/seeded.ts';
import { blackDots, dotsAsText } from './dots-as-text.ts';
import { pngChunk, pngFile, unfiltered } from './png-file.ts';

const white = 65_535;

function lightOf(file: Uint8Array): number[] {
  return [...readLogo(file).light];
}

/** sRGB's middle grey of 8 bits gives back 21.6 % of the light. */
const middle = Math.round(0.2158605 * white);

describe('all kinds of PNG', () => {
  test('grey, 8 bits, is read by the curve of sRGB', () => {
    const file = encode({ width: 3, height: 1, channels: 1, depth: 8, data: Uint8Array.of(0, 128, 255) });
    expect(lightOf(file)).toEqual([0, middle, white]);
  });

  test('grey, 16 bits', () => {
    const data = Uint16Array.of(0, 128 * 257, 65_535);
    expect(lightOf(encode({ width: 3, height: 1, channels: 1, depth: 16, data }))).toEqual([
      0,
      middle,
      white,
    ]);
  });

  test('grey with alpha lies on white', () => {
    const data = Uint8Array.of(0, 255, 0, 0, 0, 51);
    const file = encode({ width: 3, height: 1, channels: 2, depth: 8, data });
    expect(lightOf(file)).toEqual([0, white, Math.round(0.8 * white)]);
  });

  test('colours are as bright as they seem', () => {
    const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255);
    const file = encode({ width: 3, height: 1, channels: 3, depth: 8, data });
    expect(lightOf(file)).toEqual([0.2126, 0.7152, 0.0722].map((share) => Math.round(share * white)));
  });

  test('colours with alpha, 16 bits', () => {
    const data = Uint16Array.of(0, 0, 0, 65_535, 0, 0, 0, 0);
    expect(lightOf(encode({ width: 2, height: 1, channels: 4, depth: 16, data }))).toEqual([0, white]);
  });

  test.each([
    [1, [0b0110_0000], [0, white, white]],
    [2, [0b0011_0000], [0, white, 0]],
    [4, [0x0f, 0x00], [0, white, 0]],
  ])('grey, %i bits', (depth, row, expected) => {
    expect(lightOf(pngFile({ width: 3, height: 1, depth, colourType: 0, raw: unfiltered([row]) }))).toEqual(
      expected,
    );
  });

  test.each([
    [1, [0b0110_0000]],
    [2, [0b0001_0100]],
    [4, [0x01, 0x10]],
    [8, [0, 1, 1]],
  ])('a palette of %i bits, one colour half transparent', (depth, row) => {
    const file = pngFile({
      width: 3,
      height: 2,
      depth,
      colourType: 3,
      palette: [255, 255, 255, 0, 0, 0],
      transparency: [255, 51],
      raw: unfiltered([row, row]),
    });
    const pale = Math.round(0.8 * white);
    expect(lightOf(file)).toEqual([white, pale, pale, white, pale, pale]);
  });

  test('one colour that stands for nothing', () => {
    const parts = { width: 2, height: 1, depth: 8, colourType: 0, raw: unfiltered([[0, 7]]) };
    expect(lightOf(pngFile({ ...parts, transparency: [0, 0] }))[0]).toBe(white);
    expect(lightOf(pngFile(parts))[0]).toBe(0);
  });

  test('interlaced', () => {
    // Adam7, 3 × 3: passes 1, 4 (x 2), 5 (y 2), 6 (x 1), 7 (y 1).
    const raw = unfiltered([[0], [255], [0, 255], [0], [255], [255, 0, 255]]);
    const file = pngFile({ width: 3, height: 3, depth: 8, colourType: 0, isInterlaced: true, raw });
    expect(lightOf(file)).toEqual([0, 0, white, white, 0, white, 0, white, white]);
  });

  test('a palette that is only a suggestion is left alone', () => {
    const raw = unfiltered([[255, 255, 255, 0, 0, 0]]);
    const file = pngFile({ width: 2, height: 1, depth: 8, colourType: 2, palette: [9, 9, 9], raw });
    expect(lightOf(file)).toEqual([white, 0]);
  });

  test('texts, profiles and unknown chunks are stepped over, also a profile that cannot be unpacked', () => {
    const profile = pngChunk('iCCP', Buffer.from('x\0\0no profile'));
    const extra = [profile, pngChunk('tEXt', Buffer.from('Author\0nobody')), pngChunk('zzZz', Buffer.of(1))];
    const raw = unfiltered([[0]]);
    expect(lightOf(pngFile({ width: 1, height: 1, depth: 8, colourType: 0, raw, extra }))).toEqual([0]);
  });
});

const good = encode({ width: 40, height: 30, channels: 1, depth: 8, data: new Uint8Array(1200).fill(90) });

function changed(file: Uint8Array, at: number, value: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = value;
  return copy;
}

const plain = {
  width: 2,
  height: 2,
  depth: 8,
  colourType: 0,
  raw: unfiltered([
    [0, 0],
    [0, 0],
  ]),
};

describe('what is no logo is refused, with what to do', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(0), /empty.*Copy/],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), /JPEG.*Export/],
    ['a GIF', Buffer.from('GIF89a......'), /GIF.*Export/],
    ['a text', Buffer.from('<svg/>'), /no PNG.*Export/],
    ['a signature and no more', good.subarray(0, 8), /cut short.*Copy/],
    ['half a file', good.subarray(0, good.length / 2), /cut short.*Copy/],
    ['a file without its end', good.subarray(0, -12), /cut short.*Copy/],
    ['more than 1 MiB', new Uint8Array(1_048_577), /1 MiB.*smaller/],
    [
      '100,000 × 100,000 pixels',
      pngFile({ ...plain, width: 100_000, height: 100_000 }),
      /100000 × 100000.*smaller/,
    ],
    ['too many pixels in all', pngFile({ ...plain, width: 3999, height: 3999 }), /3999 × 3999.*smaller/],
    ['no pixels', pngFile({ ...plain, width: 0 }), /no pixels.*export/],
    ['an unknown kind of colours', pngFile({ ...plain, colourType: 5 }), /unknown kind.*export/],
    ['a depth that the colours cannot have', pngFile({ ...plain, colourType: 2, depth: 4 }), /unknown kind/],
    ['fewer pixels than it says', pngFile({ ...plain, height: 3 }), /fewer pixels.*export/],
    ['more pixels than it says', pngFile({ ...plain, height: 1 }), /unpacked.*export/],
    ['a packed bomb', pngFile({ ...plain, raw: new Uint8Array(50_000_000) }), /unpacked.*export/],
    [
      'a palette picture without a palette',
      pngFile({ ...plain, colourType: 3 }),
      /lacks its colours.*export/,
    ],
    [
      'a palette that is too small',
      pngFile({
        ...plain,
        colourType: 3,
        palette: [0, 0, 0],
        raw: unfiltered([
          [0, 0],
          [0, 9],
        ]),
      }),
      /damaged/,
    ],
    [
      'a second size behind the one that is checked',
      pngFile({ ...plain, extra: [pngFile({ ...plain, width: 1, height: 16_000_000 }).subarray(8, 33)] }),
      /IHDR more than once.*export/,
    ],
    [
      'a palette made transparent again and again',
      pngFile({
        ...plain,
        colourType: 3,
        extra: [pngChunk('PLTE', Buffer.from([0, 0, 0])), pngChunk('tRNS', Buffer.from([0]))],
        transparency: [0],
      }),
      /tRNS more than once.*export/,
    ],
    ['an unknown filter', pngFile({ ...plain, raw: Buffer.from([9, 0, 0, 9, 0, 0]) }), /damaged.*Copy/],
    ['a wrong check sum', changed(good, 30, (good[30] ?? 0) ^ 1), /damaged.*Copy/],
    [
      'interlaced with less than eight bits',
      pngFile({ ...plain, depth: 1, isInterlaced: true }),
      /interlaced.*without/,
    ],
  ])('%s', (_, file, message) => {
    expect(() => readLogo(file)).toThrow(message);
  });

  test('a good file with any one byte changed is refused or is a picture of the same size; nothing else happens', () => {
    const random = seeded(seedOf('logo'));
    for (let round = 0; round < 300; round += 1) {
      const file = changed(good, Math.floor(random() * good.length), Math.floor(random() * 256));
      expect(outcomeOf(file)).toMatch(/^40 × 30$|damaged|again|export|smaller|without/i);
    }
  });
});

/** The size of the picture, or why it is refused. */
function outcomeOf(file: Uint8Array): string {
  try {
    const { widthPixels, heightPixels, light } = readLogo(file);
    return light.length === widthPixels * heightPixels
      ? `${widthPixels} × ${heightPixels}`
      : 'half a picture';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

function grey(width: number, height: number, share: number): Logo {
  const light = new Uint16Array(width * height).fill(Math.round(share * white));
  return { widthPixels: width, heightPixels: height, light };
}

describe('dots', () => {
  test.each([0.05, 0.1, 0.25, 0.3333, 0.5, 0.6, 0.75, 0.9, 0.95])(
    'as much light as the picture: %d',
    (share) => {
      const dots = ditherLogo(grey(256, 128, share), 576, 400);
      const back = 1 - blackDots(dots) / (256 * 128);
      expect(Math.abs(back - share)).toBeLessThan(0.005);
    },
  );

  test('as much light in every part of a picture that is made smaller', () => {
    const width = 900;
    const light = Uint16Array.from({ length: width * 300 }, (_, at) => ((at % width) / width) * white);
    const dots = ditherLogo({ widthPixels: width, heightPixels: 300, light }, 384, 400);
    expect([dots.widthDots, dots.heightDots]).toEqual([384, 128]);
    const rows = dotsAsText(dots);
    for (let part = 0; part < 8; part += 1) {
      const ink = rows
        .map((row) => row.slice(part * 48, part * 48 + 48))
        .join('')
        .replaceAll('.', '');
      expect(Math.abs(1 - ink.length / (48 * 128) - (part + 0.5) / 8)).toBeLessThan(0.03);
    }
  });

  test.each([
    ['black', 0, 1],
    ['nearly black', 0.015, 1],
    ['white', 1, 0],
    ['nearly white', 0.98, 0],
  ])('%s stays pure', (_, share, ink) => {
    expect(blackDots(ditherLogo(grey(50, 20, share), 576, 400))).toBe(ink * 50 * 20);
  });

  test('half black, half white: the edge stays where it is', () => {
    const light = Uint16Array.from({ length: 64 * 8 }, (_, at) => (at % 64 < 32 ? 0 : white));
    const rows = dotsAsText(ditherLogo({ widthPixels: 64, heightPixels: 8, light }, 576, 400));
    expect(new Set(rows)).toEqual(new Set(['#'.repeat(32) + '.'.repeat(32)]));
  });

  test.each([
    [100, 50, 576, 400, 100, 50],
    [1000, 500, 576, 400, 576, 288],
    [1000, 1000, 576, 200, 200, 200],
    [2000, 3, 384, 200, 384, 1],
    [3, 2000, 384, 200, 1, 200],
    [1, 1, 8, 1, 1, 1],
  ])('%i × %i for %i × %i at most: %i × %i', (width, height, widthMax, heightMax, toWidth, toHeight) => {
    const dots = ditherLogo(grey(width, height, 0.5), widthMax, heightMax);
    expect([dots.widthDots, dots.heightDots]).toEqual([toWidth, toHeight]);
    expect(dots.bits).toHaveLength(Math.ceil(toWidth / 8) * toHeight);
  });

  test('the same picture, the same dots', () => {
    const logo = readLogo(good);
    expect(ditherLogo(logo, 384, 200)).toEqual(ditherLogo(logo, 384, 200));
  });
});
