import { PERCENT, first, metric } from '../metric.ts';

/** Agents on the roster of a day who came ÷ all who are on it. */
export const attendance = metric({
  id: 'attendance',
  number: 15,
  group: 'people',
  unit: 'percent',
  formula: { numerator: ['attended'], denominator: ['rostered'], factor: PERCENT },
  benchmark: null,
  target: first(95, null),
  harm: 'low',
  cadences: ['day'],
  breakdowns: ['agent'],
  advice: { high: 0, low: 2 },
  needs: { kind: 'roster', measure: 'rostered' },
});
