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
  /** By scope, then by key: a scope is long, and a kiosk's is the same for every ticket. */
  readonly #scopes = new Map<string, Map<string, Known<T>>>();

  /** The result under a key, `mismatch` when the key came with another body before, or null when it is new. */
  find({ scope, key, digest }: RequestKey, at: number): { readonly result: T } | 'mismatch' | null {
    const known = this.#scopes.get(scope)?.get(key);
    if (known === undefined || at - known.at > KEY_LIFE_MS) return null;
    return known.digest === digest ? { result: known.result } : 'mismatch';
  }

  remember({ scope, key, digest }: RequestKey, at: number, result: T): void {
    const keys = this.#scopes.get(scope) ?? new Map<string, Known<T>>();
    this.#scopes.set(scope, keys);
    keys.delete(key);
    keys.set(key, { digest, at, result });
    // Insertion order is time order, so the old ones stand in front.
    for (const [name, known] of keys) {
      if (at - known.at <= KEY_LIFE_MS) return;
      keys.delete(name);
    }
  }

  forget({ scope, key }: RequestKey): void {
    this.#scopes.get(scope)?.delete(key);
  }
}
