import type { MetricDefinition } from '../messages/metrics.ts';
import { metrics } from './definitions/index.ts';
import type { MetricSettings } from './settings.ts';

/** What each metric is, with the targets of this house; its words are texts. */
export const definitionsOf = ({ targets }: MetricSettings): MetricDefinition[] =>
  metrics.map(
    ({ id, number, group, unit, needs, benchmark, otherTargets, harm, windowDays, advice, ...given }) => ({
      id,
      number,
      group,
      unit,
      needs: needs?.kind ?? null,
      benchmark,
      target: targets[id].house,
      serviceTargets: { ...targets[id].services },
      otherTargets: [...otherTargets],
      harm,
      cadences: [...given.cadences],
      breakdowns: [...given.breakdowns],
      windowDays,
      advice,
    }),
  );
