import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCentral } from '../central.ts';
import { startChild } from '../child.ts';
import { HttpConnection } from '../http-client.ts';
import { getJson } from '../http-request.ts';
import { writeLobby } from '../lobby-file.ts';
import { writtenBytes } from '../machine.ts';
import { PrinterPort } from '../printer-port.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { BenchCounter, rateVisit } from '../tickets.ts';
import { until } from '../until.ts';
import { printerReady, printOne } from './printer.ts';

const BARE = fileURLToPath(new URL('../bare-wal.ts', import.meta.url));

/** Journal position: how many events there are. */
const positionOf = async (port: number): Promise<number> =>
  ((await getJson(port, '/healthz')) as { position: number }).position;

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'disk');
  const tickets = times(bench, 1000, 300);
  const printer = await PrinterPort.listen();
  const central = await startCentral(dir);
  const config = writeLobby(dir, { printer: printer.address, centre: central.config });
  const host = await startHost({ config, data: join(dir, 'data'), compileCache: join(dir, 'compile-cache') });
  await printerReady(host.port);
  const connection = await HttpConnection.open(host.port);
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  bench.progress(`${tickets} visits from ticket to goodbye`);
  const [positionBefore, bytesBefore] = [await positionOf(host.port), writtenBytes(host.pid)];
  for (let n = 0; n < tickets; n += 1) {
    await printOne(connection, host, printer, 'A');
    await counter.act('call-next');
    await counter.act('start');
    await counter.act('finish');
    await rateVisit(connection, host.port, '1');
  }
  const bytes = writtenBytes(host.pid) - bytesBefore;
  const appends = (await positionOf(host.port)) - positionBefore;
  connection.close();
  await until(
    'every event at the centre',
    async () => (await central.tally()).count >= positionBefore + appends,
  );
  await host.stop();
  await central.stop();
  printer.close();
  bench.progress(`${appends} bare appends`);
  const bare = await startChild([BARE, join(dir, 'bare.db'), String(appends)], /^written (\d+)$/m);
  const bareBytes = Number(bare.said);
  await bare.stop();
  return [
    told(
      'appends a ticket',
      appends / tickets,
      '',
      'Each event was appended by itself: one visit at a time.',
    ),
    told('bare 250-byte appends, as many', bareBytes / tickets, 'bytes'),
    {
      what: 'written to disk per ticket, from touch to goodbye, rated and told to the centre',
      value: bytes / tickets,
      unit: 'bytes',
      target: {
        direction: 'at most',
        factor: 1.5,
        limit: bareBytes / tickets,
        from: 'as many bare 250-byte appends',
      },
      note: 'write_bytes of the whole process, the checkpoint of delivery among them.',
    },
  ];
}

export const diskRow: Row = { name: 'disk', title: 'Bytes written to disk', run };
