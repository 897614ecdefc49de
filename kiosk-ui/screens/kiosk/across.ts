/** What is different on a screen that lies on its side. Most stand, and do not carry it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const againMs = 1000;

export class Across implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null };
  readonly #asked = matchMedia('(min-aspect-ratio: 1/1)');
  #isLoaded = false;

  constructor(host: ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null }) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether all is there that this screen needs to look right. */
  get isReady(): boolean {
    return this.#isLoaded || !this.#asked.matches;
  }

  hostConnected(): void {
    this.#asked.addEventListener('change', this.#changed);
    void this.#load();
  }

  hostDisconnected(): void {
    this.#asked.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => void this.#load();

  async #load(): Promise<void> {
    if (this.isReady) return this.#host.requestUpdate();
    try {
      const { landscape } = await import('./landscape.ts');
      this.#host.shadowRoot?.adoptedStyleSheets.push(...landscape);
      this.#isLoaded = true;
      this.#host.requestUpdate();
    } catch {
      // The host is away: until it is back, the page that stands does as well.
      setTimeout(this.#changed, againMs);
    }
  }
}
