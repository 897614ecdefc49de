/** A QR code dot by dot: for a printer that makes none itself, and for the picture of a paper. */
import { correction, generate } from 'lean-qr';
import { qrModules } from '../encode/qr-size.ts';
import { blankDots, fillDots, type DotImage } from './dots.ts';

/**
 * Without its quiet zone: paper around it is white anyway. Error correction M, and the version that a printer takes which
 * counts in bytes, so that the size is known beforehand.
 * @param content printable ASCII, at most `qrContentMax` bytes
 */
export function qrDots(content: string, moduleDots: number): DotImage {
  const size = qrModules(Buffer.byteLength(content));
  const version = (size - 17) / 4;
  const code = generate(content, {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
    minVersion: version,
    maxVersion: version,
  });
  const dots = blankDots(size * moduleDots, size * moduleDots);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (code.get(x, y)) fillDots(dots, { x: x * moduleDots, y: y * moduleDots }, moduleDots, moduleDots);
    }
  }
  return dots;
}
