import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../../../firmware-host/metrics/configured.ts';
import { addDays } from '../../../firmware-host/metrics/dates.ts';
import { Metrics } from '../../../firmware-host/metrics/metrics.ts';
import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { readLobby, writeLobby } from '../lobby-file.ts';
import { writeManyDays, type ManyDays } from '../many-days.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { visitors } from '../tickets.ts';

/** Enough for 2,740 visitors a day to be served on it. */
const COUNTERS = 45;
const WARM_UP = 1000;
const PER_ROUND = 300;
const YEAR_DAYS = 365;

interface Prepared extends ManyDays {
  readonly config: string;
  readonly data: string;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'metrics');
  const config = writeLobby(dir, { counters: COUNTERS, printer: 'simulated:?pace=0' });
  const data = join(dir, 'data');
  bench.progress('writing the reports of a year');
  const prepared = {
    config,
    data,
    ...(await writeManyDays(config, data, bench.seed, times(bench, YEAR_DAYS, 40))),
  };
  return [...(await answers(bench, prepared)), ...(await kiosk(bench, prepared))];
}

const fixed = (limit: number) => ({ direction: 'at most', factor: 1, limit, from: 'fixed' }) as const;

/** All metrics of a range, as the page asks for them: beside the period before, and the last fortnight. */
async function answers(bench: Bench, { config, data, from, to, tickets }: Prepared): Promise<Figure[]> {
  const settings = settingsOf(await readLobby(config));
  const cachePath = join(data, 'metrics.sqlite');
  const open = () =>
    new Metrics({ reportsPath: join(data, 'reports.db'), cachePath, settings }, () => Promise.resolve());
  const timed = async (
    metrics: Metrics,
    range: { readonly from: string; readonly to: string },
  ): Promise<number> => {
    const startMs = performance.now();
    await metrics.ask({ kind: 'overview', filter: {}, today: to, ...range });
    return performance.now() - startMs;
  };
  const metrics = open();
  const startedMs = await timed(metrics, { from: addDays(from, 20), to: addDays(from, 20) });
  const dayColdMs = await timed(metrics, { from: addDays(from, 21), to: addDays(from, 21) });
  bench.progress('a year, for the first time');
  const yearColdMs = await timed(metrics, { from, to });
  const rounds = times(bench, 30, 10);
  const dayMs: number[] = [];
  const yearMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const day = addDays(to, -round);
    dayMs.push(await timed(metrics, { from: day, to: day }));
    yearMs.push(await timed(metrics, { from, to }));
  }
  await metrics.close();
  // So that the host begins without.
  for (const file of ['', '-wal', '-shm']) rmSync(cachePath + file, { force: true });
  const note = `${tickets} tickets from ${from} to ${to}: one simulated day, and copies of it.`;
  return [
    { what: 'all 23 metrics of one day, median', value: median(dayMs), unit: 'ms', target: fixed(50), note },
    { what: 'all 23 metrics of a year, median', value: median(yearMs), unit: 'ms', target: fixed(300) },
    told('one day that nobody has asked for yet, with the week before', dayColdMs, 'ms'),
    told('a year that nobody has asked for yet', yearColdMs, 'ms'),
    told('the first question, with the start of the thread', startedMs, 'ms'),
  ];
}

/** Numbers are taken while nothing else happens, and while a part of the year is reckoned that nobody has asked for yet: in turns. */
async function kiosk(bench: Bench, { config, data, from, to }: Prepared): Promise<Figure[]> {
  const host = await startHost({ config, data });
  const [taker, reader] = [await HttpConnection.open(host.port), await HttpConnection.open(host.port)];
  const take = visitors(host.port, bench.seed);
  bench.progress('warming up');
  await oneByOne(taker, WARM_UP, take);
  const quietMs: number[] = [];
  const busyMs: number[] = [];
  const rounds = times(bench, 12, 4);
  const days = Math.floor(times(bench, YEAR_DAYS, 40) / rounds);
  for (let round = 0; round < rounds; round += 1) {
    bench.progress(`a part of the year, ${round + 1} of ${rounds}`);
    quietMs.push(...(await oneByOne(taker, PER_ROUND, take)));
    const first = addDays(from, round * days);
    const last = addDays(first, days - 1);
    const path = `/api/v1/metrics?from=${first}&to=${last < to ? last : to}`;
    const reading = { isDone: false };
    const report = reader
      .send(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\n\r\n`)
      .then((answer) => expectStatus(answer, 200))
      .finally(() => (reading.isDone = true));
    while (!reading.isDone) busyMs.push(...(await oneByOne(taker, 10, take)));
    await report;
  }
  taker.close();
  reader.close();
  await host.stop();
  const quiet = percentile(quietMs, 99);
  return [
    told('take a ticket, p99, while nothing else happens', quiet, 'ms'),
    {
      what: 'take a ticket, p99, while the report of a year is made',
      value: percentile(busyMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1.5, limit: quiet, from: 'p99 without' },
      note: `${busyMs.length} tickets, in ${rounds} parts of the year that nobody had asked for before.`,
    },
  ];
}

export const metricsRow: Row = { name: 'metrics', title: 'Metrics of 1,000,000 tickets', run };
