import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { HttpConnection } from '../http-client.ts';
import { expectJson, getJson, getRequest } from '../http-request.ts';
import { writeLobby } from '../lobby-file.ts';
import { PrinterPort } from '../printer-port.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, type Running } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { LETTERS, takeTicket } from '../tickets.ts';
import { until } from '../until.ts';

const PER_ROUND = 100;
const WARM_UP = 300;
/** As long as real ones are: the QR code carries it. */
const PUBLIC_URL = 'https://queue.jinyuan-property.example.cn';

export interface Printed {
  readonly token: string;
  /** From the touch (the request's first byte leaves) to the first byte on the printer's port. */
  readonly latencyMs: number;
  readonly bytes: number;
}

/** Takes a ticket and waits until its paper is settled, so that each one meets an idle printer. */
export async function printOne(
  connection: HttpConnection,
  { port }: Running,
  printer: PrinterPort,
  service: string,
): Promise<Printed> {
  printer.expectJob();
  const startMs = performance.now();
  const { ticket } = await takeTicket(connection, port, service);
  const follow = getRequest(port, `/api/v1/tickets/${ticket.token}`);
  await until(
    'a paper that is printed',
    async () => {
      const { print } = expectJson(await connection.send(follow), 200) as FollowView;
      if (print?.problem !== null) throw new Error(`the paper was not printed: ${print?.problem ?? 'none'}`);
      return print.state === 'printed';
    },
    { everyMs: 1 },
  );
  const { atMs, bytes } = printer.job();
  return { token: ticket.token, latencyMs: atMs - startMs, bytes };
}

/** A printer is ready when the host has heard how it is. */
export const printerReady = (port: number): Promise<void> =>
  until(
    'a printer that is ready',
    async () => ((await getJson(port, '/readyz')) as { status: string }).status === 'ready',
  );

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'printer');
  const raw = new RawAppends(dir);
  const printer = await PrinterPort.listen();
  const config = writeLobby(dir, { printer: printer.address, publicUrl: PUBLIC_URL });
  const host = await startHost({ config, data: `${dir}/data` });
  await printerReady(host.port);
  const connection = await HttpConnection.open(host.port);
  const papers: Printed[] = [];
  const print = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      papers.push(await printOne(connection, host, printer, LETTERS[n % LETTERS.length] ?? 'A'));
    }
  };
  bench.progress('warming up');
  await print(WARM_UP);
  papers.length = 0;
  const rounds = times(bench, 10, 3);
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    await print(PER_ROUND);
  }
  const rawP99Ms = raw.p99Ms;
  connection.close();
  raw.close();
  await host.stop();
  printer.close();
  return figures(papers, rawP99Ms);
}

function figures(papers: readonly Printed[], rawP99Ms: number): readonly Figure[] {
  const latenciesMs = papers.map(({ latencyMs }) => latencyMs);
  return [
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told('touch → first byte on the printer, p50', median(latenciesMs), 'ms'),
    {
      what: 'touch → first byte on the printer, p99',
      value: percentile(latenciesMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 2 * rawP99Ms + 3, from: '2 × raw p99 + 3 ms' },
      note: 'A TCP port of this process; from the send of the POST, so the way to the host counts too.',
    },
    {
      what: 'Chinese ticket with QR',
      value: Math.max(...papers.map(({ bytes }) => bytes)),
      unit: 'bytes',
      target: { direction: 'at most', factor: 1, limit: 400, from: 'fixed' },
      note: `The longest of ${papers.length}, counted on the port until its proof, the driver's questions behind it included; the QR code holds ${PUBLIC_URL}/t/ and 22 characters.`,
    },
  ];
}

export const printerRow: Row = { name: 'printer', title: 'Touch → paper', run };
