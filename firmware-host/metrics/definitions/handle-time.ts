import { MINUTE_MS, SECOND_MS, first, metric, second } from '../metric.ts';

/** Mean of service and wrap-up together. The centres let it pass its range by 15 %: what people need is not all alike. */
export const handleTime = metric({
  id: 'handle_time',
  number: 5,
  group: 'serving',
  unit: 'ms',
  formula: { numerator: ['service_ms', 'wrap_up_ms'], denominator: ['service_parts'], factor: 1 },
  benchmark: 8.5 * MINUTE_MS,
  target: first(3 * MINUTE_MS, 10 * MINUTE_MS, 15),
  harm: 'both',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 2 },
  otherTargets: [second(210 * SECOND_MS, 330 * SECOND_MS)],
});
