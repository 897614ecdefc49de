import type { ReactiveControllerHost } from 'lit';

const NAME = 'foyer.seen-note';

/** The note of the last hand-over, put away in this page: it stays away after a reload, and another note comes up. */
export class SeenNotes {
  readonly #page: ReactiveControllerHost;
  #seen = stored();

  constructor(page: ReactiveControllerHost) {
    this.#page = page;
  }

  has(id: string): boolean {
    return this.#seen === id;
  }

  add(id: string): void {
    this.#seen = id;
    try {
      sessionStorage.setItem(NAME, id);
    } catch {
      // A full storage: it comes up again after a reload, which loses nothing.
    }
    this.#page.requestUpdate();
  }
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}
