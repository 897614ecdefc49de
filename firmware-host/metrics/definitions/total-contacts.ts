import { metric } from '../metric.ts';

/** All attempts: numbers that were taken, and people who were refused one. Each of the former is served or gives up later, or is sent home by staff or the end of the day. */
export const totalContacts = metric({
  id: 'total_contacts',
  number: 22,
  group: 'arrivals',
  unit: 'count',
  formula: { numerator: ['taken', 'refused'], denominator: null, factor: 1 },
  benchmark: null,
  target: null,
  harm: 'none',
  cadences: ['hour', 'day', 'week', 'month'],
  breakdowns: ['service'],
  advice: { high: 0, low: 0 },
});
