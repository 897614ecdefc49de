import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { openStreams, type LiveStream } from '../streams.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';

const DISPLAYS = 30;
const PER_ROUND = 100;
const WARM_UP = 300;

/** Calls one visitor. @returns ms from the request's first byte until the last display has begun to hear of it */
async function callOnce(
  connection: HttpConnection,
  counter: BenchCounter,
  streams: readonly LiveStream[],
): Promise<number> {
  const arrivals = streams.map((stream) => stream.arrival(stream.position));
  const request = counter.request('call-next');
  const startMs = performance.now();
  const [answer, ...arrivedMs] = await Promise.all([connection.send(request), ...arrivals]);
  expectStatus(answer, 200);
  await counter.act('finish');
  return Math.max(...arrivedMs) - startMs;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'displays');
  const raw = new RawAppends(dir);
  // Without a printer: papers that settle meanwhile change no display, but would be another row's work.
  const host = await startHost({ config: writeLobby(dir, { printer: null }), data: `${dir}/data` });
  const connection = await HttpConnection.open(host.port);
  const rounds = times(bench, 10, 3);
  bench.progress('visitors come');
  await oneByOne(connection, WARM_UP + rounds * PER_ROUND, visitors(host.port, bench.seed));
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  const streams = await openStreams(host.port, 'display', DISPLAYS);
  for (let n = 0; n < WARM_UP; n += 1) await callOnce(connection, counter, streams);
  const latenciesMs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    for (let n = 0; n < PER_ROUND; n += 1) latenciesMs.push(await callOnce(connection, counter, streams));
  }
  const rawP99Ms = raw.p99Ms;
  for (const stream of streams) stream.close();
  connection.close();
  raw.close();
  await host.stop();
  return [
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told(`call → event at ${DISPLAYS} display pages, p50`, median(latenciesMs), 'ms'),
    {
      what: `call → event at ${DISPLAYS} display pages, p99`,
      value: percentile(latenciesMs, 99),
      unit: 'ms',
      target: {
        direction: 'at most',
        factor: 1,
        limit: 2 * rawP99Ms + 3 + 10,
        from: '2 × raw p99 + 3 ms + 10 ms',
      },
      note: 'The last page of all; from the send of the POST to the first bytes of the snapshot that shows the call.',
    },
  ];
}

export const displaysRow: Row = { name: 'displays', title: 'Call → displays', run };
