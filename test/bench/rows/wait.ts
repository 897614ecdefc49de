/** The promised wait beside what other queue systems show, on simulated days with seeds that nothing was tuned on. */
import { loadConfig, defaultLobbyFile } from '../../../config/load.ts';
import type { LobbyConfig } from '../../../config/schema.ts';
import { predictors, type Predictor } from '../../../firmware-host/lab/simulate/forecasts.ts';
import { usualPeople, type People } from '../../../firmware-host/lab/simulate/people.ts';
import { simulateDays } from '../../../firmware-host/lab/simulate/simulation.ts';
import type { Tally } from '../../../firmware-host/lab/simulate/tally.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';

/** The constants of the prediction were chosen on seeds 1 to 20: these are others, whatever the run's own seed is. */
const FIRST_SEED = 1001;
const DAYS = 2;
const KEPT_MIN = 0.8;
const INSIDE_MIN = 0.65;

interface Scenario {
  readonly name: string;
  readonly config: LobbyConfig;
  readonly people: People;
  readonly visitorsPerDay: number;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const loaded = await loadConfig(defaultLobbyFile);
  if (!loaded.ok) throw new Error('the default lobby cannot be read');
  const { config } = loaded;
  const people = usualPeople(config.services);
  const scenarios: readonly Scenario[] = [
    {
      name: '3 counters, no pauses',
      config: { ...config, counters: config.counters.slice(0, 3) },
      people: { ...people, breaks: [] },
      visitorsPerDay: 235,
    },
    { name: 'default lobby, with pauses', config, people, visitorsPerDay: 230 },
  ];
  const figures: Figure[] = [];
  for (const scenario of scenarios) figures.push(...(await measure(bench, scenario)));
  return figures;
}

async function measure(bench: Bench, { name, ...scenario }: Scenario): Promise<readonly Figure[]> {
  const tallies: Tally[] = [];
  const runs = times(bench, 20, 4);
  for (let index = 0; index < runs; index += 1) {
    bench.progress(`${name}: ${index + 1} of ${runs}`);
    const seed = FIRST_SEED + bench.seed * 1000 + index;
    const options = { ...scenario, seed, days: DAYS };
    tallies.push(await simulateDays(options, () => undefined, new AbortController().signal));
  }
  const rivals = predictors.filter((one) => one !== 'foyer');
  const best = Math.min(...rivals.map((one) => rmseOf(tallies, one)));
  const made = sum(tallies, ({ promises }) => promises.made);
  const atLeast = (what: string, value: number, limit: number): Figure => ({
    what: `${name}: ${what}`,
    value,
    unit: '',
    target: { direction: 'at least', factor: 1, limit, from: 'fixed' },
  });
  return [
    {
      what: `${name}: RMSE in minutes`,
      value: rmseOf(tallies, 'foyer'),
      unit: '',
      target: { direction: 'at most', factor: 1, limit: best, from: 'the best other' },
      note: noteOf(tallies),
    },
    ...rivals.map((one) => told(`${name}: RMSE in minutes of ${one}`, rmseOf(tallies, one), '')),
    atLeast('promises kept', sum(tallies, ({ promises }) => promises.kept) / made, KEPT_MIN),
    atLeast('called inside the range', sum(tallies, ({ promises }) => promises.inside) / made, INSIDE_MIN),
    ...rivals.map((one) => told(`${name}: inside the range of ${one}`, insideOf(tallies, one), '')),
    told(
      `${name}: width of a range in minutes`,
      sum(tallies, ({ promises }) => promises.widthMinutes) / made,
      '',
    ),
  ];
}

function noteOf(tallies: readonly Tally[]): string {
  const visitors = sum(tallies, ({ accuracy }) => accuracy.visitors);
  const load = sum(tallies, ({ shifts }) => shifts.busyMs) / sum(tallies, ({ shifts }) => shifts.openMs);
  return `${visitors} visitors on ${tallies.length * DAYS} days; counters had a visitor ${(load * 100).toFixed(0)} % of their time.`;
}

/** Over all visitors of all runs, not over the runs. */
const rmseOf = (tallies: readonly Tally[], predictor: Predictor): number =>
  Math.sqrt(weighted(tallies, ({ accuracy }) => (accuracy.scoreOf(predictor)?.rmseMinutes ?? 0) ** 2));

const insideOf = (tallies: readonly Tally[], predictor: Predictor): number =>
  weighted(tallies, ({ accuracy }) => accuracy.scoreOf(predictor)?.insideShare ?? 0);

const weighted = (tallies: readonly Tally[], of: (tally: Tally) => number): number =>
  sum(tallies, (tally) => of(tally) * tally.accuracy.visitors) /
  sum(tallies, ({ accuracy }) => accuracy.visitors);

const sum = (tallies: readonly Tally[], of: (tally: Tally) => number): number =>
  tallies.reduce((total, tally) => total + of(tally), 0);

export const waitRow: Row = { name: 'wait', title: 'The promised wait', run };
