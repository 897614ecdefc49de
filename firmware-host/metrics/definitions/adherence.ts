import { PERCENT, first, metric } from '../metric.ts';

/** Signed-in time ÷ rostered time, of the agents who are on the roster of a day: whoever stands in for somebody adds nothing. */
export const adherence = metric({
  id: 'adherence',
  number: 1,
  group: 'people',
  unit: 'percent',
  formula: { numerator: ['rostered_signed_in_ms'], denominator: ['rostered_ms'], factor: PERCENT },
  benchmark: null,
  target: first(92, null),
  harm: 'low',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['agent'],
  advice: { high: 0, low: 3 },
  needs: { kind: 'roster', measure: 'rostered_ms' },
});
