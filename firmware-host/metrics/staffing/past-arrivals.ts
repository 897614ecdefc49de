import type { TakenWithin, TallyStore } from '../store.ts';
import type { Arrivals } from './forecast.ts';

interface Reckoned {
  readonly revision: number;
  readonly taken: readonly TakenWithin[];
}

/** When numbers were taken on days that are over. Reckoned once for each, since it is asked for every few seconds. */
export class PastArrivals {
  #days = new Map<string, Reckoned>();

  /**
   * @param dates YYYY-MM-DD; all others are forgotten
   * @param without services that do not count
   * @throws Error of SQLite, or that nobody waits for it any more
   */
  async on(
    store: TallyStore,
    dates: readonly string[],
    without: ReadonlySet<string>,
  ): Promise<readonly Arrivals[]> {
    const days = new Map<string, Reckoned>();
    for (const date of dates) {
      const revision = store.source.revisions({ from: date, to: date }).get(date) ?? 0;
      const known = this.#days.get(date);
      const taken = known?.revision === revision ? known.taken : await store.takenWithin(date);
      days.set(date, { revision, taken });
    }
    this.#days = days;
    return [...days.values()].map(({ taken }) =>
      byClock(
        store,
        taken.filter(({ service }) => !without.has(service)),
      ),
    );
  }
}

function byClock({ halfHours }: TallyStore, all: readonly TakenWithin[]): Arrivals {
  const arrivals = new Map<string, number>();
  for (const { start, taken } of all) {
    const clock = halfHours.clockOf(start);
    arrivals.set(clock, (arrivals.get(clock) ?? 0) + taken);
  }
  return arrivals;
}
