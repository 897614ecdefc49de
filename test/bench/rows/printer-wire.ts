import { HttpConnection } from '../http-client.ts';
import { writeLobby } from '../lobby-file.ts';
import { PrinterPort } from '../printer-port.ts';
import { times, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { LETTERS, takeTicket } from '../tickets.ts';
import { until } from '../until.ts';
import { printerReady } from './printer.ts';

const CLIENTS = 8;

/** Start bit, eight data bits, stop bit. */
const BITS_A_BYTE = 10;

const SPEEDS = [
  { baudRate: 9600, full: 60, short: 12 },
  { baudRate: 19_200, full: 120, short: 24 },
  { baudRate: 115_200, full: 600, short: 80 },
] as const;

/** Takes so many tickets as fast as it goes and waits for their papers; the wire is slower, so they wait in a line. */
async function papersOf(bench: Bench, baudRate: number, count: number): Promise<Figure> {
  const dir = freshDir(bench.dir, `printer-${baudRate}`);
  const printer = await PrinterPort.listen(baudRate);
  const endsMs: number[] = [];
  printer.onPaper(() => endsMs.push(performance.now()));
  const host = await startHost({
    config: writeLobby(dir, { printer: printer.address }),
    data: `${dir}/data`,
  });
  await printerReady(host.port);
  const connections = await HttpConnection.openMany(host.port, CLIENTS);
  const take = (connection: HttpConnection, n: number) =>
    takeTicket(connection, host.port, LETTERS[n % LETTERS.length] ?? 'A');
  // The first one shows the host that this printer confirms.
  for (const connection of connections.slice(0, 1)) await take(connection, 0);
  await until('the first paper', () => endsMs.length === 1);
  let taken = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (taken < count) await take(connection, ++taken);
    }),
  );
  // From the next paper's end to the end of the last one: all the time, there is one waiting.
  const begin = endsMs.length;
  await until('all papers', () => endsMs.length === count + 1, { limitMs: 120_000 });
  for (const connection of connections) connection.close();
  await host.stop();
  const bytes = average(printer.paperBytes);
  printer.close();
  const measured = endsMs.slice(begin);
  if (measured.length < 5) throw new Error(`only ${measured.length} tickets were waiting`);
  const tookMs = (measured.at(-1) ?? 0) - (measured[0] ?? 0);
  return {
    what: `tickets per minute at ${baudRate} baud`,
    value: ((measured.length - 1) / tookMs) * 60_000,
    unit: '',
    target: {
      direction: 'at least',
      factor: 0.95,
      limit: (60 * baudRate) / BITS_A_BYTE / bytes,
      from: `the wire: ${Math.round(bytes)} bytes a ticket`,
    },
    note: `${measured.length} tickets in a row, all waiting; each is durable before it is answered, and its job before its first byte. The printer prints at once.`,
  };
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { baudRate, full, short } of SPEEDS) {
    bench.progress(`${baudRate} baud`);
    figures.push(await papersOf(bench, baudRate, times(bench, full, short)));
  }
  return figures;
}

export const printerWireRow: Row = { name: 'printer-wire', title: 'Tickets per minute on a slow wire', run };
