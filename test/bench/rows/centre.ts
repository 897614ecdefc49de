import { startCentral } from '../central.ts';
import { dayWith } from '../history.ts';
import { HttpConnection } from '../http-client.ts';
import { emptyPost } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, startNoop } from '../servers.ts';
import { until } from '../until.ts';

const NOOPS = 5000;
const MS_PER_S = 1000;

/** Requests that say nothing, one after the other on one connection: what a client in order can do at best here. */
async function noopRate(): Promise<number> {
  const noop = await startNoop();
  const connection = await HttpConnection.open(noop.port);
  const work = { request: () => emptyPost(noop.port, '/noop'), check: () => undefined };
  await oneByOne(connection, NOOPS, work);
  const startMs = performance.now();
  await oneByOne(connection, NOOPS, work);
  const rate = (NOOPS * MS_PER_S) / (performance.now() - startMs);
  connection.close();
  await noop.stop();
  return rate;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const noop = await noopRate();
  bench.progress('a day that the centre has not heard of');
  const { data, events } = await dayWith(bench, times(bench, 5000, 1000));
  const dir = freshDir(bench.dir, 'centre');
  const central = await startCentral(dir);
  const config = writeLobby(dir, { printer: null, centre: central.config });
  const host = await startHost({ config, data });
  bench.progress(`${events} events on their way`);
  await until('every event at the centre', async () => (await central.tally()).count >= events, {
    everyMs: 50,
    limitMs: 120_000,
  });
  const { count, firstMs, lastMs, outOfOrder } = await central.tally();
  await host.stop();
  await central.stop();
  const rate = ((count - 1) * MS_PER_S) / (lastMs - firstMs);
  return [
    told('empty POST, one connection', noop, '/s'),
    {
      what: 'events to the centre',
      value: rate,
      unit: '/s',
      target: { direction: 'at least', factor: 1, limit: 5000, from: 'fixed' },
      note: `${count} events of a day that was waiting, each signed, sent and answered before the next; to a process on this machine. ${(rate / noop).toFixed(2)} × the rate of empty POSTs.`,
    },
    {
      what: 'events out of order, repeated or missing',
      value: outOfOrder,
      unit: '',
      target: { direction: 'at most', factor: 1, limit: 0, from: 'fixed' },
    },
  ];
}

export const centreRow: Row = { name: 'centre', title: 'Events → centre', run };
