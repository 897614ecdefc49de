import type { Lobby } from '../lobby.ts';
import {
  DAY_MS,
  SPAN_MAX_DAYS,
  stretchesOf,
  type AnswersRow,
  type CostRow,
  type MetricInput,
  type QualityRow,
  type RosterRow,
  type StaffRow,
} from '../metric-input.ts';

/** What is wrong with a row that is well formed; texts `metric-input.fault.<why>` say what helps. */
export const inputFaultReasons = [
  'agent-unknown',
  'service-unknown',
  'date-impossible',
  'dates-reversed',
  'span-too-long',
  'days-many',
  'shift-reversed',
  'shift-too-long',
  'shift-elsewhen',
  'shift-overlaps',
  'amount-negative',
  'amount-too-large',
  'score-out-of-range',
  'count-out-of-range',
] as const;
export type InputFaultReason = (typeof inputFaultReasons)[number];

export interface InputFault {
  /** From 1. */
  readonly row: number;
  /** The name of the field. */
  readonly column: string;
  readonly why: InputFaultReason;
}

const HOUR_MS = 3_600_000;
/** Nobody works longer at a stretch: its ends were swapped, and it seems to go on over the night. */
const SHIFT_MAX_MS = 13 * HOUR_MS;
/** A shift is on its lobby day, wherever on Earth that is and whenever it begins. */
const AROUND_MS = 2 * DAY_MS;
/** What is entered at once changes so many days at most, each of which is reckoned anew: three years. */
const BATCH_MAX_DAYS = 1100;
/** More than any house spends, and small enough to be added up to the cent. */
const AMOUNT_MAX = 1e12;
const SCORE_MAX = 100;
/** More than all machines of a house answer on a day; a date that slipped into the column is above it. */
const COUNT_MAX = 1_000_000;

type Found = readonly [column: string, why: InputFaultReason];

const found = (row: number, faults: readonly Found[]): readonly InputFault[] =>
  faults.map(([column, why]) => ({ row: row + 1, column, why }));

/** Everything that is wrong, row by row: whoever has entered them mends all at once. */
export function inputFaults(lobby: Lobby, input: MetricInput): readonly InputFault[] {
  switch (input.kind) {
    case 'roster':
      return input.rows.flatMap((row, at) => found(at, ofShift(lobby, row, input.rows.slice(0, at))));
    case 'costs':
      return ofCosts(lobby, input.rows);
    case 'quality':
      return input.rows.flatMap((row, at) => found(at, ofCheck(lobby, row)));
    case 'staff':
      return input.rows.flatMap((row, at) => found(at, ofStaff(row)));
    case 'answers':
      return input.rows.flatMap((row, at) => found(at, ofAnswers(lobby, row)));
  }
}

function ofShift(lobby: Lobby, row: RosterRow, before: readonly RosterRow[]): readonly Found[] {
  const { agent, date, fromAt, toAt } = row;
  const faults = [...ofAgent(lobby, agent), ...ofDate('date', date)];
  if (toAt <= fromAt) return [...faults, ['to', 'shift-reversed']];
  if (toAt - fromAt > SHIFT_MAX_MS) return [...faults, ['to', 'shift-too-long']];
  if (faults.length === 0 && Math.abs(fromAt - Date.parse(date)) > AROUND_MS)
    return [['from', 'shift-elsewhen']];
  const isTwice = before.some((other) => other.agent === agent && other.fromAt < toAt && fromAt < other.toAt);
  return isTwice ? [...faults, ['from', 'shift-overlaps']] : faults;
}

function ofCosts(lobby: Lobby, rows: readonly CostRow[]): readonly InputFault[] {
  const faults = rows.map((row) => ofCost(lobby, row));
  const beyond = beyondDays(rows);
  return faults.flatMap((own, at) =>
    found(at, at === beyond && own.length === 0 ? [['fromDate', 'days-many']] : own),
  );
}

/** Which row passes the limit of days when they are read by their first days; null where all together stay below it. */
function beyondDays(rows: readonly CostRow[]): number | null {
  let sum = 0;
  for (const { span, days } of stretchesOf(
    rows.map(({ fromDate, toDate }) => ({ from: fromDate, to: toDate })),
  )) {
    sum += days;
    if (sum > BATCH_MAX_DAYS) return span;
  }
  return null;
}

function ofCost(lobby: Lobby, { fromDate, toDate, amount, service }: CostRow): readonly Found[] {
  const faults: Found[] = [...ofDate('fromDate', fromDate), ...ofDate('toDate', toDate)];
  if (toDate < fromDate) faults.push(['toDate', 'dates-reversed']);
  if (daysBetween(fromDate, toDate) > SPAN_MAX_DAYS) faults.push(['toDate', 'span-too-long']);
  if (!(amount >= 0)) faults.push(['amount', 'amount-negative']);
  if (amount > AMOUNT_MAX) faults.push(['amount', 'amount-too-large']);
  return [...faults, ...ofService(lobby, service)];
}

function ofCheck(lobby: Lobby, { agent, date, score }: QualityRow): readonly Found[] {
  const faults = [...ofAgent(lobby, agent), ...ofDate('date', date)];
  return score >= 0 && score <= SCORE_MAX ? faults : [...faults, ['score', 'score-out-of-range']];
}

/** Who has left may have left the configuration, too. */
const ofStaff = ({ date }: StaffRow): readonly Found[] => ofDate('date', date);

function ofAnswers(lobby: Lobby, { date, service, count }: AnswersRow): readonly Found[] {
  const faults = [...ofDate('date', date), ...ofService(lobby, service)];
  const isCount = Number.isInteger(count) && count >= 1 && count <= COUNT_MAX;
  return isCount ? faults : [...faults, ['count', 'count-out-of-range']];
}

const ofService = ({ services }: Lobby, service: string | null): readonly Found[] =>
  service === null || services.some(({ letter }) => letter === service)
    ? []
    : [['service', 'service-unknown']];

const ofAgent = ({ agents }: Lobby, agent: string): readonly Found[] =>
  agents.some(({ id }) => id === agent) ? [] : [['agent', 'agent-unknown']];

/** Beyond four digits of a year nothing sorts as a date any more. */
const EARLIEST = '2000-01-01';
const LATEST = '2099-12-31';

/** A date that no calendar has, such as 31 June, comes back as another one. */
function ofDate(column: string, date: string): readonly Found[] {
  const at = Date.parse(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
  return isReal && date >= EARLIEST && date <= LATEST ? [] : [[column, 'date-impossible']];
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
