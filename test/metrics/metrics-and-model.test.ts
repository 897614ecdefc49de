/** What the metrics' thread reckons with SQL is what a slow count of the same facts gives: every metric, every breakdown. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import type { MetricRange, MetricSeries, MetricsOverview } from '../../firmware-host/messages/metrics.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { TallyCache } from '../../firmware-host/metrics/cache.ts';
import { addDays } from '../../firmware-host/metrics/dates.ts';
import { metrics } from '../../firmware-host/metrics/definitions/index.ts';
import { MetricsEngine } from '../../firmware-host/metrics/engine.ts';
import { ReportSource } from '../../firmware-host/metrics/source.ts';
import { TallyStore } from '../../firmware-host/metrics/store.ts';
import { HALF_HOUR_MS } from '../../firmware-host/metrics/tally/half-hours.ts';
import { measure } from '../../firmware-host/metrics/value.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { hoursFrom } from '../domain/model/busy-lobby.ts';
import { outcomes } from '../domain/model/marks.ts';
import { atCounter, feedback, onTickets } from '../domain/model/makers.ts';
import { commandOf, everything, morning, rush, type Mix } from '../domain/model/steps.ts';
import { journalOf, withVisitors } from '../reports/days.ts';
import type { LobbyUnderTest } from '../support/lobby.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';
import { count, halfHourOf } from './reference/count.ts';
import type { Share } from './reference/share.ts';
import { settingsWith } from './settings.ts';

const STEPS = 1200;
const CHOICES = 60;

/** The house opens again some days later: who was here before comes again within a week, or after it. */
function daysPass(test: LobbyUnderTest, choice: number): void {
  test.later((1 + (choice % 6)) * 24 * 3_600_000);
  const date = new Date(test.now.at).toISOString().slice(0, 10);
  test.ask({ type: 'open-day', date, timetable: hoursFrom(test.now.at) });
}

/** Days on which much is done at the counters, and now and then anything else. */
const busy: Mix = [
  ...everything,
  ...rush,
  ...rush,
  ...Array.from({ length: 40 }, () => ({ makers: atCounter })),
  ...Array.from({ length: 10 }, () => ({ makers: feedback })),
  ...Array.from({ length: 10 }, () => ({ makers: onTickets })),
  ...Array.from({ length: 10 }, () => ({ makers: outcomes })),
  ...Array.from({ length: 2 }, () => ({ passing: daysPass })),
];

/** Where the clocks change, and when; the days are moved so that it happens in the middle of the first one. */
const places = [
  { timeZone: 'Europe/Berlin', changeAt: Date.UTC(2026, 9, 25, 1), transferCounts: false },
  { timeZone: 'Europe/Berlin', changeAt: Date.UTC(2026, 2, 29, 1), transferCounts: true },
  { timeZone: 'Australia/Lord_Howe', changeAt: Date.UTC(2026, 3, 4, 15), transferCounts: true },
  { timeZone: 'America/New_York', changeAt: Date.UTC(2026, 2, 8, 7), transferCounts: false },
  { timeZone: 'Asia/Kathmandu', changeAt: null, transferCounts: true },
  { timeZone: 'Asia/Shanghai', changeAt: null, transferCounts: false },
] as const;

const QUARTER_MS = 15 * 60_000;

const FIRST_AT = Date.UTC(2026, 10, 21, 8);

/** What random inputs hardly ever say: that somebody came and left, what one service cost and machines have answered, who was to come all day. */
const inputs: readonly MetricInput[] = [
  {
    kind: 'staff',
    rows: [
      { agent: 'old', date: '2025-10-01', change: 'joined', isFullTime: true },
      { agent: 'half', date: '2026-01-01', change: 'joined', isFullTime: false },
      { agent: 'old', date: '2026-11-21', change: 'left', isFullTime: true },
      { agent: 'half', date: '2026-11-21', change: 'left', isFullTime: false },
      { agent: 'new', date: '2026-11-20', change: 'joined', isFullTime: true },
    ],
  },
  {
    kind: 'costs',
    rows: [
      { fromDate: '2026-11-20', toDate: '2026-11-22', amount: 900, service: 'A' },
      { fromDate: '2026-11-21', toDate: '2026-11-21', amount: 100, service: null },
    ],
  },
  {
    kind: 'answers',
    rows: [
      { date: '2026-11-20', service: 'A', count: 7 },
      { date: '2026-11-21', service: null, count: 5 },
      { date: '2027-06-01', service: null, count: 1000 },
    ],
  },
  // The second one of lin begins within the first, which is refused within one list.
  ...[[0, 6], [3]].map((begins) => ({
    kind: 'roster' as const,
    rows: begins.map((hours) => ({
      agent: hours === 6 ? 'wang' : 'lin',
      date: '2026-11-21',
      fromAt: FIRST_AT + hours * 3_600_000,
      toAt: FIRST_AT + (hours + 4) * 3_600_000,
    })),
  })),
];

function randomJournal(changeAt: number | null, random: () => number): readonly Recorded[] {
  const test = morning();
  for (const [place, input] of inputs.entries())
    test.must({ type: 'enter-input', batch: `first-${place}`, by: 'desk', digest: `${place}`, input });
  const any = () => Math.floor(random() * CHOICES);
  for (let step = 1; step <= STEPS; step += 1) {
    const command = commandOf(test, busy, [Math.floor(random() * busy.length), any(), any(), any()], step);
    if (command !== null) test.ask(command);
  }
  const byMs = changeAt === null ? 0 : changeAt - FIRST_AT - QUARTER_MS;
  return withVisitors(journalOf(test)).map((event) => ({
    ...event,
    time: { ...event.time, at: event.time.at + byMs },
  }));
}

/** Above how many shares of each metric something stood, over all rounds: of none may nothing have been compared. */
const compared = new Map<string, number>();

/** Finished visits of all rounds that were not enough, by why. */
const unsettled = { agent: 0, visitor: 0, returned: 0 };

function countUnsettled(reportsPath: string): void {
  const database = new DatabaseSync(reportsPath, { readOnly: true });
  const whys = { agent: 'agent_settled = 0', visitor: 'visitor_settled = 0', returned: 'is_returned = 1' };
  for (const [why, where] of Object.entries(whys)) {
    const sql = `SELECT count(*) AS tickets FROM tickets WHERE state = 'finished' AND ${where}`;
    unsettled[why as keyof typeof whys] += Number(database.prepare(sql).get()?.['tickets']);
  }
  database.close();
}

it.each(places)('agrees with a slow count of random days: $timeZone', { timeout: 60_000 }, async (place) => {
  const { timeZone, changeAt, transferCounts } = place;
  const random = seeded(seedOf(`metrics and model in ${timeZone}`));
  const journal = randomJournal(changeAt, random);
  const dir = join(tempDir(), 'reports');
  mkdirSync(dir);
  const paths = { reportsPath: join(dir, 'reports.db'), cachePath: join(dir, 'metrics.sqlite') };
  const reports = ReportTables.open(paths.reportsPath, { epoch: 1, after: 0 });
  reports.fold(journal);
  reports.close();
  countUnsettled(paths.reportsPath);
  const settings = settingsWith({ timeZone, transferCounts });
  const { withinMs, withinMsElse } = settings.rules;
  const shares = count(journal, {
    timeZone,
    transferCounts,
    withinMs: (service) => withinMs[service] ?? withinMsElse,
  });
  const dates = journal.flatMap(({ type, data }) => (type === 'day.opened' ? [data.date] : []));
  const range = { from: addDays(dates[0] ?? '', -3), to: addDays(dates.at(-1) ?? '', 1) };
  const asked = { filter: {}, today: range.to, ...range } as const;
  const engine = new MetricsEngine({ ...paths, settings });

  for (const { id, breakdowns, windowDays } of metrics) {
    for (const by of breakdowns.length === 0 ? [null] : breakdowns) {
      const series = await engine.answer({ kind: 'series', metric: id, step: 'day', by, ...asked }, breathe);
      const expected = by === null ? {} : sharesBy(shares[id], (share) => share[by], range);
      expect([id, by, partsOf(series)]).toEqual([id, by, expected]);
      const days = windowed(shares[id], windowDays ?? 1, range);
      expect([id, pointsOf(series)]).toEqual([id, days]);
      compared.set(id, (compared.get(id) ?? 0) + Object.values(days).filter(([above]) => above > 0).length);
    }
  }

  const filters = [{ service: 'B' }, { agent: 'lin', service: 'A' }, { counter: '2', class: 'priority' }];
  for (const filter of filters) {
    const overview = await engine.answer({ kind: 'overview', ...asked, filter }, breathe);
    expect([filter, valuesOf(overview)]).toEqual([filter, filtered(shares, filter, range)]);
  }
  engine.close();

  const source = ReportSource.open(paths.reportsPath);
  const cache = TallyCache.open(join(dir, 'other.sqlite'), 'test');
  const store = new TallyStore(source, cache, settings.rules, timeZone, breathe);
  const found = await store.sumsWithin(range, {}, HALF_HOUR_MS);
  for (const metric of metrics.filter((known) => known.windowDays === null)) {
    const fine = [...found].map(([at, sums]): [string, [number, number]] => {
      const { numerator, denominator } = measure(metric, sums, true, transferCounts);
      return [String(at), [numerator, denominator]];
    });
    const expected = sharesBy(
      shares[metric.id],
      ({ at }) => (at === null ? '' : String(halfHourOf(at, timeZone))),
      range,
    );
    expect([metric.id, tidied(new Map(fine))]).toEqual([metric.id, expected]);
  }
  cache.close();
  source.close();
});

it('has compared something of nearly every metric', () => {
  expect(Object.values(unsettled).every((tickets) => tickets > 0)).toBe(true);
  // Random days have no transfer now and then, or nobody who left; the example days have all of them.
  const idle = metrics.filter(({ id }) => (compared.get(id) ?? 0) === 0).map(({ id }) => id);
  expect(idle).toSatisfy((ids: readonly string[]) => ids.length < 4);
});

const breathe = () => Promise.resolve();

type Parts = Record<string, readonly [above: number, below: number]>;

/** What floats have in common. */
const rounded = (value: number) => Number(value.toFixed(6));

const isWithin = ({ date }: Share, { from, to }: MetricRange) => date >= from && date <= to;

function sharesBy(
  shares: readonly Share[],
  keyOf: (share: Share) => string | undefined,
  range: MetricRange,
): Parts {
  const parts = new Map<string, [number, number]>();
  for (const share of shares) {
    const key = keyOf(share) ?? '';
    if (key === '' || !isWithin(share, range)) continue;
    const [above, below] = parts.get(key) ?? [0, 0];
    parts.set(key, [above + share.above, below + share.below]);
  }
  return tidied(parts);
}

function sumOf(shares: readonly Share[]): [number, number] {
  return [
    shares.reduce((all, { above }) => all + above, 0),
    shares.reduce((all, { below }) => all + below, 0),
  ];
}

/** Days, each with those before it that are in its window. */
function windowed(shares: readonly Share[], days: number, { from, to }: MetricRange): Parts {
  const parts = new Map<string, [number, number]>();
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const window = { from: addDays(date, 1 - days), to: date };
    parts.set(date, sumOf(shares.filter((share) => isWithin(share, window))));
  }
  return tidied(parts);
}

type Wanted = Partial<Record<'service' | 'counter' | 'agent' | 'class', string>>;

function filtered(shares: Record<string, readonly Share[]>, filter: Wanted, range: MetricRange): Parts {
  const wanted = Object.entries(filter) as [keyof Wanted, string][];
  const values = metrics
    .filter(({ breakdowns }) => wanted.every(([name]) => breakdowns.includes(name)))
    .map(({ id, windowDays }): [string, [number, number]] => {
      const from =
        windowDays === null ? range.from : [range.from, addDays(range.to, 1 - windowDays)].toSorted()[0];
      const own = (shares[id] ?? []).filter(
        (share) =>
          isWithin(share, { from: from ?? '', to: range.to }) &&
          wanted.every(([name, key]) => share[name] === key),
      );
      return [id, sumOf(own)];
    });
  return tidied(new Map(values));
}

const tidied = (parts: ReadonlyMap<string, readonly [number, number]>): Parts =>
  Object.fromEntries(
    [...parts]
      .filter(([, [above, below]]) => above !== 0 || below !== 0)
      .map(([key, [above, below]]) => [key, [rounded(above), rounded(below)]] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const partsOf = ({ by }: MetricSeries): Parts =>
  tidied(new Map(by.map(({ key, numerator, denominator }) => [key, [numerator, denominator]])));

const pointsOf = ({ points }: MetricSeries): Parts =>
  tidied(new Map(points.map(({ date, numerator, denominator }) => [date, [numerator, denominator]])));

const valuesOf = ({ values }: MetricsOverview): Parts =>
  tidied(new Map(values.map(({ id, numerator, denominator }) => [id, [numerator, denominator]])));
