import { HOUR_MS, metric } from '../metric.ts';

/** Visits that were served ÷ hours for which agents were signed in. What was entered from slips took none of them. */
export const contactsPerHour = metric({
  id: 'contacts_per_hour',
  number: 11,
  group: 'serving',
  unit: 'per-hour',
  formula: { numerator: ['served_live'], denominator: ['signed_in_ms'], factor: HOUR_MS },
  benchmark: null,
  target: null,
  harm: 'none',
  cadences: ['day'],
  breakdowns: ['counter', 'agent'],
  advice: { high: 0, low: 0 },
});
