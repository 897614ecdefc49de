/** Makes backups: consistent while the host runs, proved, and there whole or not at all. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from 'node:sqlite';
import type { BackupFile, BackupResult } from '../../storage.ts';
import { backupDirs, backupName, secondFault, type BackupDir } from './backups.ts';
import { DamagedError, messageOf } from '../medium/fault.ts';
import { copyDurably, freeBytes } from '../medium/files.ts';
import type { House } from '../house.ts';
import { checkPeriod } from '../history/period.ts';
import { Source } from '../restore/source.ts';
import { beginOf } from '../hot/schema.ts';
import { inTurns, turn } from '../turn.ts';
import { copyMonths } from './copy-months.ts';
import { verifyCopy } from './verify.ts';

/** Copies beside the originals may take no more than so large a part of what is free, or they would be made and dropped in turn. */
const FREE_PART = 0.25;
/** Copied between two turns of appends: some milliseconds on a slow card. */
const PAGES_A_STEP = 200;

export interface BackUpOptions {
  readonly house: House;
  readonly secondDir: string | null;
  /** Position of the last event. */
  readonly position: number;
  /** Wall time in ms, for names. */
  readonly at: number;
  /** Also when nothing is new. */
  readonly force: boolean;
}

/** To each directory by itself: one that fails does not keep the other from being made. */
export async function backUp(options: BackUpOptions): Promise<readonly BackupResult[]> {
  const { house, secondDir } = options;
  const results: BackupResult[] = [];
  for (const dir of backupDirs(house.layout.backups, secondDir)) {
    try {
      if (dir.place === 'second' && secondDir !== null) assertSecond(house.layout.dataDir, secondDir);
      const file = await backUpTo(dir, options);
      results.push({ place: dir.place, file, fault: faultOfMonths(dir, house) });
    } catch (error) {
      results.push({ place: dir.place, file: null, fault: messageOf(error) });
    }
  }
  return results;
}

/** Last: one file that cannot be read must not keep the journal from being copied. @returns null where all are copied */
function faultOfMonths(dir: BackupDir, { layout }: House): string | null {
  try {
    copyMonths(layout.months, dir.months);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function assertSecond(dataDir: string, secondDir: string): void {
  const fault = secondFault(dataDir, secondDir);
  if (fault !== null) throw new Error(fault);
}

/** @returns null when nothing is new */
async function backUpTo(dir: BackupDir, options: BackUpOptions): Promise<BackupFile | null> {
  const { house, position, at, force } = options;
  dir.prepare();
  await copyHistory(dir, house);
  dir.copyCompanions(house.layout.dataDir);
  const [newest] = dir.list();
  if (!force && newest?.epoch === house.opening.epoch && newest.position >= position) return null;
  let name: string;
  try {
    await copyJournal(house, dir.temporary);
    const fault = await verifyCopy(dir.temporary);
    if (fault !== null) throw new DamagedError(`the copy is not good: ${fault}`);
    name = backupName(at, house.opening.epoch, lastOf(dir.temporary) ?? position);
    dir.keep(name);
  } finally {
    // Half a copy is none, and a disk that is full needs the room.
    rmSync(dir.temporary, { force: true });
  }
  return dir.list().find((file) => file.name === name) ?? null;
}

async function copyJournal({ journal }: House, temporary: string): Promise<void> {
  rmSync(temporary, { force: true });
  journal.isCopied = true;
  try {
    await backup(journal.database, temporary, { rate: PAGES_A_STEP });
  } finally {
    journal.isCopied = false;
  }
}

async function copyHistory(dir: BackupDir, { layout, history, journal, lineage }: House): Promise<void> {
  dir.tidyHistory(history.periods, beginOf(journal.database), lineage);
  const missing = dir.missing(history.periods);
  const bytes = missing.reduce((sum, period) => sum + period.bytes, 0);
  if (dir.place === 'local' && bytes > FREE_PART * freeBytes(layout.dataDir)) return;
  for (const period of missing) {
    copyDurably(join(layout.history, period.name), join(dir.history, period.name));
    const fault = await inTurns(checkPeriod(dir.history, period));
    if (fault !== null) {
      dir.forget([period.name]);
      throw new DamagedError(`the copy of a closed day is not good: ${fault}`);
    }
    await turn();
  }
}

/** What was appended while it was copied is in the copy as well. */
function lastOf(path: string): number | null {
  const source = Source.open('', path, true);
  try {
    return source?.last ?? null;
  } finally {
    source?.close();
  }
}
