import { PERCENT, first, metric } from '../metric.ts';

/** (Handle + hold) ÷ (handle + hold + idle), where handle is service + wrap-up. A visit whose end was estimated is in neither. */
export const occupancy = metric({
  id: 'occupancy',
  number: 13,
  group: 'people',
  unit: 'percent',
  formula: {
    numerator: ['busy_ms', 'wrap_up_ms'],
    denominator: ['busy_ms', 'wrap_up_ms', 'idle_ms'],
    factor: PERCENT,
  },
  benchmark: null,
  target: first(90, null),
  harm: 'low',
  cadences: ['day', 'week'],
  breakdowns: ['counter', 'agent'],
  advice: { high: 2, low: 3 },
});
