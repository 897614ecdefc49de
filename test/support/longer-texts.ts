/**
 * A language that nobody speaks: every text 30 % longer, by letters said twice. What does not fit then would not fit in
 * the next language either; and what is not longer on a page did not come from the catalogue.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import type { Catalogue, Messages } from '../../config/texts/texts.ts';

const percentLonger = 30;
/** What the first letter finds already owed, so that a word of two Han characters grows as well: lengths are rounded up. */
const owedAtFirst = 99;
/** A Latin word grows by its vowels and so still reads; a Han word by its characters. */
const stretches = /[aeiou\p{Script=Han}]/iu;

/**
 * A message of the catalogues, made longer. Arguments, tags, the names of cases and digits stay as they are; each case of
 * a plural grows by itself.
 */
export function longer(message: string): string {
  return new Stretcher(message).text();
}

class Stretcher {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(message: string) {
    this.#characters = Array.from(message);
  }

  /** Words up to the brace that closes them, or the end. */
  text(): string {
    let said = '';
    let owed = owedAtFirst;
    for (let next = this.#characters[this.#at]; next !== undefined && next !== '}'; next = this.#peek()) {
      if (next === '{') said += this.#argument();
      else if (next === '<') said += this.#until('>');
      else {
        this.#at += 1;
        if (/\p{L}/u.test(next)) owed += percentLonger;
        const grows = owed >= 100 && stretches.test(next);
        if (grows) owed -= 100;
        said += grows ? next + next.toLowerCase() : next;
      }
    }
    return said;
  }

  /** `{name}`, or `{name, plural, one {…} other {…}}` with its words in the inner braces. */
  #argument(): string {
    let said = this.#take();
    for (let next = this.#peek(); next !== '}'; next = this.#peek()) {
      if (next === undefined) throw new Error(`A brace without its end: ${this.#characters.join('')}`);
      said += this.#take();
      if (next === '{') said += this.text() + this.#take();
    }
    return said + this.#take();
  }

  #until(end: string): string {
    let said = this.#take();
    while (!said.endsWith(end) && this.#peek() !== undefined) said += this.#take();
    return said;
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(): string {
    this.#at += 1;
    return this.#characters[this.#at - 1] ?? '';
  }
}

const longerMessages = (messages: Messages): Messages =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, longer(text)])) as Messages;

/** What a page built with `longerTexts` should say. */
export const longerCatalogue = ({ language, messages }: Catalogue): Catalogue => ({
  language,
  messages: longerMessages(messages),
});

const catalogueFile = /[\\/]config[\\/]texts[\\/][\w-]+\.json(?=\?|$)/;

/** For the build of the pages: every catalogue is lengthened as it is read, before anything else is done with it. */
export const longerTexts: Plugin = {
  name: 'longer-texts',
  enforce: 'pre',
  async load(id) {
    if (!catalogueFile.test(id)) return null;
    const messages = JSON.parse(await readFile(id.replace(/\?.*$/, ''), 'utf8')) as Messages;
    return JSON.stringify(longerMessages(messages));
  },
};
