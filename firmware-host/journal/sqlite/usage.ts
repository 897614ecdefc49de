/** What of the disk is used for what. */
import { statfsSync } from 'node:fs';
import type { StorageUsage } from '../storage.ts';
import { backupDirs, listBackups } from './backup/backups.ts';
import { databaseFiles } from './medium/layout.ts';
import { sizeOf } from './medium/files.ts';
import type { House } from './house.ts';
import { holesIn } from './history/mend-history.ts';

/** @param rest of the usage, which others know */
export function usageOf(
  { layout, history, journal, last }: House,
  secondDir: string | null,
  rest: Pick<StorageUsage, 'reported' | 'markFault' | 'ballastBytes'>,
): StorageUsage {
  const { blocks, bavail, bsize } = statfsSync(layout.dataDir);
  return {
    ...rest,
    journalBytes: bytesOf(layout.journal),
    walBytes: sizeOf(`${layout.journal}-wal`),
    periods: history.periods,
    holes: holesIn(history, journal, last),
    isSuspect: history.suspect !== null,
    reportBytes: bytesOf(layout.reports),
    backups: listBackups(layout.backups, secondDir),
    backupBytes: backupDirs(layout.backups, null).reduce((sum, dir) => sum + dir.bytes, 0),
    diskBytes: blocks * bsize,
    freeBytes: bavail * bsize,
  };
}

const bytesOf = (path: string): number => databaseFiles(path).reduce((sum, file) => sum + sizeOf(file), 0);
