import { PERCENT, first, metric } from '../metric.ts';

/** Refused at a kiosk (full, closed, out of order) ÷ all attempts. Retries of one person are one attempt. None is best, so there is only an upper limit. */
export const blockedRate = metric({
  id: 'blocked_rate',
  number: 16,
  group: 'arrivals',
  unit: 'percent',
  formula: { numerator: ['refused'], denominator: ['refused', 'taken'], factor: PERCENT },
  benchmark: 1,
  target: first(null, 3),
  harm: 'high',
  cadences: ['hour'],
  breakdowns: ['service'],
  advice: { high: 3, low: 0 },
});
