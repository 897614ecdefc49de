/** A logo: a PNG file as light, and light as dots. Pure. */
import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';
import { blankDots, type DotImage } from './dots.ts';
import { guardedPng } from './png-guard.ts';

/** A picture as it looks on white paper. */
export interface Logo {
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** Rows from the top; how much light a pixel gives back, 0 none, 65,535 as much as the paper. */
  readonly light: Uint16Array;
}

const fullLight = 65_535;
/** Rec. 709: how bright red, green and blue seem. */
const brightness = [0.2126, 0.7152, 0.0722] as const;
/** Nearly white and nearly black are meant to be so: else a background that is a shade off gets stray dots. */
const nearlyWhite = 0.97;
const nearlyBlack = 0.02;

/**
 * @throws Error whose message says to a technician what is wrong with the file and what to do: no PNG, larger than 1 MiB,
 * more than 4000 pixels a side or four million in all, damaged
 */
export function readLogo(png: Uint8Array): Logo {
  const guarded = guardedPng(png);
  try {
    return asLight(decode(guarded, { checkCrc: true }));
  } catch (error) {
    throw new Error(
      'The PNG is damaged. Copy the file here again, or open it in a picture program and export it as PNG once more.',
      { cause: error },
    );
  }
}

/**
 * As wide as the paper at most, and as high as is allowed; never larger than it is. Made smaller by averaging light, then
 * dithered by error diffusion (Floyd and Steinberg), each row in the other direction, so that no pattern leans.
 */
export function ditherLogo(logo: Logo, widthDots: number, heightMaxDots: number): DotImage {
  const scale = Math.min(1, widthDots / logo.widthPixels, heightMaxDots / logo.heightPixels);
  const width = Math.max(1, Math.round(logo.widthPixels * scale));
  const height = Math.max(1, Math.round(logo.heightPixels * scale));
  const rows = averaged(logo, width, height);
  const dots = blankDots(width, height);
  // One more at each side, for what falls over the edge.
  let errors = new Float64Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const next = new Float64Array(width + 2);
    const step = y % 2 === 0 ? 1 : -1;
    for (let done = 0, x = step === 1 ? 0 : width - 1; done < width; done += 1, x += step) {
      const at = x + 1;
      const wanted = settled(rows[y * width + x] ?? 0) + (errors[at] ?? 0);
      const isBlack = wanted < 0.5;
      if (isBlack) blacken(dots, x, y);
      const error = wanted - (isBlack ? 0 : 1);
      errors[at + step] = (errors[at + step] ?? 0) + (error * 7) / 16;
      next[at - step] = (next[at - step] ?? 0) + (error * 3) / 16;
      next[at] = (next[at] ?? 0) + (error * 5) / 16;
      next[at + step] = (next[at + step] ?? 0) + error / 16;
    }
    errors = next;
  }
  return dots;
}

function settled(light: number): number {
  if (light >= nearlyWhite) return 1;
  return light <= nearlyBlack ? 0 : light;
}

function blacken(dots: DotImage, x: number, y: number): void {
  const at = y * Math.ceil(dots.widthDots / 8) + (x >> 3);
  dots.bits[at] = (dots.bits[at] ?? 0) | (0x80 >> (x & 7));
}

/** Each new pixel is the mean of the area that it covers, parts of pixels included; 0 to 1. */
function averaged({ widthPixels, heightPixels, light }: Logo, width: number, height: number): Float64Array {
  const narrow = new Float64Array(width * heightPixels);
  const columns = spans(widthPixels, width);
  for (let y = 0; y < heightPixels; y += 1) {
    columns.forEach((span, x) => {
      let sum = 0;
      for (const { at, share } of span) sum += (light[y * widthPixels + at] ?? 0) * share;
      narrow[y * width + x] = sum / fullLight;
    });
  }
  const small = new Float64Array(width * height);
  spans(heightPixels, height).forEach((span, y) => {
    for (const { at, share } of span) {
      for (let x = 0; x < width; x += 1) {
        small[y * width + x] = (small[y * width + x] ?? 0) + (narrow[at * width + x] ?? 0) * share;
      }
    }
  });
  return small;
}

/** For each of `to` equal parts of `from` pixels: which pixels it covers, and what share of the part each one is. */
function spans(from: number, to: number): { readonly at: number; readonly share: number }[][] {
  return Array.from({ length: to }, (_, part) => {
    const start = (part * from) / to;
    const end = ((part + 1) * from) / to;
    const covered = [];
    for (let at = Math.floor(start); at < Math.ceil(end) && at < from; at += 1) {
      const share = (Math.min(end, at + 1) - Math.max(start, at)) / (end - start);
      if (share > 0) covered.push({ at, share });
    }
    return covered;
  });
}

function asLight(png: DecodedPng): Logo {
  const { width, height, samples, channels, max } = unpacked(png);
  const linear = Float64Array.from({ length: max + 1 }, (_, value) => linearLight(value / max));
  const light = new Uint16Array(width * height);
  const hasColour = channels >= 3;
  const hasAlpha = channels % 2 === 0;
  for (let pixel = 0; pixel < light.length; pixel += 1) {
    const at = pixel * channels;
    const value = (channel: number): number => linear[samples[at + channel] ?? 0] ?? 0;
    const own = hasColour
      ? brightness.reduce((sum, share, channel) => sum + share * value(channel), 0)
      : value(0);
    const cover = hasAlpha ? (samples[at + channels - 1] ?? 0) / max : 1;
    light[pixel] = Math.round((own * cover + 1 - cover) * fullLight);
  }
  return { widthPixels: width, heightPixels: height, light };
}

/** sRGB's curve: half of the value is a fifth of the light. */
function linearLight(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** The value that is white, or wholly there. */
  readonly max: number;
  readonly samples: ArrayLike<number>;
}

/** One sample an element, palettes looked up, and the colour that stands for nothing made transparent. */
function unpacked(png: DecodedPng): Samples {
  const { width, height, depth } = png;
  if (png.palette) {
    const channels = png.palette[0]?.length ?? 3;
    return { width, height, channels, max: 255, samples: convertIndexedToRgb(png) };
  }
  const plain = { width, height, channels: png.channels, max: 2 ** depth - 1, samples: samplesOf(png) };
  return png.transparency ? withAlpha(plain, png.transparency) : plain;
}

/** Less than eight bits: rows of whole bytes, the first sample in the highest bits. */
function samplesOf({ data, width, height, channels, depth }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perRow = width * channels;
  const rowBytes = Math.ceil((perRow * depth) / 8);
  return Uint8Array.from({ length: perRow * height }, (_, sample) => {
    const bit = (sample % perRow) * depth;
    const byte = data[Math.floor(sample / perRow) * rowBytes + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}

function withAlpha({ width, height, channels, max, samples }: Samples, clear: ArrayLike<number>): Samples {
  const mixed = new Uint16Array(width * height * (channels + 1));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    let isClear = true;
    for (let channel = 0; channel < channels; channel += 1) {
      const sample = samples[pixel * channels + channel] ?? 0;
      mixed[pixel * (channels + 1) + channel] = sample;
      isClear &&= sample === clear[channel];
    }
    mixed[pixel * (channels + 1) + channels] = isClear ? 0 : max;
  }
  return { width, height, channels: channels + 1, max, samples: mixed };
}
