import { HttpConnection } from '../http-client.ts';
import { getJson } from '../http-request.ts';
import { longHistory } from '../history.ts';
import { allAtOnce } from '../load.ts';
import { anonymousBytes } from '../machine.ts';
import { told, type Bench, type Figure, type Row } from '../row.ts';
import { startHost, type Running } from '../servers.ts';
import { visitors } from '../tickets.ts';
import { until } from '../until.ts';

const CLIENTS = 64;
const BYTES_PER_MB = 1_000_000;
/** Memory is at rest when it has stayed within this for as many looks. */
const STEADY_BYTES = 256 * 1024;
const STEADY_LOOKS = 40;
const LOOK_MS = 50;

/** Waits until the host's memory is at rest. @returns RssAnon in MB */
async function settledMB({ pid }: Running): Promise<number> {
  let bytes = anonymousBytes(pid);
  let looks = 0;
  await until(
    "the host's memory at rest",
    () => {
      const now = anonymousBytes(pid);
      looks = Math.abs(now - bytes) <= STEADY_BYTES ? looks + 1 : 0;
      if (looks === 0) bytes = now;
      return looks >= STEADY_LOOKS;
    },
    { everyMs: LOOK_MS, limitMs: 60_000 },
  );
  return bytes / BYTES_PER_MB;
}

/** The printing line is empty when no paper of the day waits or is under way; positions stand still then. */
async function papersSettled({ port }: Running): Promise<void> {
  const position = async () => ((await getJson(port, '/healthz')) as { position: number }).position;
  let last = -1;
  await until(
    'an empty printing line',
    async () => {
      const now = await position();
      const isStill = now === last;
      last = now;
      return isStill;
    },
    { everyMs: LOOK_MS, limitMs: 120_000 },
  );
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const prepared = await longHistory(bench);
  // Compiling leaves memory behind that no later start needs; a kiosk in service has been started before.
  const before = await startHost(prepared);
  await before.stop();
  const host = await startHost(prepared);
  await getJson(host.port, '/healthz');
  bench.progress('waiting for the memory to come to rest');
  const idleMB = await settledMB(host);
  const count = 10_000;
  bench.progress(`${count} tickets`);
  const connections = await HttpConnection.openMany(host.port, CLIENTS);
  await allAtOnce(connections, count, visitors(host.port, bench.seed), host.pid);
  for (const connection of connections) connection.close();
  await papersSettled(host);
  const afterMB = await settledMB(host);
  await host.stop();
  return [
    {
      what: 'RssAnon, idle',
      value: idleMB,
      unit: 'MB',
      target: { direction: 'at most', factor: 1, limit: 80, from: 'fixed' },
      note: `${prepared.history} tickets of history, 10,000 events today.`,
    },
    told('RssAnon after 10,000 further tickets', afterMB, 'MB'),
    {
      what: 'growth by 10,000 tickets',
      value: afterMB - idleMB,
      unit: 'MB',
      target: { direction: 'at most', factor: 1, limit: 10, from: 'fixed' },
      note: `From ${CLIENTS} clients as fast as they can, every paper printed, then at rest.`,
    },
  ];
}

export const memoryRow: Row = { name: 'memory', title: 'Memory', run };
