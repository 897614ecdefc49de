import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The days whose rows may have moments of a boot: tickets that were kept over so many openings of a day before it. */
const KEPT_DAYS = 7;

/** The one that stands for what is not about single days. */
export const NO_DATE = '';

/**
 * Which fact changed the rows of a lobby day last. Whoever keeps what was reckoned from them keeps this number beside it: it is
 * still right while the number is the same, in one epoch of the journal.
 */
export class Revisions {
  readonly #upsert: StatementSync;
  readonly #datesSince: StatementSync;
  readonly #datesAfter: StatementSync;
  readonly #touched = new Map<string, number>();
  #position = 0;

  constructor(database: DatabaseSync) {
    this.#upsert = database.prepare(
      `INSERT INTO revisions (date, position) VALUES (?, ?)
       ON CONFLICT (date) DO UPDATE SET position = max(position, excluded.position)`,
    );
    this.#datesSince = database.prepare(
      `SELECT DISTINCT date FROM days WHERE position >= (
         SELECT coalesce(min(position), 0) FROM (SELECT position FROM days WHERE position <= ? ORDER BY position DESC LIMIT ${KEPT_DAYS})
       )`,
    );
    this.#datesAfter = database.prepare('SELECT DISTINCT date FROM days WHERE position > ?');
  }

  /** What changes from now on is changed by this fact. */
  moveTo(position: number): void {
    this.#position = position;
  }

  touch(date: string): void {
    this.#touched.set(date, this.#position);
  }

  /** A boot that began with a fact has come to know its wall time, so that moments read otherwise; days have to be in their table. */
  touchSince(first: number): void {
    for (const { date } of this.#datesSince.all(first)) this.touch(String(date));
  }

  /** All days that were opened behind a position; they have to be in their table. */
  touchAfter(position: number): void {
    for (const { date } of this.#datesAfter.all(position)) this.touch(String(date));
  }

  flush(): void {
    for (const [date, position] of this.#touched) this.#upsert.run(date, position);
    this.forget();
  }

  /** After a batch that was taken back. */
  forget(): void {
    this.#touched.clear();
  }
}
