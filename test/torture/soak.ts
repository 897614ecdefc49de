/** A month in a minute: whatever grows by itself would show. Days of the simulated lobby, written by the real store. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openStore } from '../../firmware-host/journal/sqlite/open.ts';
import type { StorageUsage, Store } from '../../firmware-host/journal/storage.ts';
import { simulateDays } from '../../firmware-host/lab/simulate/simulation.ts';
import { readLobby, writeLobby } from '../bench/lobby-file.ts';
import type { Context, Scenario } from './scenario.ts';

const VISITORS_PER_DAY = 3000;
const SHORT_VISITORS_PER_DAY = 1000;
const CONTROL_VISITORS_PER_DAY = 150;
/** Enough for all of them. */
const COUNTERS = 60;
const HOUR_MS = 3_600_000;
const MB = 1024 * 1024;
/** A log that is not looked after grows with every commit. */
const WAL_MAX_BYTES = 8 * MB;
/** Days that the house needs to come to its size. */
const WARM_DAYS = 3;
/** The hot journal may be that much larger in the end than it was then: days differ. */
const HOT_FACTOR = 1.5;
/** Of memory; what the simulation itself counts is part of it. */
const SLOPE_MAX_MB = 2;
const KEPT_DAYS = 14;

export const soakScenario: Scenario = {
  name: 'soak',
  title: 'days of a full lobby, one after the other',
  // A round is a day.
  rounds: { full: 30, short: 3 },
  controlRounds: 4,
  controlBreaks: /hot journal has grown/,
  run,
};

const DAY_STARTS_AT = '04:00';

interface Sample {
  readonly day: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly walBytes: number;
  readonly hotBytes: number;
  readonly diskBytes: number;
}

async function run(context: Context): Promise<readonly string[]> {
  // Days follow on each other: what an interrupted torture has left is begun anew.
  const dir = join(context.dir, 'soak');
  rmSync(dir, { recursive: true, force: true });
  const days = context.from + context.rounds - 1;
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  // Its clock is simulated, and people come by day: a lobby day that begins at noon would have them on the day before.
  const lobby = { counters: COUNTERS, printer: null, dayStartsAt: DAY_STARTS_AT };
  const config = await readLobby(writeLobby(dir, lobby));
  const store = await openStore(
    { dataDir: data, secondDir: null, ballastBytes: MB, stampAt: 0 },
    (reason) => {
      throw new Error(reason);
    },
  );
  const watch = new Watch(context, store);
  const { control, short, seed } = context;
  const visitorsPerDay = control
    ? CONTROL_VISITORS_PER_DAY
    : short
      ? SHORT_VISITORS_PER_DAY
      : VISITORS_PER_DAY;
  await simulateDays(
    { config, seed, days, visitorsPerDay, journal: store.journal },
    ({ day, date, atMs }) => watch.look(day, date, atMs),
    new AbortController().signal,
  );
  await watch.endOfDay();
  await store.journal.close();
  return watch.judge();
}

class Watch {
  readonly #context: Context;
  readonly #store: Store;
  readonly #samples: Sample[] = [];
  readonly #dates: string[] = [];
  readonly #broken: string[] = [];
  #day = 0;
  #atMs = 0;
  #nextMs = 0;
  #walBytes = 0;

  constructor(context: Context, store: Store) {
    this.#context = context;
    this.#store = store;
  }

  /** Before each thing that happens; a promise only when there is something to do. */
  look(day: number, date: string, atMs: number): Promise<void> | undefined {
    this.#atMs = atMs;
    if (day !== this.#day) return this.#morning(day, date);
    if (atMs < this.#nextMs) return undefined;
    this.#nextMs = atMs + HOUR_MS;
    return this.#hour();
  }

  async endOfDay(): Promise<void> {
    const usage = await this.#store.storage.usage();
    this.#note(usage);
    const { heapMb, rssMb, walBytes, hotBytes, diskBytes } = this.#sample(usage);
    this.#context.say(
      `day ${this.#day}: heap ${heapMb.toFixed(1)} MB, RSS ${rssMb.toFixed(0)} MB, log ${kb(walBytes)}, ` +
        `hot journal ${kb(hotBytes)}, disk ${kb(diskBytes)}`,
    );
    this.#walBytes = 0;
    this.#context.done(this.#day, this.#broken.splice(0));
  }

  judge(): string[] {
    const samples = this.#samples;
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined) return ['no day went by'];
    const warmDays = Math.min(WARM_DAYS, Math.floor(samples.length / 2));
    const warm = samples.filter(({ day }) => day > warmDays);
    const heap = slope(warm.map(({ day, heapMb }) => [day, heapMb]));
    const walMax = Math.max(...samples.map(({ walBytes }) => walBytes));
    const growth = (last.diskBytes - first.diskBytes) / Math.max(1, last.day - first.day);
    const figure = (line: string) => this.#context.figure(line);
    if (heap !== null) figure(`memory: ${heap.toFixed(2)} MB more each day (heap, after a collection)`);
    figure(`the log at its longest: ${kb(walMax)}`);
    figure(`disk: ${kb(last.diskBytes)} after ${last.day} days, ${kb(growth)} more each day`);
    const early = Math.max(...samples.filter(({ day }) => day <= warmDays).map(({ hotBytes }) => hotBytes));
    const late = Math.max(0, ...warm.map(({ hotBytes }) => hotBytes));
    figure(`the hot journal at its largest: ${kb(Math.max(early, late))}`);
    return [
      ...(walMax > WAL_MAX_BYTES ? [`the log of the journal has grown to ${kb(walMax)}`] : []),
      ...(late > HOT_FACTOR * early ? [`the hot journal has grown from ${kb(early)} to ${kb(late)}`] : []),
      ...(heap !== null && heap > SLOPE_MAX_MB ? [`memory grows by ${heap.toFixed(2)} MB each day`] : []),
    ];
  }

  async #morning(day: number, date: string): Promise<void> {
    if (this.#day > 0) await this.endOfDay();
    this.#day = day;
    this.#dates.push(date);
    const { storage, journal } = this.#store;
    // In a control nobody closes a day.
    if (this.#context.control) return;
    await storage.seal();
    const { periods } = await storage.usage();
    const [opening] = await journal.dayOpenings(1);
    if (day > 1 && periods.at(-1)?.last !== (opening ?? 0) - 1)
      this.#broken.push(`the day before ${date} is not closed: ${periods.at(-1)?.name ?? 'no period'}`);
    const before = this.#dates.at(-KEPT_DAYS - 1);
    if (before !== undefined) await storage.prune({ before, delivered: Number.MAX_SAFE_INTEGER });
    await storage.patrol(this.#atMs);
  }

  async #hour(): Promise<void> {
    const { storage } = this.#store;
    const faults = (await storage.backUp(this.#atMs)).flatMap(({ fault }) => fault ?? []);
    this.#broken.push(...faults.map((fault) => `a backup failed: ${fault}`));
    let before = -1;
    for (let at = await storage.report(); at > before; at = await storage.report()) before = at;
    this.#note(await storage.usage());
  }

  #note({ walBytes }: StorageUsage): void {
    this.#walBytes = Math.max(this.#walBytes, walBytes);
  }

  #sample(usage: StorageUsage): Sample {
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    const { journalBytes, walBytes, reportBytes, backupBytes, periods } = usage;
    const periodBytes = periods.reduce((sum, { bytes }) => sum + bytes, 0);
    const sample = {
      day: this.#day,
      heapMb: heapUsed / MB,
      rssMb: rss / MB,
      walBytes: this.#walBytes,
      hotBytes: journalBytes - walBytes,
      diskBytes: journalBytes + reportBytes + backupBytes + periodBytes,
    };
    this.#samples.push(sample);
    return sample;
  }
}

const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Least squares; null for fewer than three points. */
function slope(points: readonly (readonly [number, number])[]): number | null {
  if (points.length < 3) return null;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const up = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return up / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

/** What is left then is held by somebody. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
