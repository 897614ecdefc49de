/** In which order metrics are read. */
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';

export const groups = ['waiting', 'arrivals', 'serving', 'outcome', 'people'] as const;

/** Within their groups, what is looked at most often first; one that is not named here comes last. */
const order: readonly MetricDefinition['id'][] = [
  'queue_time',
  'speed_of_answer',
  'service_level',
  'queued_rate',
  'abandon_time',
  'abandon_rate',
  'calls_to_answer',
  'total_contacts',
  'blocked_rate',
  'answered_rate',
  'service_time',
  'wrap_up_time',
  'handle_time',
  'hold_time',
  'contacts_per_hour',
  'first_contact_resolution',
  'transfer_rate',
  'quality_score',
  'occupancy',
  'adherence',
  'attendance',
  'turnover',
  'cost_per_contact',
];

const rankOf = ({ id }: MetricDefinition): number => (order.includes(id) ? order.indexOf(id) : order.length);

export const inOrder = (definitions: readonly MetricDefinition[]): readonly MetricDefinition[] =>
  definitions.toSorted((one, other) => rankOf(one) - rankOf(other));
