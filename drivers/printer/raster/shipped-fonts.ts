/**
 * The fonts that Foyer brings along, in slices of some hundred characters as a browser would fetch them. A slice is opened
 * when the first text needs it: all of them together are twenty megabytes, a lobby's texts need a handful.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { charactersOf } from './woff2-characters.ts';

interface Slice {
  readonly font: Family;
  /** The name that it is registered under; a word, so that it needs no quotes. */
  readonly family: string;
  readonly path: string;
  /** What it may have, in pairs of first and last character. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/**
 * Chinese of both writings, Japanese, Western European, Russian and Vietnamese; Korean; what the first lacks of Taiwan's and
 * of Japan's characters (one in twenty of Big5's common ones); all other Latin, Cyrillic and Greek. The first one's Latin is
 * made to stand among Han.
 */
const families = ['noto-sans-sc', 'noto-sans-kr', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans'] as const;
type Family = (typeof families)[number];
const widest: Family = 'noto-sans';

/**
 * In this order, letters with marks before those without. Of a letter that its first font has not, the canvas would take the
 * base from that one and the mark from another, which then stands beside it.
 */
const scripts = ['vietnamese', 'greek-ext', 'cyrillic-ext', 'latin-ext', 'greek', 'cyrillic', 'latin'];

const knownCharacters = 20_000;

export class ShippedFonts {
  readonly #slices: readonly Slice[];
  readonly #register: (path: string, family: string) => void;
  readonly #characters = new Map<Slice, ReadonlySet<number>>();
  readonly #sliceOf = new Map<string, Slice | null>();

  /** @param register makes a font file known under a name; called once for each file that a text needs */
  constructor(register: (path: string, family: string) => void) {
    this.#register = register;
    this.#slices = families.flatMap(slicesOf);
  }

  /** Whether one of the fonts has this character. */
  has(character: string): boolean {
    return this.#find(character) !== null;
  }

  /**
   * The names of the slices that the text needs, for a list of fonts. Empty when no slice has any of it. A text with one
   * letter that only the widest font has is all in that one, as far as it goes: letters of two faces in a word look wrong.
   */
  familiesFor(text: string): readonly string[] {
    const characters = Array.from(new Set(text));
    const usual = characters.map((character) => this.#find(character));
    const needsWidest = usual.some((slice) => slice?.font === widest);
    const needed = new Set(
      needsWidest ? characters.map((character, at) => this.#findIn(widest, character) ?? usual[at]) : usual,
    );
    // The list goes by its order where two of its slices have a letter.
    const isFirst = ({ font }: Slice): boolean => needsWidest && font === widest;
    const slices = this.#slices.filter((slice) => needed.has(slice));
    return slices.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a))).map(({ family }) => family);
  }

  #find(character: string): Slice | null {
    const known = this.#sliceOf.get(character);
    if (known !== undefined) return known;
    let found: Slice | null = null;
    // One after the other: to ask opens files.
    for (const font of families) found ??= this.#findIn(font, character);
    if (this.#sliceOf.size >= knownCharacters) this.#sliceOf.clear();
    this.#sliceOf.set(character, found);
    return found;
  }

  #findIn(font: Family, character: string): Slice | null {
    const code = character.codePointAt(0) ?? 0;
    const has = (slice: Slice): boolean =>
      slice.font === font && mayHave(slice, code) && this.#open(slice).has(code);
    return this.#slices.find(has) ?? null;
  }

  #open(slice: Slice): ReadonlySet<number> {
    const opened = this.#characters.get(slice);
    if (opened !== undefined) return opened;
    const characters = charactersOf(readFileSync(slice.path));
    this.#register(slice.path, slice.family);
    this.#characters.set(slice, characters);
    return characters;
  }
}

function mayHave({ ranges }: Slice, code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

/** Its place in `scripts`; behind them all what has only a number. */
function rank(name: string): number {
  const place = scripts.indexOf(name);
  return place < 0 ? scripts.length : place;
}

/** unicode.json has the `unicode-range` of each slice by its name, which stands in brackets where it is a number. */
function slicesOf(font: Family): Slice[] {
  const index = createRequire(import.meta.url).resolve(`@fontsource-variable/${font}/unicode.json`);
  const ranges = JSON.parse(readFileSync(index, 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(ranges)
    .map(([bracketed, list]) => ({ name: bracketed.replaceAll(/[[\]]/g, ''), list }))
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .map(({ name, list }) => ({
      font,
      family: `${font}-${name}`,
      path: join(dirname(index), 'files', `${font}-${name}-wght-normal.woff2`),
      ranges: list.split(',').map(readRange),
    }));
}

/** U+4e00 or U+4e00-4eff. */
function readRange(text: string): readonly [number, number] {
  const [first = '', last = first] = text.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
