/** The folder of closed periods. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PeriodFile, PruneLimit } from '../../storage.ts';
import { namesIn, syncFolder } from '../medium/files.ts';
import type { HotJournal } from '../hot/hot-journal.ts';
import { Period, checkPeriod, listPeriods, writePeriod } from './period.ts';
import { DamagedError, isDamage } from '../medium/fault.ts';

/** Rows that are taken out of the hot journal in one commit. */
const FORGET_EVENTS = 500;

export class History {
  readonly dir: string;
  /** Name of the period that could not be read last: to be looked at before its turn. */
  suspect: string | null = null;
  #periods: PeriodFile[];
  /** The one that was read last. */
  #open: Period | null = null;

  private constructor(dir: string) {
    this.dir = dir;
    this.#periods = listPeriods(dir);
  }

  /** Makes the folder where it is missing, and clears what a crash has left half-written. */
  static open(dir: string): History {
    // What is moved in here leaves the hot journal: the folder itself must not be lost then.
    if (mkdirSync(dir, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(dir));
    for (const name of namesIn(dir)) if (name.endsWith('.tmp')) rmSync(join(dir, name), { force: true });
    return new History(dir);
  }

  /** In the order of their positions. */
  get periods(): readonly PeriodFile[] {
    return this.#periods;
  }

  /** Position of the last event in a closed period; 0 when there is none. */
  get last(): number {
    return this.#periods.at(-1)?.last ?? 0;
  }

  /** Bodies from a position on, a piece of a period at most. @throws DamagedError, Error when they were deleted by age */
  read(from: number, limit: number): readonly string[] {
    const file = this.#periods.find(({ first, last }) => first <= from && from <= last);
    if (file === undefined) {
      const begin = this.#periods[0]?.first ?? 1;
      if (from < begin)
        throw new Error(`position ${from} was deleted by age; the journal begins at ${begin}`);
      throw new DamagedError(`position ${from} is in no closed period`);
    }
    try {
      return this.#periodOf(file).read(from, limit);
    } catch (error) {
      if (isDamage(error)) this.suspect = file.name;
      throw error;
    }
  }

  /** Where the latest closed days begin, newest first. The first period begins with what was before the first day. */
  openings(count: number): readonly number[] {
    return this.#periods
      .slice(Math.max(0, this.#periods.length - count))
      .map(({ first }) => first)
      .toReversed();
  }

  /**
   * Moves each day that is over out of the hot journal: into a period, proved by reading it, and only then out of the database. A
   * crash anywhere leaves an event in one of the two, or in both.
   * @param epoch of the journal
   * @returns how many periods were written
   */
  *seal(journal: HotJournal, epoch: number): Generator<void, number> {
    yield* this.#forget(journal);
    // Oldest first.
    const openings = [...journal.openings(Number.MAX_SAFE_INTEGER)].toReversed();
    let written = 0;
    for (const [index, next] of openings.slice(1).entries()) {
      const first = index === 0 ? (journal.first ?? 1) : (openings[index]?.position ?? 1);
      const span = { date: openings[index]?.date ?? '', first, last: next.position - 1, epoch };
      const file = yield* writePeriod(this.dir, span, (from, limit) => journal.read(from, limit));
      const fault = yield* checkPeriod(this.dir, file);
      if (fault !== null) {
        rmSync(join(this.dir, file.name), { force: true });
        throw new Error(`a period was not written as it should: ${fault}`);
      }
      this.#periods.push(file);
      written += 1;
      yield* this.#forget(journal);
    }
    return written;
  }

  /** Periods that may be deleted, oldest first: only from the beginning, or the journal would have a hole. */
  prunable({ before, delivered, count = Infinity }: PruneLimit): readonly PeriodFile[] {
    const staying = this.#periods.findIndex(({ date, last }) => date >= before || last > delivered);
    return this.#periods.slice(0, Math.min(staying === -1 ? Infinity : staying, count));
  }

  delete(periods: readonly PeriodFile[]): void {
    for (const { name } of periods) this.#take(name);
    if (periods.length > 0) syncFolder(this.dir);
  }

  /** Looks at the folder again: a file was put in or out. */
  reload(): void {
    this.close();
    this.#periods = listPeriods(this.dir);
  }

  close(): void {
    this.#open?.close();
    this.#open = null;
  }

  #periodOf(file: PeriodFile): Period {
    if (this.#open?.file.name === file.name) return this.#open;
    this.close();
    return (this.#open = Period.open(this.dir, file));
  }

  #take(name: string): void {
    if (this.#open?.file.name === name) this.close();
    rmSync(join(this.dir, name), { force: true });
    this.#periods = this.#periods.filter((period) => period.name !== name);
  }

  /** What is in a closed period as well. */
  *#forget(journal: HotJournal): Generator<void> {
    if (this.last === 0) return;
    while (journal.forget(this.last, FORGET_EVENTS) > 0) yield;
  }
}
