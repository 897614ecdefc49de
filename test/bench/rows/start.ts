import { join } from 'node:path';
import { HttpConnection } from '../http-client.ts';
import { longHistory } from '../history.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, type HostFiles } from '../servers.ts';
import { median } from '../stats.ts';
import { takeTicket } from '../tickets.ts';

interface Start {
  /** Until it says where it listens, in s. */
  readonly listensS: number;
  /** Until the first visitor has a number, in s. */
  readonly answersS: number;
}

async function startOnce(files: HostFiles): Promise<Start> {
  const beginMs = performance.now();
  const host = await startHost(files);
  const listensMs = performance.now();
  const connection = await HttpConnection.open(host.port);
  await takeTicket(connection, host.port, 'A');
  const answersMs = performance.now();
  connection.close();
  await host.stop();
  return { listensS: (listensMs - beginMs) / 1000, answersS: (answersMs - beginMs) / 1000 };
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const prepared = await longHistory(bench);
  const dir = freshDir(bench.dir, 'start');
  const starts: Start[] = [];
  bench.progress('the first start of all');
  const files = { ...prepared, compileCache: join(dir, 'compile-cache') };
  const first = await startOnce(files);
  const rounds = times(bench, 7, 3);
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`start ${round} of ${rounds}`);
    starts.push(await startOnce(files));
  }
  return [
    told('process started → listens', median(starts.map(({ listensS }) => listensS)), 's'),
    {
      what: 'process started → first ticket (201), median',
      value: median(starts.map(({ answersS }) => answersS)),
      unit: 's',
      target: { direction: 'at most', factor: 1, limit: 1, from: 'fixed' },
      note: `${prepared.history} tickets of history, 10,000 events today. Of ${rounds} starts with compiled modules kept from the one before; files in the page cache.`,
    },
    told(
      'the same with nothing compiled',
      first.answersS,
      's',
      'npm ci compiles ahead, so that no start of a lobby is like this one.',
    ),
  ];
}

export const startRow: Row = { name: 'start', title: 'Start', run };
