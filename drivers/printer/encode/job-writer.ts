/** Items one after the other as bytes. A mode is sent only where it changes: bytes are time. */
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { DeviceFault } from '../../driver.ts';
import type { ImageItem, PrintItem, QrItem, TextAlign, TextRun } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import { cellDots, type Artist } from '../raster/artist.ts';
import { blankDots, stampDots, type DotImage } from '../raster/dots.ts';
import { charsetOf, wideManner } from '../text/charset.ts';
import { Layout, type LaidLine } from '../text/layout.ts';
import { encodeKeptPrint, keptImage, type KeptImage } from './kept-image.ts';
import { fittingModuleDots, qrContentMax, qrModules } from './qr-size.ts';
import { rasterStrips } from './raster.ts';
import { encodeCut } from './set-up.ts';
import { TextWriter } from './text-writer.ts';

/** The usual height of a line; a cell is 24 dots high. */
const lineDots = 30;

const lineFeed = Buffer.from([0x0a]);

const usual = { width: 1, height: 1, bold: false } as const;

export interface Drawing {
  readonly artist: Artist | null;
  /** Null: the printer makes QR codes itself. */
  readonly drawQr: ((content: string, moduleDots: number) => DotImage) | null;
}

export class JobWriter {
  readonly #printer: ThermalPrinter;
  readonly #model: PrinterModel;
  readonly #drawing: Drawing;
  readonly #layout: Layout;
  readonly #text: TextWriter;
  readonly #keeps = new Map<string, KeptImage>();
  #align: TextAlign = 'left';
  #width = 1;
  #height = 1;
  #bold = false;
  #lengthDots = 0;
  readonly #parts: Buffer[] = [];
  #byteCount = 0;
  readonly #joints: { offset: number; dots: number }[] = [];

  constructor(model: PrinterModel, drawing: Drawing) {
    this.#model = model;
    this.#drawing = drawing;
    this.#layout = new Layout(model, drawing.artist);
    this.#text = new TextWriter(model);
    // Without an interface the library opens nothing; its typings want a string all the same.
    this.#printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', width: model.columns });
  }

  item(item: PrintItem): void {
    this.#joint();
    switch (item.kind) {
      case 'line':
        return this.#lines(this.#layout.line(item));
      case 'columns':
        return this.#lines(this.#layout.columns(item));
      case 'rule':
        return this.#rule();
      case 'feed':
        return this.#feed(Math.max(1, Math.min(50, Math.round(item.lines))));
      case 'qr':
        return this.#qr(item);
      case 'image':
        return this.#image(item);
    }
  }

  /** All modes as they were, then the cut. */
  end(): {
    bytes: Buffer;
    lengthDots: number;
    joints: readonly { offset: number; dots: number }[];
    keeps: readonly KeptImage[];
  } {
    this.#joint();
    this.#look(usual);
    this.#setAlign('left');
    this.#put(this.#text.end());
    this.#put(encodeCut(this.#model));
    this.#lengthDots += this.#model.feedToKnifeLines * lineDots;
    return {
      bytes: Buffer.concat(this.#parts),
      lengthDots: this.#lengthDots,
      joints: this.#joints,
      keeps: [...this.#keeps.values()],
    };
  }

  /** One command has ended, and the next one begins; on paper nothing stands in a line that is not yet out. */
  #joint(): void {
    this.#joints.push({ offset: this.#byteCount, dots: this.#lengthDots });
  }

  #lines(lines: readonly LaidLine[]): void {
    for (const line of lines) {
      this.#joint();
      if (line.manner) this.#said(line);
      else this.#drawn(line);
    }
  }

  #said({ align, runs, manner }: LaidLine): void {
    if (!manner) return;
    if (runs.length > 0) this.#setAlign(align);
    for (const run of runs) {
      this.#look(run);
      this.#put(this.#text.bytesOf(run.text, manner));
    }
    this.#put(lineFeed);
    this.#lengthDots += Math.max(lineDots, ...runs.map(({ height }) => height * cellDots.height));
  }

  /** As raster, with as much paper below it as below a line of the printer's own. */
  #drawn({ align, runs, rightRuns }: LaidLine): void {
    const { artist } = this.#drawing;
    if (!artist) return;
    const image = rightRuns ? this.#pair(artist, runs, rightRuns) : artist.draw(runs);
    this.#raster(align, image);
    this.#joint();
    const gapDots = lineDots - image.heightDots;
    if (gapDots <= 0) return;
    // ESC J
    this.#put(Buffer.from([0x1b, 0x4a, gapDots]));
    this.#lengthDots += gapDots;
  }

  #pair(artist: Artist, left: readonly TextRun[], right: readonly TextRun[]): DotImage {
    const images = [left, right].map((runs) => artist.draw(runs));
    const whole = blankDots(this.#model.widthDots, Math.max(...images.map(({ heightDots }) => heightDots)));
    for (const [at, image] of images.entries())
      stampDots(whole, image, {
        x: at === 0 ? 0 : whole.widthDots - image.widthDots,
        y: whole.heightDots - image.heightDots,
      });
    return whole;
  }

  /** Box-drawing dashes, which join, as wide as they go: 32 columns in 4 or 8 bytes. */
  #rule(): void {
    const charset = charsetOf(this.#model);
    const dash = charset.has('─') ? '─' : '-';
    const width = dash === '-' ? 1 : charset.columnsOf(dash, wideManner) === 2 ? 4 : 8;
    const text = dash.repeat(Math.floor(this.#model.columns / (dash === '-' ? 1 : 8)));
    this.#said({ align: 'left', runs: [{ ...usual, text, width }], manner: wideManner });
  }

  #feed(lines: number): void {
    this.#put(Buffer.from([0x1b, 0x64, lines]));
    this.#lengthDots += lines * lineDots;
  }

  #qr({ content, moduleDots }: QrItem): void {
    // The library counts characters but sends UTF-8: with anything beyond ASCII the stream would fall out of step.
    if (!/^[\x20-\x7e]+$/.test(content) || content.length > qrContentMax) {
      throw new DeviceFault(
        'unprintable',
        `a QR code needs 1 to ${qrContentMax} ASCII characters, got "${content}"`,
      );
    }
    const cellSize = fittingModuleDots(content.length, moduleDots, this.#model.widthDots);
    const { drawQr } = this.#drawing;
    if (drawQr) return this.#raster('centre', drawQr(content, cellSize));
    this.#setAlign('centre');
    this.#joint();
    this.#compose((printer) => printer.printQR(content, { cellSize, correction: 'M', model: 2 }));
    this.#lengthDots += qrModules(content.length) * cellSize;
  }

  #image({ align, image, isKept }: ImageItem): void {
    const kept = isKept ? keptImage(image, this.#model) : null;
    if (!kept) return this.#raster(align, image);
    this.#setAlign(align);
    this.#keeps.set(kept.key, kept);
    this.#put(encodeKeptPrint(kept));
    this.#lengthDots += image.heightDots;
  }

  #raster(align: TextAlign, image: DotImage): void {
    this.#setAlign(align);
    for (const strip of rasterStrips(image, this.#model)) {
      this.#joint();
      this.#put(strip);
      // GS v 0 says how many rows it brings.
      this.#lengthDots += strip.readUInt16LE(6);
    }
  }

  #look({ width, height, bold }: Omit<TextRun, 'text'>): void {
    if (width !== this.#width || height !== this.#height) {
      // The library calls its first argument the height, but it goes into the upper half of GS ! n, which is the width.
      this.#compose((printer) => printer.setTextSize(width - 1, height - 1));
      this.#width = width;
      this.#height = height;
    }
    if (bold !== this.#bold) this.#compose((printer) => printer.bold(bold));
    this.#bold = bold;
  }

  #setAlign(align: TextAlign): void {
    if (align === this.#align) return;
    this.#align = align;
    this.#compose((printer) => {
      if (align === 'left') printer.alignLeft();
      else if (align === 'centre') printer.alignCenter();
      else printer.alignRight();
    });
  }

  /** Commands of the library. It copies all that it has with each, so it never has more than one. */
  #compose(write: (printer: ThermalPrinter) => void): void {
    this.#printer.clear();
    write(this.#printer);
    this.#put(this.#printer.getBuffer());
  }

  #put(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#byteCount += bytes.length;
  }
}
