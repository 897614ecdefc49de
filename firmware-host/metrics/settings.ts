import type { MetricId, MetricTarget } from '../messages/metrics.ts';
import type { TallyRules } from './tally/sources.ts';

/** What the house has said about its metrics, with every default in it. Plain, for it goes to a thread of its own. */
export interface MetricSettings {
  readonly timeZone: string;
  /** When a lobby day begins, HH:MM. */
  readonly dayStartsAt: string;
  readonly rules: TallyRules;
  /** Whether a visit that was sent on counts as not resolved at first contact. */
  readonly transferCounts: boolean;
  readonly targets: Readonly<Record<MetricId, Targets>>;
  readonly satisfaction: SatisfactionSettings;
  /** How far inside its target a metric has to be until its alarm ends, in percent of the bound. */
  readonly alarms: { readonly recoverPercent: number };
}

export interface Targets {
  readonly house: MetricTarget | null;
  /** Of single services, by letter. */
  readonly services: Readonly<Record<string, MetricTarget>>;
}

export interface SatisfactionSettings {
  /** At least so many percent of the ratings are to be good. */
  readonly ratePercent: number;
  /** Of fewer ratings neither rate nor mean is told. */
  readonly smallGroup: number;
  /** The present scale, and the highest score on it that is a bad rating. */
  readonly scale: number;
  readonly lowMax: number;
  /** Weights in percent, 100 together: of `satisfaction`, and of metrics in percent. */
  readonly index: readonly { readonly of: string; readonly weight: number }[];
}
