import { SECOND_MS, first, metric } from '../metric.ts';

/** Mean wait of those who gave up: cancelled by the visitor, or a no-show, whose wait ends at the last call. */
export const abandonTime = metric({
  id: 'abandon_time',
  number: 3,
  group: 'waiting',
  unit: 'ms',
  formula: { numerator: ['patience_ms'], denominator: ['patient'], factor: 1 },
  benchmark: 60 * SECOND_MS,
  target: first(20 * SECOND_MS, 60 * SECOND_MS),
  harm: 'both',
  cadences: ['day', 'week'],
  breakdowns: ['service', 'class'],
  advice: { high: 2, low: 2 },
});
