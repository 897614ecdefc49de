import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { dayWith } from '../history.ts';
import { oneByOne } from '../load.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { startHost } from '../servers.ts';
import { median } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';

const SHORT_DAY = 100;
const PER_ROUND = 100;
/** Long enough that the engine has compiled the same code in both hosts. */
const WARM_UP = 3000;

interface Lobby {
  readonly takeMs: number[];
  readonly callMs: number[];
  round(count: number): Promise<void>;
  close(): Promise<void>;
}

async function openLobby(bench: Bench, tickets: number): Promise<Lobby> {
  const host = await startHost(await dayWith(bench, tickets));
  const connection = await HttpConnection.open(host.port);
  const counter = new BenchCounter(connection, host.port, '2');
  await counter.signIn();
  const take = visitors(host.port, bench.seed);
  const takeMs: number[] = [];
  const callMs: number[] = [];
  return {
    takeMs,
    callMs,
    round: async (count) => {
      takeMs.push(...(await oneByOne(connection, count, take)));
      for (let n = 0; n < count; n += 1) {
        const request = counter.request('call-next');
        const startMs = performance.now();
        const answer = await connection.send(request);
        callMs.push(performance.now() - startMs);
        expectStatus(answer, 200);
        await counter.act('finish');
      }
    },
    close: async () => {
      connection.close();
      await host.stop();
    },
  };
}

/** Two hosts side by side, asked in turns; each ticket taken is also called, so neither line grows. */
async function run(bench: Bench): Promise<readonly Figure[]> {
  const longDay = times(bench, 100_000, 20_000);
  bench.progress(`writing a day of ${longDay} tickets`);
  const short = await openLobby(bench, SHORT_DAY);
  const long = await openLobby(bench, longDay);
  bench.progress('warming up');
  for (const lobby of [short, long]) {
    await lobby.round(WARM_UP);
    lobby.takeMs.length = 0;
    lobby.callMs.length = 0;
  }
  const rounds = times(bench, 20, 5);
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    await short.round(PER_ROUND);
    await long.round(PER_ROUND);
  }
  await Promise.all([short.close(), long.close()]);
  const figure = (what: string, shortMs: readonly number[], longMs: readonly number[]): Figure => ({
    what: `${what} with ${longDay} tickets today, p50`,
    value: median(longMs),
    unit: 'ms',
    target: {
      direction: 'at most',
      factor: 1.3,
      limit: median(shortMs),
      from: `with ${SHORT_DAY}`,
    },
    note: `Half of the day's tickets wait, half were served; ${WARM_UP} of both hosts' own before.`,
  });
  return [
    told(`take with ${SHORT_DAY} tickets today, p50`, median(short.takeMs), 'ms'),
    figure('take', short.takeMs, long.takeMs),
    told(`call with ${SHORT_DAY} tickets today, p50`, median(short.callMs), 'ms'),
    figure('call', short.callMs, long.callMs),
  ];
}

export const longDayRow: Row = { name: 'long-day', title: 'A long day', run };
