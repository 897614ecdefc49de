import { metric } from '../metric.ts';

/** Mean of what supervisors gave for visits that they listened in on, four or five of each agent in a month. */
export const qualityScore = metric({
  id: 'quality_score',
  number: 12,
  group: 'outcome',
  unit: 'score',
  formula: { numerator: ['check_scores'], denominator: ['checks'], factor: 1 },
  benchmark: null,
  target: null,
  harm: 'low',
  cadences: ['month'],
  breakdowns: ['agent'],
  advice: { high: 0, low: 2 },
  needs: { kind: 'quality', measure: 'checks' },
  windowDays: 30,
});
