import { TallyCache, type GroupBy } from './cache.ts';
import type { MetricRange, MetricsProgress } from '../messages/metrics.ts';
import { addTo, dimensions, noSums, type Cell, type Filter, type Measure, type Sums } from './measures.ts';
import { ReportSource } from './source.ts';
import type { TallyRules } from './tally/sources.ts';
import { HALF_HOUR_MS, HalfHours } from './tally/half-hours.ts';
import { tally } from './tally/tally.ts';

/**
 * Gives way to others, and ends a work that nobody waits for any more.
 * @param progress where somebody may like to know how much is left
 * @throws Error when it was given up
 */
export type Breath = (progress?: MetricsProgress) => Promise<void>;

export interface TakenWithin {
  readonly service: string;
  /** Wall time in ms since 1970. */
  readonly start: number;
  readonly taken: number;
}

/** Sums of lobby days, from the cache where it is right, and reckoned anew where it is not. */
export class TallyStore {
  readonly source: ReportSource;
  readonly halfHours: HalfHours;
  readonly #cache: TallyCache;
  readonly #rules: TallyRules;
  readonly #breath: Breath;

  constructor(source: ReportSource, cache: TallyCache, rules: TallyRules, timeZone: string, breath: Breath) {
    this.source = source;
    this.halfHours = new HalfHours(timeZone);
    this.#cache = cache;
    this.#rules = rules;
    this.#breath = breath;
  }

  /** Gives way, where whoever asks goes through the report tables by himself. @throws Error when nobody waits for it any more */
  breathe(): Promise<void> {
    return this.#breath();
  }

  /** So that `sums` of the range are right: one day after the other, others having their turns between. */
  async prepare(range: MetricRange): Promise<void> {
    const known = this.#cache.revisions(range.from, range.to);
    const stale = [...this.source.revisions(range)].filter(([date, seen]) => known.get(date) !== seen);
    for (const [done, [date, seen]] of stale.entries()) {
      await this.#breath({ done, total: stale.length });
      this.source.lookAgain();
      const revision = this.source.revisions({ from: date, to: date }).get(date) ?? seen;
      // Another question may have reckoned it in its turn.
      if (this.#cache.revisions(date, date).get(date) === revision) continue;
      this.#cache.put(date, revision, this.#tally(date, true));
    }
  }

  /** @returns by the key of what they are grouped by, see `TallyCache.sums` */
  sums(
    { from, to }: MetricRange,
    filter: Filter,
    by: GroupBy,
    wanted?: readonly Measure[],
  ): Map<string, Sums> {
    return this.#cache.sums(from, to, filter, by, wanted);
  }

  /** @param lengthMs of half an hour, or of an hour @returns sums by the start of each stretch that has any, in order */
  async sumsWithin(range: MetricRange, filter: Filter, lengthMs: number): Promise<Map<number, Sums>> {
    const starts = new Map<number, Sums>();
    const dates = [...this.source.revisions(range).keys()];
    // Whoever asks for one day after the other gives way on those that have nothing, too.
    if (dates.length === 0) await this.#breath();
    for (const date of dates) {
      await this.#breath();
      for (const { bin, sums, ...key } of this.#tally(date, false)) {
        if (bin === null || !isIn(key, filter)) continue;
        const start = this.halfHours.startOf(bin, lengthMs);
        starts.set(start, addTo(starts.get(start) ?? noSums(), sums));
      }
    }
    return new Map([...starts].toSorted(([one], [other]) => one - other));
  }

  /** @returns numbers taken on a lobby day, by service and by the start of the half hour; the cache does not know of them */
  async takenWithin(date: string): Promise<readonly TakenWithin[]> {
    await this.#breath();
    return this.#tally(date, false).flatMap(({ bin, service, sums: { taken = 0 } }) =>
      bin === null || service === null || taken === 0
        ? []
        : [{ service, start: this.halfHours.startOf(bin, HALF_HOUR_MS), taken }],
    );
  }

  #tally(date: string, isByDay: boolean): Cell[] {
    return tally(this.source.database, date, this.#rules, this.halfHours, isByDay);
  }
}

const isIn = (key: Omit<Cell, 'bin' | 'sums'>, filter: Filter): boolean =>
  dimensions.every((name) => filter[name] === undefined || filter[name] === key[name]);
