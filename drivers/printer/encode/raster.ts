/** Images as a printer takes them. */
import type { PrinterModel } from '../models/model.ts';
import { blankDots, stampDots, type DotImage } from '../raster/dots.ts';

/** Bytes of image data in one command: well below the buffer of any printer, so that none waits for room in the middle. */
const stripBytes = 2048;
const headBytes = 8;

/** The image, or as much of its middle as the paper is wide: of what is wider, printers print nothing, or rubbish. */
export function onPaper(image: DotImage, model: PrinterModel): DotImage {
  if (image.widthDots <= model.widthDots) return image;
  const paper = blankDots(model.widthDots, image.heightDots);
  stampDots(paper, image, { x: Math.floor((model.widthDots - image.widthDots) / 2), y: 0 });
  return paper;
}

/** GS v 0, a command for each strip; printed at once, where ESC a says, and the line below it begins right there. */
export function rasterStrips(image: DotImage, model: PrinterModel): Buffer[] {
  const { widthDots, heightDots, bits } = onPaper(image, model);
  const bytesPerRow = Math.ceil(widthDots / 8);
  // Two commands fit into the buffer, so that one can come in while the other is printed.
  const dataBytes = Math.min(stripBytes, model.bufferBytes / 2 - headBytes);
  const rowsPerStrip = Math.min(255, Math.max(1, Math.floor(dataBytes / bytesPerRow)));
  const parts: Buffer[] = [];
  for (let row = 0; row < heightDots; row += rowsPerStrip) {
    const rows = Math.min(rowsPerStrip, heightDots - row);
    const data = bits.subarray(row * bytesPerRow, (row + rows) * bytesPerRow);
    const head = Buffer.from([0x1d, 0x76, 0x30, 0, bytesPerRow, 0, rows, 0]);
    parts.push(Buffer.concat([head, harmless(data, model)]));
  }
  return parts;
}

/**
 * A printer obeys real-time commands (10 04, 10 05, 10 14) also inside an image. Where one stands there by accident, one more
 * dot is black, which nobody sees.
 */
export function harmless(data: Uint8Array, model: PrinterModel): Buffer {
  const bytes = Buffer.from(data);
  if (!model.quirks.includes('obeys-real-time-in-images')) return bytes;
  for (let at = bytes.indexOf(0x10); at !== -1; at = bytes.indexOf(0x10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 0x04 || next === 0x05 || next === 0x14) bytes[at + 1] = next | 0x08;
  }
  return bytes;
}
