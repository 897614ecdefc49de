/** A data directory through a random life of backups, damages and restorations, beside a list of what must be in it. */
import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RandomSource } from '../../drivers/driver.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { layoutOf } from '../../firmware-host/journal/sqlite/medium/layout.ts';
import { listBackups } from '../../firmware-host/journal/sqlite/backup/backups.ts';
import { restoreBackup } from '../../firmware-host/journal/sqlite/restore/restore.ts';
import type { BackupFile } from '../../firmware-host/journal/storage.ts';
import { oneOf } from '../../firmware-host/lab/simulate/chance.ts';
import { makeHouseIn, opened, type OpenHouse } from './open-house.ts';
import { recorded } from './recorded.ts';
import { OPENED_AT } from './store.ts';
import { tempDir } from './temp.ts';

const STEPS = 25;

/**
 * What an epoch has given up must never come back, whatever
 * is damaged and restored afterwards: each telling of a position has an id of its own.
 */
export class RestoredLife {
  readonly #random: RandomSource;
  readonly #root = tempDir();
  readonly #stick: string;
  /** Ids in their order: what the journal is. */
  #ids: readonly string[] = [];
  /** What each backup has, by its name. */
  readonly #backups = new Map<string, readonly string[]>();
  readonly #epochs: number[] = [1];
  readonly #log: string[] = [];
  #house: OpenHouse | null = null;
  #dir: string;
  #day = 0;
  #at = OPENED_AT;

  constructor(random: RandomSource) {
    this.#random = random;
    this.#dir = join(this.#root, 'data');
    this.#stick = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'foyer-'));
    onTestFinished(() => {
      for (const dir of [this.#stick, this.#away]) rmSync(dir, { recursive: true, force: true });
    });
  }

  async live(): Promise<void> {
    const weighted: readonly (readonly [number, () => Promise<void>])[] = [
      [3, () => this.#append()],
      [2, () => this.#seal()],
      [2, () => this.#backUp()],
      [1, () => this.#restart()],
      [1, () => this.#kill()],
      [2, () => this.#damage()],
      [2, () => this.#goBack()],
      [1, () => this.#loseDay()],
      [1, async () => this.#pullStick()],
    ];
    const steps = weighted.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));
    await this.#open();
    try {
      for (let step = 0; step < STEPS; step += 1) {
        await oneOf(steps, this.#random)?.();
        this.#compare();
      }
      await this.#close();
    } catch (error) {
      throw new Error(`${this.#log.join('\n')}\n${error instanceof Error ? error.message : ''}`, {
        cause: error,
      });
    }
  }

  get #away(): string {
    return `${this.#stick}-away`;
  }

  get #running(): OpenHouse {
    if (this.#house === null) throw new Error('no house is open');
    return this.#house;
  }

  async #open(): Promise<void> {
    this.#house = await makeHouseIn(this.#dir, { secondDir: this.#stick, stampAt: (this.#at += 1000) });
  }

  async #close(): Promise<void> {
    await this.#house?.close();
    this.#house = null;
  }

  #compare(): void {
    assert.deepEqual(
      this.#running.read().map(({ id }) => id),
      this.#ids,
    );
    assert.equal(this.#running.last, this.#ids.length);
    assert.equal(this.#running.opening.epoch, this.#epochs.at(-1));
  }

  #available(): readonly BackupFile[] {
    return listBackups(layoutOf(this.#dir).backups, this.#stick);
  }

  async #append(): Promise<void> {
    const { epoch } = this.#running.opening;
    const count = 1 + Math.floor(this.#random() * 12);
    const events = Array.from({ length: count }, (_, index): Recorded => {
      const seq = this.#ids.length + index + 1;
      const event =
        this.#random() < 0.2
          ? opened(seq, `2026-12-${String(1 + (this.#day++ % 28)).padStart(2, '0')}`)
          : recorded(seq);
      return { ...event, id: `e${epoch}-${seq}` };
    });
    this.#log.push(`append ${this.#ids.length + 1} to ${this.#ids.length + count} in epoch ${epoch}`);
    assert.deepEqual(this.#running.appendTogether(events), { kind: 'appended' });
    this.#ids = [...this.#ids, ...events.map(({ id }) => id)];
  }

  async #seal(): Promise<void> {
    await this.#running.do({ name: 'seal' });
    this.#log.push(`seal: ${this.#running.periods.join(' ')}`);
  }

  async #backUp(): Promise<void> {
    const results = await this.#running.backUp((this.#at += 1000), true);
    for (const { file } of results) if (file !== null) this.#backups.set(file.name, this.#ids);
    this.#log.push(`backup ${results.map(({ file, fault }) => file?.name ?? fault).join(' ')}`);
    assert.equal(results[0]?.fault, null);
  }

  async #restart(): Promise<void> {
    this.#log.push('restart');
    await this.#close();
    await this.#open();
  }

  async #kill(): Promise<void> {
    this.#log.push('kill');
    await this.#killed();
    await this.#open();
  }

  /** All that a kill leaves; the process itself can only be closed here. */
  async #killed(): Promise<void> {
    const left = join(this.#root, `data-${(this.#at += 1)}`);
    cpSync(this.#dir, left, { recursive: true });
    await this.#close();
    rmSync(this.#dir, { recursive: true });
    this.#dir = left;
  }

  async #damage(): Promise<void> {
    if (this.#random() < 0.5) await this.#killed();
    else await this.#close();
    this.#log.push(`damage: ${this.#harm()}`);
    const available = this.#available();
    await this.#open();
    const { restored, epoch } = this.#running.opening;
    if (restored === null || epoch === this.#epochs.at(-1)) return;
    this.#log.push(`restored: ${JSON.stringify(restored)}`);
    const known = available.map(({ name }) => this.#backups.get(name) ?? []);
    const best = known.filter((ids) => ids.every((id, index) => this.#ids[index] === id));
    assert.ok(restored.after >= Math.max(0, ...best.map(({ length }) => length)));
    assert.equal(restored.lost, this.#ids.length - restored.after);
    this.#begin(epoch, this.#ids.slice(0, restored.after));
  }

  #harm(): string {
    const journal = join(this.#dir, 'journal.db');
    const { size } = statSync(journal);
    const at = Math.floor(this.#random() * size);
    switch (Math.floor(this.#random() * 5)) {
      case 0:
        rmSync(journal);
        return 'the journal is gone';
      case 1:
        truncateSync(journal, at);
        return `cut to ${at} of ${size}`;
      case 2:
        rmSync(`${journal}-wal`, { force: true });
        return 'the log is gone';
      case 3:
        writeFileSync(journal, 'x'.repeat(3000));
        return 'garbage';
      default:
        return this.#flip(journal);
    }
  }

  /** In the id of a row, or where chance has it. */
  #flip(path: string): string {
    const bytes = readFileSync(path);
    const id = oneOf(this.#ids, this.#random);
    const found = id === undefined ? -1 : bytes.indexOf(`"${id}"`);
    const at = found < 0 ? Math.floor(this.#random() * bytes.length) : found + 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    return `a bit at ${at}`;
  }

  async #goBack(): Promise<void> {
    const backup = oneOf(this.#available(), this.#random);
    if (backup === undefined) return;
    const { place, name } = backup;
    this.#log.push(`go back to ${place} ${name}`);
    await this.#close();
    const options = { dataDir: this.#dir, secondDir: this.#stick, stampAt: (this.#at += 1000) };
    const { epoch } = restoreBackup({ ...options, place, name });
    await this.#open();
    this.#begin(epoch, this.#backups.get(name) ?? ['a backup that nobody made']);
  }

  /** Each restoration leaves a backup of its own. */
  #begin(epoch: number, ids: readonly string[]): void {
    assert.ok(epoch > Math.max(...this.#epochs));
    this.#epochs.push(epoch);
    this.#ids = ids;
    for (const { name } of this.#available()) if (!this.#backups.has(name)) this.#backups.set(name, ids);
  }

  #pullStick(): void {
    const isThere = existsSync(this.#stick);
    this.#log.push(isThere ? 'stick away' : 'stick back');
    if (isThere) renameSync(this.#stick, this.#away);
    else renameSync(this.#away, this.#stick);
  }

  /** A closed day is gone of which there is a copy. */
  async #loseDay(): Promise<void> {
    const name = oneOf(this.#running.periods, this.#random);
    if (name === undefined || !existsSync(join(this.#dir, 'backups', 'history', name))) return;
    this.#log.push(`${name} is lost`);
    await this.#close();
    rmSync(join(this.#dir, 'history', name));
    await this.#open();
  }
}
