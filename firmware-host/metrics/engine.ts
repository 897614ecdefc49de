import { rmSync } from 'node:fs';
import { isDamage } from '../journal/sqlite/medium/fault.ts';
import { databaseFiles } from '../journal/sqlite/medium/layout.ts';
import type { MetricRange } from '../messages/metrics.ts';
import { readings } from './alarms/readings.ts';
import { TallyCache } from './cache.ts';
import { metrics } from './definitions/index.ts';
import { liveFigures } from './live/live-figures.ts';
import { overview } from './overview.ts';
import type { Asked, Question, Results, WorkerOptions } from './protocol.ts';
import { satisfaction } from './satisfaction.ts';
import { series } from './series.ts';
import { ReportSource } from './source.ts';
import { PastArrivals } from './staffing/past-arrivals.ts';
import { TallyStore, type Breath } from './store.ts';

/** What was reckoned from the report tables of an epoch. */
interface Known {
  readonly epoch: number;
  readonly open: TallyCache;
  readonly past: PastArrivals;
}

/** Answers questions about the metrics from the report tables, several at a time, a lobby day of each in turn. */
export class MetricsEngine {
  readonly #options: WorkerOptions;
  #cache: Known | null = null;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /**
   * @param breath called between days
   * @throws Error with a reason for the technician: the report tables cannot be read, no room for the cache
   */
  async answer<Q extends Question>(question: Q, breath: Breath): Promise<Results[Q['kind']]> {
    try {
      return await this.#answer(question, breath);
    } catch (error) {
      if (!isDamage(error)) throw error;
      // Whichever of the two files it was: of the cache a new one is made, of the report tables their own thread sees to it.
      this.close();
      for (const file of databaseFiles(this.#options.cachePath)) rmSync(file, { force: true });
      return this.#answer(question, breath);
    }
  }

  close(): void {
    this.#cache?.open.close();
    this.#cache = null;
  }

  async #answer<Q extends Question>(question: Q, breath: Breath): Promise<Results[Q['kind']]> {
    const source = ReportSource.open(this.#options.reportsPath);
    try {
      // The compiler does not see that each kind has its own result.
      return (await this.#ask(question, source, breath)) as Results[Q['kind']];
    } finally {
      source.close();
    }
  }

  #ask(question: Question, source: ReportSource, breath: Breath): Promise<Results[keyof Results]> {
    const { settings } = this.#options;
    const { open, past } = this.#knownOf(source);
    const store = new TallyStore(source, open, settings.rules, settings.timeZone, breath);
    const range = rangeOf(question, source);
    switch (question.kind) {
      case 'overview':
        return overview(store, settings, range, question.filter);
      case 'series': {
        const metric = metrics.find(({ id }) => id === question.metric);
        if (metric === undefined) throw new Error(`there is no metric ${question.metric}`);
        return series(store, settings, metric, { ...question, range });
      }
      case 'readings':
        return readings(store, settings, question.day);
      case 'live':
        return liveFigures(store, settings, range, question, past);
      case 'days':
        return Promise.resolve([...source.revisions(range).keys()]);
      case 'satisfaction':
        return satisfaction(store, settings, range, question.by ?? null);
    }
  }

  #knownOf({ epoch, database }: ReportSource): Known {
    if (this.#cache?.epoch !== epoch) {
      this.close();
      const { cachePath, settings } = this.#options;
      const key = JSON.stringify([epoch, settings.timeZone, settings.rules]);
      const open = TallyCache.open(cachePath, key);
      this.#cache = { epoch, open, past: new PastArrivals() };
      const dates = database.prepare('SELECT date FROM revisions').all();
      open.keepOnly(new Set(dates.map(({ date }) => String(date))));
    }
    return this.#cache;
  }
}

function rangeOf({ from, to, today }: Asked, { latest }: ReportSource): MetricRange {
  const present = latest ?? today;
  const last = to ?? (from === undefined || from < present ? present : from);
  return { from: from ?? last, to: last };
}
