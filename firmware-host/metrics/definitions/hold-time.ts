import { SECOND_MS, first, metric } from '../metric.ts';

/** Mean time for which a ticket is on hold at a counter. */
export const holdTime = metric({
  id: 'hold_time',
  number: 6,
  group: 'serving',
  unit: 'ms',
  formula: { numerator: ['held_ms'], denominator: ['holds'], factor: 1 },
  benchmark: 60 * SECOND_MS,
  target: first(20 * SECOND_MS, 60 * SECOND_MS),
  harm: 'both',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 2, low: 1 },
});
