import { busyLobby, CrowdedLobby } from '../crowded-lobby.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { percentile } from '../stats.ts';

const FEW = 50;
const MANY = 5000;
const WARM_UP = 5000;
const PER_ROUND = 1000;

/** Two lobbies in turns, so that whatever else the machine does meets both. */
async function run(bench: Bench): Promise<readonly Figure[]> {
  const rounds = times(bench, 40, 10);
  const few = new CrowdedLobby(busyLobby, FEW, bench.seed);
  const many = new CrowdedLobby(busyLobby, MANY, bench.seed);
  bench.progress('warming up');
  for (const lobby of [few, many]) lobby.act(WARM_UP);
  const fewMs: number[] = [];
  const manyMs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 10 === 0) bench.progress(`round ${round} of ${rounds}`);
    fewMs.push(...few.act(PER_ROUND));
    manyMs.push(...many.act(PER_ROUND));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [
    told(`commands, of which taken`, many.accepted / many.asked, '', `${many.asked} of ${many.kinds} kinds`),
    told(`decide and evolve with ${FEW} waiting, p50`, percentile(fewMs, 50), 'ms'),
    told(`decide and evolve with ${FEW} waiting, p99`, percentile(fewMs, 99), 'ms'),
    told(`decide and evolve with ${MANY} waiting, p50`, percentile(manyMs, 50), 'ms'),
    {
      what: `decide and evolve with ${MANY} waiting, p99`,
      value: percentile(manyMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 0.2, from: 'fixed' },
      note: `${many.waiting} wait at the end; 7 services, 8 counters, all classes.`,
    },
    {
      what: 'the same, beside that with few',
      value: percentile(manyMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 3, limit: percentile(fewMs, 99), from: `with ${FEW}` },
    },
  ];
}

export const rulesRow: Row = { name: 'rules', title: 'The rules, with a crowd waiting', run };
