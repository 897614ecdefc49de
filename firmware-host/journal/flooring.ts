import type { AppendResult, Journal, Recorded } from './journal.ts';
import type { ReservedNumbers } from './number-floor.ts';

/** A journal that takes no ticket before its numbers are reserved. All other facts, and most tickets, pass as if it were not there. */
export function flooring(journal: Journal, reserved: ReservedNumbers): Journal {
  const line = new WaitingLine(journal, reserved);
  return {
    append: (events, options) => line.append(events, options),
    read: (from, options) => journal.read(from, options),
    dayOpenings: (count) => journal.dayOpenings(count),
    lastPosition: () => journal.lastPosition(),
    async close() {
      await reserved.settled();
      await journal.close();
    },
  };
}

type After = Parameters<Journal['append']>[1];

/**
 * Appends are decided on each other, so none may overtake: while one waits for its numbers, all behind it wait. They wait for its
 * numbers only, not for its fsync, so that they share one commit as ever.
 */
class WaitingLine {
  readonly #journal: Journal;
  readonly #reserved: ReservedNumbers;
  /** Resolves when the last one in line is with the journal; null when nobody waits. */
  #last: Promise<void> | null = null;
  /** Those who were in line at a failure are decided on something that has not happened. */
  #failures = 0;
  #fault = '';

  constructor(journal: Journal, reserved: ReservedNumbers) {
    this.#journal = journal;
    this.#reserved = reserved;
  }

  append(events: readonly Recorded[], options: After): Promise<AppendResult> {
    const isFree = this.#last === null && openingIn(events) === null && this.#reserved.covers(events);
    return isFree ? this.#journal.append(events, options) : this.#inLine(events, options);
  }

  async #inLine(events: readonly Recorded[], options: After): Promise<AppendResult> {
    const before = this.#last;
    const failures = this.#failures;
    const { promise: left, resolve } = Promise.withResolvers<void>();
    this.#last = left;
    const leave = () => {
      if (this.#last === left) this.#last = null;
      resolve();
    };
    try {
      await before;
      if (failures === this.#failures) return await this.#pass(events, options, leave);
      return { kind: 'unavailable', reason: this.#fault };
    } finally {
      leave();
    }
  }

  async #pass(events: readonly Recorded[], options: After, leave: () => void): Promise<AppendResult> {
    const fault = await this.#reserved.reserve(events);
    if (fault !== null) {
      this.#failures += 1;
      this.#fault = fault;
      return { kind: 'unavailable', reason: fault };
    }
    const append = this.#journal.append(events, options);
    const opening = openingIn(events);
    if (opening === null) {
      leave();
      return append;
    }
    // The old day stays the one that is open until the new one is durable, and the new day's numbers wait for theirs.
    const result = await append;
    if (result.kind === 'appended')
      await this.#reserved.beginDay(opening.data.date, opening.data.carried.lobby);
    return result;
  }
}

type Opening = Extract<Recorded, { type: 'day.opened' }>;

const openingIn = (events: readonly Recorded[]): Opening | null =>
  events.find((event): event is Opening => event.type === 'day.opened') ?? null;
