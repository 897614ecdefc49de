import { first, metric } from '../metric.ts';

/** How often a number is called before its visitor comes. The ideal is one; the trade has two to three, and only above four is it an alarm. */
export const callsToAnswer = metric({
  id: 'calls_to_answer',
  number: 7,
  group: 'waiting',
  unit: 'times',
  formula: { numerator: ['answered_calls'], denominator: ['answered'], factor: 1 },
  benchmark: 2.5,
  target: first(null, 4),
  harm: 'high',
  cadences: ['day'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 0 },
});
