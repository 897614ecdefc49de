import type { Handler } from '../handle.ts';
import type { Journal, Recorded } from '../journal/journal.ts';

/** About half a megabyte: what a busy lobby says in ten minutes, and the size of a reading from the journal. */
const KEPT_MAX = 500;

export interface TailOptions {
  readonly handler: Pick<Handler, 'committed' | 'onCommit'>;
  readonly journal: Pick<Journal, 'read'>;
}

/**
 * The journal from a position on, in order and without gaps: the latest from memory, as they are committed; whoever falls
 * behind reads the older ones from the journal, however many they are. What the journal has lost, or deleted by age, is told once and
 * passed by: what comes after it must not wait for it for ever.
 */
export class JournalTail {
  readonly #journal: Pick<Journal, 'read'>;
  readonly #onGap: (first: number, last: number) => void;
  readonly #unfollow: () => void;
  /** Neighbours without a gap; the first is the one at `#next`, unless there is none. */
  #kept: Recorded[] = [];
  /** How many of `#kept` have been left behind: shifting each would move all the others. */
  #passed = 0;
  #next = 1;
  #last: number;

  /**
   * @param onMore told after each commit
   * @param onGap told of the positions of events that are not there any more, before the next one is given
   */
  constructor(
    { handler, journal }: TailOptions,
    onMore: () => void,
    onGap: (first: number, last: number) => void,
  ) {
    this.#journal = journal;
    this.#onGap = onGap;
    this.#last = handler.committed.position;
    this.#unfollow = handler.onCommit((events) => {
      for (const event of events) this.#keep(event);
      this.#last = events.at(-1)?.seq ?? this.#last;
      onMore();
    });
  }

  /** Position of the last event there is. */
  get last(): number {
    return this.#last;
  }

  get hasMore(): boolean {
    return this.#next <= this.#last;
  }

  /** The event that is next, the same until `pass`; null when there is none yet. For one reader. @throws Error of the journal */
  async peek(): Promise<Recorded | null> {
    if (!this.hasMore) return null;
    const kept = this.#kept[this.#passed];
    if (kept !== undefined) return kept;
    const from = this.#next;
    const read: Recorded[] = [];
    for await (const events of this.#journal.read(from, { limit: KEPT_MAX })) read.push(...events);
    const [first] = read;
    if (first === undefined) throw new Error(`position ${from} cannot be read from the journal`);
    if (first.seq > from) this.#onGap(from, first.seq - 1);
    this.#next = first.seq;
    const gap = read.findIndex(({ seq }, index) => seq !== first.seq + index);
    [this.#kept, this.#passed] = [gap === -1 ? read : read.slice(0, gap), 0];
    return first;
  }

  /** Goes on behind the event that `peek` gave. */
  pass(): void {
    this.#next += 1;
    this.#passed += 1;
    if (this.#passed < this.#kept.length) return;
    [this.#kept, this.#passed] = [[], 0];
  }

  /** Goes to any position. */
  goTo(position: number): void {
    this.#next = position;
    [this.#kept, this.#passed] = [[], 0];
  }

  close(): void {
    this.#unfollow();
  }

  /** What does not fit, or would leave a gap, is read from the journal when its turn comes. */
  #keep(event: Recorded): void {
    const end = this.#kept.at(-1)?.seq ?? this.#next - 1;
    if (event.seq === end + 1 && this.#kept.length < KEPT_MAX) this.#kept.push(event);
  }
}
