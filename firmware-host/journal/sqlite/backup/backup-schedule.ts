/** Which backups stay. Pure. */
import type { BackupFile } from '../../storage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The newest, whatever the clock says of them: it may have been wrong then, and may be wrong now. */
const NEWEST = 4;
const HOURS = 6;
const DAYS = 7;
const EPOCHS = 3;

/**
 * The newest four, the last of each of the six latest hours in which there is one, and of each of the seven latest days; and the
 * last of each of the three latest epochs, since that is all that is left of what was restored away. By what the names say
 * of each other alone: a clock that begins at 1970 after each power cut must not make all of them too old, or too new.
 * @param files newest first
 */
export function kept(files: readonly BackupFile[]): readonly BackupFile[] {
  const staying = new Set(files.slice(0, NEWEST));
  const keepLastOf = (groupOf: (file: BackupFile) => number, count: number) => {
    const seen = new Set<number>();
    for (const file of files) {
      if (seen.size === count) return;
      if (!seen.has(groupOf(file))) staying.add(file);
      seen.add(groupOf(file));
    }
  };
  keepLastOf(({ at }) => Math.floor(at / HOUR_MS), HOURS);
  keepLastOf(({ at }) => Math.floor(at / DAY_MS), DAYS);
  keepLastOf(({ epoch }) => epoch, EPOCHS);
  return files.filter((file) => staying.has(file));
}
