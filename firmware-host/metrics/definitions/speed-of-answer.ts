import { MINUTE_MS, SECOND_MS, first, house, metric } from '../metric.ts';

/** Average speed of answer: all waits of tickets that were answered ÷ all that were answered, those that did not wait among them. */
export const speedOfAnswer = metric({
  id: 'speed_of_answer',
  number: 9,
  group: 'waiting',
  unit: 'ms',
  formula: { numerator: ['answered_wait_ms'], denominator: ['answered'], factor: 1 },
  benchmark: null,
  target: house(null, 10 * MINUTE_MS),
  harm: 'high',
  cadences: ['half-hour'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 0 },
  serviceTarget: ({ withinMs }) => house(null, withinMs),
  otherTargets: [first(null, 20 * SECOND_MS)],
});
