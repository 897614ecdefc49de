/** What people have entered, row by row. */
import type { MetricInput } from '../../../firmware-host/domain/metric-input.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import type { Share } from './share.ts';

const DAY_MS = 86_400_000;

/** What people have entered and not withdrawn. */
export function entered(journal: readonly Recorded[]): MetricInput[] {
  const batches = new Map<string, MetricInput>();
  for (const { type, data } of journal) {
    if (type === 'metric-input.entered') batches.set(data.batch, data);
    if (type === 'metric-input.withdrawn') batches.delete(data.batch);
  }
  return [...batches].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, input]) => input);
}

/** What is said of days to come is not yet so; rows without a day of their own stay. */
export function upTo(inputs: readonly MetricInput[], last: string): MetricInput[] {
  return inputs.map((input): MetricInput => {
    if (input.kind === 'roster') return { ...input, rows: input.rows.filter(({ date }) => date <= last) };
    if (input.kind === 'quality') return { ...input, rows: input.rows.filter(({ date }) => date <= last) };
    return input;
  });
}

/** What of a day's shifts is not over yet. */
interface Today {
  readonly date: string;
  readonly isClosed: boolean;
  /** Wall time of the last fact. */
  readonly at: number;
}

/** Shifts of an agent on a day that touch are one. Those of today have gone on until now, or have not begun. */
export function shiftsOf(
  inputs: readonly MetricInput[],
  today: Today,
): { agent: string; date: string; at: number; ms: number }[] {
  const rows = inputs.flatMap((input) => (input.kind === 'roster' ? input.rows : []));
  const shifts: { agent: string; date: string; at: number; ms: number }[] = [];
  for (const { agent, date, fromAt, toAt } of rows.toSorted(
    (one, other) => one.fromAt - other.fromAt || one.toAt - other.toAt,
  )) {
    const before = shifts.findLast((shift) => shift.agent === agent && shift.date === date);
    if (before !== undefined && fromAt <= before.at + before.ms)
      before.ms = Math.max(before.ms, toAt - before.at);
    else shifts.push({ agent, date, at: fromAt, ms: toAt - fromAt });
  }
  const isToday = (date: string) => date === today.date && !today.isClosed;
  return shifts
    .filter(({ date, at }) => !isToday(date) || today.at - at >= 0)
    .map((shift) => {
      const ends = shift.at + shift.ms;
      return isToday(shift.date) && ends > today.at ? { ...shift, ms: today.at - shift.at } : shift;
    });
}

function datesOf(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

export const costsOf = (inputs: readonly MetricInput[], until: string) =>
  inputs.flatMap((input) =>
    input.kind !== 'costs'
      ? []
      : input.rows.flatMap(({ fromDate, toDate, amount, service }) => {
          const dates = datesOf(fromDate, toDate);
          const part = { at: null, amount: amount / dates.length };
          return dates
            .filter((date) => date <= until)
            .map((date) => (service === null ? { date, ...part } : { date, service, ...part }));
        }),
  );

/** Contacts that machines have answered, by the days that the lobby has come to. */
export const answersOf = (inputs: readonly MetricInput[], until: string) =>
  inputs.flatMap((input) =>
    input.kind !== 'answers'
      ? []
      : input.rows
          .filter(({ date }) => date <= until)
          .map(({ date, service, count }) =>
            service === null ? { date, at: null, count } : { date, at: null, service, count },
          ),
  );

/** Each day on which each full-time agent was employed, and each day on which one left. */
export function turnoverOf(inputs: readonly MetricInput[], until: string): Share[] {
  const rows = inputs.flatMap((input) => (input.kind === 'staff' ? input.rows : []));
  const shares: Share[] = [];
  const since = new Map<string, string>();
  const employ = (from: string, to: string) => {
    if (from <= to) shares.push(...datesOf(from, to).map((date) => ({ date, at: null, above: 0, below: 1 })));
  };
  for (const { agent, date, change, isFullTime } of rows.toSorted((one, other) =>
    one.date < other.date ? -1 : Number(one.date > other.date),
  )) {
    const from = since.get(agent);
    if (change === 'joined' && from === undefined && isFullTime) since.set(agent, date);
    if (change !== 'left') continue;
    since.delete(agent);
    if (from === undefined) continue;
    employ(from, date < until ? date : until);
    shares.push({ date, at: null, above: 1, below: 0 });
  }
  for (const from of since.values()) employ(from, until);
  return shares;
}
