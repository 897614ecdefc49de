import type { MetricDefinition, MetricTarget } from '../messages/metrics.ts';
import type { FrozenFigures } from '../messages/months.ts';

/** What former hosts did not write. */
type FormerFigures = Omit<FrozenFigures, 'days'> & Partial<Pick<FrozenFigures, 'days'>>;

/** Targets of files that were written before targets could tolerate anything; nothing was tolerated then. */
type FormerTarget = Omit<MetricTarget, 'tolerancePercent'> & Partial<Pick<MetricTarget, 'tolerancePercent'>>;

const whole = (target: FormerTarget): MetricTarget => ({ tolerancePercent: 0, ...target });
const wholeOrNone = (target: FormerTarget | null): MetricTarget | null =>
  target === null ? null : whole(target);

const definitionOf = (definition: MetricDefinition): MetricDefinition => ({
  ...definition,
  target: wholeOrNone(definition.target),
  serviceTargets: Object.fromEntries(
    Object.entries(definition.serviceTargets).map(([letter, target]) => [letter, whole(target)]),
  ),
  otherTargets: definition.otherTargets.map(whole),
});

/**
 * The figures of a month in the form of today, whichever host has frozen them.
 * @param text of a file whose digest is that of its fact, so that it is whole
 */
export function readFigures(text: string): FrozenFigures {
  const figures = JSON.parse(text) as FormerFigures;
  return {
    days: null,
    ...figures,
    definitions: figures.definitions.map(definitionOf),
    values: figures.values.map((value) => ({ ...value, target: wholeOrNone(value.target) })),
  };
}
