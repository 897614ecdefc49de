/** A number that was given is never lost nor given twice, whenever the host is killed. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RandomSource } from '../../drivers/driver.ts';
import { percentile } from '../bench/stats.ts';
import { Api } from '../support/api.ts';
import { brokenPromises, readKept, type Kept, type Told } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { seeded } from '../support/seeded.ts';
import { Crowd, type Keyed } from './kill/crowd.ts';
import { startTortureHost, type TortureHost } from './run/torture-host.ts';
import { roundSeed, type Context, type Scenario } from './scenario.ts';

const AHEAD = fileURLToPath(new URL('./kill/ahead.ts', import.meta.url));
const HASTY = fileURLToPath(new URL('./kill/hasty.ts', import.meta.url));

/** So many kills hit one data directory: it grows old, and a fault that is rare needs an old one. */
const KILLS_PER_LOBBY = 50;
const CONNECTIONS = 9;
const ANSWERS_MAX = 300;
/** A start is killed within so long. */
const START_MS = 500;
const READY_MAX_MS = 2000;
const ANSWERS_WITHIN_MS = 20_000;
const READY_POLL_MS = 5;
const NIGHT_MS = 20 * 60 * 60 * 1000;

export const killScenario: Scenario = {
  name: 'kill',
  title: 'SIGKILL at any moment, eight at once',
  rounds: { full: 1000, short: 50 },
  controlRounds: 3,
  controlBreaks: /was answered and is lost$/,
  run,
};

/** What outlives a round, and an interruption of the torture. */
interface Lobby {
  readonly dir: string;
  readonly data: string;
  readonly config: string;
  aheadMs: number;
  /** Asked in vain, and to be asked again. */
  cut: Keyed[];
}

/** What a run has seen, so that nobody praises one in which nothing happened. */
interface Seen {
  readonly readyMs: number[];
  /** By lobby: numbers that were answered, lobby days that were opened. */
  readonly lobbies: Map<string, { readonly answered: number; readonly days: number }>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

async function run(context: Context): Promise<readonly string[]> {
  const seen: Seen = { readyMs: [], lobbies: new Map() };
  for (let round = context.from; round < context.from + context.rounds; round += 1) {
    const chance = seeded(roundSeed(context.seed, round));
    const lobby = openLobby(context.dir, round);
    const broken = await killOnce(context, lobby, round, chance, seen);
    save(lobby);
    context.done(round, broken, lobby.dir);
    // What is wrong now would be wrong again in each round after it.
    if (broken.length > 0 || round % KILLS_PER_LOBBY === 0) rmSync(lobby.dir, { recursive: true });
    if (round % 10 === 0) context.say(`${round} kills`);
  }
  const lobbies = [...seen.lobbies.values()];
  const [answered, days] = [
    sum(lobbies.map((lobby) => lobby.answered)),
    sum(lobbies.map((lobby) => lobby.days)),
  ];
  context.figure(`${answered} numbers answered on ${days} lobby days`);
  return judgeReady(context, seen.readyMs);
}

function judgeReady(context: Context, readyMs: readonly number[]): string[] {
  if (readyMs.length === 0) return [];
  const [middle, late, last] = [50, 99, 100].map((part) => Math.round(percentile(readyMs, part)));
  context.figure(
    `ready again after a kill: p50 ${middle} ms, p99 ${late} ms, at most ${last} ms (${readyMs.length} starts)`,
  );
  if (context.short || context.control || (late ?? 0) <= READY_MAX_MS) return [];
  return [`the host is ready again only after ${late} ms (p99), not within ${READY_MAX_MS}`];
}

function openLobby(parent: string, round: number): Lobby {
  const dir = join(parent, `lobby-${Math.ceil(round / KILLS_PER_LOBBY)}`);
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  const file = join(dir, 'lobby.json');
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Pick<Lobby, 'aheadMs' | 'cut'>)
    : { aheadMs: 0, cut: [] };
  return { dir, data, config: lobbyFile(dir), ...kept };
}

const save = ({ dir, aheadMs, cut }: Lobby): void =>
  writeFileSync(join(dir, 'lobby.json'), JSON.stringify({ aheadMs, cut }));

async function killOnce(
  context: Context,
  lobby: Lobby,
  round: number,
  chance: RandomSource,
  seen: Seen,
): Promise<string[]> {
  const broken: string[] = [];
  if (chance() < 0.1) nightPasses(lobby);
  const nodeArgs = ['--import', AHEAD, ...(context.control ? ['--import', HASTY] : [])];
  const env = { FOYER_TORTURE_AHEAD_MS: String(lobby.aheadMs) };
  const beganMs = performance.now();
  const host = startTortureHost({ data: lobby.data, config: lobby.config, nodeArgs, env });
  if (chance() < 0.08) {
    const timer = setTimeout(() => host.signal('SIGKILL'), chance() * START_MS);
    await host.ended;
    clearTimeout(timer);
  } else {
    const url = await host.url;
    if (url === null) return [`the host did not start:\n${host.output()}`];
    if (!(await untilReady(url))) broken.push('the host listens, but is not ready');
    seen.readyMs.push(performance.now() - beganMs);
    await rushUntilKilled(context, lobby, { host, url, round, chance, broken });
  }
  // A lobby that was killed while it started for the first time has nothing yet.
  if (!existsSync(join(lobby.data, 'journal.db'))) return broken;
  const [kept, told] = [readKept(lobby.data), toldIn(lobby)];
  const days = kept.events.filter(({ type }) => type === 'day.opened').length;
  seen.lobbies.set(lobby.dir, { answered: told.length, days });
  return [...broken, ...check(kept, told)];
}

async function untilReady(url: string): Promise<boolean> {
  const api = new Api(url, 1);
  try {
    for (const until = performance.now() + ANSWERS_WITHIN_MS; performance.now() < until;) {
      if ((await api.readiness()).status === 'ready') return true;
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    return false;
  } finally {
    api.close();
  }
}

interface Rush {
  readonly host: TortureHost;
  readonly url: string;
  readonly round: number;
  readonly chance: RandomSource;
  readonly broken: string[];
}

async function rushUntilKilled(
  context: Context,
  lobby: Lobby,
  { host, url, round, chance, broken }: Rush,
): Promise<void> {
  const api = new Api(url, CONNECTIONS);
  const last = 1 + Math.floor(chance() * chance() * ANSWERS_MAX);
  const isNight = chance() < 0.1;
  const isBackup = chance() < 0.15;
  const again = lobby.cut;
  lobby.cut = [];
  let answers = 0;
  const late = setTimeout(() => {
    broken.push(`no ${last} answers within ${ANSWERS_WITHIN_MS / 1000} s, only ${answers}`);
    host.signal('SIGKILL');
  }, ANSWERS_WITHIN_MS);
  const crowd = new Crowd(api, chance, `round-${round}`, {
    ticket: (ticket) => {
      appendFileSync(toldFile(lobby), `${JSON.stringify(ticket)}\n`);
    },
    cut: (asked) => void lobby.cut.push(asked),
    wrong: (sentence) => void broken.push(sentence),
    answer: () => {
      answers += 1;
      if (answers === Math.ceil(last / 2)) {
        if (isNight) {
          nightPasses(lobby);
          host.signal('SIGUSR2');
        }
        if (isBackup) void backUp(api, broken);
      }
      // In a control nothing may be spared by a moment's grace.
      if (answers === last) setTimeout(() => host.signal('SIGKILL'), context.control ? 0 : chance() * 5);
    },
  });
  await crowd.again(again);
  await crowd.untilCut();
  await host.ended;
  clearTimeout(late);
  api.close();
}

/** A night in the host is one on the machine: nobody's clock goes back. Keys are kept for a day only. */
function nightPasses(lobby: Lobby): void {
  lobby.aheadMs += NIGHT_MS;
  lobby.cut = [];
  save(lobby);
}

async function backUp(api: Api, broken: string[]): Promise<void> {
  const answer = await api.post('/api/v1/storage/backup', {}).catch(() => null);
  // Cut off by the kill, or another one was on its way.
  if (answer === null || answer.status < 400 || answer.text.includes('"backup-running"')) return;
  broken.push(`a backup was answered ${answer.status}: ${answer.text}`);
}

const toldFile = (lobby: Lobby): string => join(lobby.dir, 'told.jsonl');

function toldIn(lobby: Lobby): Told[] {
  if (!existsSync(toldFile(lobby))) return [];
  const lines = readFileSync(toldFile(lobby), 'utf8').split('\n');
  const told = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Told);
  // Who asks again under the same key is told the same again.
  return [...new Map(told.map((ticket) => [ticket.id, ticket])).values()];
}

function check(kept: Kept, told: readonly Told[]): string[] {
  const keys = kept.events.flatMap(({ type, key }) =>
    type === 'ticket.taken' && key !== undefined ? [key.key] : [],
  );
  const doubled = repeated(keys);
  const ids = repeated(kept.events.map(({ id }) => id));
  const isRestored = kept.events.some(({ epoch }) => epoch !== undefined);
  return [
    ...brokenPromises(kept, told),
    ...ids.map((id) => `two events have the id ${id}`),
    ...doubled.map((key) => `the key ${key} has given two numbers`),
    // A killed process leaves whole files behind.
    ...(isRestored ? ['the journal was taken for damaged and restored'] : []),
  ];
}

function repeated(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((item) => seen.size === seen.add(item).size);
}
