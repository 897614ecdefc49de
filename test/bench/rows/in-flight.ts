import { HttpConnection } from '../http-client.ts';
import { allAtOnce, type Rate, type Work } from '../load.ts';
import { writeLobby, type LobbyChange } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row, type Target } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, startNoop, type Running } from '../servers.ts';
import { openStreams } from '../streams.ts';
import { median } from '../stats.ts';
import { visitors } from '../tickets.ts';
import { noopWork } from './take-ticket.ts';

const CLIENTS = 64;
const RAW_PER_ROUND = 300;
const DISPLAYS = 30;

interface Busy {
  readonly server: Running;
  readonly rates: Rate[];
  round(count: number): Promise<void>;
  close(): Promise<void>;
}

async function keepBusy(server: Running, work: Work): Promise<Busy> {
  const connections = await HttpConnection.openMany(server.port, CLIENTS);
  const rates: Rate[] = [];
  return {
    server,
    rates,
    round: async (count) => {
      rates.push(await allAtOnce(connections, count, work, server.pid));
    },
    close: async () => {
      for (const connection of connections) connection.close();
      await server.stop();
    },
  };
}

async function busyHost(bench: Bench, name: string, change: LobbyChange): Promise<Busy> {
  const dir = freshDir(bench.dir, name);
  const host = await startHost({ config: writeLobby(dir, change), data: `${dir}/data` });
  return keepBusy(host, visitors(host.port, bench.seed));
}

const perSecond = ({ rates }: Busy): number => median(rates.map((rate) => rate.perSecond));

function load({ rates }: Busy): string {
  const [client, host] = [
    median(rates.map(({ clientCores }) => clientCores)),
    median(rates.map(({ hostCores }) => hostCores)),
  ];
  return `${client.toFixed(2)} processors for the client, ${host.toFixed(2)} for the server`;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const raw = new RawAppends(bench.dir);
  const noop = await startNoop();
  const empty = await keepBusy(noop, noopWork(noop.port));
  const idle = await keepBusy(noop, visitors(noop.port, bench.seed, '/ticket'));
  const shipped = await busyHost(bench, 'in-flight', {});
  const atOnce = await busyHost(bench, 'in-flight-print', { printer: 'simulated:?pace=0' });
  const unprinted = await busyHost(bench, 'in-flight-no-printer', { printer: null });
  const watched = await busyHost(bench, 'in-flight-watched', {});
  const streams = await openStreams(watched.server.port, 'display', DISPLAYS);
  const all = [empty, idle, shipped, atOnce, unprinted, watched];
  const rounds = times(bench, 5, 2);
  const count = times(bench, 8000, 4000);
  bench.progress('warming up');
  for (const busy of all) await busy.round(count);
  for (const busy of all) busy.rates.length = 0;
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(RAW_PER_ROUND);
    for (const busy of all) await busy.round(count);
  }
  for (const stream of streams) stream.close();
  const rawP50Ms = raw.p50Ms;
  raw.close();
  await Promise.all(all.map((busy) => busy.close()));
  return figures(rawP50Ms, { empty, idle, shipped, atOnce, unprinted, watched });
}

type Measured = Readonly<Record<'empty' | 'idle' | 'shipped' | 'atOnce' | 'unprinted' | 'watched', Busy>>;

const atLeast = (factor: number, limit: number, from: string): Target => ({
  direction: 'at least',
  factor,
  limit,
  from,
});

function figures(rawP50Ms: number, busy: Measured): readonly Figure[] {
  const [noopRate, rawRate] = [perSecond(busy.empty), 1000 / rawP50Ms];
  const tickets = {
    what: `tickets, ${CLIENTS} in flight`,
    value: perSecond(busy.shipped),
    unit: '/s',
  } as const;
  return [
    told('raw appends, one after the other', rawRate, '/s', '1 / raw p50'),
    told(
      `noop, ${CLIENTS} in flight`,
      noopRate,
      '/s',
      `${load(busy.empty)}: what the client can do at the least.`,
    ),
    told(
      "noop with a ticket's question and answer",
      perSecond(busy.idle),
      '/s',
      `What HTTP and JSON alone allow. ${load(busy.idle)}.`,
    ),
    {
      ...tickets,
      target: atLeast(0.5, noopRate, 'noop rate'),
      note: `Default lobby: its simulated printer prints at a real one's pace, a paper every second or so, and the others wait in line as they would. ${load(busy.shipped)}.`,
    },
    { ...tickets, target: atLeast(3, rawRate, 'raw rate') },
    told('the same, no printer', perSecond(busy.unprinted), '/s', load(busy.unprinted)),
    told(
      'the same, every paper printed at once',
      perSecond(busy.atOnce),
      '/s',
      `What printing costs: two more events a ticket, and the printer's simulator in the host's own thread. ${load(busy.atOnce)}.`,
    ),
    told(`the same, ${DISPLAYS} display pages open`, perSecond(busy.watched), '/s', load(busy.watched)),
  ];
}

export const inFlightRow: Row = { name: 'in-flight', title: `Take tickets, ${CLIENTS} in flight`, run };
