import type { TallyStore } from '../store.ts';
import { HALF_HOUR_MS } from '../tally/half-hours.ts';
import type { Arrivals } from './forecast.ts';

interface Reckoned {
  readonly revision: number;
  readonly arrivals: Arrivals;
}

/** When numbers were taken on days that are over. Reckoned once for each, since it is asked for every few seconds. */
export class PastArrivals {
  #days = new Map<string, Reckoned>();

  /** @param dates YYYY-MM-DD; all others are forgotten @throws Error of SQLite, or that nobody waits for it any more */
  async on(store: TallyStore, dates: readonly string[]): Promise<readonly Arrivals[]> {
    const days = new Map<string, Reckoned>();
    for (const date of dates) {
      const revision = store.source.revisions({ from: date, to: date }).get(date) ?? 0;
      const known = this.#days.get(date);
      const arrivals = known?.revision === revision ? known.arrivals : await reckoned(store, date);
      days.set(date, { revision, arrivals });
    }
    this.#days = days;
    return [...days.values()].map(({ arrivals }) => arrivals);
  }
}

async function reckoned(store: TallyStore, date: string): Promise<Arrivals> {
  const sums = await store.sumsWithin({ from: date, to: date }, {}, HALF_HOUR_MS);
  const arrivals = new Map<string, number>();
  for (const [start, { taken }] of sums) {
    const clock = store.halfHours.clockOf(start);
    arrivals.set(clock, (arrivals.get(clock) ?? 0) + taken);
  }
  return arrivals;
}
