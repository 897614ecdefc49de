import type { Unsubscribe } from './driver.ts';

/** A list of listeners with typed arguments: the part of an event emitter that drivers need. */
export interface Listeners<Args extends unknown[]> {
  add(listener: (...args: Args) => void): Unsubscribe;
  /** Calls all in the order they were added; one that is removed meanwhile is not called. */
  emit(...args: Args): void;
}

/** An empty list. */
export function listeners<Args extends unknown[]>(): Listeners<Args> {
  const all = new Set<{ call: (...args: Args) => void }>();
  return {
    add(listener) {
      // Wrapped, so that the same function may be added twice and each is removed by itself.
      const entry = { call: listener };
      all.add(entry);
      return () => void all.delete(entry);
    },
    emit(...args) {
      for (const entry of all) entry.call(...args);
    },
  };
}
