import { DatabaseSync } from 'node:sqlite';
import type { MetricRange } from '../messages/metrics.ts';
import { earlier } from './dates.ts';
import { lastDateOf } from './tally/tally.ts';

interface Seen {
  readonly epoch: number;
  readonly position: number;
  readonly at: number | null;
  readonly latest: string | null;
  readonly isLatestOpen: boolean;
  /** Empty where there was no day yet. */
  readonly lastDate: string;
}

/** The report tables, to be read only. Whoever opens them closes them soon, and looks again often, so that their log does not grow. */
export class ReportSource {
  readonly database: DatabaseSync;
  #seen: Seen;

  private constructor(database: DatabaseSync) {
    this.database = database;
    this.#seen = this.#look();
  }

  get epoch(): number {
    return this.#seen.epoch;
  }

  /** Position of the last fact. */
  get position(): number {
    return this.#seen.position;
  }

  /** Its wall time in ms since 1970; null where there is none. */
  get at(): number | null {
    return this.#seen.at;
  }

  /** The lobby day that is open, or was last. */
  get latest(): string | null {
    return this.#seen.latest;
  }

  /** Whether that day is not over. */
  get isLatestOpen(): boolean {
    return this.#seen.isLatestOpen;
  }

  /** Goes on with the tables as they are by now. */
  lookAgain(): void {
    this.database.exec('COMMIT; BEGIN');
    this.#seen = this.#look();
  }

  #look(): Seen {
    const row = this.database.prepare('SELECT epoch, position, scene FROM checkpoint').get();
    // As the fold writes it.
    const scene = JSON.parse(String(row?.['scene'])) as { readonly lastTime: { readonly at: number } | null };
    const day = this.database.prepare('SELECT date, closed FROM days ORDER BY position DESC LIMIT 1').get();
    return {
      epoch: Number(row?.['epoch']),
      position: Number(row?.['position']),
      at: scene.lastTime?.at ?? null,
      latest: day === undefined ? null : String(day['date']),
      isLatestOpen: day !== undefined && day['closed'] === null,
      lastDate: lastDateOf(this.database),
    };
  }

  /** @throws Error of SQLite: not there, damaged, or being replaced */
  static open(path: string): ReportSource {
    // The file belongs to the journal's thread, which never waits for whoever only looks.
    const database = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
    try {
      database.exec('PRAGMA cache_size = -2048; BEGIN');
      return new ReportSource(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }

  /**
   * Up to which fact each day of a range has rows; of the latest day everything may still change. While it is open it is below nothing,
   * so that it is never taken for the same day when it is over. Days to come have none, whatever was entered for them.
   */
  revisions({ from, to }: MetricRange): Map<string, number> {
    const rows = this.database
      .prepare(`SELECT date, position FROM revisions WHERE date BETWEEN ? AND ? ORDER BY date`)
      .all(from, earlier(to, this.#seen.lastDate));
    const revisions = new Map(rows.map(({ date, position }) => [String(date), Number(position)]));
    if (this.latest !== null && this.latest >= from && this.latest <= to)
      revisions.set(this.latest, this.#seen.isLatestOpen ? -this.position : this.position);
    return revisions;
  }

  isOpenIn({ from, to }: MetricRange): boolean {
    return (
      this.database.prepare('SELECT 1 FROM days WHERE date BETWEEN ? AND ? LIMIT 1').get(from, to) !==
      undefined
    );
  }

  /** The last lobby days up to a date, oldest first. */
  daysUpTo(date: string, count: number): string[] {
    return this.database
      .prepare('SELECT DISTINCT date FROM days WHERE date <= ? ORDER BY date DESC LIMIT ?')
      .all(date, count)
      .map((row) => String(row['date']))
      .toReversed();
  }
}
