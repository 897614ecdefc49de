import { PERCENT, first, house, metric } from '../metric.ts';

/** Called within the time that a service has promised itself ÷ all who were called, or left their line after more than 20 seconds. Far above its target too many counters are open. */
export const serviceLevel = metric({
  id: 'service_level',
  number: 21,
  group: 'waiting',
  unit: 'percent',
  formula: { numerator: ['called_in_time'], denominator: ['called', 'left_line_late'], factor: PERCENT },
  benchmark: null,
  target: house(80, 95),
  harm: 'both',
  cadences: ['live'],
  breakdowns: ['service', 'class'],
  advice: { high: 2, low: 3 },
  serviceTarget: ({ percent }) => house(percent, Math.max(95, percent)),
  otherTargets: [first(80, null)],
});
