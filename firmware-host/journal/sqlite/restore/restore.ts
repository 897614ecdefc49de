/** Goes back to a backup because a person wants it. The host must not run. */
import type { BackupPlace, Restoration } from '../../storage.ts';
import { backupDirs } from '../backup/backups.ts';
import { gaveRoom } from '../medium/ballast.ts';
import { checkCopy } from '../hot/check.ts';
import { History } from '../history/history.ts';
import { layoutOf } from '../medium/layout.ts';
import { lockDirectory } from '../medium/lock.ts';
import { MarkFile } from '../medium/mark.ts';
import { goBack } from './restoration.ts';
import { mkdirSync } from 'node:fs';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly secondDir: string | null;
  readonly place: BackupPlace;
  readonly name: string;
  /** Wall time in ms, for the name of what is put aside. */
  readonly stampAt: number;
}

/**
 * Puts the journal back to a backup, in a new epoch. What stands there now is put aside.
 * @throws Error with a reason for the technician; when it is the backup's or another host's, nothing has changed
 */
export function restoreBackup({ dataDir, secondDir, place, name, stampAt }: RestoreOptions): Restoration {
  const layout = layoutOf(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(layout.lock);
  try {
    const dir = backupDirs(layout.backups, secondDir).find((each) => each.place === place);
    const backup = dir?.list().find((file) => file.name === name);
    if (dir === undefined || backup === undefined)
      throw new Error(`there is no backup ${name} in that place`);
    const fault = checkCopy(dir.pathOf(name));
    if (fault !== null) throw new Error(`${name} is damaged: ${fault}; take another one`);
    const history = History.open(layout.history);
    const said = MarkFile.read(layout.mark);
    const mark = said === 'unreadable' ? null : said;
    dir.bringCompanions(dataDir);
    const ruin = { layout, secondDir, history, mark, at: stampAt };
    try {
      return goBack(ruin, backup, dir);
    } catch (error) {
      if (!gaveRoom(error, layout.ballast)) throw error;
      return goBack(ruin, backup, dir);
    }
  } finally {
    lock.release();
  }
}
