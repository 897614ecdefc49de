/** The words that explain figures: they come after the page, which would carry them for everybody else. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadWords, type Words } from '../../../host/words.ts';

const againMs = 1000;

export class FigureWords implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #asked: Words | null = null;
  #all: Words | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#again);
    // What has not come is asked for again by whoever comes back.
    if (this.#all === null) this.#asked = null;
  }

  /** All words in the language of these; null until they have come. */
  of(words: Words): Words | null {
    if (this.#asked !== words) {
      this.#asked = words;
      if (this.#all?.language !== words.language) this.#all = null;
      void this.#load(words);
    }
    return this.#all;
  }

  async #load(words: Words): Promise<void> {
    try {
      const all = words.with(await loadWords(words.language, 'figures'));
      if (this.#asked !== words) return;
      this.#all = all;
      this.#host.requestUpdate();
    } catch {
      // The host is away: asked again until it is back.
      this.#again = setTimeout(() => void this.#load(words), againMs);
    }
  }
}
