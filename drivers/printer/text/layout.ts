/**
 * Where a document's text goes on the paper, and which of it the printer's own fonts can say. A line that they cannot is drawn
 * as a whole, all of its characters in one face.
 */
import type { ColumnsItem, LineItem, PrintDocument, TextAlign, TextRun, TextScale } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import { cellDots, type Artist } from '../raster/artist.ts';
import { charsetOf, type Charset, type Manner } from './charset.ts';
import { plainer, substitute, visibleCharacters } from './clean.ts';
import { wrap } from './wrap.ts';

/** A line that fits, its runs not empty; an empty line has none. */
export interface LaidLine {
  readonly align: TextAlign;
  readonly runs: readonly TextRun[];
  /** Of a drawn line: what stands at the right edge of it. */
  readonly rightRuns?: readonly TextRun[];
  /** How the printer says it; null: it is drawn. */
  readonly manner: Manner | null;
}

/** Whether the document has text that must be drawn, or that nobody can say. */
export function needsArtist(document: PrintDocument, model: PrinterModel): boolean {
  const charset = charsetOf(model);
  return document.items.some((item) => {
    if (item.kind === 'columns') return !isSaid([item.left, item.right], charset);
    return (
      item.kind === 'line' &&
      !isSaid(
        item.runs.map(({ text }) => text),
        charset,
      )
    );
  });
}

function isSaid(texts: readonly string[], charset: Charset): boolean {
  return charset.mannerOf(texts.flatMap(visibleCharacters)) !== null;
}

export class Layout {
  readonly #model: PrinterModel;
  readonly #charset: Charset;
  readonly #artist: Artist | null;

  /** @param artist null where nothing must be drawn, or nobody can: what the printer lacks becomes plainer then, or 〓 */
  constructor(model: PrinterModel, artist: Artist | null) {
    this.#model = model;
    this.#charset = charsetOf(model);
    this.#artist = artist;
  }

  /** A line as one or more lines that fit. */
  line({ align, runs }: LineItem): LaidLine[] {
    const { texts, manner } = this.#settle(runs.map(({ text }) => visibleCharacters(text)));
    const looks = runs.map((run) => ({ ...run, width: this.#fittingScale(run.width) }));
    const cut = (from: number, to: number) => cutRuns(texts, looks, { from, to });
    const fits = manner
      ? this.#fitsColumns(texts, looks, manner)
      : (from: number, to: number) => this.#dotsOf(cut(from, to)) <= this.#model.widthDots;
    return wrap(texts.flat(), fits).map(({ from, to }) => ({
      align,
      runs: manner ? cut(from, to) : this.#narrowed(cut(from, to)),
      manner,
    }));
  }

  /** Both texts on one line, at its edges; the right one on a line of its own where they do not fit together. */
  columns({ left, right }: ColumnsItem): LaidLine[] {
    const { texts, manner } = this.#settle([visibleCharacters(left), visibleCharacters(right)]);
    const [atLeft = '', atRight = ''] = texts.map((characters) => characters.join(''));
    const leftRuns = [plain(atLeft)];
    const rightRuns = [plain(atRight)];
    if (manner) {
      const gap =
        this.#model.columns -
        texts.flat().reduce((sum, character) => sum + this.#charset.columnsOf(character, manner), 0);
      if (gap >= 1) return [{ align: 'left', runs: [plain(atLeft + ' '.repeat(gap) + atRight)], manner }];
    } else if (this.#dotsOf([...leftRuns, ...rightRuns]) + cellDots.width <= this.#model.widthDots) {
      return [{ align: 'left', runs: leftRuns, rightRuns, manner }];
    }
    return [
      ...this.line({ kind: 'line', align: 'left', runs: leftRuns }),
      ...this.line({ kind: 'line', align: 'right', runs: rightRuns }),
    ];
  }

  /** The texts with what nobody has replaced, and how the printer says them all; null: they are drawn. */
  #settle(texts: readonly string[][]): { texts: readonly string[][]; manner: Manner | null } {
    const charset = this.#charset;
    const artist = this.#artist;
    const manner = charset.mannerOf(texts.flat());
    if (manner) return { texts, manner };
    const has = (character: string) => charset.has(character) || artist?.has(character) === true;
    const had = texts.map((text) => text.flatMap((character) => replaced(character, has)));
    // Perhaps it was only what no font has.
    const mannerNow = charset.mannerOf(had.flat());
    if (mannerNow || !artist) return { texts: had, manner: mannerNow };
    const draws = (character: string) => artist.has(character);
    return {
      texts: had.map((text) => text.flatMap((character) => replaced(character, draws))),
      manner: null,
    };
  }

  #fitsColumns(
    texts: readonly (readonly string[])[],
    runs: readonly TextRun[],
    manner: Manner,
  ): (from: number, to: number) => boolean {
    let sum = 0;
    const before = [0];
    for (const [index, { width }] of runs.entries()) {
      for (const character of texts[index] ?? []) {
        sum += this.#charset.columnsOf(character, manner) * width;
        before.push(sum);
      }
    }
    return (from, to) => (before[to] ?? 0) - (before[from] ?? 0) <= this.#model.columns;
  }

  #dotsOf(runs: readonly TextRun[]): number {
    return runs.reduce((sum, { text, ...look }) => sum + (this.#artist?.measure(text, look) ?? 0), 0);
  }

  /** Of paper so narrow that one character does not fit, it takes a smaller one. */
  #fittingScale(width: TextScale): TextScale {
    return Math.max(1, Math.min(width, Math.floor(this.#model.columns / 2))) as TextScale;
  }

  /** One drawn character may be far wider than a cell, and is then all there is on its line. */
  #narrowed(runs: readonly TextRun[]): readonly TextRun[] {
    let fitting = runs;
    while (this.#dotsOf(fitting) > this.#model.widthDots && fitting.some(({ width }) => width > 1)) {
      fitting = fitting.map((run) => ({ ...run, width: Math.max(1, run.width - 1) as TextScale }));
    }
    return fitting;
  }
}

/** The character if somebody has it, else plainer ones, else the mark for what is missing. */
function replaced(character: string, has: (character: string) => boolean): string[] {
  if (has(character)) return [character];
  const plainCharacters = plainer(character);
  if (plainCharacters.length > 0 && plainCharacters.every(has)) return plainCharacters;
  return has(substitute) ? [substitute] : ['#'];
}

/** The runs with some of the characters, counted over all of them; without those that have none. */
function cutRuns(
  texts: readonly (readonly string[])[],
  runs: readonly TextRun[],
  { from, to }: { from: number; to: number },
): TextRun[] {
  let before = 0;
  return runs.flatMap((run, index) => {
    const characters = texts[index] ?? [];
    const text = characters.slice(Math.max(0, from - before), Math.max(0, to - before)).join('');
    before += characters.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}

function plain(text: string): TextRun {
  return { text, width: 1, height: 1, bold: false };
}
