/**
 * What a ticket printer can print, and nothing about tickets. Dots are the printer's own (mostly 203 dpi: 8 to the millimetre),
 * columns are Font A cells of 12 dots; a Han character takes two.
 */
import type { DotImage } from './raster/dots.ts';

export type TextAlign = 'left' | 'centre' | 'right';

/** A multiplier of the printer's character cell. */
export type TextScale = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * Text in one size and weight. Any text is allowed: a line that a printer's fonts cannot say is drawn, what no font has becomes
 * 〓, controls vanish.
 */
export interface TextRun {
  readonly text: string;
  readonly width: TextScale;
  readonly height: TextScale;
  readonly bold: boolean;
}

/** One line of runs; longer than the paper is wide, it wraps, at spaces where there are any. */
export interface LineItem {
  readonly kind: 'line';
  readonly align: TextAlign;
  readonly runs: readonly TextRun[];
}

/** One line with text at both edges; what does not fit beside each other goes below each other. */
export interface ColumnsItem {
  readonly kind: 'columns';
  readonly left: string;
  readonly right: string;
}

/**
 * A QR code, centred, error correction M. `content`: 1 to 331 printable ASCII characters. `moduleDots`: 1 to 8, a wish: it
 * is made smaller where the symbol with its quiet zone would be wider than the paper.
 */
export interface QrItem {
  readonly kind: 'qr';
  readonly content: string;
  readonly moduleDots: number;
}

/**
 * A picture, as wide as the paper at most. `isKept`: every ticket has it (a logo), so a printer that can may keep it in its
 * memory instead of being sent it each time.
 */
export interface ImageItem {
  readonly kind: 'image';
  readonly align: TextAlign;
  readonly image: DotImage;
  readonly isKept: boolean;
}

/** A thin line across the paper. */
export interface RuleItem {
  readonly kind: 'rule';
}

/** Empty paper, 1 to 50 lines. */
export interface FeedItem {
  readonly kind: 'feed';
  readonly lines: number;
}

export type PrintItem = LineItem | ColumnsItem | QrItem | ImageItem | RuleItem | FeedItem;

/** From top to bottom. The cut after the last item belongs to the codec, so no document can forget it. */
export interface PrintDocument {
  readonly items: readonly PrintItem[];
}

/** A line with one run; sizes default to 1, weight to normal, alignment to left. */
export function line(
  text: string,
  look: { align?: TextAlign; width?: TextScale; height?: TextScale; bold?: boolean } = {},
): LineItem {
  const { align = 'left', width = 1, height = 1, bold = false } = look;
  return { kind: 'line', align, runs: [{ text, width, height, bold }] };
}
