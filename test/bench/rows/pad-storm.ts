import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { readKept } from '../../support/kept.ts';
import { storm } from '../../support/pad-storm.ts';
import { DevicePort } from '../device-port.ts';
import { HttpConnection } from '../http-client.ts';
import { expectJson, getJson, getRequest } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { benchPad, writeLobby } from '../lobby-file.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { BenchCounter, visitors } from '../tickets.ts';
import { until } from '../until.ts';

const PADS = 8;
const PER_SECOND = 50;

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'pad-storm');
  const ids = Array.from({ length: PADS }, (_, place) => String(place + 1));
  const pads = ids.map(() => new FirmataSimulator(benchPad, { pace: 0 }));
  const ports = await Promise.all(pads.map((pad) => DevicePort.listen(pad)));
  const addresses = ports.map(({ address }) => address);
  const config = writeLobby(dir, { printer: null, counters: PADS, pads: addresses });
  const host = await startHost({ config, data: `${dir}/data` });
  await until(
    'pads that are ready',
    async () => ((await getJson(host.port, '/readyz')) as { status: string }).status === 'ready',
  );
  const connection = await HttpConnection.open(host.port);
  await oneByOne(connection, PADS, visitors(host.port, bench.seed));
  for (const id of ids) {
    const counter = new BenchCounter(connection, host.port, id);
    await counter.signIn();
    await counter.act('call-next');
    await counter.act('finish');
  }
  const presses = PER_SECOND * times(bench, 60, 10);
  bench.progress(`${presses} presses`);
  const startMs = performance.now();
  const pressed = await storm(pads, { presses, perSecond: PER_SECOND });
  const tookMs = performance.now() - startMs;
  const health = getRequest(host.port, '/healthz');
  const position = async () =>
    (expectJson(await connection.send(health), 200) as { position: number }).position;
  let before = -1;
  await until('a journal that stands still', async () => {
    const last = before;
    before = await position();
    return last === before;
  });
  connection.close();
  await host.stop();
  for (const port of ports) port.close();
  const kept = scoresIn(`${dir}/data`, ids);
  const most = benchPad.buttons.length;
  const expected = pressed.map((buttons) => buttons.map((button) => most - button));
  return [
    told('presses a second', (presses * 1000) / tookMs, '/s'),
    {
      what: 'presses lost, doubled, or out of their order',
      value: expected.reduce((sum, scores, place) => sum + differences(scores, kept[place] ?? []), 0),
      unit: '',
      target: { direction: 'at most', factor: 1, limit: 0, from: 'fixed' },
      note: `${PADS} boards on TCP ports of this process; each press is one fact in the journal, counted or flagged.`,
    },
  ];
}

/** The scores that the journal has of each pad, in its order. */
function scoresIn(dataDir: string, ids: readonly string[]): number[][] {
  const { events } = readKept(dataDir);
  return ids.map((id) =>
    events.flatMap(({ type, actor, data }) =>
      (type === 'rating.given' || type === 'rating.flagged') && actor.id === `pad:pad-${id}`
        ? [data.score]
        : [],
    ),
  );
}

/** How many places differ; those that one of the two does not have are different. */
const differences = (one: readonly number[], other: readonly number[]): number =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, place) => place).filter(
    (place) => one[place] !== other[place],
  ).length;

export const padStormRow: Row = { name: 'pad-storm', title: 'Eight pads, fifty presses a second', run };
