/**
 * Draws a paper dot by dot, as a thermal head does: characters are one-bit cells (12 × 24 for Latin, 24 × 24 for Han),
 * enlarged by repeating dots, emphasised by printing them twice, one dot apart.
 */
import { generate } from 'lean-qr';
import type { PaperItem, PaperRun } from '../../../firmware-host/messages/lab.ts';

const cellHeightDots = 24;
const narrowDots = 12;
const wideDots = 24;
/** ESC/POS: lines stand a sixth of an inch apart, which leaves this much below a character of normal height. */
const lineGapDots = 6;
const face = '"Noto Sans SC Variable"';
const inkThreshold = 105;
/** Drawn by hand: a printer's dashes fill their cells and join, a face's do not. */
const rule = '─';
const ruleRows = { from: 11, to: 13 };

type Line = Extract<PaperItem, { kind: 'line' }>;
type Code = Extract<PaperItem, { kind: 'qr' }>;
type Picture = Extract<PaperItem, { kind: 'image' }>;
type Align = Line['align'];

/** The dots of one character, row by row. */
interface Glyph {
  readonly widthDots: number;
  readonly ink: Uint8Array;
}

const glyphs = new Map<string, Glyph>();
const stencil = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** In a printer's font of two-byte characters everything beyond ASCII is a full cell, its dashes too; in a code page nothing is. */
const cellOf = (letter: string, { narrow }: PaperRun): number =>
  letter.charCodeAt(0) > 0x7e && narrow !== true ? wideDots : narrowDots;

function glyphOf(letter: string, widthDots: number): Glyph {
  const name = `${letter}${widthDots}`;
  const known = glyphs.get(name);
  if (known !== undefined) return known;
  const ink = new Uint8Array(widthDots * cellHeightDots);
  if (letter === rule) ink.fill(1, ruleRows.from * widthDots, ruleRows.to * widthDots);
  else if (stencil !== null) {
    stencil.canvas.width = wideDots;
    stencil.canvas.height = cellHeightDots;
    stencil.font = `500 22px ${face}`;
    stencil.textBaseline = 'alphabetic';
    const natural = stencil.measureText(letter).width;
    // A proportional face is squeezed into the printer's fixed cell.
    const squeeze = Math.min(1, (widthDots - (widthDots === narrowDots ? 1 : 0)) / Math.max(1, natural));
    stencil.setTransform(squeeze, 0, 0, 1, (widthDots - natural * squeeze) / 2, 0);
    stencil.fillText(letter, 0, 20);
    const { data } = stencil.getImageData(0, 0, widthDots, cellHeightDots);
    for (let dot = 0; dot < ink.length; dot += 1) ink[dot] = (data[dot * 4 + 3] ?? 0) > inkThreshold ? 1 : 0;
  }
  const glyph = { widthDots, ink };
  glyphs.set(name, glyph);
  return glyph;
}

const widthOf = (run: PaperRun): number =>
  Array.from(run.text).reduce((sum, letter) => sum + cellOf(letter, run) * run.width, 0);

function heightOf(item: PaperItem): number {
  switch (item.kind) {
    case 'line':
      return Math.max(1, ...item.runs.map((run) => run.height)) * cellHeightDots + lineGapDots;
    case 'qr':
      return generate(item.content).size * item.moduleDots;
    case 'image':
      return item.heightDots;
    case 'feed':
      return item.dots;
    case 'cut':
      return 0;
  }
}

const startOf = (align: Align, contentDots: number, paperDots: number): number => {
  if (align === 'left') return 0;
  const room = Math.max(0, paperDots - contentDots);
  return align === 'right' ? room : Math.floor(room / 2);
};

/** The paper's words, for whoever cannot see it, and for asking the browser for their glyphs. */
export const wordsOf = (items: readonly PaperItem[]): string =>
  items
    .flatMap((item) => (item.kind === 'line' ? [item.runs.map((run) => run.text).join('')] : []))
    .join('\n');

/** What is printed largest: on a ticket, its number. Empty where there are no words yet. */
export function largestOf(items: readonly PaperItem[]): string {
  const runs = items.flatMap((item) => (item.kind === 'line' ? item.runs : []));
  const largest = runs.toSorted((a, b) => b.height * b.width - a.height * a.width)[0];
  return largest?.text.trim() ?? '';
}

/**
 * Down to the last that is printed, and a little more: the feed before a cut is the way from the head to the knife, and that piece of
 * blank paper leaves the printer at the head of the next ticket.
 */
function paperHeightOf(items: readonly PaperItem[]): number {
  const end = items.findLastIndex(({ kind }) => kind !== 'feed' && kind !== 'cut') + 1;
  return items.slice(0, end).reduce((sum, item) => sum + heightOf(item), lineGapDots);
}

/** Draws on a canvas of its own size: one pixel a dot. Waits for the glyphs, which are fetched in slices. */
export async function drawPaper(
  canvas: HTMLCanvasElement,
  items: readonly PaperItem[],
  paperDots: number,
): Promise<void> {
  await document.fonts.load(`500 22px ${face}`, wordsOf(items));
  canvas.width = paperDots;
  canvas.height = paperHeightOf(items);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = '#1c1c1a';
  let top = 0;
  for (const item of items) {
    if (item.kind === 'line') drawLine(pen, item, top, paperDots);
    if (item.kind === 'qr') drawQr(pen, item, top, paperDots);
    if (item.kind === 'image') drawPicture(pen, item, top, paperDots);
    top += heightOf(item);
  }
}

function drawLine(pen: CanvasRenderingContext2D, line: Line, top: number, paperDots: number): void {
  const contentDots = line.runs.reduce((sum, run) => sum + widthOf(run), 0);
  const bottom = top + heightOf(line) - lineGapDots;
  let left = startOf(line.align, contentDots, paperDots);
  for (const run of line.runs) {
    for (const letter of run.text) {
      const glyph = glyphOf(letter, cellOf(letter, run));
      drawGlyph(pen, glyph, run, left, bottom - run.height * cellHeightDots);
      left += glyph.widthDots * run.width;
    }
  }
}

function drawGlyph(
  pen: CanvasRenderingContext2D,
  glyph: Glyph,
  run: PaperRun,
  left: number,
  top: number,
): void {
  const smearDots = run.bold ? 1 : 0;
  glyph.ink.forEach((inked, dot) => {
    if (inked === 0) return;
    const x = left + (dot % glyph.widthDots) * run.width;
    const y = top + Math.floor(dot / glyph.widthDots) * run.height;
    pen.fillRect(x, y, run.width + smearDots, run.height);
  });
}

export interface CodePlace {
  readonly content: string;
  readonly leftDots: number;
  readonly topDots: number;
  readonly sideDots: number;
}

/** Where the codes stand on the paper, and what they say. */
export function codesOf(items: readonly PaperItem[], paperDots: number): readonly CodePlace[] {
  let topDots = 0;
  return items.flatMap((item) => {
    const top = topDots;
    topDots += heightOf(item);
    return item.kind === 'qr' ? [placeOf(item, top, paperDots)] : [];
  });
}

function placeOf(item: Code, topDots: number, paperDots: number): CodePlace {
  const sideDots = heightOf(item);
  return { content: item.content, leftDots: startOf(item.align, sideDots, paperDots), topDots, sideDots };
}

function drawQr(pen: CanvasRenderingContext2D, item: Code, top: number, paperDots: number): void {
  const { content, moduleDots } = item;
  const code = generate(content);
  const left = placeOf(item, top, paperDots).leftDots;
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) pen.fillRect(left + x * moduleDots, top + y * moduleDots, moduleDots, moduleDots);
    }
  }
}

/** Black runs of a row at once: a row of dots one by one takes eight times as long. */
function drawPicture(pen: CanvasRenderingContext2D, item: Picture, top: number, paperDots: number): void {
  const { align, widthDots, heightDots } = item;
  const bits = Uint8Array.from(atob(item.bits), (letter) => letter.charCodeAt(0));
  const rowBytes = Math.ceil(widthDots / 8);
  const left = startOf(align, widthDots, paperDots);
  const isBlack = (x: number, y: number) =>
    x < widthDots && ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  for (let y = 0; y < heightDots; y += 1) {
    let from = -1;
    for (let x = 0; x <= widthDots; x += 1) {
      if (isBlack(x, y)) from = from < 0 ? x : from;
      else if (from >= 0) {
        pen.fillRect(left + from, top + y, x - from, 1);
        from = -1;
      }
    }
  }
}
