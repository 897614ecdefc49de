import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import type { SimulatedPad } from '../../../drivers/pad/simulated-pad.ts';
import { DevicePort } from '../device-port.ts';
import { HttpConnection } from '../http-client.ts';
import { expectJson, getJson, getRequest } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { benchPad, writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';
import { until } from '../until.ts';

const PER_ROUND = 100;
const WARM_UP = 100;
/** Longer than the driver waits for a button to come to rest. */
const RELEASED_MS = 30;
/** Asking without a pause would keep from the pad's process the processor that it needs. */
const LOOK_MS = 1;
/** A press that is not on disk by then is lost, and so is a light. */
const LOST_MS = 5000;
/** What a visitor takes for at once. */
const AT_ONCE_MS = 100;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** When the light that asks for a rating has next been switched, by the bytes that the board has got. */
function lightGoesOut(pad: SimulatedPad): Promise<number> {
  return new Promise((resolve, reject) => {
    const lost = setTimeout(() => reject(new Error('a light has not gone out')), LOST_MS);
    const stop = pad.onChange(() => {
      if (pad.lights.armed) return;
      stop();
      clearTimeout(lost);
      resolve(performance.now());
    });
  });
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'pad');
  const raw = new RawAppends(dir);
  const pad = new FirmataSimulator(benchPad, { pace: 0 });
  const port = await DevicePort.listen(pad);
  const config = writeLobby(dir, { printer: null, pads: [port.address] });
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

  /** One visit, rated. @returns ms from the finger to a health page that knows the rating on disk, and to the light */
  let button = 0;
  const rateOnce = async (): Promise<{ diskMs: number; lightMs: number }> => {
    // One that is pressed as often as a machine can is taken for one that is broken.
    button = (button + 1) % benchPad.buttons.length;
    await counter.act('call-next');
    await counter.act('finish');
    await until('a light that asks', () => Promise.resolve(pad.lights.armed));
    const before = await position();
    const light = lightGoesOut(pad);
    const startMs = performance.now();
    pad.setButton(button, true);
    while ((await position()) === before) {
      if (performance.now() - startMs > LOST_MS) throw new Error('a press has not become a rating');
      await pause(LOOK_MS);
    }
    const diskMs = performance.now() - startMs;
    const lightMs = (await light) - startMs;
    pad.setButton(button, false);
    await pause(RELEASED_MS);
    return { diskMs, lightMs };
  };
  for (let n = 0; n < WARM_UP; n += 1) await rateOnce();
  const latencies: { diskMs: number; lightMs: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    for (let n = 0; n < PER_ROUND; n += 1) latencies.push(await rateOnce());
  }
  const rawP99Ms = raw.p99Ms;
  connection.close();
  raw.close();
  await host.stop();
  port.close();
  return figures(rawP99Ms, latencies);
}

function figures(
  rawP99Ms: number,
  latencies: readonly { readonly diskMs: number; readonly lightMs: number }[],
): Figure[] {
  const disk = latencies.map(({ diskMs }) => diskMs);
  const light = latencies.map(({ lightMs }) => lightMs);
  return [
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told('press → rating on disk, p50', median(disk), 'ms'),
    {
      what: 'press → rating on disk, p99',
      value: percentile(disk, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 2 * rawP99Ms + 5, from: '2 × raw p99 + 5 ms' },
      note: 'A Firmata board on a TCP port of this process, johnny-five in its own; until the health page, asked every millisecond, counts the rating.',
    },
    told('press → light, p50', median(light), 'ms'),
    {
      what: 'press → light, p99',
      value: percentile(light, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 2 * rawP99Ms + 8, from: '2 × raw p99 + 8 ms' },
      note: 'Until the board has got the bytes by which the light that asks goes out; the thank-you is written in the same turn.',
    },
    {
      what: 'press → light, longest',
      value: Math.max(...light),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: AT_ONCE_MS, from: 'fixed' },
    },
  ];
}

export const padRow: Row = { name: 'pad', title: 'Press → rating, press → light', run };
