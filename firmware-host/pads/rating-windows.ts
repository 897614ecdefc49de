import type { Clock } from '../clock.ts';
import { elapsedMs } from '../domain/moment.ts';
import type { State } from '../domain/state.ts';
import type { Handler } from '../handle.ts';

/** Tells when the time to rate a visit is over: then nothing is committed, and yet a light goes out and a screen falls silent. */
export class RatingWindows {
  readonly #handler: Pick<Handler, 'committed' | 'onCommit'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(counters: readonly string[]) => void>();
  readonly #unfollow: () => void;
  /** Of each counter with a visit that can be rated or explained still, that visit. */
  #open: ReadonlyMap<string, string> = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(handler: Pick<Handler, 'committed' | 'onCommit'>, clock: Pick<Clock, 'now'>) {
    this.#handler = handler;
    this.#clock = clock;
    this.#unfollow = handler.onCommit((_events, state) => this.#look(state));
    this.#look(handler.committed);
  }

  /** Tells of the counters whose window has ended; one whose next visit has begun or ended has told of itself by that. */
  onEnd(listener: (counters: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells nothing from now on. */
  close(): void {
    this.#unfollow();
    clearTimeout(this.#timer);
  }

  #look(state: Readonly<State>): void {
    clearTimeout(this.#timer);
    const open = new Map<string, string>();
    let nextMs = Infinity;
    for (const [counter, { lastVisit }] of state.counters) {
      if (lastVisit === null) continue;
      const leftMs = (state.lobby?.ratings.windowMs ?? 0) - elapsedMs(lastVisit.finished, this.#clock.now());
      // In its very last ms a press still counts.
      if (leftMs < 0) continue;
      open.set(counter, lastVisit.ticket);
      nextMs = Math.min(nextMs, leftMs + 1);
    }
    const ended = [...this.#open.keys()].filter((counter) => !open.has(counter));
    this.#open = open;
    if (nextMs !== Infinity)
      this.#timer = setTimeout(() => this.#look(this.#handler.committed), nextMs).unref();
    if (ended.length > 0) for (const listener of this.#listeners) listener(ended);
  }
}
