import { SECOND_MS, first, metric } from '../metric.ts';

/** Mean time face to face. A visit that was sent on or handed over is a part for each of its agents. */
export const serviceTime = metric({
  id: 'service_time',
  number: 10,
  group: 'serving',
  unit: 'ms',
  formula: { numerator: ['service_ms'], denominator: ['service_parts'], factor: 1 },
  benchmark: 330 * SECOND_MS,
  target: first(270 * SECOND_MS, 360 * SECOND_MS),
  harm: 'both',
  cadences: ['week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 2, low: 2 },
});
