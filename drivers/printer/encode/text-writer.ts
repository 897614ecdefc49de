/** Text that the printer's own fonts can say, as bytes, with the least changing between its fonts. */
import type { PrinterModel, WideFont } from '../models/model.ts';
import { charsetOf, type Charset, type Manner, type Said } from '../text/charset.ts';

/**
 * Two-byte characters on and off: FS & and FS . , and with Shift_JIS FS C, the choice between it and JIS: it takes its
 * two-byte characters by themselves as long as it is chosen.
 */
const switches: Readonly<Record<WideFont, { on: readonly number[]; off: readonly number[] }>> = {
  gb18030: { on: [0x1c, 0x26], off: [0x1c, 0x2e] },
  big5: { on: [0x1c, 0x26], off: [0x1c, 0x2e] },
  'euc-kr': { on: [0x1c, 0x26], off: [0x1c, 0x2e] },
  shift_jis: { on: [0x1c, 0x43, 1], off: [0x1c, 0x43, 0] },
};

/**
 * Remembers which font is chosen, and says it only where that changes. Of what was chosen before the first text it knows
 * nothing: the printer may have been switched off meanwhile, and some begin with two-byte characters on.
 */
export class TextWriter {
  readonly #charset: Charset;
  readonly #switch: { on: readonly number[]; off: readonly number[] } | null;
  #wide: boolean | null = null;
  #page: number | null = null;

  constructor(model: PrinterModel) {
    this.#charset = charsetOf(model);
    this.#switch = model.wideFont === null ? null : switches[model.wideFont];
  }

  /** @throws RangeError for a character that the printer lacks */
  bytesOf(text: string, manner: Manner): Buffer {
    const said = Array.from(text, (character) => this.#charset.say(character, manner));
    const bytes: number[] = [];
    for (const [at, one] of said.entries()) {
      if (one.font === 'ascii') bytes.push(one.byte);
      else if (one.font === 'wide') bytes.push(...this.#turn(true), one.code >> 8, one.code & 0xff);
      else bytes.push(...this.#paged(said, at));
    }
    return Buffer.from(bytes);
  }

  /** Two-byte characters off, for whoever prints after us. */
  end(): Buffer {
    return Buffer.from(this.#wide ? this.#turn(false) : []);
  }

  #paged(said: readonly Said[], at: number): number[] {
    const one = said[at];
    if (one?.font !== 'page') return [];
    const bytes = [...this.#turn(false)];
    if (!one.places.some(({ page }) => page === this.#page)) {
      this.#page = pageForMost(said, at);
      bytes.push(0x1b, 0x74, this.#page);
    }
    return [...bytes, one.places.find(({ page }) => page === this.#page)?.byte ?? 0];
  }

  #turn(wide: boolean): readonly number[] {
    if (!this.#switch || wide === this.#wide) return [];
    this.#wide = wide;
    return wide ? this.#switch.on : this.#switch.off;
  }
}

/** The page that says the most characters from here on; with as many, the one that the model names first. */
function pageForMost(said: readonly Said[], from: number): number {
  let pages: number[] | null = null;
  for (const one of said.slice(from)) {
    if (one.font !== 'page') continue;
    const here: number[] = one.places.map(({ page }) => page);
    const common: number[] = pages === null ? here : pages.filter((page) => here.includes(page));
    if (common.length === 0) break;
    pages = common;
  }
  return pages?.[0] ?? 0;
}
