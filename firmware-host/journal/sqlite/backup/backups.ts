/** The directories of backups: on the same medium, and on a second one where the house has it. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BackupFile, BackupPlace, PeriodFile } from '../../storage.ts';
import { copyDurably, namesIn, settle, sizeOf, syncFile, syncFolder } from '../medium/files.ts';
import { companions, monthsIn, type Layout } from '../medium/layout.ts';
import { belongs, type Lineage } from '../restore/lineage.ts';
import { listPeriods } from '../history/period.ts';
import { kept } from './backup-schedule.ts';

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z_e(\d+)_(\d{12})\.db$/;
const POSITION_DIGITS = 12;
const TEXTS = 'texts';
/** Whose backups they are. */
const LOBBY_ID = companions[0];

/** A moment as it stands in names: `20261122T101500000Z`. @param at wall time in ms */
export const stampOf = (at: number): string => new Date(at).toISOString().replaceAll(/[-:.]/g, '');

export const backupName = (at: number, epoch: number, position: number): string =>
  `${stampOf(at)}_e${epoch}_${String(position).padStart(POSITION_DIGITS, '0')}.db`;

/** By what is in them, since a clock may have been wrong. */
export const newestFirst = (one: BackupFile, other: BackupFile): number =>
  other.epoch - one.epoch || other.position - one.position || other.at - one.at;

export class BackupDir {
  readonly place: BackupPlace;
  readonly #dir: string;
  readonly #journals: string;
  readonly history: string;
  readonly months: string;

  constructor(place: BackupPlace, dir: string) {
    this.place = place;
    this.#dir = dir;
    this.#journals = join(dir, 'journal');
    this.history = join(dir, 'history');
    this.months = monthsIn(dir);
  }

  /** Ready to be written to. @throws Error of the file system */
  prepare(): void {
    for (const dir of [this.#journals, this.history]) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      for (const name of namesIn(dir)) if (name.endsWith('.tmp')) rmSync(join(dir, name), { force: true });
    }
  }

  /** Copies of the hot journal, newest first. */
  list(): BackupFile[] {
    const files = namesIn(this.#journals).flatMap((name): BackupFile[] => {
      const [, year, month, day, hour, minute, second, ms, epoch, position] = NAME.exec(name) ?? [];
      if (position === undefined) return [];
      return [
        {
          place: this.place,
          name,
          at: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`),
          epoch: Number(epoch),
          position: Number(position),
          bytes: sizeOf(join(this.#journals, name)),
        },
      ];
    });
    return files.toSorted(newestFirst);
  }

  pathOf(name: string): string {
    return join(this.#journals, name);
  }

  /** Where a copy is made before it is proved. */
  get temporary(): string {
    return this.pathOf('copy.tmp');
  }

  /** A proved copy gets its name, and those that the schedule does not keep go. */
  keep(name: string): void {
    settle(this.temporary, this.pathOf(name));
    const files = this.list();
    const staying = new Set(kept(files));
    for (const file of files) if (!staying.has(file)) rmSync(this.pathOf(file.name), { force: true });
  }

  /** Keeps a journal that nobody has open and that has proved good. */
  copyJournal(path: string, name: string): void {
    try {
      copyFileSync(path, this.temporary);
      this.keep(name);
    } finally {
      rmSync(this.temporary, { force: true });
    }
  }

  /** Copies what must not be missing when a journal comes back. */
  copyCompanions(dataDir: string): void {
    for (const name of companions) {
      const from = join(dataDir, name);
      const to = join(this.#dir, name);
      if (existsSync(from) && !isSame(from, to)) copyDurably(from, to);
    }
  }

  /** Whether it can be looked into: one that is not there has nothing in it, one that fails must not keep a lobby from opening. */
  get isReadable(): boolean {
    try {
      for (const dir of [this.#journals, this.history]) namesIn(dir);
      return true;
    } catch {
      // Whoever writes to it next is told why.
      return false;
    }
  }

  /** Whether they are the backups of another lobby. Where nobody says, they are not. */
  isOfAnother(dataDir: string): boolean {
    const [own, theirs] = [join(dataDir, LOBBY_ID), join(this.#dir, LOBBY_ID)];
    return existsSync(own) && existsSync(theirs) && !isSame(own, theirs);
  }

  /** On a new medium: whose journal it is belongs to it. What is there stays. */
  bringCompanions(dataDir: string): void {
    for (const name of companions) {
      const from = join(this.#dir, name);
      if (existsSync(from) && !existsSync(join(dataDir, name))) copyDurably(from, join(dataDir, name));
    }
  }

  /**
   * Texts about persons come back where their whole folder is gone; one that is there is right, also about what it no longer has.
   * The copies would be made like it next, so this has to come first.
   */
  bringTexts(dataDir: string): void {
    const [from, to] = [join(this.#dir, TEXTS), join(dataDir, TEXTS)];
    if (!existsSync(from) || existsSync(to)) return;
    const temporary = `${to}.tmp`;
    rmSync(temporary, { recursive: true, force: true });
    cpSync(from, temporary, { recursive: true });
    for (const name of namesIn(temporary)) syncFile(join(temporary, name));
    settle(temporary, to);
  }

  /** Closed periods that are not copied yet. */
  missing(periods: readonly PeriodFile[]): readonly PeriodFile[] {
    const copied = new Set(listPeriods(this.history).map(({ name }) => name));
    return periods.filter(({ name }) => !copied.has(name));
  }

  /**
   * Lets copies of periods go that were deleted by age while this directory was away, and takes those out of the way that tell what
   * the journal has given up: the originals may have gone with a medium.
   * @param begin position of the first event that was not deleted by age
   */
  tidyHistory(periods: readonly PeriodFile[], begin: number, lineage: Lineage): void {
    const known = new Set(periods.map(({ name }) => name));
    const copies = listPeriods(this.history).filter(({ name }) => !known.has(name));
    this.forget(copies.flatMap(({ name, last }) => (last < begin ? [name] : [])));
    for (const copy of copies) if (copy.last >= begin && !belongs(lineage, copy)) this.#giveUp(copy.name);
  }

  /** Lets copies of periods go that are no longer kept. */
  forget(names: readonly string[]): void {
    for (const name of names) rmSync(join(this.history, name), { force: true });
    if (names.length > 0 && existsSync(this.history)) syncFolder(this.history);
  }

  /** All of them. @returns how many bytes they took */
  forgetAll(): number {
    const copies = listPeriods(this.history);
    this.forget(copies.map(({ name }) => name));
    return copies.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get bytes(): number {
    const files = [this.#journals, this.history, this.months, this.#givenUp].flatMap((dir) =>
      namesIn(dir).map((name) => join(dir, name)),
    );
    return files.reduce((sum, path) => sum + sizeOf(path), 0);
  }

  get #givenUp(): string {
    return join(this.#dir, 'given-up');
  }

  #giveUp(name: string): void {
    mkdirSync(this.#givenUp, { recursive: true, mode: 0o700 });
    renameSync(join(this.history, name), join(this.#givenUp, name));
  }
}

const isSame = (one: string, other: string): boolean =>
  existsSync(other) && readFileSync(one).equals(readFileSync(other));

/** Of the first, and of the second where there is one. */
export function backupDirs(localDir: string, secondDir: string | null): readonly BackupDir[] {
  const local = new BackupDir('local', localDir);
  return secondDir === null ? [local] : [local, new BackupDir('second', secondDir)];
}

/** Without a second one that fails: whoever writes to it is told. */
export const readableDirs = (localDir: string, secondDir: string | null): readonly BackupDir[] =>
  backupDirs(localDir, secondDir).filter((dir) => dir.place === 'local' || dir.isReadable);

/** Those that a journal may be restored from: not the ones of another lobby. */
export const sourceDirs = ({ backups, dataDir }: Layout, secondDir: string | null): readonly BackupDir[] =>
  readableDirs(backups, secondDir).filter((dir) => !dir.isOfAnother(dataDir));

/**
 * Why the second directory cannot be used; null when it can. It is never made here: a stick that is not there would otherwise be
 * written beside, on the very medium that it is to stand in for.
 */
export function secondFault(dataDir: string, secondDir: string): string | null {
  if (!existsSync(secondDir))
    return `${secondDir} is not there; put the medium in, or make the directory on it`;
  if (statSync(secondDir).dev === statSync(dataDir).dev)
    return `${secondDir} lies on the same medium as the data; mount the second medium there`;
  if (new BackupDir('second', secondDir).isOfAnother(dataDir))
    return `${secondDir} holds the backups of another lobby (its lobby-id is another); give this one a directory of its own`;
  return null;
}

/** All backups of a data directory, newest first. For people: the directory need not be locked. */
export function listBackups(localDir: string, secondDir: string | null): readonly BackupFile[] {
  return readableDirs(localDir, secondDir)
    .flatMap((dir) => dir.list())
    .toSorted(newestFirst);
}
