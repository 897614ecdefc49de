/** The language of one page: its words, loaded when needed, and the choice kept where the page is one person's own. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { languages, type Language } from '../../config/texts/texts.ts';
import { icon } from '../theme/icons.ts';
import { isLanguage, loadWords, type Words } from './words.ts';

/** English comes second, since whoever cannot read the first language most likely reads that. */
const [first, ...others] = languages;
const order: readonly Language[] = [first, 'en', ...others.filter((language) => language !== 'en')];

/** The language that the next touch of the language button brings; the same one where there is no other. */
export function nextLanguage(current: Language, offered: readonly Language[] = languages): Language {
  const ring = order.filter((language) => offered.includes(language));
  return ring[(ring.indexOf(current) + 1) % ring.length] ?? current;
}

const storageKey = 'foyer.language';
const againMs = 1000;

export interface TongueOptions {
  /** The choice outlives the page: for staff, never for visitors. */
  readonly kept: boolean;
}

export class Tongue implements ReactiveController {
  words: Words | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #kept: boolean;
  #language: Language;

  constructor(host: ReactiveControllerHost, language: Language, { kept }: TongueOptions) {
    this.#host = host;
    this.#kept = kept;
    const stored = kept ? localStorage.getItem(storageKey) : null;
    this.#language = isLanguage(stored) ? stored : language;
    host.addController(this);
  }

  hostConnected(): void {
    void this.#load();
  }

  use(language: Language): void {
    this.#language = language;
    if (this.#kept) localStorage.setItem(storageKey, language);
    void this.#load();
  }

  /** A button that says, in its own tongue, which language comes next. */
  button(className: string): TemplateResult {
    const next = nextLanguage(this.#language);
    return html`<button class=${className} lang=${next} @click=${() => this.use(next)}>
      ${icon('globe')}${this.words?.text(`language.${next}`)}
    </button>`;
  }

  async #load(): Promise<void> {
    const language = this.#language;
    try {
      const words = await loadWords(language, this.#kept ? 'staff' : 'visitor');
      if (this.#language !== language) return;
      this.words = words;
      document.documentElement.lang = language;
      this.#host.requestUpdate();
    } catch {
      // A catalogue that did not come, since the host is away: the page keeps the words it has and asks again.
      setTimeout(() => void this.#load(), againMs);
    }
  }
}
