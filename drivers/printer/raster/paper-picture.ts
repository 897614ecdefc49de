/**
 * A printed paper as a picture, one pixel a dot: what a thermal head leaves. Characters are one-bit cells (12 × 24 dots, the
 * wide ones 24 × 24), enlarged by repeating dots, emphasised by printing them twice, one dot apart.
 */
import { encode } from 'fast-png';
import type { Placed, PaperItem, PaperRun } from '../simulator/paper.ts';
import { cellDots, type CellArtist } from './artist.ts';
import { blankDots, fillDots, stampDots, type DotImage } from './dots.ts';
import { qrDots } from './qr-dots.ts';

export interface PaperPicture {
  /** Black and white. */
  readonly png: Uint8Array;
  readonly widthDots: number;
  readonly heightDots: number;
}

/** A printer's dashes fill their cells and join, a face's do not: rows of the cell that are black. */
const dashes: Readonly<Record<string, readonly [from: number, to: number]>> = {
  '\u2500': [11, 13],
  '\u2501': [10, 14],
};

/** The feed before a cut goes a little past the knife. */
const pastKnifeDots = 24;
/** Cut edges are shown as dots and gaps of this width. */
const edgeDots = 4;

/**
 * One paper from cut to cut. What is fed before the cut is the way from the head to the knife: that blank piece leaves the
 * printer at the head of the next paper, so it is drawn at the head of this one, which had it from the one before.
 * @param placed from top to bottom, at most one cut
 */
export function drawPaper(
  placed: readonly Placed[],
  widthDots: number,
  cells: Pick<CellArtist, 'cell'>,
): PaperPicture {
  const end = placed.findLastIndex(({ item }) => item.kind !== 'feed' && item.kind !== 'cut') + 1;
  const fedDots = heightOf(placed.slice(end));
  const footDots = Math.min(pastKnifeDots, fedDots);
  const paper = blankDots(widthDots, Math.max(1, heightOf(placed)));
  let top = fedDots - footDots;
  for (const { item, dots } of placed.slice(0, end)) {
    printItem(paper, item, top, cells);
    top += dots;
  }
  for (let x = 0; x < widthDots; x += 2 * edgeDots) {
    fillDots(paper, { x, y: 0 }, edgeDots, 1);
    fillDots(paper, { x, y: paper.heightDots - 1 }, edgeDots, 1);
  }
  return { png: asPng(paper), widthDots, heightDots: paper.heightDots };
}

function heightOf(placed: readonly Placed[]): number {
  return placed.reduce((sum, { dots }) => sum + dots, 0);
}

function printItem(paper: DotImage, item: PaperItem, top: number, cells: Pick<CellArtist, 'cell'>): void {
  switch (item.kind) {
    case 'line':
      return printLine(paper, item, top, cells);
    case 'qr': {
      const code = qrDots(item.content, item.moduleDots);
      return stampDots(paper, code, { x: startOf(item.align, code.widthDots, paper.widthDots), y: top });
    }
    case 'image': {
      const { widthDots, heightDots, align } = item;
      const image = { widthDots, heightDots, bits: Buffer.from(item.bits, 'base64') };
      return stampDots(paper, image, { x: startOf(align, widthDots, paper.widthDots), y: top });
    }
    case 'feed':
    case 'cut':
  }
}

function startOf(align: 'left' | 'centre' | 'right', contentDots: number, paperDots: number): number {
  if (align === 'left') return 0;
  const room = Math.max(0, paperDots - contentDots);
  return align === 'right' ? room : Math.floor(room / 2);
}

/** Characters of different heights stand on the lower edge of the highest. */
function printLine(
  paper: DotImage,
  { align, runs }: Extract<PaperItem, { kind: 'line' }>,
  top: number,
  cells: Pick<CellArtist, 'cell'>,
): void {
  const letters = runs.flatMap((run) =>
    Array.from(run.text, (letter) => ({ letter, run, cellWidth: cellWidthOf(letter, run) })),
  );
  const contentDots = letters.reduce((sum, { cellWidth, run }) => sum + cellWidth * run.width, 0);
  const highest = Math.max(...runs.map(({ height }) => height));
  let left = startOf(align, contentDots, paper.widthDots);
  for (const { letter, run, cellWidth } of letters) {
    const glyph = dashes[letter] ? dash(dashes[letter], cellWidth) : cells.cell(letter, cellWidth);
    const at = { x: left, y: top + (highest - run.height) * cellDots.height };
    stampDots(paper, glyph, at, run);
    if (run.bold) stampDots(paper, glyph, { x: at.x + 1, y: at.y }, run);
    left += cellWidth * run.width;
  }
}

function cellWidthOf(letter: string, run: PaperRun): number {
  return letter <= '~' || run.narrow === true ? cellDots.width : 2 * cellDots.width;
}

function dash([from, to]: readonly [number, number], widthDots: number): DotImage {
  const dots = blankDots(widthDots, cellDots.height);
  fillDots(dots, { x: 0, y: from }, widthDots, to - from);
  return dots;
}

/** One bit a pixel, where 1 is white. */
function asPng({ widthDots, heightDots, bits }: DotImage): Uint8Array {
  const data = bits.map((byte) => ~byte);
  return encode({ width: widthDots, height: heightDots, data, depth: 1, channels: 1 });
}
