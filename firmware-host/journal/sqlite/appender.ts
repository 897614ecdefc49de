/** Appends to the hot journal, and nothing that the medium has not taken is ever said to be appended. */
import type { AppendResult } from '../journal.ts';
import type { Ballast } from './medium/ballast.ts';
import { assertDurable } from './hot/database.ts';
import { isFull, messageOf } from './medium/fault.ts';
import { freeBytes } from './medium/files.ts';
import type { House } from './house.ts';
import type { Request, StoredRow } from './protocol.ts';
import { writeMeta } from './hot/schema.ts';

/** About as much as a command writes: what would not take that has not recovered. */
const PROBE_CHARACTERS = 4000;

export type Append = Extract<Request, { kind: 'append' }>;

export class Appender {
  readonly #house: House;
  readonly #ballast: Ballast;
  #last: number;
  #isProved = false;
  #markFault: string | null = null;
  #probes = 0;

  constructor(house: House, ballast: Ballast) {
    this.#house = house;
    this.#ballast = ballast;
    this.#last = house.last;
  }

  /** Position of the last durable event. */
  get last(): number {
    return this.#last;
  }

  /** Why the mark could not be written last; null when it was. */
  get markFault(): string | null {
    return this.#markFault;
  }

  /**
   * Appends that came together share one commit, so one fsync.
   * @returns a result for each, in their order
   * @throws Error when commits do not wait for the medium: nothing must be appended then
   */
  append(appends: readonly Append[]): readonly AppendResult[] {
    const rows: StoredRow[] = [];
    const results = appends.map((append) => this.#take(append, rows));
    const { journal } = this.#house;
    const fault = this.#durably(() => journal.append(this.#last + 1, rows));
    if (fault !== null) return appends.map(() => ({ kind: 'unavailable', reason: fault }));
    // Read back after the first write: a pragma may be taken without effect.
    if (!this.#isProved) assertDurable(journal.database);
    this.#isProved = true;
    this.#last += rows.length;
    // Only now: the mark is never ahead of the medium.
    if (rows.length > 0) this.#mark();
    return results;
  }

  /** Writes a little, to learn whether the medium takes entries. */
  probe(): AppendResult {
    const { database } = this.#house.journal;
    const text = String((this.#probes += 1)).padEnd(PROBE_CHARACTERS);
    const reason = this.#durably(() => writeMeta(database, 'probed', text));
    return reason === null ? { kind: 'appended' } : { kind: 'unavailable', reason };
  }

  /** A conflict writes nothing and leaves the others' append alone. @param rows to be written, which grow by its own */
  #take({ after, rows: own }: Append, rows: StoredRow[]): AppendResult {
    const position = this.#last + rows.length;
    if (after !== position) return { kind: 'conflict', position };
    for (const [index, row] of own.entries()) rows.push({ ...row, more: own.length - 1 - index });
    return { kind: 'appended' };
  }

  /** @returns why the medium did not take it, all of it; null when it has */
  #durably(write: () => void): string | null {
    try {
      write();
      return null;
    } catch (error) {
      this.#rollBack();
      // A full disk has something put by for it.
      if (!(isFull(error) || this.#isFull()) || !this.#ballast.free()) return messageOf(error);
    }
    try {
      write();
      return null;
    } catch (error) {
      this.#rollBack();
      return messageOf(error);
    }
  }

  /** What is on the medium stays said, whatever becomes of its witness. */
  #mark(): void {
    const { mark, opening } = this.#house;
    try {
      mark.write({ last: this.#last, epoch: opening.epoch, isClean: false });
      this.#markFault = null;
    } catch (error) {
      this.#markFault = messageOf(error);
    }
  }

  #rollBack(): void {
    const { database } = this.#house.journal;
    if (database.isTransaction) database.exec('ROLLBACK');
  }

  #isFull(): boolean {
    return freeBytes(this.#house.layout.dataDir) < this.#ballast.size;
  }
}
