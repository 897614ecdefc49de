import type { LobbyConfig } from '../../config/schema.ts';
import { metricIds, type MetricId, type MetricTarget } from '../messages/metrics.ts';
import { metrics } from './definitions/index.ts';
import { MINUTE_MS, SECOND_MS, type Metric, type ServiceGoal } from './metric.ts';
import type { MetricSettings, Targets } from './settings.ts';

const WITHIN_ELSE_MS = 10 * MINUTE_MS;

/** What a lobby file says about the metrics, over what the definitions say. */
export function settingsOf(config: LobbyConfig): MetricSettings {
  const { satisfaction, waitFromSeconds, transferCounts } = config.metrics;
  return {
    timeZone: config.timeZone,
    dayStartsAt: config.dayStartsAt,
    rules: {
      waitFromMs: waitFromSeconds * SECOND_MS,
      withinMs: Object.fromEntries(
        config.services.map(({ letter, target }) => [letter, target.withinMinutes * MINUTE_MS]),
      ),
      withinMsElse: WITHIN_ELSE_MS,
    },
    transferCounts,
    targets: Object.fromEntries(metrics.map((metric) => [metric.id, targetsOf(metric, config)])) as Record<
      MetricId,
      Targets
    >,
    alarms: { recoverPercent: config.metrics.alarms.recoverPercent },
    satisfaction: {
      ratePercent: satisfaction.percent,
      smallGroup: satisfaction.smallGroup,
      scale: config.ratings.scale,
      lowMax: config.ratings.lowMax,
      index: satisfaction.index,
    },
  };
}

function targetsOf(metric: Metric, config: LobbyConfig): Targets {
  const { serviceTarget } = metric;
  const own = config.metrics.targets.filter((target) => target.metric === metric.id);
  const derived =
    serviceTarget === null
      ? []
      : config.services.map(({ letter, target }): [string, MetricTarget] => [
          letter,
          serviceTarget(goalOf(target)),
        ]);
  const written = own.flatMap((target): [string, MetricTarget][] =>
    target.service === null ? [] : [[target.service, inUnit(metric, target)]],
  );
  const house = own.find(({ service }) => service === null);
  return {
    house:
      house === undefined
        ? (widest(derived.map(([, target]) => target)) ?? metric.target)
        : inUnit(metric, house),
    services: Object.fromEntries(house === undefined ? [...derived, ...written] : written),
  };
}

const goalOf = ({ percent, withinMinutes }: { percent: number; withinMinutes: number }): ServiceGoal => ({
  percent,
  withinMs: withinMinutes * MINUTE_MS,
});

type Written = LobbyConfig['metrics']['targets'][number];

/** Files say times in seconds. */
function inUnit({ unit, target }: Metric, { min, max, tolerance, source }: Written): MetricTarget {
  const factor = unit === 'ms' ? SECOND_MS : 1;
  const scaled = (value: number | null) => (value === null ? null : value * factor);
  const bounds = { min: scaled(min), max: scaled(max) };
  // A house that has other bounds has thought about where they are; one that writes down the centres' means theirs as a whole.
  const isSame = target !== null && target.min === bounds.min && target.max === bounds.max;
  const tolerancePercent = tolerance ?? (isSame ? target.tolerancePercent : 0);
  return { ...bounds, tolerancePercent, source: source ?? 'house' };
}

/** Of the house as a whole: what suits at least one of its services. */
function widest(targets: readonly MetricTarget[]): MetricTarget | null {
  const [first] = targets;
  if (first === undefined) return null;
  const ends = (pick: (target: MetricTarget) => number | null) =>
    targets.map(pick).filter((end) => end !== null);
  const [mins, maxes] = [ends(({ min }) => min), ends(({ max }) => max)];
  return {
    min: mins.length === 0 ? null : Math.min(...mins),
    max: maxes.length === 0 ? null : Math.max(...maxes),
    tolerancePercent: first.tolerancePercent,
    source: first.source,
  };
}

export const isMetricId = (id: string): id is MetricId => metricIds.some((known) => known === id);
