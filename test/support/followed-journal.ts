/** A journal in memory that a follower can follow, and that commits when the test says so. */
import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import { initialState, type State } from '../../firmware-host/domain/state.ts';
import type { CommitListener } from '../../firmware-host/handle.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { recorded } from './recorded.ts';

export class FollowedJournal {
  readonly events: Recorded[] = [];
  /** Of what is committed from now on. */
  epoch = 1;
  readonly #state: State = initialState();
  readonly #listeners = new Set<CommitListener>();
  /** How often it has been read. */
  readings = 0;
  /** Readings from now on that fail. */
  failing = 0;

  get committed(): Readonly<State> {
    return this.#state;
  }

  onCommit = (listener: CommitListener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** One commit of as many events. */
  commit(count = 1, event?: DomainEvent): void {
    const { epoch } = this;
    const ofEpoch = epoch === 1 ? {} : { epoch };
    const events = Array.from({ length: count }, (_, index) => {
      const { id, ...rest } = recorded(this.events.length + index + 1, event);
      return { ...rest, id: epoch === 1 ? id : `${id}-${epoch}`, ...ofEpoch };
    });
    this.events.push(...events);
    this.#state.position = this.events.length;
    for (const listener of this.#listeners) listener(events, this.#state);
  }

  /** As a restoration leaves it. */
  lose(kept: number): void {
    this.events.length = kept;
    this.#state.position = kept;
    this.epoch += 1;
  }

  async *read(from: number, { limit = Infinity } = {}): AsyncIterable<readonly Recorded[]> {
    this.readings += 1;
    await Promise.resolve();
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('disk gone');
    }
    const all = this.events.slice(from - 1, from - 1 + limit);
    for (let at = 0; at < all.length; at += 200) yield all.slice(at, at + 200);
  }
}
