/** What a board has room for and signs for: all that whoever composes a content needs to know of it. Pure. */

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What a square font would give two cells to, and so its question mark too. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** A kind of board's font. */
export interface BoardFont {
  /** Cells that a character takes, 1 or 2; null for one that it lacks. */
  readonly cellsOf: (character: string) => 1 | 2 | null;
  /** A sign for one that it lacks but has a relative of, such as the capital; null where nothing is near. */
  readonly nearest?: (character: string) => string | null;
  /** What stands where nothing is near, of one cell and, where the font has such, of two. */
  readonly unknown: { readonly narrow: string; readonly wide: string };
}

export interface BoardSizeInCells {
  /** Cells in a row. */
  readonly columns: number;
  readonly rows: number;
}

export class BoardFace implements BoardSizeInCells {
  readonly columns: number;
  readonly rows: number;
  /** Whether the board can move a row along: what is longer than it comes to its end. */
  readonly scrolls: boolean;
  readonly #font: BoardFont;

  constructor({ columns, rows }: BoardSizeInCells, font: BoardFont, { scrolls = false } = {}) {
    this.columns = columns;
    this.rows = rows;
    this.scrolls = scrolls;
    this.#font = font;
  }

  /**
   * The text as it will stand on the board. Line ends and tabs become spaces, other controls and invisible marks vanish, letters
   * the font lacks lose their accents or give way to the nearest, and for anything else it lacks stands a mark of the same
   * width. Shown again, it stays as it is.
   */
  shown(text: string): string {
    // Most text; the long way takes several times as long.
    if (this.#has(text)) return text;
    const { narrow, wide: broad } = this.#font.unknown;
    let shown = '';
    for (const { segment } of graphemes.segment(text.normalize('NFC')))
      shown += this.#shownAs(segment) ?? (wide.test(segment) ? broad : narrow);
    return shown;
  }

  /** Whether the board has every character of a text, so that no mark stands for one. */
  isShowable(text: string): boolean {
    return this.lacking(text).length === 0;
  }

  /** The characters of a text that the board has nothing for, each once. */
  lacking(text: string): readonly string[] {
    if (this.#has(text)) return [];
    const all = Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment);
    return [...new Set(all.filter((segment) => this.#shownAs(segment) === null))];
  }

  /** How many cells a text takes on the board. */
  cellsOf(text: string): number {
    let cells = 0;
    for (const character of this.shown(text)) cells += this.#cells(character);
    return cells;
  }

  /** As much of the text, as it is shown, as has room in so many cells. */
  cut(text: string, cells: number): string {
    let [cut, free] = ['', cells];
    for (const character of this.shown(text)) {
      free -= this.#cells(character);
      if (free < 0) break;
      cut += character;
    }
    return cut;
  }

  #cells(character: string): number {
    return this.#font.cellsOf(character) ?? 1;
  }

  #has(text: string): boolean {
    for (const character of text) if (this.#font.cellsOf(character) === null) return false;
    return true;
  }

  /** Null if the font has nothing for it. */
  #shownAs(grapheme: string): string | null {
    // Line ends and tabs, NEL and the Unicode separators included.
    if (/^[\t-\r\x85\p{Z}]+$/u.test(grapheme)) return this.#has(grapheme) ? grapheme : ' ';
    const visible = grapheme.replaceAll(/[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Variation_Selector}]/gu, '');
    const plain = visible.normalize('NFKD').replaceAll(/\p{M}/gu, '');
    return this.#nearestOf(visible) ?? this.#nearestOf(plain);
  }

  #nearestOf(text: string): string | null {
    let near = '';
    for (const character of text) {
      const sign = this.#font.cellsOf(character) === null ? this.#font.nearest?.(character) : character;
      if (sign === null || sign === undefined) return null;
      near += sign;
    }
    return near;
  }
}
