/** An artist with a canvas and the fonts that Foyer brings along. The canvas costs 25 MB, so it comes only when it must. */
import type { Canvas, GlobalFonts, SKRSContext2D } from '@napi-rs/canvas';
import type { TextRun } from '../document.ts';
import { cellDots, type CellArtist } from './artist.ts';
import { blankDots, type DotImage } from './dots.ts';
import { ShippedFonts } from './shipped-fonts.ts';

type Look = Omit<TextRun, 'text'>;

/** What is used of the package. */
interface CanvasPackage {
  readonly createCanvas: (widthDots: number, heightDots: number) => Canvas;
  readonly GlobalFonts: typeof GlobalFonts;
}

/** A face this high fills the cell as a printer's own font does: Han nearly from edge to edge. */
const faceDots = 22;
/** From the top of the cell to the line that letters stand on. */
const baselineDots = 20;
/** How much of a dot must be covered to be burnt, of 255. Less makes thin strokes fat, more breaks them. */
const inkThreshold = 105;
/** A printer's own emphasis is in between; a face drawn in dots needs this to look heavier at all. */
const weights = { regular: 450, bold: 700, cell: 550 } as const;
/** Wider than any paper: what does not fit was not measured. */
const widestDots = 2048;
const keptCells = 4096;
/** Most lines are the same on every ticket. A line has some 2 KB. */
const keptLines = 128;
/** GB2312's mark for a character that a font does not have. */
const substitute = '\u3013';

let hired: Promise<CellArtist> | null = null;

/**
 * The artist of this process. Loads the canvas at the first call.
 * @throws Error when the canvas has no program for this machine; the next call tries again
 */
export async function hireArtist(): Promise<CellArtist> {
  hired ??= loadCanvas().then((canvas) => new CanvasArtist(canvas));
  try {
    return await hired;
  } catch (error) {
    hired = null;
    throw error;
  }
}

/** Without the machine's own fonts: they would make a ticket look different on every kiosk, and reading them takes 0.2 s. */
async function loadCanvas(): Promise<CanvasPackage> {
  const before = process.env['DISABLE_SYSTEM_FONTS_LOAD'];
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] = '1';
  try {
    return await import('@napi-rs/canvas');
  } finally {
    if (before === undefined) delete process.env['DISABLE_SYSTEM_FONTS_LOAD'];
    else process.env['DISABLE_SYSTEM_FONTS_LOAD'] = before;
  }
}

/** Where the ink of a run lies, seen from the point on its baseline where it begins; in dots. */
interface Extent {
  readonly left: number;
  readonly width: number;
  readonly above: number;
  readonly below: number;
}

class CanvasArtist implements CellArtist {
  readonly #fonts: ShippedFonts;
  readonly #pen: SKRSContext2D;
  readonly #cells = new Map<string, DotImage>();
  readonly #lines = new Map<string, DotImage>();

  constructor({ createCanvas, GlobalFonts: fonts }: CanvasPackage) {
    this.#fonts = new ShippedFonts((path, family) => {
      if (fonts.registerFromPath(path, family) === null) throw new Error(`the font ${path} cannot be read`);
    });
    this.#pen = createCanvas(cellDots.width, cellDots.height).getContext('2d');
  }

  has(text: string): boolean {
    return Array.from(visible(text)).every((character) => this.#fonts.has(character));
  }

  measure(text: string, look: Look): number {
    return this.#extent(this.#drawable(text), look).width;
  }

  draw(runs: readonly TextRun[]): DotImage {
    const key = JSON.stringify(runs.map(({ text, width, height, bold }) => [text, width, height, bold]));
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const drawn = this.#drawLine(runs);
    // The oldest goes: a line that changes with every ticket is not asked for again.
    if (this.#lines.size >= keptLines) this.#lines.delete(this.#lines.keys().next().value ?? '');
    this.#lines.set(key, drawn);
    return drawn;
  }

  #drawLine(runs: readonly TextRun[]): DotImage {
    const placed = runs.map((run) => {
      const text = this.#drawable(run.text);
      return { text, run, extent: this.#extent(text, run) };
    });
    const above = Math.max(0, ...placed.map(({ extent }) => extent.above));
    const below = Math.max(0, ...placed.map(({ extent }) => extent.below));
    const width = placed.reduce((sum, { extent }) => sum + extent.width, 0);
    const pen = this.#clean(Math.min(widestDots, Math.max(1, width)), Math.max(1, above + below));
    let left = 0;
    for (const { text, run, extent } of placed) {
      this.#setFace(text, run.bold ? weights.bold : weights.regular);
      pen.setTransform(run.width, 0, 0, run.height, left + extent.left, above);
      pen.fillText(text, 0, 0);
      left += extent.width;
    }
    return this.#burn();
  }

  cell(letter: string, widthDots: number): DotImage {
    const key = `${widthDots}${letter}`;
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const text = this.#drawable(letter);
    const pen = this.#clean(widthDots, cellDots.height);
    this.#setFace(text, weights.cell);
    const natural = pen.measureText(text).width;
    // A proportional face is squeezed into the fixed cell; Latin letters keep a dot between them.
    const room = widthDots - (widthDots === cellDots.width ? 1 : 0);
    const squeeze = Math.min(1, room / Math.max(1, natural));
    // At a whole dot (widths are a hair less than they should be): half of one would leave both edges of a stroke to chance.
    const left = Math.floor((widthDots - natural * squeeze) / 2 + 0.01);
    pen.setTransform(squeeze, 0, 0, 1, left, 0);
    pen.fillText(text, 0, baselineDots);
    const dots = this.#burn();
    if (this.#cells.size >= keptCells) this.#cells.clear();
    this.#cells.set(key, dots);
    return dots;
  }

  /** Never a character that the fonts have not: the canvas would look for it in the machine's. */
  #drawable(text: string): string {
    return Array.from(visible(text), (character) =>
      this.#fonts.has(character) ? character : substitute,
    ).join('');
  }

  #extent(text: string, { width, height, bold }: Look): Extent {
    this.#setFace(text, bold ? weights.bold : weights.regular);
    const box = this.#pen.measureText(text);
    // An italic or a j hangs out of its own width to the left, and would lose its tail at the edge of the paper.
    const left = Math.ceil(Math.max(0, box.actualBoundingBoxLeft) * width);
    return {
      left,
      width: left + Math.ceil(Math.max(box.width, box.actualBoundingBoxRight) * width),
      above: Math.max(baselineDots, Math.ceil(box.actualBoundingBoxAscent)) * height,
      below: Math.max(cellDots.height - baselineDots, Math.ceil(box.actualBoundingBoxDescent)) * height,
    };
  }

  #setFace(text: string, weight: number): void {
    this.#pen.font = `${weight} ${faceDots}px ${this.#fonts.familiesFor(text).join(', ') || 'none'}`;
    // Else it goes by the machine's language.
    this.#pen.lang = 'zh-Hans';
  }

  /** An empty canvas of this size; setting a size also undoes every mode. */
  #clean(widthDots: number, heightDots: number): SKRSContext2D {
    this.#pen.canvas.width = widthDots;
    this.#pen.canvas.height = heightDots;
    return this.#pen;
  }

  #burn(): DotImage {
    const { width, height } = this.#pen.canvas;
    // Of each dot red, green, blue and how much is covered.
    const data = this.#pen.canvas.data();
    const dots = blankDots(width, height);
    const bytesPerRow = Math.ceil(width / 8);
    for (let dot = 0; dot < width * height; dot += 1) {
      if ((data[dot * 4 + 3] ?? 0) <= inkThreshold) continue;
      const x = dot % width;
      const at = ((dot - x) / width) * bytesPerRow + (x >> 3);
      dots.bits[at] = (dots.bits[at] ?? 0) | (0x80 >> (x & 7));
    }
    return dots;
  }
}

/** Without what is never seen: controls, joiners, marks of direction, and whether an emoji is wanted in colour. */
function visible(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\t-\r\u0085\u2028\u2029]+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '');
}
