/** What a printer is told outside of tickets. */
import type { PrinterModel } from '../models/model.ts';

/** ESC @: the modes as after switching on. Forgets kept images, and in some printers automatic status. */
export const initialise = Buffer.from([0x1b, 0x40]);

/** GS a: automatic status at every change of online, error and paper; executing it also makes the printer report. */
export const automaticStatusOn = Buffer.from([0x1d, 0x61, 0x0e]);

/** Modes as after switching on, and reports of every change from a printer that makes them. No job says either again. */
export function setUp(model: PrinterModel): Buffer {
  return model.status.automatic ? Buffer.concat([initialise, automaticStatusOn]) : initialise;
}

/** Feeds the paper past the knife, or past the edge to tear it at, and cuts it where there is a knife. */
export function encodeCut(model: PrinterModel): Buffer {
  const feed = Buffer.from([0x1b, 0x64, model.feedToKnifeLines]);
  if (model.cutter === 'none') return feed;
  // Partial: a bridge holds the paper until the visitor takes it.
  return Buffer.concat([feed, Buffer.from([0x1d, 0x56, model.cutter === 'partial' ? 1 : 0])]);
}
