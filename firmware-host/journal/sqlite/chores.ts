/** The long work of the journal's thread: one piece at a time, in small steps, with appends in between. */
import type { StorageUsage } from '../storage.ts';
import { backUp } from './backup/back-up.ts';
import type { Ballast } from './medium/ballast.ts';
import { backupDirs, sourceDirs } from './backup/backups.ts';
import type { Appender } from './appender.ts';
import { checkLive } from './hot/check-live.ts';
import { isFull } from './medium/fault.ts';
import type { House } from './house.ts';
import { Patrol } from './history/patrol.ts';
import type { Chore, ChoreName, ChoreResults } from './protocol.ts';
import { Reports } from './reports.ts';
import { writeMeta } from './hot/schema.ts';
import { inTurns, turn } from './turn.ts';
import { usageOf } from './usage.ts';

export class Chores {
  readonly #house: House;
  readonly #secondDir: string | null;
  readonly #appender: Appender;
  readonly #ballast: Ballast;
  readonly #patrol: Patrol;
  readonly #reports: Reports;
  #running: Promise<unknown> = Promise.resolve();
  #fault: string | null = null;
  #isEnding = false;

  constructor(house: House, secondDir: string | null, appender: Appender, ballast: Ballast) {
    this.#house = house;
    this.#secondDir = secondDir;
    this.#appender = appender;
    this.#ballast = ballast;
    this.#patrol = new Patrol(house, secondDir);
    this.#reports = new Reports(house);
  }

  /** What the last check has found to be wrong; null when nothing. */
  get fault(): string | null {
    return this.#fault;
  }

  /** After those that were asked for before. @throws Error with a reason for the technician */
  do(chore: Chore): Promise<ChoreResults[ChoreName]> {
    const done = this.#running.then(() => {
      if (this.#isEnding) throw new Error('the host is closing');
      return this.#do(chore);
    });
    this.#running = done.catch(() => undefined);
    return done;
  }

  /** What is under way ends at its next step; what is asked from now on is refused. */
  hurry(): void {
    this.#isEnding = true;
  }

  /** Resolves when nothing is under way. */
  async end(): Promise<void> {
    this.hurry();
    await this.#running;
    this.#reports.close();
    this.#house.history.close();
  }

  async #do(chore: Chore): Promise<ChoreResults[ChoreName]> {
    const { journal, history } = this.#house;
    switch (chore.name) {
      case 'seal':
        return inTurns(history.seal(journal, this.#house.opening.epoch), () => this.#isEnding);
      case 'backUp':
        return backUp({
          house: this.#house,
          secondDir: this.#secondDir,
          position: this.#appender.last,
          at: chore.at,
          force: chore.force,
        });
      case 'patrol':
        return inTurns(this.#patrol.next(chore.at), () => this.#isEnding);
      case 'check':
        return (this.#fault = await checkLive(journal, this.#house.layout.journal));
      case 'prune':
        return this.#prune(chore);
      case 'dropCopies':
        return backupDirs(this.#house.layout.backups, null).reduce((sum, dir) => sum + dir.forgetAll(), 0);
      case 'restoreBallast':
        return this.#ballast.restore(turn);
      case 'report':
        return this.#reports.follow(this.#appender.last);
      case 'pruneReports':
        return this.#pruneReports(chore.before);
      case 'usage':
        return this.#usage();
    }
  }

  #prune({ limit }: Extract<Chore, { name: 'prune' }>): readonly string[] {
    const { history, journal, layout } = this.#house;
    const prunable = history.prunable(limit);
    // The open day is folded from its opening: where that is in a closed period, as it may be after a restoration, it stays.
    const isNeeded = prunable.length === history.periods.length && journal.openings(1).length === 0;
    const gone = isNeeded ? prunable.slice(0, -1) : prunable;
    const last = gone.at(-1)?.last;
    if (last === undefined) return [];
    try {
      // First, or a crash in between would look like days that were lost.
      writeMeta(journal.database, 'begin', String(last + 1));
    } catch (error) {
      if (!isFull(error)) throw error;
      history.delete(gone.slice(0, 1));
      writeMeta(journal.database, 'begin', String(last + 1));
    }
    history.delete(gone);
    const names = gone.map(({ name }) => name);
    for (const dir of sourceDirs(layout, this.#secondDir)) dir.forget(names);
    return names;
  }

  async #pruneReports(before: string): Promise<number> {
    let gone = 0;
    for (;;) {
      const rows = await this.#reports.prune(before);
      if (rows === 0 || this.#isEnding) return gone;
      gone += rows;
      await turn();
    }
  }

  #usage(): StorageUsage {
    return usageOf(this.#house, this.#secondDir, {
      reported: this.#reports.position,
      markFault: this.#appender.markFault,
      ballastBytes: this.#ballast.size,
    });
  }
}
