/** The words of a public screen in two of its lobby's languages: the one in use, and the small second line below it. */
import type { ReactiveControllerHost } from 'lit';
import type { Language } from '../../config/texts/texts.ts';
import { companionOf, loadWords, type Words } from './words.ts';

const againMs = 1000;

interface Wanted {
  readonly language: Language;
  readonly companion: Language | null;
}

export class Pair {
  words: Words | null = null;
  /** Null where the lobby has one language only. */
  second: Words | null = null;

  readonly #host: ReactiveControllerHost;
  #wanted: Wanted | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  use(language: Language, offered: readonly Language[]): void {
    const companion = companionOf(language, offered);
    if (this.#wanted?.language === language && this.#wanted.companion === companion) return;
    this.#wanted = { language, companion };
    void this.#load(this.#wanted);
  }

  async #load(wanted: Wanted): Promise<void> {
    const { language, companion } = wanted;
    try {
      const [words, second] = await Promise.all([
        loadWords(language, 'visitor'),
        companion === null ? null : loadWords(companion, 'visitor'),
      ]);
      // Two quick touches on the language button: the later one counts.
      if (this.#wanted !== wanted) return;
      this.words = words;
      this.second = second;
      document.documentElement.lang = language;
      this.#host.requestUpdate();
    } catch {
      // A catalogue that did not come, since the host is away: the screen keeps the words it has and asks again.
      setTimeout(() => this.#again(wanted), againMs);
    }
  }

  #again(wanted: Wanted): void {
    if (this.#wanted === wanted) void this.#load(wanted);
  }
}
