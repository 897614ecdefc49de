/**
 * GNU Unifont (OFL), the face of the boards: drawn at its own 16 px, every pixel of an outline glyph is a dot of the bitmap it
 * was made of. It is fetched by this page only, when a board is first shown.
 */
import unifontUrl from '@fontsource/unifont/files/unifont-latin-400-normal.woff2?url';

export const cellHeightDots = 16;
const halfCellDots = 8;
const fullCellDots = 16;
/** The last character of ASCII that is drawn. */
const lastHalf = 0x7e;
/** Where the letters stand, counted from the top of the cell. */
const baselineDots = 14;
const inkThreshold = 127;
const family = 'Foyer Unifont';

/** The dots of one character, row by row. */
export interface Glyph {
  readonly widthDots: number;
  readonly ink: Uint8Array;
}

let loading: Promise<unknown> | null = null;
const glyphs = new Map<string, Glyph>();
const stencil = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** Rejects when the file does not come; the next call asks again. */
export async function loadUnifont(): Promise<void> {
  loading ??= new FontFace(family, `url(${unifontUrl})`).load().then((face) => document.fonts.add(face));
  try {
    await loading;
  } catch (fault) {
    loading = null;
    throw fault;
  }
}

/**
 * On a font card ASCII takes half a cell of 16 × 16 dots, and every other character a whole one: also an arrow, which the face draws
 * narrow. Only once the face is loaded.
 */
export function glyphOf(letter: string): Glyph {
  const known = glyphs.get(letter);
  if (known !== undefined) return known;
  const glyph = rasterise(letter);
  glyphs.set(letter, glyph);
  return glyph;
}

function rasterise(letter: string): Glyph {
  if (stencil === null)
    return { widthDots: halfCellDots, ink: new Uint8Array(halfCellDots * cellHeightDots) };
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
