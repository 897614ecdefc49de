/** The letters of a board as dots, from a face of bitmaps: at its own size, every pixel of an outline is a dot. */

/** The dots of one character, row by row. */
export interface Glyph {
  readonly widthDots: number;
  readonly ink: Uint8Array;
}

/** What is used of a canvas, in a browser or without one. */
export interface Stencil {
  font: string;
  textBaseline: string;
  readonly canvas: { width: number; height: number };
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  getImageData(x: number, y: number, width: number, height: number): { readonly data: ArrayLike<number> };
}

const cellHeightDots = 16;
const halfCellDots = 8;
const fullCellDots = 16;
/** The last character of ASCII that is drawn. */
const lastHalf = 0x7e;
/** Where the letters stand, counted from the top of the cell. */
const baselineDots = 14;
const inkThreshold = 127;

/**
 * On a font card ASCII takes half a cell of 16 × 16 dots, and every other character a whole one: also an arrow, which Unifont draws
 * narrow.
 * @param family of GNU Unifont, loaded
 */
export function rasterise(letter: string, stencil: Stencil, family: string): Glyph {
  stencil.canvas.width = fullCellDots;
  stencil.canvas.height = cellHeightDots;
  stencil.font = `${cellHeightDots}px "${family}"`;
  stencil.textBaseline = 'alphabetic';
  const widthDots = letter.charCodeAt(0) > lastHalf ? fullCellDots : halfCellDots;
  stencil.fillText(letter, Math.round((widthDots - stencil.measureText(letter).width) / 2), baselineDots);
  const { data } = stencil.getImageData(0, 0, widthDots, cellHeightDots);
  const ink = new Uint8Array(widthDots * cellHeightDots);
  for (let dot = 0; dot < ink.length; dot += 1) ink[dot] = (data[dot * 4 + 3] ?? 0) > inkThreshold ? 1 : 0;
  return { widthDots, ink };
}
