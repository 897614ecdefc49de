/** A document as a printer would put it on paper: composed, read back from the very bytes, and drawn. */
import type { PrintDocument } from '../document.ts';
import { encodeJob } from '../encode/encode.ts';
import { encodeKeptImage } from '../encode/kept-image.ts';
import { initialise } from '../encode/set-up.ts';
import type { PrinterModel } from '../models/model.ts';
import type { CellArtist } from '../raster/artist.ts';
import { drawPaper, type PaperPicture } from '../raster/paper-picture.ts';
import { EscposDecoder } from '../simulator/decode.ts';
import { Typesetter, type Placed } from '../simulator/paper.ts';

export interface PaperPreview extends PaperPicture {
  /** On the wire, the request for the proof that it was printed included; what stays in the printer's memory is not. */
  readonly bytes: number;
  /** Paper that it takes from the roll, from cut to cut. */
  readonly lengthMm: number;
}

/** What a job needs, and nobody sees. */
const processId = '    ';

/**
 * @param hire draws what the printer has no font for, and stands in for the font it has
 * @throws DeviceFault `unprintable` for a QR content outside what `QrItem` allows; and what `hire` throws
 */
export async function previewPaper(
  document: PrintDocument,
  model: PrinterModel,
  hire: () => Promise<CellArtist>,
): Promise<PaperPreview> {
  const job = await encodeJob(document, model, processId, hire);
  const kept = job.keeps.map((image) => encodeKeptImage(image, model));
  const placed = typeset(Buffer.concat([initialise, ...kept, job.bytes]), model);
  const picture = drawPaper(placed, model.widthDots, await hire());
  const lengthMm = placed.reduce((sum, { dots }) => sum + dots, 0) / model.dotsPerMm;
  return { ...picture, bytes: job.bytes.length, lengthMm };
}

function typeset(bytes: Buffer, model: PrinterModel): Placed[] {
  const decoder = new EscposDecoder(model);
  const typesetter = new Typesetter(model);
  const placed: Placed[] = [];
  decoder.push(bytes);
  for (let command = decoder.next(); command !== null; command = decoder.next()) {
    placed.push(...typesetter.apply(command));
  }
  return placed;
}
