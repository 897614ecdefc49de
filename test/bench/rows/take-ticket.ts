import { HttpConnection } from '../http-client.ts';
import { emptyPost, expectStatus } from '../http-request.ts';
import { oneByOne, type Work } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, startNoop } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { visitors } from '../tickets.ts';

const PER_ROUND = 300;
/** Until the engine has compiled what is hot. */
const WARM_UP = 3000;

export const noopWork = (port: number): Work => ({
  request: () => emptyPost(port, '/noop'),
  check: (answer) => expectStatus(answer, 204),
});

/** The three are measured in turns, so that whatever else the machine does meets all of them. */
async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'take-ticket');
  const raw = new RawAppends(dir);
  const noop = await startNoop();
  const host = await startHost({ config: writeLobby(dir), data: `${dir}/data` });
  const [toNoop, toHost] = [await HttpConnection.open(noop.port), await HttpConnection.open(host.port)];
  const [empty, idle, take] = [
    noopWork(noop.port),
    visitors(noop.port, bench.seed, '/ticket'),
    visitors(host.port, bench.seed),
  ];
  bench.progress('warming up');
  await oneByOne(toNoop, WARM_UP, empty);
  await oneByOne(toNoop, WARM_UP, idle);
  await oneByOne(toHost, WARM_UP, take);
  const noopMs: number[] = [];
  const idleMs: number[] = [];
  const takeMs: number[] = [];
  const rounds = times(bench, 10, 3);
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    noopMs.push(...(await oneByOne(toNoop, PER_ROUND, empty)));
    idleMs.push(...(await oneByOne(toNoop, PER_ROUND, idle)));
    takeMs.push(...(await oneByOne(toHost, PER_ROUND, take)));
  }
  const [rawP50Ms, rawP99Ms] = [raw.p50Ms, raw.p99Ms];
  toNoop.close();
  toHost.close();
  raw.close();
  await Promise.all([noop.stop(), host.stop()]);
  return [
    told('raw append + fdatasync, p50', rawP50Ms, 'ms'),
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told('noop, p50', median(noopMs), 'ms'),
    told(
      "noop with a ticket's question and answer, p50",
      median(idleMs),
      'ms',
      'What HTTP and JSON alone cost.',
    ),
    {
      what: 'take a ticket, p50',
      value: median(takeMs),
      unit: 'ms',
      target: {
        direction: 'at most',
        factor: 1.5,
        limit: rawP50Ms + median(noopMs),
        from: '(raw p50 + noop p50)',
      },
      note: 'Default lobby with its simulated printer, which prints meanwhile; each POST carries its own Idempotency-Key, as a page sends it.',
    },
    told('take a ticket, p99', percentile(takeMs, 99), 'ms'),
  ];
}

export const takeTicketRow: Row = { name: 'take-ticket', title: 'Take a ticket, one client', run };
