/** What commands leave on paper: the typesetter inside a simulated printer. Pure but for its own modes. */
import type { Effect } from './decode.ts';
import type { TextAlign } from '../document.ts';
import { qrModules } from '../encode/qr-size.ts';
import { columnsOf } from '../text/text.ts';

export interface PaperRun {
  text: string;
  /** Multipliers of the printer's font cell. */
  width: number;
  height: number;
  bold: boolean;
}

export type PaperItem =
  | { kind: 'line'; align: TextAlign; runs: PaperRun[] }
  | { kind: 'qr'; align: TextAlign; content: string; moduleDots: number }
  | { kind: 'feed'; dots: number }
  | { kind: 'cut' };

/** An item and the paper it needs. */
export interface Placed {
  readonly item: PaperItem;
  readonly dots: number;
}

/** Font A is 12 × 24 dots; the usual line is 30 dots high. */
const cellDots = 24;
const usualSpacingDots = 30;

const freshModes = {
  align: 'left' as TextAlign,
  width: 1,
  height: 1,
  bold: false,
  spacingDots: usualSpacingDots,
  qrDots: 3,
};

export class Typesetter {
  readonly #columns: number;
  #modes = { ...freshModes };
  #runs: PaperRun[] = [];
  #usedColumns = 0;
  #qrContent = '';

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** What a command puts on paper, from top to bottom; empty for what only changes modes or fills the line. */
  apply(effect: Effect): Placed[] {
    switch (effect.kind) {
      case 'text':
        return this.#text(effect.text);
      case 'line-feed':
        return [this.#takeLine() ?? feed(this.#modes.spacingDots)];
      case 'feed':
        return this.#feed(effect.lines);
      case 'cut':
        return [...this.#rest(), { item: { kind: 'cut' }, dots: 0 }];
      case 'qr-print':
        return [...this.#rest(), ...this.#qr()];
      case 'initialise':
        // Drops the line that is not yet printed, as the manual says.
        this.clear();
        this.#modes = { ...freshModes };
        return [];
      case 'size':
        Object.assign(this.#modes, { width: effect.width, height: effect.height });
        return [];
      case 'bold':
        this.#modes.bold = effect.on;
        return [];
      case 'align':
        this.#setAlign(effect.align);
        return [];
      case 'line-spacing':
        this.#modes.spacingDots = effect.dots ?? usualSpacingDots;
        return [];
      case 'qr-module':
        this.#modes.qrDots = effect.dots;
        return [];
      case 'qr-store':
        this.#qrContent = effect.content;
        return [];
      case 'kanji':
      case 'automatic-status':
      case 'process-id':
      case 'nothing':
      case 'unknown':
        return [];
    }
  }

  /** Drops the line that is not yet printed. */
  clear(): void {
    this.#runs = [];
    this.#usedColumns = 0;
  }

  /** Only at the beginning of a line: in the middle of one, a printer ignores it. */
  #setAlign(align: TextAlign): void {
    if (this.#runs.length === 0) this.#modes.align = align;
  }

  #text(text: string): Placed[] {
    const { width, height, bold } = this.#modes;
    const needed = columnsOf(text) * width;
    const full = this.#usedColumns + needed > this.#columns ? this.#rest() : [];
    const last = this.#runs.at(-1);
    if (last && last.width === width && last.height === height && last.bold === bold) last.text += text;
    else this.#runs.push({ text, width, height, bold });
    this.#usedColumns += needed;
    return full;
  }

  #feed(lines: number): Placed[] {
    const line = this.#takeLine();
    const dots = lines * this.#modes.spacingDots - (line?.dots ?? 0);
    return [...(line ? [line] : []), ...(dots > 0 ? [feed(dots)] : [])];
  }

  #qr(): Placed[] {
    const { align, qrDots } = this.#modes;
    const content = this.#qrContent;
    const dots = qrModules(Buffer.byteLength(content)) * qrDots;
    return [{ item: { kind: 'qr', align, content, moduleDots: qrDots }, dots }];
  }

  #rest(): Placed[] {
    const line = this.#takeLine();
    return line ? [line] : [];
  }

  #takeLine(): Placed | null {
    if (this.#runs.length === 0) return null;
    const runs = this.#runs;
    this.clear();
    const dots = Math.max(this.#modes.spacingDots, ...runs.map(({ height }) => height * cellDots));
    return { item: { kind: 'line', align: this.#modes.align, runs }, dots };
  }
}

function feed(dots: number): Placed {
  return { item: { kind: 'feed', dots }, dots };
}
