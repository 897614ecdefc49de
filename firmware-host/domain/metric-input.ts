/** What the queue cannot know by itself and people enter: rosters, costs, quality checks, who joined and who left, and what machines have answered. */
export const inputKinds = ['roster', 'costs', 'quality', 'staff', 'answers'] as const;
export type InputKind = (typeof inputKinds)[number];

/** A shift of an agent. Dates are lobby days as YYYY-MM-DD, moments are in ms since 1970. */
export interface RosterRow {
  readonly agent: string;
  readonly date: string;
  readonly fromAt: number;
  readonly toAt: number;
}

/** What was spent from one day to another, both included, in the house's money; `service` is null where it is for all. */
export interface CostRow {
  readonly fromDate: string;
  readonly toDate: string;
  readonly amount: number;
  readonly service: string | null;
}

/** A supervisor has listened in on a visit. */
export interface QualityRow {
  readonly agent: string;
  readonly date: string;
  /** 0 to 100. */
  readonly score: number;
  /** Id of the ticket, where the check was about one. */
  readonly ticket: string | null;
}

export interface StaffRow {
  readonly agent: string;
  readonly date: string;
  readonly change: 'joined' | 'left';
  readonly isFullTime: boolean;
}

/** Contacts of a day that a machine has answered by itself, such as a self-service terminal: the queue never sees them. */
export interface AnswersRow {
  readonly date: string;
  /** Null where it is for none alone. */
  readonly service: string | null;
  /** 1 or more. */
  readonly count: number;
}

export type MetricInput =
  | { readonly kind: 'roster'; readonly rows: readonly RosterRow[] }
  | { readonly kind: 'costs'; readonly rows: readonly CostRow[] }
  | { readonly kind: 'quality'; readonly rows: readonly QualityRow[] }
  | { readonly kind: 'staff'; readonly rows: readonly StaffRow[] }
  | { readonly kind: 'answers'; readonly rows: readonly AnswersRow[] };

/** What was entered at one time, and may be withdrawn as a whole. */
export interface InputBatch {
  readonly id: string;
  readonly kind: InputKind;
  /** The same rows have the same: nobody means to enter them twice. */
  readonly digest: string;
  readonly by: string;
  /** When, in ms since 1970 as the clock had it. */
  readonly at: number;
  readonly rows: number;
  /** Earliest and latest day that it speaks of. */
  readonly from: string;
  readonly to: string;
}

/** A correction of a batch is its withdrawal and another one; so many may still be withdrawn, and each day carries them on. */
export const BATCHES_KEPT = 60;

export const DAY_MS = 86_400_000;

/** Costs are spread over their days: a year and a bit. */
export const SPAN_MAX_DAYS = 370;

/** The days that an input speaks of: first and last of each row. */
export function daysOf(input: MetricInput): readonly { readonly from: string; readonly to: string }[] {
  if (input.kind === 'costs')
    return input.rows.map(({ fromDate, toDate }) => ({ from: fromDate, to: toDate }));
  return input.rows.map(({ date }) => ({ from: date, to: date }));
}

/** Days without a gap; of dates alone no time zone knows anything. */
export interface Stretch {
  /** Which of the spans has brought them, from 0. */
  readonly span: number;
  /** The first day, in ms since 1970. */
  readonly at: number;
  readonly days: number;
}

/**
 * Every day of some spans once, however they overlap: what each adds to those that begin before it. A span that was never checked
 * counts so many days at most, and one without a real date none.
 */
export function stretchesOf(
  spans: readonly { readonly from: string; readonly to: string }[],
): readonly Stretch[] {
  const known = spans
    .map(({ from, to }, span) => ({ span, at: Date.parse(from), end: Date.parse(to) + DAY_MS }))
    .filter(({ at, end }) => at < end)
    .toSorted((one, other) => one.at - other.at);
  const stretches: Stretch[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const { span, at, end } of known) {
    const begin = Math.max(at, reached);
    const until = Math.min(end, at + (SPAN_MAX_DAYS + 1) * DAY_MS);
    if (until <= begin) continue;
    stretches.push({ span, at: begin, days: (until - begin) / DAY_MS });
    reached = until;
  }
  return stretches;
}

/** Earliest and latest of them. */
export function spanOf(input: MetricInput): { readonly from: string; readonly to: string } {
  const days = daysOf(input);
  const froms = days.map(({ from }) => from).toSorted();
  const tos = days.map(({ to }) => to).toSorted();
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' };
}
