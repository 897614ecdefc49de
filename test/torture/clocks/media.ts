/** What the lives of the clocks are written on: memory, or now and then the real store; and a cut of the power while it writes. */
import type { AppendResult, Journal, Recorded } from '../../../firmware-host/journal/journal.ts';
import { openStore } from '../../../firmware-host/journal/sqlite/open.ts';

export interface Medium {
  /** @param wallMs what the machine's clock shows */
  open(wallMs: number): Promise<Journal>;
  /** Moves the days that are over to where they belong. */
  seal(): Promise<void>;
}

/** Kept as texts, so that nothing but what a journal holds outlives a start. */
export class MemoryMedium implements Medium, Journal {
  readonly #bodies: string[] = [];

  open(): Promise<Journal> {
    return Promise.resolve(this);
  }

  seal(): Promise<void> {
    return Promise.resolve();
  }

  append(events: readonly Recorded[], { after }: { readonly after: number }): Promise<AppendResult> {
    const position = this.#bodies.length;
    if (after !== position) return Promise.resolve({ kind: 'conflict', position });
    this.#bodies.push(...events.map((event) => JSON.stringify(event)));
    return Promise.resolve({ kind: 'appended' });
  }

  // oxlint-disable-next-line typescript/require-await -- the interface is made for media
  async *read(from: number, { limit = Infinity }: { readonly limit?: number } = {}) {
    const bodies = this.#bodies.slice(from - 1);
    yield bodies.slice(0, limit).map((body) => JSON.parse(body) as Recorded);
  }

  async dayOpenings(count: number): Promise<readonly number[]> {
    const openings: number[] = [];
    for await (const events of this.read(1))
      openings.push(...events.filter(({ type }) => type === 'day.opened').map(({ seq }) => seq));
    return openings.toReversed().slice(0, count);
  }

  lastPosition(): Promise<number> {
    return Promise.resolve(this.#bodies.length);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class StoreMedium implements Medium {
  readonly #dataDir: string;
  #seal: (() => Promise<number>) | null = null;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async open(wallMs: number): Promise<Journal> {
    const options = { dataDir: this.#dataDir, secondDir: null, ballastBytes: 0, stampAt: wallMs };
    const store = await openStore(options, (reason) => {
      throw new Error(`the store was lost: ${reason}`);
    });
    this.#seal = () => store.storage.seal();
    return store.journal;
  }

  async seal(): Promise<void> {
    await this.#seal?.();
  }
}

/** `lost`: the power went before the medium had it; `kept`: before anybody was told. */
export type Fate = 'lost' | 'kept';

/** A journal whose next append nobody hears of any more. */
export class CutJournal implements Journal {
  readonly #inner: Journal;
  readonly #onWritten: (events: readonly Recorded[]) => void;
  #fate: Fate | null = null;
  #onCut: () => void = () => undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(inner: Journal, onWritten: (events: readonly Recorded[]) => void) {
    this.#inner = inner;
    this.#onWritten = onWritten;
  }

  /** Resolves when an append has met its fate. */
  cut(fate: Fate): Promise<void> {
    this.#fate = fate;
    return new Promise((resolve) => {
      this.#onCut = resolve;
    });
  }

  append(events: readonly Recorded[], options: { readonly after: number }): Promise<AppendResult> {
    this.#onCut();
    if (this.#fate === 'lost') return new Promise(() => undefined);
    const written = this.#append(events, options);
    this.#writing = written;
    return this.#fate === null ? written : new Promise(() => undefined);
  }

  read(from: number, options?: { readonly limit?: number }): AsyncIterable<readonly Recorded[]> {
    return this.#inner.read(from, options);
  }

  dayOpenings(count: number): Promise<readonly number[]> {
    return this.#inner.dayOpenings(count);
  }

  lastPosition(): Promise<number> {
    return this.#inner.lastPosition();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#inner.close();
  }

  async #append(events: readonly Recorded[], options: { readonly after: number }): Promise<AppendResult> {
    const result = await this.#inner.append(events, options);
    if (result.kind === 'appended') this.#onWritten(events);
    return result;
  }
}
