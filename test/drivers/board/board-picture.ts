/** A simulated board as a picture: lamp by lamp as the lab draws it, but without its soft edges, so that every machine draws the same. */
import { encode } from 'fast-png';
import { fileURLToPath } from 'node:url';
import type { BoardPicture, DigitPicture, DotPicture } from '../../../drivers/board/areas.ts';
import { beatAt, eachDot, stillBeat, strengthOf } from '../../../kiosk-ui/screens/lab/board-dots.ts';
import {
  digitHeight,
  digitPitch,
  leanRoom,
  strokesOf,
  type Point,
} from '../../../kiosk-ui/screens/lab/digit-strokes.ts';
import { rasterise, type Glyph } from '../../../kiosk-ui/screens/lab/glyphs.ts';
import { ground, lampColours, unlit } from '../../../kiosk-ui/screens/lab/lamp-colours.ts';

const dotPixels = 5;
const litRadius = 2;
const unlitRadius = 1.5;
const strokePixels = 3;

type Colour = readonly [red: number, green: number, blue: number];

const colourOf = (hex: string): Colour => [
  parseInt(hex.slice(1, 3), 16),
  parseInt(hex.slice(3, 5), 16),
  parseInt(hex.slice(5, 7), 16),
];

/** Pixels, and lamps of some strength over what is there. */
class Sheet {
  readonly #width: number;
  readonly #height: number;
  readonly #data: Uint8Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#data = new Uint8Array(width * height * 3);
    this.paint([0, 0], [width, height], ground, () => true);
  }

  /** @param isIn told the middle of a pixel between the corners */
  paint(
    [left, top]: Point,
    [right, bottom]: Point,
    hex: string,
    isIn: (x: number, y: number) => boolean,
    strength = 1,
  ): void {
    const colour = colourOf(hex);
    for (let y = Math.floor(top); y < Math.ceil(bottom); y += 1)
      for (let x = Math.floor(left); x < Math.ceil(right); x += 1)
        if (isIn(x + 0.5, y + 0.5)) this.#mix((y * this.#width + x) * 3, colour, strength);
  }

  get png(): Uint8Array {
    return encode({ width: this.#width, height: this.#height, data: this.#data, channels: 3, depth: 8 });
  }

  #mix(at: number, colour: Colour, strength: number): void {
    for (const [channel, value] of colour.entries()) {
      const before = this.#data[at + channel] ?? 0;
      this.#data[at + channel] = Math.round(before + (value - before) * strength);
    }
  }
}

export type GlyphSource = (letter: string) => Glyph;

const unifont = fileURLToPath(
  new URL('../../../node_modules/@fontsource/unifont/files/unifont-latin-400-normal.woff2', import.meta.url),
);

/** The same face as in the lab, on a canvas without a browser. */
export async function loadGlyphs(): Promise<GlyphSource> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const family = 'Unifont of the tests';
  if (GlobalFonts.registerFromPath(unifont, family) === null) throw new Error('no Unifont');
  const stencil = createCanvas(16, 16).getContext('2d');
  const known = new Map<string, Glyph>();
  return (letter) => {
    const glyph = known.get(letter) ?? rasterise(letter, stencil, family);
    known.set(letter, glyph);
    return glyph;
  };
}

/** @param ms after it was lit, for what moves; at rest when left out */
export const boardPng = (
  picture: BoardPicture,
  glyphOf: GlyphSource,
  ms: number | null = null,
): Uint8Array => (picture.kind === 'digits' ? digitsPng(picture) : dotsPng(picture, glyphOf, ms));

function dotsPng(picture: DotPicture & BoardPicture, glyphOf: GlyphSource, ms: number | null): Uint8Array {
  const { widthDots, heightDots, areas } = picture;
  const sheet = new Sheet(widthDots * dotPixels, heightDots * dotPixels);
  const lamp = (x: number, y: number, radius: number, hex: string, strength: number) => {
    const [left, top, half] = [x * dotPixels, y * dotPixels, dotPixels / 2];
    const isIn = (px: number, py: number) => Math.hypot(px - left - half, py - top - half) <= radius;
    sheet.paint([left, top], [left + dotPixels, top + dotPixels], hex, isIn, strength);
  };
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1) lamp(x, y, unlitRadius, unlit, 1);
  const beat = ms === null ? stillBeat : beatAt(ms);
  const strength = strengthOf(picture);
  for (const area of areas) {
    // The lab's areas can be changed by whoever has them, a simulator's cannot.
    const runs = area.runs.map((run) => ({ ...run }));
    const light = (x: number, y: number, colour: keyof typeof lampColours) =>
      lamp(x, y, litRadius, lampColours[colour], strength);
    eachDot({ ...area, runs }, glyphOf, light, beat);
  }
  return sheet.png;
}

function digitsPng(picture: DigitPicture & BoardPicture): Uint8Array {
  const width = picture.digits.length * digitPitch + leanRoom;
  const sheet = new Sheet(width * strokePixels, digitHeight * strokePixels);
  for (const { shape, isLit } of strokesOf(picture.digits)) {
    const corners = shape.map(([x, y]): Point => [x * strokePixels, y * strokePixels]);
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const box: [Point, Point] = [
      [Math.min(...xs), Math.min(...ys)],
      [Math.max(...xs), Math.max(...ys)],
    ];
    const isIn = (x: number, y: number) => isInside(corners, x, y);
    sheet.paint(...box, unlit, isIn);
    if (isLit) sheet.paint(...box, lampColours.red, isIn, strengthOf(picture));
  }
  return sheet.png;
}

/** Whether a line from the point to the right crosses the shape's edge an odd number of times. */
function isInside(corners: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let [x1, y1] = corners.at(-1) ?? [0, 0];
  for (const [x2, y2] of corners) {
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
    [x1, y1] = [x2, y2];
  }
  return inside;
}
