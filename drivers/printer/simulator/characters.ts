/** Which character a printer's fonts have for a byte, or for two. */
import iconv from 'iconv-lite';
import type { PrinterModel, WideFont } from '../models/model.ts';

export interface Character {
  readonly text: string;
  /** Two cells: from the font of two-byte characters. */
  readonly isWide: boolean;
  readonly length: number;
}

/** Printed where a font has nothing: what a host should never make a printer do. */
const missing = '〓';

/** How iconv-lite calls a font's encoding, and which of its characters printers have: the standard's, no maker's additions. */
const fonts: Readonly<Record<WideFont, { name: string; has: (high: number, low: number) => boolean }>> = {
  gb18030: { name: 'gb18030', has: (_, low) => low >= 0x40 },
  big5: { name: 'cp950', has: (high, low) => low >= 0x40 && high >= 0xa1 && high <= 0xf9 },
  // JIS X 0208: rows 1 to 8 and 16 to 84.
  shift_jis: {
    name: 'shift_jis',
    has: (high) =>
      (high >= 0x81 && high <= 0x84) || (high >= 0x88 && high <= 0x9f) || (high >= 0xe0 && high <= 0xea),
  },
  // KS X 1001
  'euc-kr': { name: 'euc-kr', has: (high, low) => high >= 0xa1 && low >= 0xa1 },
};

/** In Shift JIS, what is between the two ranges of lead bytes is half-width katakana. */
const isShiftJisLead = (byte: number): boolean =>
  (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);

export class Characters {
  readonly #wideFont: PrinterModel['wideFont'];
  readonly #defaultPage: string;
  #page: string;
  #isKanji = false;
  #isShiftJis = false;

  constructor({ wideFont, codePages }: Pick<PrinterModel, 'wideFont' | 'codePages'>) {
    this.#wideFont = wideFont;
    // Page 0 after switching on, which is PC437 wherever there is one.
    this.#defaultPage = Object.entries(codePages).find(([, n]) => n === 0)?.[0] ?? 'cp437';
    this.#page = this.#defaultPage;
  }

  /** FS & and FS . */
  setKanji(on: boolean): void {
    this.#isKanji = on;
  }

  /** FS C */
  setKanjiCode(isShiftJis: boolean): void {
    this.#isShiftJis = isShiftJis;
  }

  /** ESC t, by the name that iconv-lite knows. */
  setPage(encoding: string): void {
    this.#page = encoding;
  }

  /** ESC @ */
  initialise(): void {
    this.#isKanji = false;
    this.#isShiftJis = false;
    this.#page = this.#defaultPage;
  }

  /** The character that begins with a byte from 20 up; null until the second one has come that it needs. */
  read(first: number, second: number | undefined): Character | null {
    if (this.#isPair(first)) {
      return second === undefined ? null : { text: this.#wide(first, second), isWide: true, length: 2 };
    }
    if (first < 0x80) return { text: String.fromCharCode(first), isWide: false, length: 1 };
    const text = iconv.decode(Buffer.of(first), this.#isKatakana(first) ? 'shift_jis' : this.#page);
    return { text: text.length === 1 && text !== '\ufffd' ? text : missing, isWide: false, length: 1 };
  }

  #isPair(first: number): boolean {
    switch (this.#wideFont) {
      case null:
        return false;
      case 'shift_jis':
        // Shift JIS needs no FS &; with the other code, JIS, all of ASCII means Kanji while FS & is on.
        if (this.#isShiftJis) return isShiftJisLead(first);
        return this.#isKanji && first >= 0x21 && first <= 0x7e;
      case 'gb18030':
      case 'big5':
      case 'euc-kr':
        return this.#isKanji && first >= 0x81 && first <= 0xfe;
    }
  }

  #isKatakana(byte: number): boolean {
    return this.#wideFont === 'shift_jis' && this.#isShiftJis && byte >= 0xa1 && byte <= 0xdf;
  }

  #wide(first: number, second: number): string {
    if (this.#wideFont === null) return missing;
    if (this.#wideFont === 'shift_jis' && !this.#isShiftJis)
      return one(iconv.decode(Buffer.of(first | 0x80, second | 0x80), 'euc-jp'));
    const { name, has } = fonts[this.#wideFont];
    return has(first, second) ? one(iconv.decode(Buffer.of(first, second), name)) : missing;
  }
}

/** iconv-lite maps areas that are for users to fill to private ones of Unicode. */
function one(text: string): string {
  const isOne = Array.from(text).length === 1 && text !== '\ufffd' && !/\p{Co}/u.test(text);
  return isOne ? text : missing;
}
