import { PERCENT, first, metric } from '../metric.ts';

/** Sent on by an agent ÷ served, with the reasons that agents gave. */
export const transferRate = metric({
  id: 'transfer_rate',
  number: 19,
  group: 'outcome',
  unit: 'percent',
  formula: { numerator: ['transferred'], denominator: ['served'], factor: PERCENT },
  benchmark: 3,
  target: first(null, 1),
  harm: 'high',
  cadences: ['day', 'week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 0 },
});
