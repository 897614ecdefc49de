import { padDrivers } from '../../../drivers/pad/open.ts';
import { DevicePort } from '../device-port.ts';
import { HttpConnection } from '../http-client.ts';
import { expectJson, getJson, getRequest } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';
import { until } from '../until.ts';

const PER_ROUND = 100;
const WARM_UP = 100;
const PINS = [2, 3, 4, 5, 6];
/** Longer than the driver waits for a button to come to rest. */
const RELEASED_MS = 30;

/** Asking without a pause would keep from the pad's process the processor that it needs. */
const LOOK_MS = 1;
/** A press that is not on disk by then is lost. */
const LOST_MS = 5000;

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'pad');
  const raw = new RawAppends(dir);
  const pad = padDrivers.firmata.simulate(PINS, {});
  const port = await DevicePort.listen(pad);
  const config = writeLobby(dir, { printer: null, pad: port.address });
  const host = await startHost({ config, data: `${dir}/data` });
  await until(
    'a pad that is ready',
    async () => ((await getJson(host.port, '/readyz')) as { status: string }).status === 'ready',
  );
  const connection = await HttpConnection.open(host.port);
  const rounds = times(bench, 5, 2);
  bench.progress('visitors come');
  await oneByOne(connection, WARM_UP + rounds * PER_ROUND, visitors(host.port, bench.seed));
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  const health = getRequest(host.port, '/healthz');
  const position = async () =>
    (expectJson(await connection.send(health), 200) as { position: number }).position;

  /** One visit, rated. @returns ms from the finger to a health page that knows the rating on disk */
  const rateOnce = async (): Promise<number> => {
    await counter.act('call-next');
    await counter.act('finish');
    const before = await position();
    const startMs = performance.now();
    pad.setButton(0, true);
    while ((await position()) === before) {
      if (performance.now() - startMs > LOST_MS) throw new Error('a press has not become a rating');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const latencyMs = performance.now() - startMs;
    pad.setButton(0, false);
    await new Promise((resolve) => setTimeout(resolve, RELEASED_MS));
    return latencyMs;
  };
  for (let n = 0; n < WARM_UP; n += 1) await rateOnce();
  const latenciesMs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    for (let n = 0; n < PER_ROUND; n += 1) latenciesMs.push(await rateOnce());
  }
  const rawP99Ms = raw.p99Ms;
  connection.close();
  raw.close();
  await host.stop();
  port.close();
  return [
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told('press → rating on disk, p50', median(latenciesMs), 'ms'),
    {
      what: 'press → rating on disk, p99',
      value: percentile(latenciesMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 2 * rawP99Ms + 5, from: '2 × raw p99 + 5 ms' },
      note: 'A Firmata board on a TCP port of this process, johnny-five in its own; until the health page, asked every millisecond, counts the rating.',
    },
  ];
}

export const padRow: Row = { name: 'pad', title: 'Press → rating', run };
