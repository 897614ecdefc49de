import { array, assert, constantFrom, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageItem, TextAlign } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { encodeKeptImage, keptImage } from '../../../drivers/printer/encode/kept-image.ts';
import { rasterStrips } from '../../../drivers/printer/encode/raster.ts';
import { setUp } from '../../../drivers/printer/encode/set-up.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { blankDots, fillDots, type DotImage } from '../../../drivers/printer/raster/dots.ts';
import { RealTimeScanner } from '../../../drivers/printer/simulator/real-time.ts';
import { hex } from '../hex.ts';
import { seedOf } from '../../support/seeded.ts';
import { decoded, type Decoded } from './decoded.ts';
import { nobody } from './fake-artist.ts';

const small = printerModel('escpos-58');
const epson = printerModel('epson-tm-t20');

function framed(widthDots: number, heightDots: number): DotImage {
  const image = blankDots(widthDots, heightDots);
  fillDots(image, { x: 0, y: 0 }, widthDots, 1);
  fillDots(image, { x: 0, y: 0 }, 1, heightDots);
  return image;
}

const item = (image: DotImage, align: TextAlign = 'centre', isKept = false): ImageItem => ({
  kind: 'image',
  align,
  image,
  isKept,
});

const job = (one: ImageItem, model = small) => encodeJob({ items: [one] }, model, 'Ab 1', nobody);

/** The images of a paper below each other, as one. */
function imageOf(paper: Decoded): { widthDots: number; heightDots: number; bits: string } {
  const images = paper.items.filter((one) => one.kind === 'image');
  return {
    widthDots: images[0]?.widthDots ?? 0,
    heightDots: images.reduce((sum, { heightDots }) => sum + heightDots, 0),
    bits: hex(Buffer.concat(images.map(({ bits }) => Buffer.from(bits, 'base64')))),
  };
}

const obeyedAtOnce = (bytes: Uint8Array) =>
  new RealTimeScanner().push(bytes).filter(({ kind }) => kind !== 'data');

const dataOf = ([strip]: Buffer[]) => strip?.subarray(8) ?? Buffer.alloc(0);

const keyOf = (image: DotImage) => keptImage(image, epson)?.key;

describe('an image', () => {
  it('comes out dot for dot, in strips of 2 KB at most', async () => {
    const image = framed(384, 100);
    const { bytes, lengthDots, keeps } = await job(item(image, 'right'));
    const strips = hex(bytes)
      .split('1d 76 30 00')
      .slice(1)
      .map((text) => text.trim().split(' ').length);
    expect(strips.length).toBe(3);
    expect(Math.max(...strips)).toBeLessThan(2100);
    const paper = decoded(bytes, small);
    expect(paper.unknown).toEqual([]);
    expect(imageOf(paper)).toEqual({ widthDots: 384, heightDots: 100, bits: hex(image.bits) });
    expect(paper.items[0]).toMatchObject({ align: 'right' });
    expect({ lengthDots, keeps }).toEqual({ lengthDots: 220, keeps: [] });
  });

  it('that is wider than the paper loses as much on both sides', async () => {
    const image = blankDots(400, 1);
    fillDots(image, { x: 8, y: 0 }, 384, 1);
    const shown = imageOf(decoded((await job(item(image))).bytes, small));
    expect(shown).toEqual({ widthDots: 384, heightDots: 1, bits: hex(new Uint8Array(48).fill(0xff)) });
  });

  it('is one dot blacker where it would be a real-time command, for printers that would obey it', () => {
    const image = {
      widthDots: 32,
      heightDots: 4,
      bits: Buffer.from('10040110051002101410040810100401', 'hex'),
    };
    expect(hex(dataOf(rasterStrips(image, small)))).toBe('10 0c 01 10 0d 10 02 10 1c 10 0c 08 10 10 0c 01');
    const calm = { ...small, quirks: [] };
    expect(hex(dataOf(rasterStrips(image, calm)))).toBe(hex(image.bits));
  });

  it('never has a real-time command in it, whatever its dots', () => {
    const byte = oneof(constantFrom(0x10, 0x04, 0x05, 0x14, 1, 2, 8), integer({ min: 0, max: 255 }));
    const rows = array(byte, { minLength: 40, maxLength: 400 });
    const isHarmless = property(rows, integer({ min: 1, max: 20 }), (bytes, rowBytes) => {
      const heightDots = Math.floor(bytes.length / rowBytes);
      const image = {
        widthDots: rowBytes * 8,
        heightDots,
        bits: Uint8Array.from(bytes.slice(0, heightDots * rowBytes)),
      };
      expect(obeyedAtOnce(Buffer.concat(rasterStrips(image, small)))).toEqual([]);
      expect(obeyedAtOnce(encodeKeptImage({ key: 'ab', image }, epson))).toEqual([]);
    });
    assert(isHarmless, { numRuns: 300, seed: seedOf('images without commands') | 0 });
  });
});

describe('a logo', () => {
  const logo = framed(200, 40);

  it('is put into the memory once and named by each ticket', async () => {
    const { bytes, keeps, lengthDots } = await job(item(logo, 'centre', true), epson);
    const [kept] = keeps;
    if (!kept) throw new Error('nothing to keep');
    expect(kept.image).toBe(logo);
    expect(bytes.length).toBeLessThan(40);
    const stored = encodeKeptImage(kept, epson);
    const paper = decoded(Buffer.concat([setUp(epson), stored, bytes]), epson);
    expect(paper.unknown).toEqual([]);
    expect(imageOf(paper)).toEqual({ widthDots: 200, heightDots: 40, bits: hex(logo.bits) });
    expect(lengthDots).toBe(40 + 120);
  });

  it('is sent each time to a printer that keeps none, and where it is too large', async () => {
    expect((await job(item(logo, 'centre', true))).keeps).toEqual([]);
    const large = framed(576, 200);
    const { bytes, keeps } = await job(item(large, 'centre', true), epson);
    expect(keeps).toEqual([]);
    expect(imageOf(decoded(bytes, epson)).heightDots).toBe(200);
  });

  it('is sent each time where its length would be taken for a real-time command', async () => {
    for (const [widthDots, heightDots] of [
      [161, 49],
      [193, 205],
      [385, 21],
    ] as const) {
      const { bytes, keeps } = await job(item(framed(widthDots, heightDots), 'centre', true), epson);
      expect([keeps, imageOf(decoded(bytes, epson)).heightDots]).toEqual([[], heightDots]);
    }
  });

  it('has a name of its own, the same for the same picture', () => {
    expect(keyOf(framed(200, 40))).toBe(keyOf(logo));
    expect(keyOf(logo)).toMatch(/^[ -~]{2}$/);
    const others = [framed(200, 41), framed(199, 40), blankDots(200, 40)].map(keyOf);
    expect(new Set([keyOf(logo), ...others]).size).toBe(4);
  });
});
