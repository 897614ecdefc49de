import { PERCENT, first, metric, second } from '../metric.ts';

/** Served ÷ all whose visit has ended, short abandons left out as in the abandon rate. Its target cannot hold together with 3 to 5 percent of that: both are shown, and one is the alarm. */
export const answeredRate = metric({
  id: 'answered_rate',
  number: 20,
  group: 'arrivals',
  unit: 'percent',
  formula: {
    numerator: ['answered_tickets'],
    denominator: ['decided'],
    factor: PERCENT,
    denominatorLess: ['gave_up_short'],
  },
  benchmark: null,
  target: null,
  harm: 'none',
  cadences: ['day'],
  breakdowns: ['service', 'class'],
  advice: { high: 0, low: 0 },
  otherTargets: [first(98, null), second(80, null)],
});
