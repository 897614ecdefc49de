import { elapsedMs, type Moment } from './domain/moment.ts';
import type { RequestKey } from './journal/journal.ts';

interface Known<T> {
  readonly digest: string;
  readonly time: Moment;
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
  find({ scope, key, digest }: RequestKey, now: Moment): { readonly result: T } | 'mismatch' | null {
    const known = this.#scopes.get(scope)?.get(key);
    if (known === undefined || isOver(known.time, now)) return null;
    return known.digest === digest ? { result: known.result } : 'mismatch';
  }

  remember({ scope, key, digest }: RequestKey, time: Moment, result: T): void {
    const keys = this.#scopes.get(scope) ?? new Map<string, Known<T>>();
    this.#scopes.set(scope, keys);
    keys.delete(key);
    keys.set(key, { digest, time, result });
    // They stand in the order in which they came, so the old ones are in front.
    for (const [name, known] of keys) {
      if (!isOver(known.time, time)) return;
      keys.delete(name);
    }
  }

  forget({ scope, key }: RequestKey): void {
    this.#scopes.get(scope)?.delete(key);
  }
}

/**
 * Whether a key has had its day. Across a boot only wall time could tell, and only if it was right at both ends: a clock that is
 * set from 1970 to the present must not make a second ticket of a double tap.
 */
function isOver(then: Moment, now: Moment): boolean {
  if (then.boot !== now.boot && !(then.trusted && now.trusted)) return false;
  return elapsedMs(then, now) > KEY_LIFE_MS;
}
