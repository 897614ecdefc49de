import type { RequestKey } from './journal/journal.ts';

interface Known<T> {
  readonly digest: string;
  readonly at: number;
  readonly result: T;
}

/** A key is good for a day: longer than any client goes on asking, short enough to be kept in memory. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * What was answered under which `Idempotency-Key`. Rebuilt from the journal at start, so a double tap is one ticket even
 * if the host died between the two.
 */
export class RequestKeys<T> {
  readonly #known = new Map<string, Known<T>>();

  /** The result under a key, `mismatch` when the key came with another body before, or null when it is new. */
  find(key: RequestKey, at: number): { readonly result: T } | 'mismatch' | null {
    const known = this.#known.get(nameOf(key));
    if (known === undefined || at - known.at > KEY_LIFE_MS) return null;
    return known.digest === key.digest ? { result: known.result } : 'mismatch';
  }

  remember(key: RequestKey, at: number, result: T): void {
    const name = nameOf(key);
    this.#known.delete(name);
    this.#known.set(name, { digest: key.digest, at, result });
    this.#dropOld(at);
  }

  forget(key: RequestKey): void {
    this.#known.delete(nameOf(key));
  }

  /** Insertion order is time order, so the old ones stand in front. */
  #dropOld(at: number): void {
    for (const [name, known] of this.#known) {
      if (at - known.at <= KEY_LIFE_MS) return;
      this.#known.delete(name);
    }
  }
}

const nameOf = ({ scope, key }: RequestKey): string => `${scope} ${key}`;
