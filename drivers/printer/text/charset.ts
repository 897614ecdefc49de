/** Which characters a printer model has in its own fonts, and which of two fonts says a line better. */
import type { PrinterModel } from '../models/model.ts';
import { pageTable, type PagePlace, type PageTable } from './code-pages.ts';
import { wideTable, type WideTable } from './wide-font.ts';

/** What looks alike, and so is said alike within a line. */
type Kind = 'latin' | 'greek' | 'cyrillic' | 'other';

/**
 * The kinds that are said wide in a line, where the font has them so. Many characters are both in the two-byte font, two columns
 * wide, and in a code page, one column wide. Letters look better narrow, Chinese punctuation wide, and no word is half of each.
 */
export type Manner = ReadonlySet<Kind>;

/** How one character goes on the wire. */
export type Said =
  | { readonly font: 'ascii'; readonly byte: number }
  | { readonly font: 'wide'; readonly code: number }
  | { readonly font: 'page'; readonly places: readonly PagePlace[] };

/** As many wide characters as there are. */
export const wideManner: Manner = new Set(['latin', 'greek', 'cyrillic', 'other']);

const narrowManner: Manner = new Set();

export class Charset {
  readonly #wide: WideTable | null;
  readonly #pages: PageTable;

  constructor(model: PrinterModel) {
    this.#wide = model.wideFont === null ? null : wideTable(model.wideFont);
    this.#pages = pageTable(model.codePages);
  }

  /** Whether the printer has the character (a whole grapheme cluster). */
  has(character: string): boolean {
    return isAscii(character) || this.#wideCode(character) !== 0 || this.#pages.has(character);
  }

  /** How to say these characters together; null where the printer lacks one of them. */
  mannerOf(characters: readonly string[]): Manner | null {
    let wide: Set<Kind> | null = null;
    for (const character of characters) {
      if (isAscii(character) || this.#pages.has(character)) continue;
      if (this.#wideCode(character) === 0) return null;
      wide ??= new Set();
      wide.add(kindOf(character));
    }
    return wide ?? narrowManner;
  }

  /** @throws RangeError for a character that the printer lacks */
  say(character: string, manner: Manner): Said {
    if (isAscii(character)) return { font: 'ascii', byte: character.charCodeAt(0) };
    const code = this.#wideCode(character);
    const places = this.#pages.get(character);
    if (code !== 0 && (!places || manner.has(kindOf(character)))) return { font: 'wide', code };
    if (places) return { font: 'page', places };
    throw new RangeError(`the printer has no "${character}"`);
  }

  /** In columns of Font A, before any scaling. */
  columnsOf(character: string, manner: Manner): 1 | 2 {
    if (isAscii(character)) return 1;
    if (this.#wideCode(character) === 0) return 1;
    return this.say(character, manner).font === 'wide' ? 2 : 1;
  }

  /** 0 where the two-byte font lacks it, or there is none. */
  #wideCode(character: string): number {
    return character.length === 1 ? (this.#wide?.[character.charCodeAt(0)] ?? 0) : 0;
  }
}

const charsets = new WeakMap<PrinterModel, Charset>();

/** Built when first asked for: tens of ms for a printer with a two-byte font, so ask before somebody waits for a ticket. */
export function charsetOf(model: PrinterModel): Charset {
  const known = charsets.get(model);
  if (known) return known;
  const charset = new Charset(model);
  charsets.set(model, charset);
  return charset;
}

function kindOf(character: string): Kind {
  // Above are Han, kana, Hangul and symbols, and they are most of what is asked for.
  if (character >= '\u0530') return 'other';
  if (/\p{sc=Latn}/u.test(character)) return 'latin';
  if (/\p{sc=Grek}/u.test(character)) return 'greek';
  return /\p{sc=Cyrl}/u.test(character) ? 'cyrillic' : 'other';
}

function isAscii(character: string): boolean {
  return character.length === 1 && character >= ' ' && character <= '~';
}
