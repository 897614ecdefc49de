/** A lobby's days through the real rules and the real store, with everything that the store is asked to do in between. */
import { join } from 'node:path';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { Handler, type Outcome } from '../../../firmware-host/handle.ts';
import type { Actor, Recorded } from '../../../firmware-host/journal/journal.ts';
import { flooring } from '../../../firmware-host/journal/flooring.ts';
import { ReservedNumbers } from '../../../firmware-host/journal/number-floor.ts';
import { openStore } from '../../../firmware-host/journal/sqlite/open.ts';
import type { Store } from '../../../firmware-host/journal/storage.ts';
import { countedIds } from '../../../firmware-host/lab/simulate/chance.ts';
import { SimulatedClock } from '../../../firmware-host/lab/simulate/simulated-clock.ts';
import type { RandomSource } from '../../../drivers/driver.ts';
import { upcasting } from '../../../firmware-host/journal/upcast.ts';
import { alwaysOpen, lobby } from '../../support/lobby.ts';

const actor: Actor = { kind: 'host', id: 'torture' };
const DAY_MS = 86_400_000;
const STEP_MS = 20_000;
/** Morning in Shanghai on the first of the days: before any real one, since a host goes on with what is left. */
const FIRST_MS = Date.UTC(2026, 0, 5, 1);
const AT_ONCE_MAX = 4;
export const FLOOR_FILE = 'floor.json';
const BALLAST_BYTES = 64 * 1024;

export interface LifeOptions {
  readonly dataDir: string;
  readonly days: number;
  readonly ticketsPerDay: number;
  readonly random: RandomSource;
  /** Told of each answer that somebody was given, when it is given: the position that must be kept from now on. */
  readonly onAnswer: (position: number) => void;
  /** What happens now. */
  readonly onPhase: (name: string) => void;
  /** From now on events up to this position may be gone. */
  readonly onPrune: (position: number) => void;
}

export const storeOptions = (dataDir: string, stampAt: number) => ({
  dataDir,
  secondDir: null,
  ballastBytes: BALLAST_BYTES,
  stampAt,
});

export const dateOf = (day: number): string => new Date(FIRST_MS + day * DAY_MS).toISOString().slice(0, 10);

/** Lives through the days, and leaves a data directory behind. Resolves with every event that was ever written. */
export async function liveThrough(options: LifeOptions): Promise<readonly Recorded[]> {
  const life = new Life(options);
  for (let day = 0; day < options.days; day += 1) await life.day(day);
  return life.events;
}

class Life {
  readonly events: Recorded[] = [];
  readonly #options: LifeOptions;
  readonly #clock = new SimulatedClock(FIRST_MS);
  readonly #ids: ReturnType<typeof countedIds>;
  #store: Store | null = null;
  #handler: Handler | null = null;
  #taken = 0;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#ids = countedIds(options.random);
  }

  async day(day: number): Promise<void> {
    const { onPhase, random, ticketsPerDay } = this.#options;
    this.#clock.moveTo(FIRST_MS + day * DAY_MS);
    onPhase('start');
    // Every morning the host is started anew.
    const { handler, storage } = await this.#open();
    await storage.restoreBallast();
    if (handler.committed.lobby === null) await this.#do({ type: 'apply-config', lobby, timetable: null });
    onPhase('issue');
    await this.#tickets(ticketsPerDay / 4);
    onPhase('day change');
    await this.#do({ type: 'open-day', date: dateOf(day), timetable: alwaysOpen });
    await this.#do({ type: 'sign-in', counter: '1', agent: 'lin' });
    // Visitors do not wait for it.
    await Promise.all([storage.seal(), this.#tickets(2)]);
    onPhase('issue');
    await this.#tickets(ticketsPerDay / 2);
    onPhase('backup');
    await Promise.all([storage.backUp(this.#clock.atMs), this.#tickets(2)]);
    onPhase('print');
    await this.#papers();
    if (day > 1) await this.#prune(day);
    onPhase('reports');
    await storage.report();
    if (random() < 0.5) await storage.backUp(this.#clock.atMs + 1, true);
    onPhase('issue');
    await this.#tickets(ticketsPerDay / 4);
    onPhase('stop');
    await this.#close();
  }

  async #open(): Promise<{ handler: Handler; storage: Store['storage'] }> {
    const store = await openStore(storeOptions(this.#options.dataDir, this.#clock.atMs), (reason) => {
      throw new Error(reason);
    });
    // What was there before, after a migration, belongs to the story.
    if (this.events.length === 0) for await (const batch of store.journal.read(1)) this.events.push(...batch);
    const { storage } = store;
    const numbers = await ReservedNumbers.open(join(this.#options.dataDir, FLOOR_FILE), (line) => {
      throw new Error(line);
    });
    const journal = flooring(upcasting(store.journal), numbers);
    const handler = await Handler.start(journal, this.#clock, this.#ids, storage.opening.epoch);
    numbers.seed(handler.committed);
    handler.onCommit((events) => void this.events.push(...events));
    this.#store = { journal, storage };
    this.#handler = handler;
    return { handler, storage };
  }

  async #close(): Promise<void> {
    await this.#handler?.stop();
    await this.#store?.journal.close();
    this.#store = null;
  }

  async #prune(day: number): Promise<void> {
    const { onPhase, onPrune } = this.#options;
    onPhase('prune');
    const periods = (await this.#store?.storage.usage())?.periods ?? [];
    const before = dateOf(day - 1);
    const doomed = periods.filter(({ date }) => date < before);
    onPrune(doomed.at(-1)?.last ?? 0);
    await this.#store?.storage.prune({ before, delivered: Number.MAX_SAFE_INTEGER });
  }

  /** Some come alone, some at once, which share a commit. */
  async #tickets(count: number): Promise<void> {
    if (this.#handler?.committed.day === null) return;
    for (let left = Math.ceil(count); left > 0;) {
      const together = Math.min(left, 1 + Math.floor(this.#options.random() * AT_ONCE_MAX));
      this.#clock.moveTo(this.#clock.atMs + STEP_MS);
      await Promise.all(Array.from({ length: together }, () => this.#take()));
      left -= together;
    }
  }

  #take(): Promise<Outcome> {
    const ticket = `ticket-${this.#clock.atMs}-${(this.#taken += 1)}`;
    return this.#do({
      type: 'take-ticket',
      service: this.#options.random() < 0.5 ? 'A' : 'B',
      kiosk: this.#options.random() < 0.5 ? 'door' : 'wall',
      language: null,
      ticket,
      token: `token-of-${ticket}`,
      by: 'kiosk',
    });
  }

  /** Each paper is sent and settled, and some visitors are served. */
  async #papers(): Promise<void> {
    // Each that is settled leaves the list.
    const jobs = [...(this.#handler?.committed.openJobs.keys() ?? [])];
    for (const job of jobs) {
      await this.#do({ type: 'print-sending', job });
      await this.#do({ type: 'print-printed', job, proof: 'confirmed' });
      this.#clock.moveTo(this.#clock.atMs + STEP_MS);
      await this.#do({ type: 'call-next', counter: '1' });
      await this.#do({ type: 'finish', counter: '1' });
    }
  }

  async #do(command: Command): Promise<Outcome> {
    if (this.#handler === null) throw new Error('nobody is there');
    const outcome = await this.#handler.handle({ command, actor });
    if (outcome.kind === 'done') this.#options.onAnswer(outcome.events.at(-1)?.seq ?? 0);
    else if (outcome.code === 'journal-unavailable') throw new Error(outcome.detail ?? outcome.code);
    return outcome;
  }
}
