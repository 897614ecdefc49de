import type { DatabaseSync } from 'node:sqlite';
import type { EventData, EventType } from '../domain/events.ts';
import type { Recorded } from '../journal/journal.ts';
import { sizeOf } from '../journal/sqlite/medium/files.ts';
import { agreeWith, type Followed } from './agree.ts';
import { booksIn, followIdle, type Books, type Page } from './books.ts';
import { CheckpointRow, type Checkpoint } from './checkpoint.ts';
import { inTransaction, openReports } from './database.ts';
import { enterCases } from './enter-cases.ts';
import { enterCounters, enterLobby, enterMetrics, enterRatings } from './enter-lobby.ts';
import { enterTickets } from './enter-tickets.ts';
import { pruneRows } from './prune.ts';
import { moveTo, type Scene } from './scene.ts';

/** So many rows are deleted at once: a few milliseconds in which an append has to wait. */
const PRUNE_ROWS = 500;

type EnterAny = (page: Page, data: EventData[EventType]) => void;
const entries = {
  ...enterTickets,
  ...enterCounters,
  ...enterRatings,
  ...enterLobby,
  ...enterCases,
  ...enterMetrics,
};

/**
 * Tables for reports in a file of their own, made of facts and of nothing else: tickets, their stays at counters, refusals, what agents
 * did, ratings, days, cases, and what people enter. The checkpoint changes in the same transaction as the rows, so whatever happens to
 * the process, what was folded is in them once. Synchronous, for the thread of the journal.
 */
export class ReportTables {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #books: Books;
  readonly #checkpointRow: CheckpointRow;
  #checkpoint: Checkpoint;

  private constructor(path: string, database: DatabaseSync, followed: Followed) {
    this.#checkpointRow = new CheckpointRow(database);
    this.#checkpoint = agreeWith(database, this.#checkpointRow, followed);
    this.#path = path;
    this.#database = database;
    this.#books = booksIn(database);
  }

  /**
   * Opens the tables, or makes them. After a restoration of the journal they go back to what still holds.
   * @throws Error for which `isDamage` holds when the file has to be put aside: damaged, or of a journal that this one is not
   * @throws Error with a reason for the technician: newer schema, unwritable medium
   */
  static open(path: string, followed: Followed): ReportTables {
    const database = openReports(path, followed.epoch);
    try {
      return new ReportTables(path, database, followed);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Position of the last fact that is in the tables; after a restoration it may be one long before. */
  get position(): number {
    return this.#checkpoint.position;
  }

  /** What the file and its log take. */
  get bytes(): number {
    return sizeOf(this.#path) + sizeOf(`${this.#path}-wal`);
  }

  /**
   * Takes in facts, in their present form and in their order, all or none of them. Those at or before `position` are passed by. A gap
   * before the first is what was pruned from the journal: tickets that were taken in it are not counted.
   * @throws Error of SQLite: damage (`isDamage`), disk full, read-only
   */
  fold(events: readonly Recorded[]): void {
    const news = events.filter(({ seq }) => seq > this.position);
    const last = news.at(-1);
    if (last === undefined) return;
    const scene = structuredClone(this.#checkpoint.scene);
    const checkpoint = { ...this.#checkpoint, position: last.seq, scene };
    try {
      inTransaction(this.#database, () => {
        for (const event of news) this.#enter(event, scene);
        this.#write();
        this.#checkpointRow.write(checkpoint);
      });
    } catch (error) {
      this.#forget();
      throw error;
    }
    this.#checkpoint = checkpoint;
  }

  /**
   * Deletes rows of lobby days before a date, so many at most in one call that no append waits long behind it; the latest day stays.
   * @param before YYYY-MM-DD
   * @returns how many; 0 when nothing is left to delete
   * @throws Error as `fold`
   */
  prune(before: string, rowsMax = PRUNE_ROWS): number {
    return inTransaction(this.#database, () => pruneRows(this.#database, before, rowsMax));
  }

  close(): void {
    this.#database.close();
  }

  #enter({ seq, time, type, data }: Recorded, scene: Scene): void {
    moveTo(scene, time);
    this.#books.revisions.moveTo(seq);
    const boot = this.#books.boots.see(time, seq);
    const enter = entries[type as keyof typeof entries] as EnterAny | undefined;
    const page = { books: this.#books, scene, seq, time, boot };
    enter?.(page, data);
    followIdle(page);
  }

  #write(): void {
    const { tickets, stays, refusals, spells, idles, ratings, cases, days, revisions } = this.#books;
    for (const table of [tickets, stays, refusals, spells, idles, ratings, cases, days, revisions])
      table.flush();
  }

  #forget(): void {
    const { inputs: _none, earlierVisits: _read, ...books } = this.#books;
    for (const book of Object.values(books)) book.forget();
  }
}
