/** A data directory, from whatever it was left as to an open journal: found good, made, migrated, or restored. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import type { Restoration, StorageOpening } from '../storage.ts';
import { Aside } from './restore/aside.ts';
import { BackupDir, backupDirs, backupName, listBackups, sourceDirs } from './backup/backups.ts';
import { gaveRoom } from './medium/ballast.ts';
import { checkCopy, checkRows, checkStructure } from './hot/check.ts';
import { assertDurable, openDatabase } from './hot/database.ts';
import { DamagedError, isDamage, messageOf } from './medium/fault.ts';
import { namesIn, sizeOf } from './medium/files.ts';
import { History } from './history/history.ts';
import { HotJournal } from './hot/hot-journal.ts';
import { companions, layoutOf, type Layout } from './medium/layout.ts';
import { lineageOf, presentEpoch, type Lineage } from './restore/lineage.ts';
import { lockDirectory, type Lock } from './medium/lock.ts';
import { MarkFile } from './medium/mark.ts';
import { atOnce, fillGaps, holesIn } from './history/mend-history.ts';
import { rebuild, type Ruin } from './restore/restoration.ts';
import { beginOf, findSchema, migrate, readMeta } from './hot/schema.ts';

export interface HouseOptions {
  readonly dataDir: string;
  readonly secondDir: string | null;
  /** Wall time in ms, for the names of what is put aside or copied. */
  readonly stampAt: number;
}

export interface House {
  readonly layout: Layout;
  readonly lock: Lock;
  readonly journal: HotJournal;
  readonly history: History;
  readonly mark: MarkFile;
  /** Position of the last event. */
  readonly last: number;
  readonly opening: StorageOpening;
  /** Of the epochs that it is made of. */
  readonly lineage: Lineage;
  /** Wall time in ms at which it was opened, for names. */
  readonly openedAt: number;
}

/** Leaves the journal whole in one file, and says that it did. */
export function closeHouse({ journal, mark, last, opening, lock }: House, isClean: boolean): void {
  journal.database.close();
  mark.writeDurably({ last, epoch: opening.epoch, isClean });
  mark.close();
  lock.release();
}

/** @throws Error with a reason for the technician: another host, foreign file, newer form, unwritable medium */
export async function openHouse(options: HouseOptions): Promise<House> {
  const layout = layoutOf(options.dataDir);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(layout.lock);
  try {
    return await openLocked(options, layout, lock).catch((error: unknown) => {
      if (!gaveRoom(error, layout.ballast)) throw error;
      return openLocked(options, layout, lock);
    });
  } catch (error) {
    lock.release();
    throw messageOf(error).includes(options.dataDir)
      ? error
      : new Error(`${layout.journal}: ${messageOf(error)}`, { cause: error });
  }
}

async function openLocked(options: HouseOptions, layout: Layout, lock: Lock): Promise<House> {
  const said = MarkFile.read(layout.mark);
  const history = History.open(layout.history);
  const ruin: Ruin = {
    layout,
    secondDir: options.secondDir,
    history,
    mark: said === 'unreadable' ? null : said,
    at: options.stampAt,
  };
  const isNew = said === null && isUntouched(ruin);
  if (isNew && sizeOf(layout.journal) === 0) assertMeant(ruin);
  for (const dir of sourceDirs(layout, options.secondDir)) dir.bringTexts(options.dataDir);
  const wasClean =
    said === null
      ? !existsSync(layout.journal)
      : said !== 'unreadable' && said.isClean && sizeOf(`${layout.journal}-wal`) === 0;
  // A restoration that stopped half-way had not put a journal in the place of the one that it had taken away.
  if (existsSync(layout.journal)) Aside.finishPending(layout);
  const journal = await openOrRestore(ruin, { wasClean, isNew });
  try {
    return { ...opened(ruin, journal), lock, opening: { ...openingOf(journal), wasClean } };
  } catch (error) {
    journal.database.close();
    throw error;
  }
}

/** Whether nothing in the data directory speaks of a host that was here before. */
const isUntouched = ({ layout, history }: Ruin): boolean =>
  history.last === 0 &&
  namesIn(layout.aside).length === 0 &&
  companions.every((name) => !existsSync(join(layout.dataDir, name))) &&
  backupDirs(layout.backups, null).every((dir) => dir.list().length === 0);

/**
 * On an empty medium nobody knows whether the lobby of the second directory is to go on, or a new one to begin: two hosts as one lobby,
 * or one as another's, would be worse than none.
 * @throws Error with both ways on
 */
function assertMeant({ layout: { dataDir, backups }, secondDir }: Ruin): void {
  const [newest] = listBackups(backups, secondDir);
  if (newest === undefined) return;
  throw new Error(
    `${dataDir} is empty, and ${secondDir} holds the backups of a lobby. To go on as that lobby, go back to one of them, the ` +
      `newest is: npm run restore -- ${newest.name}; to begin as a new lobby, name another second directory, or an empty one`,
  );
}

function opened(ruin: Ruin, journal: HotJournal): Omit<House, 'lock' | 'opening'> {
  const { layout, history, at } = ruin;
  const { epoch, lineage } = epochsOf(journal.database);
  const last = lastOf(journal, history);
  fillHoles(ruin, journal, lineage, last);
  const mark = MarkFile.open(layout.mark);
  mark.write({ last, epoch, isClean: false });
  return { layout, journal, history, mark, last, lineage, openedAt: at };
}

function openingOf({ database }: HotJournal): Omit<StorageOpening, 'wasClean'> {
  const { epoch, restored } = epochsOf(database);
  return { epoch, restored };
}

const lastOf = ({ span, database }: HotJournal, history: History): number =>
  span?.last ?? Math.max(history.last, epochsOf(database).restored?.after ?? 0);

interface State {
  readonly wasClean: boolean;
  /** No host was ever here: nothing can be missing. */
  readonly isNew: boolean;
}

async function openOrRestore(ruin: Ruin, state: State): Promise<HotJournal> {
  const { journal: path } = ruin.layout;
  if (!state.isNew && !existsSync(path)) {
    if (Aside.pendingJournal(ruin.layout) === null) rebuild(ruin, 'missing', 'the journal was not there');
    else rebuild(ruin, 'damage', 'a restoration before this one did not come to its end');
    return openSound(ruin, state);
  }
  let database: DatabaseSync | null = null;
  try {
    database = openDatabase(path);
    const journal = await prepare(database, ruin, state);
    const fault = faultOf(journal, ruin, state);
    if (fault === null) return journal;
    putAside(ruin, database);
    rebuild(ruin, 'damage', fault);
  } catch (error) {
    // What lies where no host ever was is none of ours, whatever it is.
    if (!isDamage(error) || state.isNew) {
      if (database?.isOpen === true) database.close();
      throw error;
    }
    putAside(ruin, database);
    rebuild(ruin, 'damage', messageOf(error));
  }
  return openSound(ruin, state);
}

/** Before it is closed: closing would throw the log away, and what is in it behind the damage. */
function putAside({ layout, at }: Ruin, database: DatabaseSync | null): void {
  Aside.begin(layout, 'damage', at).takeJournal();
  if (database?.isOpen === true) database.close();
}

/** What was just written anew has to be good: a second fault is none that restoring could mend. */
async function openSound(ruin: Ruin, state: State): Promise<HotJournal> {
  const database = openDatabase(ruin.layout.journal);
  try {
    return await prepare(database, ruin, { ...state, isNew: false });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @throws DamagedError, or Error for what must not be touched */
async function prepare(database: DatabaseSync, ruin: Ruin, { isNew }: State): Promise<HotJournal> {
  const found = findSchema(database, ruin.layout.journal);
  if (found === 'empty' && !isNew) throw new DamagedError('the journal is empty');
  if (found === 'older') await copyBefore(database, ruin);
  if (found !== 'present') migrate(database);
  assertDurable(database);
  return hotJournal(database);
}

/** @throws DamagedError when the tables are not what they should be, which SQLite takes for a mistake of ours */
function hotJournal(database: DatabaseSync): HotJournal {
  try {
    const journal = new HotJournal(database);
    // It knows nothing of this table, and a bit may have turned over in the name of its column.
    readMeta(database, 'epoch');
    return journal;
  } catch (error) {
    throw new DamagedError(`the journal's tables are damaged: ${messageOf(error)}`, { cause: error });
  }
}

/** The form before a migration stays as a backup like any other. */
async function copyBefore(database: DatabaseSync, { layout, at }: Ruin): Promise<void> {
  const dir = new BackupDir('local', layout.backups);
  dir.prepare();
  const row = database.prepare('SELECT coalesce(max(seq), 0) AS last FROM events').get();
  const name = backupName(at, 1, Number(row?.['last']));
  await backup(database, dir.temporary);
  const fault = checkCopy(dir.temporary);
  if (fault !== null) throw new DamagedError(`the copy before the migration is not good: ${fault}`);
  dir.keep(name);
}

/** What is wrong with a journal that could be opened; null when nothing is. */
function faultOf(journal: HotJournal, { mark, history }: Ruin, { wasClean }: State): string | null {
  const fault = checkRows(journal) ?? (wasClean ? null : checkStructure(journal.database));
  if (fault !== null) return fault;
  const { epoch } = epochsOf(journal.database);
  const last = lastOf(journal, history);
  if (mark !== null && mark.epoch > epoch) return `it is of epoch ${epoch}, and ${mark.epoch} had begun`;
  if (mark !== null && mark.epoch === epoch && mark.last > last)
    return `it ends at position ${last}, and had got to ${mark.last}`;
  if (history.last > last) return `it ends at position ${last}, and the closed days at ${history.last}`;
  return null;
}

/** Closed days that are missing come back from their copies, where there are any. */
function fillHoles(
  { history, layout, secondDir }: Ruin,
  journal: HotJournal,
  lineage: Lineage,
  last: number,
): void {
  if (holesIn(history, journal, last).length === 0) return;
  const until = (journal.first ?? last + 1) - 1;
  const wanted = { begin: beginOf(journal.database), until, lineage };
  atOnce(fillGaps(history, wanted, sourceDirs(layout, secondDir)));
}

/** What the journal itself says of its epochs, and how the present one began. @throws DamagedError when that does not agree */
function epochsOf(database: DatabaseSync) {
  const lineage = lineageOf(readMeta(database, 'lineage'));
  const restored = restorationOf(readMeta(database, 'restored'));
  const epoch = Number(readMeta(database, 'epoch'));
  if (presentEpoch(lineage) !== epoch || (restored?.epoch ?? 1) !== epoch)
    throw new DamagedError('what the journal says of its epochs is damaged');
  return { epoch, lineage, restored };
}

function restorationOf(text: string | null): Restoration | null {
  try {
    return text === null ? null : (JSON.parse(text) as Restoration);
  } catch (error) {
    throw new DamagedError('what the journal says of its restoration is damaged', { cause: error });
  }
}
