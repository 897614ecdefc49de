import { MINUTE_MS, SECOND_MS, first, house, metric, second } from '../metric.ts';

/** Mean wait of those who had to wait, to the first call at each counter. It differs by trade: each service has its own target. None at all is no goal, for then agents are paid to wait. */
export const queueTime = metric({
  id: 'queue_time',
  number: 8,
  group: 'waiting',
  unit: 'ms',
  formula: { numerator: ['waited_ms'], denominator: ['waited'], factor: 1 },
  benchmark: 150 * SECOND_MS,
  target: house(3 * MINUTE_MS, 10 * MINUTE_MS),
  harm: 'both',
  cadences: ['live', 'day', 'week', 'month'],
  breakdowns: ['service', 'counter', 'agent', 'class'],
  advice: { high: 3, low: 2 },
  // The band of a service ends where its promise does.
  serviceTarget: ({ withinMs }) => house(0.3 * withinMs, withinMs),
  otherTargets: [first(30 * SECOND_MS, 90 * SECOND_MS), second(null, 20 * SECOND_MS)],
});
