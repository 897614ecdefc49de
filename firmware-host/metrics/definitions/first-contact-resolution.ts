import { PERCENT, first, metric } from '../metric.ts';

/** Visits that need no call-back by us ÷ all that were served. A return of the visitor is not known as long as nobody is asked who he is; whether a transfer counts against it, the house says. */
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
