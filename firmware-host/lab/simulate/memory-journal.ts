import type { AppendResult, Journal, Recorded } from '../../journal/journal.ts';

/**
 * A journal that forgets when the process ends. A year of a lobby is a million events, and waiting for a medium after each
 * would make hours of what takes seconds; what a real journal does to the days is shown in test/journal.
 */
export class MemoryJournal implements Journal {
  #events: Recorded[] = [];
  /** Position before the first event that is kept. */
  #forgotten = 0;

  append(events: readonly Recorded[], { after }: { readonly after: number }): Promise<AppendResult> {
    const position = this.#position();
    if (after !== position) return Promise.resolve({ kind: 'conflict', position });
    // A fold starts at the latest opening: nobody reads what is older.
    if (events.some(({ type }) => type === 'day.opened')) this.#forget();
    this.#events.push(...events);
    return Promise.resolve({ kind: 'appended' });
  }

  // oxlint-disable-next-line typescript/require-await -- the interface is made for media
  async *read(from: number, { limit = Infinity }: { readonly limit?: number } = {}) {
    yield this.#events.filter(({ seq }) => seq >= from).slice(0, limit);
  }

  dayOpenings(count: number): Promise<readonly number[]> {
    const openings = this.#events.filter(({ type }) => type === 'day.opened').map(({ seq }) => seq);
    return Promise.resolve(openings.toReversed().slice(0, count));
  }

  lastPosition(): Promise<number> {
    return Promise.resolve(this.#position());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #position(): number {
    return this.#forgotten + this.#events.length;
  }

  #forget(): void {
    this.#forgotten = this.#position();
    this.#events = [];
  }
}
