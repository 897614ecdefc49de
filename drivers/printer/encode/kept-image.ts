/** Images that stay in the printer's memory, so that a ticket names its logo in a few bytes. */
import type { PrinterModel } from '../models/model.ts';
import type { DotImage } from '../raster/dots.ts';
import { harmless, onPaper } from './raster.ts';

/** An image that must be in the printer's memory before a job, and the name that the job calls it by. */
export interface KeptImage {
  /** Two characters from space to tilde, from what the image looks like. */
  readonly key: string;
  readonly image: DotImage;
}

/** Larger ones are sent with every ticket: TM printers have some 12 KB for them. */
export const keptBytesMax = 8192;

const known = new WeakMap<DotImage, string>();

/** What stands between the length of function 83 and the dots. */
const headBytes = 11;

/**
 * Null where the printer keeps none, or none so large, or where the length of the command would begin like a real-time
 * command: 49 rows of 21 bytes and six other sizes of a logo.
 */
export function keptImage(image: DotImage, model: PrinterModel): KeptImage | null {
  if (!model.keepsLogo || image.bits.length > keptBytesMax || image.bits.length === 0) return null;
  const length = Buffer.from(word(headBytes + onPaper(image, model).bits.length));
  if (!harmless(length, model).equals(length)) return null;
  const key = known.get(image) ?? keyOf(image);
  known.set(image, key);
  return { key, image };
}

/**
 * GS ( L, function 83: puts an image into the printer's memory, under its key. It stays there until the printer is switched off
 * or initialised (ESC @). Prints nothing.
 */
export function encodeKeptImage({ key, image }: KeptImage, model: PrinterModel): Buffer {
  const { widthDots, heightDots, bits } = onPaper(image, model);
  const head = [
    0x30,
    0x53,
    0x30,
    ...Buffer.from(key, 'latin1'),
    1,
    ...word(widthDots),
    ...word(heightDots),
    0x31,
  ];
  return Buffer.concat([
    Buffer.from([0x1d, 0x28, 0x4c, ...word(head.length + bits.length), ...head]),
    harmless(bits, model),
  ]);
}

/** GS ( L, function 85: prints it in its own size, where ESC a says. */
export function encodeKeptPrint({ key }: KeptImage): Buffer {
  return Buffer.from([0x1d, 0x28, 0x4c, 6, 0, 0x30, 0x55, ...Buffer.from(key, 'latin1'), 1, 1]);
}

function word(number: number): [number, number] {
  return [number & 0xff, number >> 8];
}

/** FNV-1a over size and dots, as two of the 95 characters. */
function keyOf({ widthDots, heightDots, bits }: DotImage): string {
  let hash = 0x811c9dc5;
  for (const byte of [...word(widthDots), ...word(heightDots)]) hash = Math.imul(hash ^ byte, 0x01000193);
  for (const byte of bits) hash = Math.imul(hash ^ byte, 0x01000193);
  const place = (hash >>> 0) % (95 * 95);
  return String.fromCharCode(0x20 + (place % 95), 0x20 + Math.floor(place / 95));
}
