/** From what people write to rows with moments in them. */
import { Temporal } from 'temporal-polyfill';
import type { InputKind, MetricInput, RosterRow } from '../domain/metric-input.ts';
import type { DayRule } from '../lobby-day.ts';
import type {
  AnswersEntry,
  CostEntry,
  QualityEntry,
  RosterEntry,
  StaffEntry,
} from '../messages/metric-inputs.ts';

export interface Entries {
  readonly roster: RosterEntry;
  readonly costs: CostEntry;
  readonly quality: QualityEntry;
  readonly staff: StaffEntry;
  readonly answers: AnswersEntry;
}

type Clockwork = Pick<DayRule, 'timeZone' | 'dayStartsAt'>;

export function inputFrom<Kind extends InputKind>(
  kind: Kind,
  entries: readonly Entries[Kind][],
  rule: Clockwork,
): MetricInput {
  // The kind and its entries belong together, which a switch over the one cannot say of the other.
  const given = { kind, entries } as unknown as {
    [K in InputKind]: { kind: K; entries: readonly Entries[K][] };
  }[InputKind];
  switch (given.kind) {
    case 'roster':
      return { kind: 'roster', rows: given.entries.map((entry) => shiftFrom(entry, rule)) };
    case 'costs':
      return {
        kind: 'costs',
        rows: given.entries.map(({ service = null, ...cost }) => ({ ...cost, service })),
      };
    case 'quality':
      return {
        kind: 'quality',
        rows: given.entries.map(({ ticket = null, ...check }) => ({ ...check, ticket })),
      };
    case 'staff':
      return {
        kind: 'staff',
        rows: given.entries.map(({ isFullTime = true, ...change }) => ({ ...change, isFullTime })),
      };
    case 'answers':
      return {
        kind: 'answers',
        rows: given.entries.map(({ service = null, ...answers }) => ({ ...answers, service })),
      };
  }
}

/** A lobby day goes on after midnight until it begins anew: a time before that is of the next date, and so is an end before its beginning. */
function shiftFrom({ agent, date, from, to }: RosterEntry, { timeZone, dayStartsAt }: Clockwork): RosterRow {
  const at = (time: string, days: number): number =>
    Temporal.PlainDate.from(date)
      .add({ days: time === '24:00' ? days + 1 : days })
      .toZonedDateTime({
        timeZone,
        plainTime: Temporal.PlainTime.from(time === '24:00' ? '00:00' : time),
      }).epochMilliseconds;
  const begins = from < dayStartsAt ? 1 : 0;
  return { agent, date, fromAt: at(from, begins), toAt: at(to, to > from ? begins : begins + 1) };
}
