/**
 * A document as ESC/POS, composed with node-thermal-printer, which knows the commands; text goes in as bytes of ours, because
 * its own way to Chinese is wrong (EUC-CN without Kanji mode, silent code page switches, widths in UTF-16 units).
 */
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { DeviceFault } from '../../driver.ts';
import type { PrintDocument, PrintItem, QrItem, TextAlign, TextRun } from '../document.ts';
import { layColumns, layLine, type LaidLine } from '../text/layout.ts';
import type { PrinterModel } from '../models/models.ts';
import { fittingModuleDots, qrContentMax } from './qr-size.ts';
import { toPrinterBytes } from '../text/text.ts';

/** FS & and FS . : two-byte characters on and off. Off again at the end, for whoever prints after us. */
const kanjiOn = Buffer.from([0x1c, 0x26]);
const kanjiOff = Buffer.from([0x1c, 0x2e]);

/**
 * GS a: automatic status at every change of online, error and paper. ESC @ switches it off on some models (Bixolon says so),
 * and the library ends each cut with ESC @, so every job switches it on again; executing it also makes the printer report.
 */
export const automaticStatusOn = Buffer.from([0x1d, 0x61, 0x0e]);

/** ESC @: the modes as after switching on. */
export const initialise = Buffer.from([0x1b, 0x40]);

export interface EncodedJob {
  readonly bytes: Buffer;
  /** What the printer sends back when all of it is on paper: four characters from 20 to 7E. */
  readonly processId: string;
}

/**
 * @param processId four characters from space to tilde.
 * @throws DeviceFault `unprintable` when a QR content is empty, too long, or not printable ASCII.
 */
export function encodeJob(document: PrintDocument, model: PrinterModel, processId: string): EncodedJob {
  const job = new JobWriter(model);
  for (const item of document.items) job.item(item);
  return { bytes: Buffer.concat([job.end(), processIdRequest(processId)]), processId };
}

/** Feeds what hangs in the printer past the knife and cuts it off, so that no two jobs share a paper. Ends with ESC @. */
export function encodeCutOff(model: PrinterModel): Buffer {
  const printer = composer(model);
  cut(printer, model);
  return printer.getBuffer();
}

/** GS ( H, function 48: the printer answers 37 22 d1 d2 d3 d4 00 when everything before it has been printed. */
function processIdRequest(processId: string): Buffer {
  if (!/^[ -~]{4}$/.test(processId))
    throw new TypeError('a process id is four characters from space to tilde');
  return Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30]), Buffer.from(processId, 'latin1')]);
}

/** Without an interface the library opens nothing; its typings want a string all the same. */
function composer(model: PrinterModel): ThermalPrinter {
  return new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', width: model.columns });
}

/** Its `cut` feeds four lines for each `verticalTabAmount`. Partial: a bridge holds the paper until the visitor takes it. */
function cut(printer: ThermalPrinter, model: PrinterModel): void {
  printer.append(Buffer.from([0x1b, 0x64, model.feedToKnifeLines]));
  printer.partialCut({ verticalTabAmount: 0 });
}

/** Writes items and remembers the modes that are set, so that a mode is sent only where it changes: bytes are time. */
class JobWriter {
  readonly #printer: ThermalPrinter;
  readonly #model: PrinterModel;
  #align: TextAlign = 'left';
  #width = 1;
  #height = 1;
  #bold = false;

  constructor(model: PrinterModel) {
    this.#model = model;
    this.#printer = composer(model);
    this.#printer.append(kanjiOn);
  }

  item(item: PrintItem): void {
    switch (item.kind) {
      case 'line':
        return this.#lines(layLine(item, this.#model.columns));
      case 'columns':
        return this.#lines(layColumns(item, this.#model.columns));
      case 'rule':
        return this.#rule();
      case 'feed':
        return this.#printer.append(
          Buffer.from([0x1b, 0x64, Math.max(1, Math.min(50, Math.round(item.lines)))]),
        );
      case 'qr':
        return this.#qr(item);
    }
  }

  end(): Buffer {
    this.#printer.append(kanjiOff);
    cut(this.#printer, this.#model);
    this.#printer.append(automaticStatusOn);
    return this.#printer.getBuffer();
  }

  #lines(lines: readonly LaidLine[]): void {
    for (const { align, runs } of lines) {
      if (runs.length > 0) this.#setAlign(align);
      for (const run of runs) this.#run(run);
      this.#printer.newLine();
    }
  }

  #run({ text, width, height, bold }: TextRun): void {
    if (width !== this.#width || height !== this.#height) {
      // The library calls its first argument the height, but it goes into the upper half of GS ! n, which is the width.
      this.#printer.setTextSize(width - 1, height - 1);
      this.#width = width;
      this.#height = height;
    }
    if (bold !== this.#bold) this.#printer.bold(bold);
    this.#bold = bold;
    this.#printer.append(toPrinterBytes(text));
  }

  /** Box-drawing dashes, which join, four times as wide as usual: 32 columns in 8 bytes. */
  #rule(): void {
    const text = '─'.repeat(Math.floor(this.#model.columns / 8));
    this.#lines([{ align: 'left', runs: [{ text, width: 4, height: 1, bold: false }] }]);
  }

  #qr({ content, moduleDots }: QrItem): void {
    // The library counts characters but sends UTF-8: with anything beyond ASCII the stream would fall out of step.
    if (!/^[\x20-\x7e]+$/.test(content) || content.length > qrContentMax) {
      throw new DeviceFault(
        'unprintable',
        `a QR code needs 1 to ${qrContentMax} ASCII characters, got "${content}"`,
      );
    }
    this.#setAlign('centre');
    const cellSize = fittingModuleDots(content.length, moduleDots, this.#model.widthDots);
    this.#printer.printQR(content, { cellSize, correction: 'M', model: 2 });
  }

  #setAlign(align: TextAlign): void {
    if (align === this.#align) return;
    this.#align = align;
    if (align === 'left') this.#printer.alignLeft();
    else if (align === 'centre') this.#printer.alignCenter();
    else this.#printer.alignRight();
  }
}
