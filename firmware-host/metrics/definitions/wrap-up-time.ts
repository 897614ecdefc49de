import { SECOND_MS, first, metric } from '../metric.ts';

/** Mean time from the end of a visit until its agent is ready. What follows an estimated end was measured by nobody, and is left out. */
export const wrapUpTime = metric({
  id: 'wrap_up_time',
  number: 2,
  group: 'serving',
  unit: 'ms',
  formula: { numerator: ['wrap_up_ms'], denominator: ['wrap_ups'], factor: 1 },
  benchmark: 60 * SECOND_MS,
  target: first(30 * SECOND_MS, 60 * SECOND_MS),
  harm: 'both',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 2 },
});
