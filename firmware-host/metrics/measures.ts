/**
 * What is added up: counts, and durations in ms of lobby time. Every metric is a fraction of sums of these, so a week is the sum of its
 * days, and a house the sum of its counters.
 */
export const measures = [
  // Tickets, by the moment and the service for which they were taken.
  'taken',
  /** Whose visit has ended, in whatever way. */
  'decided',
  'answered_tickets',
  'gave_up',
  /** Those of them who had waited no longer than `SHORT_MS`. */
  'gave_up_short',
  /** Those whose wait is known, and all of it. */
  'patient',
  'patience_ms',
  /** Who left a line without having been called, after having had to wait; and after more than `SHORT_MS`. */
  'left_line',
  'left_line_waited',
  'left_line_late',
  // Waits that a call has ended, by its moment.
  'called',
  'called_in_time',
  'waited',
  'waited_ms',
  /** To whose calls somebody came. */
  'answered',
  'answered_wait_ms',
  'answered_calls',
  // Visits at a counter, by the moment of their end.
  'served',
  /** Without those from slips. */
  'served_live',
  'service_parts',
  'service_ms',
  'holds',
  'held_ms',
  /** Face to face or on hold, of every part whose end is known. */
  'busy_ms',
  'transferred',
  'resolved',
  /** Those of them whom nobody had sent on. */
  'resolved_directly',
  'wrap_ups',
  'wrap_up_ms',
  // Agents, by when it was.
  'signed_in_ms',
  'rostered_signed_in_ms',
  'idle_ms',
  'rostered_ms',
  /** Agents who were to come on a day, and those who came. */
  'rostered',
  'attended',
  // What people enter, by day.
  'refused',
  'cost',
  'cost_entries',
  /** Contacts that a machine has answered by itself; the queue has not seen them. */
  'machine_answers',
  'checks',
  'check_scores',
  'left',
  'employed_days',
] as const;
export type Measure = (typeof measures)[number];

export type Sums = Record<Measure, number>;

export const noSums = (): Sums => Object.fromEntries(measures.map((name) => [name, 0])) as Sums;

export function addTo(sums: Sums, other: Partial<Sums>): Sums {
  // The keys of sums are measures.
  for (const name of Object.keys(other) as Measure[]) sums[name] += other[name] ?? 0;
  return sums;
}

/** What sums are told apart by. Empty where something belongs to none, as a refusal to no agent. */
export const dimensions = ['service', 'counter', 'agent', 'class'] as const;
export type Dimension = (typeof dimensions)[number];
export type Cell = { readonly [D in Dimension]: string } & {
  /** Start of a half hour in ms since 1970; null where it is of the day as a whole. */
  readonly bin: number | null;
  readonly sums: Partial<Sums>;
};

export type Filter = { readonly [D in Dimension]?: string };
