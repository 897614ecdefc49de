import type { TakenTicket } from '../../../firmware-host/messages/views.ts';
import { HttpConnection, type Answer } from '../http-client.ts';
import { allAtOnce } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, type Running } from '../servers.ts';
import { BenchCounter, visitors } from '../tickets.ts';
import { expectJson } from '../http-request.ts';

const CLIENTS = 64;
const COUNTERS = 8;

interface Taken {
  readonly numbers: readonly string[];
  readonly archive: readonly number[];
  readonly errors: readonly string[];
  readonly perSecond: number;
}

async function takeAll(host: Running, seed: number, count: number): Promise<Taken> {
  const connections = await HttpConnection.openMany(host.port, CLIENTS);
  const { request } = visitors(host.port, seed);
  const numbers: string[] = [];
  const archive: number[] = [];
  const errors: string[] = [];
  const check = (answer: Answer) => {
    try {
      const { ticket } = expectJson(answer, 201) as TakenTicket;
      numbers.push(ticket.number);
      // The date's six digits come first.
      archive.push(Number(ticket.archiveNumber.slice(6)));
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  };
  const { perSecond } = await allAtOnce(connections, count, { request, check }, host.pid);
  for (const connection of connections) connection.close();
  return { numbers, archive, errors, perSecond };
}

/** All counters call and finish as fast as they can until nobody waits. @returns every number that was called */
async function callAll(host: Running): Promise<string[]> {
  const connections = await HttpConnection.openMany(host.port, COUNTERS);
  const called: string[] = [];
  await Promise.all(
    connections.map(async (connection, n) => {
      const counter = new BenchCounter(connection, host.port, String(n + 1));
      await counter.signIn();
      for (let number = await counter.callNext(); number !== null; number = await counter.callNext()) {
        called.push(number);
        await counter.act('finish');
      }
    }),
  );
  for (const connection of connections) connection.close();
  return called;
}

const repeated = (values: readonly (string | number)[]): number => values.length - new Set(values).size;

const missing = (values: readonly number[]): number =>
  values.reduce((highest, value) => Math.max(highest, value), 0) - new Set(values).size;

/** Numbers that are missing between 1 and the highest, over all services and in the sequence of the archive numbers. */
function gaps({ numbers, archive }: Taken): number {
  const sequences = Map.groupBy(numbers, (number) => number.charAt(0));
  return (
    missing(archive) +
    [...sequences.values()].reduce((sum, of) => sum + missing(of.map((number) => Number(number.slice(1)))), 0)
  );
}

const none = (what: string, value: number, note?: string): Figure => ({
  what,
  value,
  unit: '',
  target: { direction: 'at most', factor: 1, limit: 0, from: 'fixed' },
  ...(note === undefined ? {} : { note }),
});

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'ten-thousand');
  const count = times(bench, 10_000, 2000);
  const host = await startHost({ config: writeLobby(dir, { counters: COUNTERS }), data: `${dir}/data` });
  bench.progress(`${count} tickets from ${CLIENTS} clients`);
  const taken = await takeAll(host, bench.seed, count);
  bench.progress(`${COUNTERS} counters call them`);
  const calls = await callAll(host);
  const called = new Set(calls);
  await host.stop();
  return [
    told('tickets taken, each answer read', taken.numbers.length, ''),
    none('errors', taken.errors.length, taken.errors[0]),
    none('numbers given twice', repeated(taken.numbers) + repeated(taken.archive)),
    none('gaps', gaps(taken)),
    none(`called twice by ${COUNTERS} counters`, repeated(calls)),
    none('never called', taken.numbers.filter((number) => !called.has(number)).length),
  ];
}

export const tenThousandRow: Row = { name: 'ten-thousand', title: 'A rush: 64 clients, 8 counters', run };
