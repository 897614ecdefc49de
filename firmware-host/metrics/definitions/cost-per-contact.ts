import { first, metric } from '../metric.ts';

/** Cost of the period ÷ contacts answered, by people or by the machine itself. A refusal is no answer. A cost of several days is spread over them evenly. */
export const costPerContact = metric({
  id: 'cost_per_contact',
  number: 4,
  group: 'people',
  unit: 'money',
  formula: { numerator: ['cost'], denominator: ['served', 'machine_answers'], factor: 1 },
  benchmark: 4,
  target: first(2, 5),
  harm: 'both',
  cadences: ['week'],
  breakdowns: ['service'],
  advice: { high: 2, low: 2 },
  needs: { kind: 'costs', measure: 'cost_entries' },
});
