import { PERCENT, first, metric } from '../metric.ts';

/** Tickets that had to wait ÷ all that were called or left their line. */
export const queuedRate = metric({
  id: 'queued_rate',
  number: 18,
  group: 'waiting',
  unit: 'percent',
  formula: {
    numerator: ['waited', 'left_line_waited'],
    denominator: ['called', 'left_line'],
    factor: PERCENT,
  },
  benchmark: 15,
  target: first(10, 20),
  harm: 'both',
  cadences: ['week'],
  breakdowns: ['service', 'class'],
  advice: { high: 2, low: 1 },
});
