/** What the house and the thread of the metrics say to each other. */
import type { MetricReading } from '../domain/alarm.ts';
import type { LobbyFigures } from '../messages/lobby-figures.ts';
import type {
  MetricId,
  MetricSeries,
  MetricsOverview,
  MetricsProgress,
  MetricStep,
} from '../messages/metrics.ts';
import type { SatisfactionQuery, SatisfactionReport } from '../messages/satisfaction.ts';
import type { JudgedDay } from './alarms/readings.ts';
import type { ThisMoment } from './live/live-figures.ts';
import type { Dimension, Filter } from './measures.ts';
import type { MetricSettings } from './settings.ts';

export interface WorkerOptions {
  /** The report tables, which are only read. */
  readonly reportsPath: string;
  /** What was reckoned from them; deleting it loses nothing. */
  readonly cachePath: string;
  readonly settings: MetricSettings;
}

/** Dates that are left out are those of the lobby's latest day, or of `today` where there was none yet. */
export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly today: string;
}

export type Question =
  | ({ readonly kind: 'overview'; readonly filter: Filter } & Asked)
  | ({
      readonly kind: 'series';
      readonly metric: MetricId;
      readonly filter: Filter;
      readonly step: MetricStep;
      readonly by: Dimension | null;
    } & Asked)
  | ({ readonly kind: 'readings'; readonly day: JudgedDay } & Asked)
  | ({ readonly kind: 'live' } & ThisMoment & Asked)
  | ({ readonly kind: 'days' } & Asked)
  | ({ readonly kind: 'satisfaction'; readonly by: SatisfactionQuery['by'] | null } & Asked);

export interface Results {
  overview: MetricsOverview;
  series: MetricSeries;
  satisfaction: SatisfactionReport;
  /** For the rules that raise alarms. */
  readings: readonly MetricReading[];
  /** Null while there is no fact yet. */
  live: LobbyFigures | null;
  /** Days of which there still are rows, oldest first: lobby days, and those of which people have entered anything. */
  days: readonly string[];
}

export type Request = { readonly id: number } & ({ readonly question: Question } | { readonly cancel: true });

export type Answer = { readonly id: number } & (
  | { readonly result: Results[keyof Results] }
  | { readonly fault: string }
  /** It is not the end yet. */
  | { readonly progress: MetricsProgress }
);
