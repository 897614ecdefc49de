/** GNU Unifont (OFL), the face of the boards. It is fetched by this page only, when a board is first shown. */
import unifontUrl from '@fontsource/unifont/files/unifont-latin-400-normal.woff2?url';
import { rasterise, type Glyph } from './glyphs.ts';

const family = 'Foyer Unifont';

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

/** Of a browser that draws nothing, no letter has any width. Only once the face is loaded. */
export function glyphOf(letter: string): Glyph {
  const known = glyphs.get(letter);
  if (known !== undefined) return known;
  const glyph =
    stencil === null ? { widthDots: 0, ink: new Uint8Array() } : rasterise(letter, stencil, family);
  glyphs.set(letter, glyph);
  return glyph;
}
