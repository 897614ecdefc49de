/** What commands leave on paper: the typesetter inside a simulated printer. Pure but for its own modes. */
import type { TextAlign } from '../document.ts';
import { qrModules } from '../encode/qr-size.ts';
import type { PrinterModel } from '../models/model.ts';
import type { DotImage } from '../raster/dots.ts';
import type { Effect } from './effects.ts';
import { cropped, enlarged } from './graphics.ts';

export interface PaperRun {
  text: string;
  /** Multipliers of the printer's font cell. */
  width: number;
  height: number;
  bold: boolean;
  /** Its characters beyond ASCII are one cell wide, from a single-byte code page; else they are two. */
  narrow?: true;
}

export type PaperItem =
  | { kind: 'line'; align: TextAlign; runs: PaperRun[] }
  | { kind: 'qr'; align: TextAlign; content: string; moduleDots: number }
  /** `bits` as in a `DotImage`, in base64. */
  | { kind: 'image'; align: TextAlign; widthDots: number; heightDots: number; bits: string }
  | { kind: 'feed'; dots: number }
  | { kind: 'cut' };

/** An item and the paper it needs. */
export interface Placed {
  readonly item: PaperItem;
  readonly dots: number;
  /** It is the rest of the image before it. */
  readonly continues?: true;
}

/** Items with one more, in a new array; rows of an image that continue it become part of it. */
export function withItem(items: readonly PaperItem[], { item, continues }: Placed): PaperItem[] {
  const last = items.at(-1);
  if (!continues || item.kind !== 'image' || last?.kind !== 'image') return [...items, item];
  const bits = Buffer.concat([Buffer.from(last.bits, 'base64'), Buffer.from(item.bits, 'base64')]);
  const heightDots = last.heightDots + item.heightDots;
  return [...items.slice(0, -1), { ...last, heightDots, bits: bits.toString('base64') }];
}

/** Font A is 12 × 24 dots; the usual line is 30 dots high. */
const cellDots = 24;
const usualSpacingDots = 30;

/** Where HT goes to, until it is told otherwise. */
const tabColumns = 8;

/** The longest content that a symbol of this error correction holds. */
const qrBytesMax = 331;

const freshModes = {
  align: 'left' as TextAlign,
  width: 1,
  height: 1,
  bold: false,
  spacingDots: usualSpacingDots,
  qrDots: 3,
};

/** What puts nothing on paper itself. */
type Setting = Extract<
  Effect,
  | { kind: 'initialise' | 'size' | 'mode' | 'bold' | 'align' | 'line-spacing' | 'qr-module' | 'qr-store' }
  | { kind: 'graphics-store' | 'graphics-keep' | 'graphics-drop' }
>;

export class Typesetter {
  readonly #columns: number;
  readonly #widthDots: number;
  readonly #knifeDots: number;
  #modes = { ...freshModes };
  #runs: PaperRun[] = [];
  #usedColumns = 0;
  #qrContent = '';
  /** What GS ( L, function 112, has stored. */
  #stored: DotImage | null = null;
  readonly #kept = new Map<string, DotImage>();

  constructor(model: Pick<PrinterModel, 'columns' | 'widthDots' | 'feedToKnifeLines'>) {
    this.#columns = model.columns;
    this.#widthDots = model.widthDots;
    this.#knifeDots = model.feedToKnifeLines * usualSpacingDots;
  }

  /** What a command puts on paper, from top to bottom; empty for what only changes modes or fills the line. */
  apply(effect: Effect): Placed[] {
    switch (effect.kind) {
      case 'text':
        return this.#text(effect.text, effect.isWide);
      case 'tab':
        return this.#tab();
      case 'line-feed':
        return [this.#takeLine() ?? feed(this.#modes.spacingDots)];
      case 'feed':
        return this.#feed(effect.lines * this.#modes.spacingDots);
      case 'feed-dots':
        return this.#feed(effect.dots);
      case 'cut':
        return this.#cut(effect.feedDots);
      case 'qr-print':
        return [...this.#rest(), ...this.#qr()];
      case 'raster':
        return [...this.#rest(), ...this.#image(effect.rows, effect.continues)];
      case 'graphics-print':
        return this.#printStored();
      case 'graphics-print-kept':
        return [...this.#rest(), ...this.#printKept(effect)];
      case 'initialise':
      case 'size':
      case 'mode':
      case 'bold':
      case 'align':
      case 'line-spacing':
      case 'qr-module':
      case 'qr-store':
      case 'graphics-store':
      case 'graphics-keep':
      case 'graphics-drop':
        this.#set(effect);
        return [];
      case 'kanji':
      case 'kanji-code':
      case 'code-page':
      case 'automatic-status':
      case 'transmit-status':
      case 'process-id':
      case 'nothing':
      case 'unknown':
        return [];
    }
  }

  #set(effect: Setting): void {
    switch (effect.kind) {
      case 'initialise':
        return this.#initialise();
      case 'size':
        Object.assign(this.#modes, { width: effect.width, height: effect.height });
        return;
      case 'mode':
        Object.assign(this.#modes, { width: effect.width, height: effect.height, bold: effect.on });
        return;
      case 'bold':
        this.#modes.bold = effect.on;
        return;
      case 'align':
        return this.#setAlign(effect.align);
      case 'line-spacing':
        this.#modes.spacingDots = effect.dots ?? usualSpacingDots;
        return;
      case 'qr-module':
        this.#modes.qrDots = effect.dots;
        return;
      case 'qr-store':
        this.#qrContent = effect.content;
        return;
      case 'graphics-store':
        this.#stored = effect.image;
        return;
      case 'graphics-keep':
        this.#kept.set(effect.key, effect.image);
        return;
      case 'graphics-drop':
        if (effect.key === null) this.#kept.clear();
        else this.#kept.delete(effect.key);
        return;
    }
  }

  /** Drops the line that is not yet printed. */
  clear(): void {
    this.#runs = [];
    this.#usedColumns = 0;
    this.#stored = null;
  }

  /** Drops also the line that is not yet printed, and the graphics in memory, as the manual says. */
  #initialise(): void {
    this.clear();
    this.#modes = { ...freshModes };
    this.#kept.clear();
  }

  /** Only at the beginning of a line: in the middle of one, a printer ignores it. */
  #setAlign(align: TextAlign): void {
    if (this.#runs.length === 0) this.#modes.align = align;
  }

  #text(text: string, isWide: boolean): Placed[] {
    const { width, height, bold } = this.#modes;
    const needed = (isWide ? 2 : 1) * width;
    const full = this.#usedColumns + needed > this.#columns ? this.#rest() : [];
    const isNarrow = !isWide && text > '~';
    const last = this.#runs.at(-1);
    const isSame = last && last.width === width && last.height === height && last.bold === bold;
    if (isSame && canJoin(last, isWide, isNarrow)) {
      last.text += text;
      if (isNarrow) last.narrow = true;
    } else this.#runs.push({ text, width, height, bold, ...(isNarrow ? { narrow: true } : {}) });
    this.#usedColumns += needed;
    return full;
  }

  #tab(): Placed[] {
    const { width } = this.#modes;
    const stop = tabColumns * width;
    const columns = stop - (this.#usedColumns % stop);
    // Beyond the last stop of a line there is nowhere to go.
    if (this.#usedColumns + columns >= this.#columns) return [];
    return Array.from({ length: Math.floor(columns / width) }, () => this.#text(' ', false)).flat();
  }

  #feed(wholeDots: number): Placed[] {
    const line = this.#takeLine();
    const dots = wholeDots - (line?.dots ?? 0);
    return [...(line ? [line] : []), ...(dots > 0 ? [feed(dots)] : [])];
  }

  #cut(feedDots: number | null): Placed[] {
    const dots = feedDots === null ? 0 : this.#knifeDots + feedDots;
    return [...this.#rest(), ...(dots > 0 ? [feed(dots)] : []), { item: { kind: 'cut' }, dots: 0 }];
  }

  /** A symbol that is wider than the paper, or too small for its content, is not printed. */
  #qr(): Placed[] {
    const { align, qrDots } = this.#modes;
    const content = this.#qrContent;
    if (Buffer.byteLength(content) > qrBytesMax) return [];
    const dots = qrModules(Buffer.byteLength(content)) * qrDots;
    if (content === '' || dots > this.#widthDots) return [];
    return [{ item: { kind: 'qr', align, content, moduleDots: qrDots }, dots }];
  }

  #image(image: DotImage, continues = false): Placed[] {
    const { widthDots, heightDots, bits } = cropped(image, this.#widthDots);
    const { align } = this.#modes;
    const item = {
      kind: 'image' as const,
      align,
      widthDots,
      heightDots,
      bits: Buffer.from(bits).toString('base64'),
    };
    return [{ item, dots: heightDots, ...(continues ? { continues } : {}) }];
  }

  #printStored(): Placed[] {
    const image = this.#stored;
    const line = this.#rest();
    this.#stored = null;
    return image ? [...line, ...this.#image(image)] : line;
  }

  #printKept({ key, scaleX, scaleY }: { key: string; scaleX: number; scaleY: number }): Placed[] {
    const image = this.#kept.get(key);
    return image ? this.#image(enlarged(image, scaleX, scaleY)) : [];
  }

  #rest(): Placed[] {
    const line = this.#takeLine();
    return line ? [line] : [];
  }

  #takeLine(): Placed | null {
    if (this.#runs.length === 0) return null;
    const runs = this.#runs;
    this.#runs = [];
    this.#usedColumns = 0;
    const dots = Math.max(this.#modes.spacingDots, ...runs.map(({ height }) => height * cellDots));
    return { item: { kind: 'line', align: this.#modes.align, runs }, dots };
  }
}

function feed(dots: number): Placed {
  return { item: { kind: 'feed', dots }, dots };
}

/** Whether a character goes into this run: all that is beyond ASCII in one has the same width. */
function canJoin(run: PaperRun, isWide: boolean, isNarrow: boolean): boolean {
  if (isWide) return run.narrow === undefined;
  return !isNarrow || run.narrow === true || /^[ -~]*$/.test(run.text);
}
