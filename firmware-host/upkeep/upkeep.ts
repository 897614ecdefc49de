/** Looks after the memory of the house: copies it, proves it, makes room for it, and says how it does. */
import type { LobbyConfig } from '../../config/schema.ts';
import type { Unsubscribe } from '../../drivers/driver.ts';
import { listeners } from '../../drivers/listeners.ts';
import type { Clock } from '../clock.ts';
import type { Handler } from '../handle.ts';
import type { Keeper } from '../http/storage.ts';
import type { BackupPlace, BackupResult, Storage, StorageUsage } from '../journal/storage.ts';
import type { StorageView, StorageWarning } from '../messages/storage.ts';
import { dateBefore } from './date-before.ts';
import { isShort, isSpent } from './room.ts';
import { Rounds } from './rounds.ts';
import { storageView } from './storage-view.ts';
import { warningsOf } from './warnings.ts';

const MS_PER_MINUTE = 60_000;
/** How often the disk is looked at. */
const LOOK_MS = 30_000;
/** One closed period each: a year of them in two and a half days. */
const PATROL_MS = 10 * MS_PER_MINUTE;
const RETENTION_MS = 60 * MS_PER_MINUTE;
const REPORT_MS = 10_000;
/**
 * So many events are waited for, or so long: measured, the life of a ticket costs 19,600 bytes on the medium where reports follow
 * two events at a time, 4,600 with forty, 1,800 with 250.
 */
const REPORT_EVENTS = 250;
const REPORT_LATEST_MS = 5 * MS_PER_MINUTE;
/** Reports that have fallen behind, as after an update, catch up in batches with pauses: appends should hardly notice. */
const REPORT_BATCHES = 40;
const REPORT_PAUSE_MS = 50;
/** How often a medium that takes nothing is asked again. */
const PROBE_MS = 1000;
/** Later than every lobby day: by what is delivered alone. */
const ANY_DATE = '9999-12-31';

export interface UpkeepOptions {
  readonly handler: Handler;
  readonly clock: Clock & { readonly source: () => string };
  readonly storage: Storage;
  /** As it was right after the opening. */
  readonly usage: StorageUsage;
  readonly config: LobbyConfig['storage'];
  /** What is to be warned of for as long as the host runs. */
  readonly lasting: readonly StorageWarning[];
  /** Position up to which the centre has everything; infinite where there is none. */
  readonly delivered: () => number;
  /** Erases texts about persons whose time has come, and copies the others to where backups could be written last. */
  readonly keepTexts: (places: readonly BackupPlace[]) => Promise<void>;
  readonly say: (line: string) => void;
  /** The host should end and start anew: on a backup, or because the journal is damaged. */
  readonly restart: (wish: Restart) => void;
}

export type Restart =
  | { readonly kind: 'restore'; readonly place: BackupPlace; readonly name: string }
  | { readonly kind: 'damage'; readonly reason: string };

export class Upkeep implements Keeper {
  readonly #options: UpkeepOptions;
  readonly #changed = listeners<[]>();
  readonly #lasting: Set<StorageWarning>;
  readonly #rounds: Rounds;
  #usage: StorageUsage;
  #backups: readonly BackupResult[] = [];
  #isBackingUp = false;
  /** Days that are over may still be in the hot journal. */
  #isSealDue = true;
  #isBallastTried = false;
  /** By the monotonic clock. */
  #reportedMs = -Infinity;
  #unfollow: Unsubscribe | null = null;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.#usage = options.usage;
    this.#lasting = new Set(options.lasting);
    const { everyMinutes } = options.config.backup;
    this.#rounds = new Rounds(options.say, [
      { name: 'backup', everyMs: everyMinutes * MS_PER_MINUTE, work: () => this.#backUp(false) },
      { name: 'disk', everyMs: LOOK_MS, work: () => this.#makeRoom() },
      { name: 'patrol', everyMs: PATROL_MS, work: () => this.#patrol() },
      { name: 'retention', everyMs: RETENTION_MS, work: () => this.#retain() },
      { name: 'reports', everyMs: REPORT_MS, work: () => this.#report() },
      { name: 'probe', everyMs: PROBE_MS, work: () => this.#probe() },
    ]);
  }

  start(): void {
    this.#unfollow = this.#options.handler.onCommit((events) => {
      // The days that are over leave the hot journal, and what is left of it is small.
      if (events.some(({ type }) => type === 'day.opened')) void this.#sealSoon();
    });
    void this.#sealSoon();
    const { storage } = this.#options;
    // The copies there are tell of another epoch, and would be of little use now.
    if (storage.opening.restored !== null) void this.#rounds.now('backup', () => this.#backUp(false));
    this.#rounds.start();
  }

  /** Resolves when nothing is under way; the journal may be closed then. */
  async stop(): Promise<void> {
    this.#unfollow?.();
    const stopped = this.#rounds.stop();
    await this.#options.storage.hurry();
    await stopped;
  }

  view(): StorageView {
    const { handler, clock, storage, config } = this.#options;
    const at = clock.now();
    return storageView({
      state: handler.committed,
      epoch: storage.opening.epoch,
      fault: handler.fault,
      clock: { trusted: at.trusted, at: at.at, source: clock.source() },
      usage: this.#usage,
      backups: this.#backups,
      isBackingUp: this.#isBackingUp,
      warnings: warningsOf({
        usage: this.#usage,
        backups: this.#backups,
        lasting: this.#lasting,
        wantedBallastBytes: this.#ballastBytes,
        isBallastTried: this.#isBallastTried,
        isClockTrusted: at.trusted,
        isRestored: handler.committed.restored !== null,
      }),
      config,
    });
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changed.add(listener);
  }

  async backUp(): Promise<'done' | 'running'> {
    if (this.#isBackingUp) return 'running';
    await this.#rounds.now('backup', () => this.#backUp(true));
    return 'done';
  }

  async check(): Promise<string | null> {
    const wrong = await this.#options.storage.check();
    if (wrong !== null) this.#restartDamaged(wrong);
    return wrong;
  }

  async restore(place: BackupPlace, name: string): Promise<'unknown' | 'accepted'> {
    await this.#look();
    if (!this.#usage.backups.some((file) => file.place === place && file.name === name)) return 'unknown';
    this.#options.restart({ kind: 'restore', place, name });
    return 'accepted';
  }

  get #ballastBytes(): number {
    return this.#options.config.ballastMb * 1024 * 1024;
  }

  get #writable(): readonly BackupPlace[] {
    return this.#backups.flatMap(({ place, fault }) => (fault === null ? [place] : []));
  }

  #sealSoon(): Promise<void> {
    this.#isSealDue = true;
    return this.#rounds.now('seal', () => this.#seal());
  }

  async #seal(): Promise<void> {
    const sealed = await this.#options.storage.seal();
    this.#isSealDue = false;
    if (sealed > 0) await this.#backUp(false);
  }

  async #backUp(force: boolean): Promise<void> {
    const { storage, clock, keepTexts, say } = this.#options;
    this.#isBackingUp = true;
    this.#changed.emit();
    try {
      const before = new Set(this.#backups.flatMap(({ fault }) => fault ?? []));
      this.#backups = await storage.backUp(clock.now().at, force);
      for (const { place, fault } of this.#backups)
        if (fault !== null && !before.has(fault)) say(`backup (${place}): ${fault}`);
      await keepTexts(this.#writable);
      this.#usage = await storage.usage();
    } finally {
      this.#isBackingUp = false;
      this.#changed.emit();
    }
    // A copy that does not prove good is as likely the fault of the original.
    if (this.#backups.some(({ place, fault }) => place === 'local' && fault !== null)) await this.check();
  }

  async #look(): Promise<void> {
    this.#usage = await this.#options.storage.usage();
    this.#changed.emit();
  }

  /** A disk that is full gives back what it can do without: copies beside the originals, then days that the centre has. */
  async #makeRoom(): Promise<void> {
    const { storage, delivered, say } = this.#options;
    await this.#look();
    if (this.#usage.isSuspect) await this.#patrol();
    if (this.#isSealDue) await this.#seal();
    // Soon after the start: what a day has brought so far is safe, and a second medium that is missing is told.
    if (this.#backups.length === 0) await this.#backUp(false);
    const room = () => ({ ...this.#usage, wantedBytes: this.#ballastBytes });
    if (isShort(room())) {
      if ((await storage.dropCopies()) > 0) say('disk: copies of closed days were deleted to make room');
      await this.#look();
    }
    while (isShort(room())) {
      const [gone] = await storage.prune({ before: ANY_DATE, delivered: delivered(), count: 1 });
      if (gone === undefined) break;
      say(`disk: ${gone} was deleted to make room; the centre has all of it`);
      await this.#look();
    }
    if (isSpent(room()) && (await storage.restoreBallast())) await this.#look();
    this.#isBallastTried = true;
  }

  async #patrol(): Promise<void> {
    const { storage, clock, say } = this.#options;
    const { name, found, reason } = await storage.patrol(clock.now().at);
    if (found === 'good') return;
    this.#lasting.add(found === 'mended' ? 'period-mended' : 'period-lost');
    say(
      `history: ${name} was damaged (${reason}); ${found === 'mended' ? 'its copy stands in its place' : 'no good copy is left'}`,
    );
    await this.#look();
  }

  /** By the lobby's day, which is a fact, and not by a clock, which may be wrong. */
  async #retain(): Promise<void> {
    const { storage, handler, config, delivered, keepTexts } = this.#options;
    const { day } = handler.committed;
    if (day === null) return;
    const { eventDays, reportDays } = config.retention;
    await storage.prune({ before: dateBefore(day.date, eventDays), delivered: delivered() });
    await storage.pruneReports(dateBefore(day.date, reportDays));
    await keepTexts(this.#writable);
    await this.#look();
  }

  async #report(): Promise<void> {
    const { handler, clock } = this.#options;
    const behind = handler.committed.position - this.#usage.reported;
    const nowMs = clock.now().monoMs;
    if (behind === 0 || (behind < REPORT_EVENTS && nowMs - this.#reportedMs < REPORT_LATEST_MS)) return;
    try {
      await this.#catchUp();
      this.#reportedMs = nowMs;
      this.#lasting.delete('reports-stopped');
    } catch (error) {
      this.#lasting.add('reports-stopped');
      throw error;
    }
  }

  async #catchUp(): Promise<void> {
    const { storage, handler } = this.#options;
    for (let batch = 1; batch <= REPORT_BATCHES && !this.#rounds.isStopping; batch += 1) {
      if (this.#usage.reported >= handler.committed.position) return;
      this.#usage = { ...this.#usage, reported: await storage.report() };
      await this.#rounds.pause(REPORT_PAUSE_MS);
    }
  }

  /** So that it recovers before the next visitor comes. */
  async #probe(): Promise<void> {
    const { handler, storage } = this.#options;
    if (handler.fault === null) return;
    const result = await storage.probe();
    if (result.kind === 'appended') handler.recovered();
  }

  #restartDamaged(reason: string): void {
    this.#options.say(`journal: it is damaged (${reason}); the host starts anew and restores it`);
    this.#options.restart({ kind: 'damage', reason });
  }
}
