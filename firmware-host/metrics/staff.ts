import type { DatabaseSync } from 'node:sqlite';
import type { MetricRange } from '../messages/metrics.ts';
import { addDays, daysIn, earlier } from './dates.ts';
import type { Sums } from './measures.ts';

interface Employment {
  readonly from: string;
  /** Last day; null while it goes on. */
  to: string | null;
}

/** Full-time employments, as people have entered them. Somebody who left and of whom nobody said that he had come is not counted. */
export class Staff {
  readonly #employments: readonly Employment[];
  readonly #until: string;

  /** @param until the lobby's latest day: of later ones nobody knows */
  constructor(database: DatabaseSync, until: string) {
    this.#until = until;
    const rows = database.prepare(
      'SELECT agent, date, change, is_full_time AS isFullTime FROM staff ORDER BY agent, date, batch, n',
    );
    const employments: Employment[] = [];
    const present = new Map<string, Employment>();
    for (const row of rows.all()) {
      const [agent, date] = [String(row['agent']), String(row['date'])];
      const known = present.get(agent);
      if (row['change'] === 'left') {
        if (known !== undefined) known.to = date;
        present.delete(agent);
      } else if (known === undefined && row['isFullTime'] === 1) {
        const begun: Employment = { from: date, to: null };
        employments.push(begun);
        present.set(agent, begun);
      }
    }
    this.#employments = employments;
  }

  /** Who left in a range, and how many days all of them were employed in it. */
  in({ from, to: last }: MetricRange): Pick<Sums, 'left' | 'employed_days'> {
    const to = earlier(last, this.#until);
    const sums = { left: 0, employed_days: 0 };
    for (const employment of this.#employments) {
      const begin = employment.from > from ? employment.from : from;
      const end = earlier(employment.to ?? to, to);
      if (begin <= end) sums.employed_days += daysIn({ from: begin, to: end });
      if (employment.to !== null && employment.to >= from && employment.to <= last) sums.left += 1;
    }
    return sums;
  }
}

/** A range, or the days that end with it where these are more. */
export const windowOf = ({ from, to }: MetricRange, windowDays: number | null): MetricRange => ({
  from: windowDays === null ? from : earlier(from, addDays(to, 1 - windowDays)),
  to,
});
