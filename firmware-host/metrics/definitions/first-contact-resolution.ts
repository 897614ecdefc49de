import { PERCENT, first, metric } from '../metric.ts';

/**
 * Visits that need neither a return by the visitor nor a call-back by us ÷ all that were served. That he has to return, the agent or the
 * visitor says; or he does, where he is known by a key. Whether a transfer counts against it, the house says.
 */
export const firstContactResolution = metric({
  id: 'first_contact_resolution',
  number: 17,
  group: 'outcome',
  unit: 'percent',
  formula: {
    numerator: ['resolved'],
    denominator: ['served'],
    factor: PERCENT,
    ifTransferCounts: ['resolved_directly'],
  },
  benchmark: 85,
  target: first(85, 100),
  harm: 'low',
  cadences: ['day'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 0, low: 3 },
});
