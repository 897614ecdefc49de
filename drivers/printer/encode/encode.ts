/**
 * A document as ESC/POS, composed with node-thermal-printer, which knows the commands; text goes in as bytes of ours, because
 * its own way to Chinese is wrong (EUC-CN without Kanji mode, silent code page switches, widths in UTF-16 units), and so does
 * the cut, because its own ends with ESC @.
 */
import type { PrintDocument } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import type { Artist } from '../raster/artist.ts';
import { needsArtist } from '../text/layout.ts';
import { JobWriter } from './job-writer.ts';
import type { KeptImage } from './kept-image.ts';

/** A place between two commands: its offset in the bytes, and the paper that all before it takes, in dots. */
export interface Joint {
  readonly offset: number;
  readonly dots: number;
}

/** A job takes the printer as it is after `setUp`, and leaves it so: no job needs to say ESC @. */
export interface EncodedJob {
  readonly bytes: Buffer;
  /** What the printer sends back when all of it is on paper, if it does: four characters from 20 to 7E. */
  readonly processId: string;
  /** Paper that it takes, at 8 dots to the millimetre, near enough to say how long it takes. */
  readonly lengthDots: number;
  /**
   * Where one command has ended and the next begins, rising. A job that is larger than half of the printer's buffer is sent
   * in parts, and cut nowhere else: other commands stand between the parts.
   */
  readonly joints: readonly Joint[];
  /** What must be in the printer's memory before: send `encodeKeptImage` of each key not sent since its last `setUp`. */
  readonly keeps: readonly KeptImage[];
}

/**
 * Fetches who draws what the printer has no characters for; called only where something must be drawn. Null: nobody can, and
 * what the printer lacks comes out plainer, or as 〓.
 */
export type HireArtist = () => Promise<Artist | null>;

/**
 * @param processId four characters from space to tilde.
 * @throws DeviceFault `unprintable` when a QR content is empty, too long, or not printable ASCII; and what `hire` throws.
 */
export async function encodeJob(
  document: PrintDocument,
  model: PrinterModel,
  processId: string,
  hire: HireArtist,
): Promise<EncodedJob> {
  const artist = needsArtist(document, model) ? await hire() : null;
  // The printer's own QR codes are a few bytes; who makes none needs a library.
  const drawQr =
    !model.qr && document.items.some(({ kind }) => kind === 'qr')
      ? (await import('../raster/qr-dots.ts')).qrDots
      : null;
  const job = new JobWriter(model, { artist, drawQr });
  for (const item of document.items) job.item(item);
  const { bytes, lengthDots, joints, keeps } = job.end();
  const proof = model.confirms === 'no' ? [] : [processIdRequest(processId)];
  return { bytes: Buffer.concat([bytes, ...proof]), processId, lengthDots, joints, keeps };
}

/** GS ( H, function 48: the printer answers 37 22 d1 d2 d3 d4 00 when everything before it has been printed. */
export function processIdRequest(processId: string): Buffer {
  if (!/^[ -~]{4}$/.test(processId))
    throw new TypeError('a process id is four characters from space to tilde');
  return Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30]), Buffer.from(processId, 'latin1')]);
}
