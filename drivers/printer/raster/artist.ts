/** Draws text that a printer has no font for. */
import type { TextRun } from '../document.ts';
import type { DotImage } from './dots.ts';

/** A cell of the printer's Font A, which the drawn text sits among. */
export const cellDots = { width: 12, height: 24 } as const;

export interface Artist {
  /** Whether a shipped font has every visible character of the text; what has not is drawn as an empty box. */
  has(text: string): boolean;
  /** Width of a text in dots, as `draw` would draw it. */
  measure(text: string, look: Omit<TextRun, 'text'>): number;
  /**
   * One line of text, as high as its highest run and as wide as all of them. A little higher than the cells where letters
   * need it, such as those with two marks above each other.
   */
  draw(runs: readonly TextRun[]): DotImage;
}

/** Also draws single characters as a printer's own font would: for the picture of a paper, not for the paper. */
export interface CellArtist extends Artist {
  /** A character squeezed into a cell as high as Font A's and of this width. */
  cell(letter: string, widthDots: number): DotImage;
}
