import { PERCENT, first, metric } from '../metric.ts';

/** Those who gave up ÷ all whose visit has ended. Who gave up within 20 seconds is left out above and below the line. */
export const abandonRate = metric({
  id: 'abandon_rate',
  number: 14,
  group: 'waiting',
  unit: 'percent',
  formula: {
    numerator: ['gave_up'],
    denominator: ['decided'],
    factor: PERCENT,
    less: ['gave_up_short'],
    denominatorLess: ['gave_up_short'],
  },
  benchmark: 3,
  target: first(null, 5),
  harm: 'high',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['service', 'class'],
  advice: { high: 3, low: 0 },
});
