/** A full, failing or read-only medium: nothing is promised that cannot be kept, and all is well again by itself afterwards. */
import { mkdirSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RandomSource } from '../../drivers/driver.ts';
import { oneOf } from '../../firmware-host/lab/simulate/chance.ts';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api } from '../support/api.ts';
import { brokenPromises, readKept, type Told } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { seeded } from '../support/seeded.ts';
import {
  failures,
  fillDisk,
  injectFailure,
  isRoot,
  mountSmallDisk,
  unmount,
  type Trouble,
} from './full/trouble.ts';
import { startTortureHost, type TortureHost } from './run/torture-host.ts';
import { roundSeed, type Context, type Scenario } from './scenario.ts';

const AHEAD = fileURLToPath(new URL('./kill/ahead.ts', import.meta.url));
const HASTY = fileURLToPath(new URL('./kill/hasty.ts', import.meta.url));

const DISK_MB = 8;
const TICKETS_BEFORE = 20;
/** Until the trouble has to be noticed: what is left of the last pages still takes some. */
const TRIES = 600;
/** After the first refusal. */
const TRIES_AFTER = 20;
const BLOCKS_MAX = 24;
const WELL_WITHIN_MS = 15_000;
const POLL_MS = 10;
const KILL_MS = 90;

/** What happens while the medium is in trouble, beside numbers being taken: one for each kind of file that is written. */
const deeds = ['nothing', 'backup', 'night', 'text', 'calls', 'stop', 'kill'] as const;
type Deed = (typeof deeds)[number];

export const fullScenario: Scenario = {
  name: 'full',
  title: 'the disk is full, fails, or takes nothing, at each thing that is written',
  rounds: { full: 120, short: 8 },
  controlRounds: 3,
  controlBreaks: /was answered and is lost/,
  run,
};

async function run(context: Context): Promise<readonly string[]> {
  if (!isRoot)
    context.figure('SKIPPED for lack of root: real full disks; calls that are made to fail were tried');
  let refusals = 0;
  for (let round = context.from; round < context.from + context.rounds; round += 1) {
    const attempt = new Attempt(context, round);
    try {
      await attempt.run();
      refusals += attempt.refusals;
      context.done(round, attempt.broken, attempt.dir);
    } finally {
      attempt.clear();
    }
    if (round % 10 === 0) context.say(`${round} troubles`);
  }
  context.figure(`${refusals} refusals, each said aloud`);
  return [];
}

type Taken = 'given' | 'refused' | 'cut';

class Attempt {
  readonly dir: string;
  readonly broken: string[] = [];
  refusals = 0;
  readonly #context: Context;
  readonly #random: RandomSource;
  readonly #disk: string;
  readonly #data: string;
  readonly #config: string;
  readonly #deed: Deed;
  /** Even rounds fill a real disk, where that may be done. */
  readonly #isReal: boolean;
  readonly #told: Told[] = [];

  constructor(context: Context, round: number) {
    this.#context = context;
    this.#random = seeded(roundSeed(context.seed, round));
    this.dir = join(context.dir, `round-${round}`);
    this.#disk = join(this.dir, 'disk');
    this.#data = join(this.#disk, 'data');
    this.#deed = context.control ? 'kill' : (deeds[Math.floor(round / 2) % deeds.length] ?? 'nothing');
    this.#isReal = isRoot && round % 2 === 0 && !context.control;
    rmSync(this.dir, { recursive: true, force: true });
    mkdirSync(this.#disk, { recursive: true });
    const ballastMb = this.#random() < 0.5 ? 1 : 0;
    // A centre, so that its checkpoint is written too.
    this.#config = lobbyFile(this.dir, { whole: true, more: { storage: { ballastMb } } });
    if (this.#isReal) mountSmallDisk(this.#disk, DISK_MB);
  }

  clear(): void {
    if (this.#isReal) unmount(this.#disk);
    rmSync(this.dir, { recursive: true, force: true });
  }

  async run(): Promise<void> {
    const host = this.#start();
    const url = await host.url;
    if (url === null) return void this.broken.push(`the host did not start:\n${host.output()}`);
    const api = new Api(url);
    await this.#takeMany(api, TICKETS_BEFORE);
    await this.#untilPapersAreOut(api);
    const trouble = await this.#trouble(host);
    const about = `${trouble.name}, meanwhile ${this.#deed}`;
    const before = this.broken.length;
    await this.#suffer(host, api);
    await trouble.end();
    if (this.#deed !== 'kill' && this.#deed !== 'stop') await this.#recover(api);
    api.close();
    await this.#end(host);
    await this.#startAgain();
    for (let index = before; index < this.broken.length; index += 1)
      this.broken[index] = `${about}: ${this.broken[index]}`;
    // A mounted disk goes with the round: what has failed is copied off it.
    if (this.broken.length > 0 && this.#isReal)
      await cp(this.#data, join(this.dir, 'data'), { recursive: true });
  }

  #start(): TortureHost {
    const hasty = this.#context.control ? ['--import', HASTY] : [];
    return startTortureHost({
      data: this.#data,
      config: this.#config,
      nodeArgs: ['--import', AHEAD, ...hasty],
    });
  }

  #trouble(host: TortureHost): Promise<Trouble> {
    if (this.#isReal)
      return Promise.resolve(fillDisk(this.#disk, Math.floor(this.#random() ** 2 * BLOCKS_MAX)));
    const failure = oneOf(failures, this.#random) ?? failures[0];
    return injectFailure(host.pid, this.#data, failure);
  }

  /** Numbers are taken until some were refused, and something else is going on. */
  async #suffer(host: TortureHost, api: Api): Promise<void> {
    const deed = this.#doDeed(host, api);
    let [tries, after] = [0, 0];
    let taken: Taken = 'given';
    while (tries < TRIES && after < TRIES_AFTER && taken !== 'cut') {
      tries += 1;
      taken = await this.#take(api);
      if (taken === 'refused' || after > 0) after += 1;
    }
    await deed;
    if (this.#deed === 'kill' || this.#deed === 'stop') return;
    if (taken === 'cut') this.broken.push(`the host has ended by itself:\n${host.output()}`);
    else if (after === 0) this.broken.push(`${tries} numbers were given, and none refused`);
    else await this.#expectHonesty(api);
  }

  async #expectHonesty(api: Api): Promise<void> {
    const { reasons } = await api.readiness();
    // It may have found room meanwhile, as a ballast does.
    if (!reasons.includes('journal-unavailable') && (await this.#take(api)) === 'refused')
      this.broken.push('numbers are refused, and the host calls itself ready');
  }

  async #doDeed(host: TortureHost, api: Api): Promise<void> {
    switch (this.#deed) {
      case 'nothing':
        return;
      case 'backup':
        return this.#ask(api, 'storage/backup', {});
      case 'night':
        return host.signal('SIGUSR2');
      case 'text':
        return this.#ask(api, 'counters/1/ratings/call-back', { contact: 'torture@example.org' });
      case 'calls':
        for (const action of ['sign-in', 'call-next', 'start', 'finish', 'call-next', 'finish'])
          await this.#ask(api, `counters/1/${action}`, action === 'sign-in' ? { agent: 'agent-1' } : {});
        return;
      case 'stop':
        host.signal('SIGTERM');
        await this.#expectGoodEnd(host);
        return;
      case 'kill':
        // The control has to answer something first.
        await new Promise((resolve) =>
          setTimeout(resolve, (this.#context.control ? 1 : this.#random()) * KILL_MS),
        );
        host.signal('SIGKILL');
        await host.ended;
    }
  }

  /** Whatever is asked: it is done, or refused for a reason. */
  async #ask(api: Api, path: string, body: object): Promise<void> {
    const answer = await api.post(`/api/v1/${path}`, body).catch(() => null);
    // Whoever has ended is found out otherwise.
    if (answer === null) return;
    if (answer.status < 500 || answer.status === 503) return;
    if (answer.mediaType === 'application/problem+json' && !answer.text.includes('"code":"internal"')) return;
    this.broken.push(`${path} was answered ${answer.status}: ${answer.text}`);
  }

  async #take(api: Api): Promise<Taken> {
    const answer = await api.post('/api/v1/tickets', { service: 'A', kiosk: 'door' }).catch(() => null);
    if (answer === null) return 'cut';
    if (answer.status === 201) {
      this.#told.push((JSON.parse(answer.text) as TakenTicket).ticket);
      return 'given';
    }
    if (answer.status !== 503) this.broken.push(`a number was answered ${answer.status}: ${answer.text}`);
    this.refusals += 1;
    return 'refused';
  }

  async #takeMany(api: Api, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1)
      if ((await this.#take(api)) !== 'given')
        this.broken.push('a number was refused before there was any trouble');
  }

  async #untilPapersAreOut(api: Api): Promise<void> {
    const last = this.#told.at(-1)?.token ?? '';
    await this.#within(
      'the papers are not out',
      async () => (await api.follow(last)).print?.state === 'printed',
    );
  }

  /** Nobody has to do anything once the medium is well. */
  async #recover(api: Api): Promise<void> {
    await this.#within(
      'the host is not ready again by itself',
      async () => (await api.readiness()).status === 'ready',
    );
    if ((await this.#take(api)) !== 'given') this.broken.push('a number is refused though the host is ready');
    await this.#ask(api, 'storage/backup', {});
  }

  async #end(host: TortureHost): Promise<void> {
    if (host.isUp()) {
      const signal = this.#random() < 0.5 ? 'SIGTERM' : 'SIGKILL';
      host.signal(signal);
      if (signal === 'SIGTERM') await this.#expectGoodEnd(host);
      else await host.ended;
    }
    this.broken.push(...brokenPromises(readKept(this.#data), this.#told));
  }

  /** A medium that dies may be a reason to end with 1, and is one to be said in words. */
  async #expectGoodEnd(host: TortureHost): Promise<void> {
    const code = await host.ended;
    if ((code !== 0 && code !== 1) || /^\s+at /m.test(host.output()))
      this.broken.push(`the host did not stop well (${code}):\n${host.output()}`);
  }

  async #startAgain(): Promise<void> {
    if (this.#context.control) return;
    const host = this.#start();
    const url = await host.url;
    if (url === null) return void this.broken.push(`the host did not start again:\n${host.output()}`);
    const api = new Api(url);
    await this.#recover(api);
    api.close();
    host.signal('SIGKILL');
    await host.ended;
    this.broken.push(...brokenPromises(readKept(this.#data), this.#told));
  }

  async #within(fault: string, isSo: () => Promise<boolean>): Promise<void> {
    for (const until = performance.now() + WELL_WITHIN_MS; performance.now() < until;) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.broken.push(fault);
  }
}
