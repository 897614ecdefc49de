/** The command `npm run restore`: lists the backups of a lobby, or puts its journal back to one of them while no host runs. */
import { createInterface } from 'node:readline/promises';
import { instant, wallTime } from '../clock.ts';
import { newestFirst, readableDirs, type BackupDir } from '../journal/sqlite/backup/backups.ts';
import { checkCopy } from '../journal/sqlite/hot/check.ts';
import { layoutOf } from '../journal/sqlite/medium/layout.ts';
import { restoreBackup } from '../journal/sqlite/restore/restore.ts';
import type { BackupFile, Restoration } from '../journal/storage.ts';
import { complain, runCommand, say, sizeText } from './command.ts';
import { FAILED, OK, storageOf, UsageError, type Options } from './options.ts';
import { runningHost } from './running-host.ts';

const help = `Lists the backups of a lobby's journal. With the name of one, puts the journal back to it: the lobby must be stopped
(its maintenance page does the same while it runs). Nothing is deleted: the present journal is put aside.

Usage: npm run restore -- [options] [NAME]

  --config FILE    the lobby file            FOYER_CONFIG   (the property-service centre that comes along)
  --data DIR       its data directory        FOYER_DATA     (data, in the working directory)
  --yes            do not ask
  --help           this text

Ends with 0 when it is done, with 1 and the reason when it is not, with 2 where it was not understood.
`;

interface Found {
  readonly file: BackupFile;
  /** Null when the copy proved good. */
  readonly fault: string | null;
}

const places: Readonly<Record<BackupFile['place'], string>> = {
  local: 'this disk',
  second: 'second directory',
};

async function restore(options: Options): Promise<number> {
  const { secondDir } = (await storageOf(options)).backup;
  const dirs = readableDirs(layoutOf(options.dataDir).backups, secondDir);
  if (options.name === null) return list(dirs);
  const found = find(dirs, options.name);
  const url = await runningHost(options.dataDir);
  if (url !== null) {
    throw new Error(
      `the lobby runs; stop it first, or restore on its maintenance page, ${url}/maintenance#storage`,
    );
  }
  if (!options.yes && !(await isMeant(found))) {
    complain('restore: not confirmed; nothing was changed');
    return FAILED;
  }
  const { place, name } = found;
  const stampAt = wallTime();
  told(options, restoreBackup({ dataDir: options.dataDir, secondDir, place, name, stampAt }));
  return OK;
}

const foundIn = (dir: BackupDir): Found[] =>
  dir.list().map((file) => ({ file, fault: checkCopy(dir.pathOf(file.name)) }));

/** Each is proved while it is listed: a list of hopes would help nobody. */
function list(dirs: readonly BackupDir[]): number {
  const found = dirs.flatMap(foundIn).toSorted((one, other) => newestFirst(one.file, other.file));
  if (found.length === 0) {
    say('There is no backup yet.');
    return OK;
  }
  for (const { file, fault } of found) {
    const columns = [
      instant(file.at).slice(0, 19).replace('T', ' '),
      `epoch ${file.epoch}`,
      `position ${String(file.position).padStart(9)}`,
      sizeText(file.bytes).padStart(8),
      places[file.place].padEnd(16),
      fault === null ? 'good' : `DAMAGED: ${fault}`,
      file.name,
    ];
    say(columns.join('  '));
  }
  say('\nTimes are UTC. To go back to one, stop the lobby and give its name: npm run restore -- NAME');
  return OK;
}

/** In both directories lies the same copy: the one that is good. @throws UsageError when neither has it */
function find(dirs: readonly BackupDir[], name: string): BackupFile {
  const found = dirs.flatMap(foundIn).filter(({ file }) => file.name === name);
  const best = found.find(({ fault }) => fault === null) ?? found[0];
  if (best === undefined) throw new UsageError(`there is no backup ${name}; without a name, all are listed`);
  return best.file;
}

/** @throws UsageError where nobody can be asked */
async function isMeant({ at, position, epoch }: BackupFile): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('nobody can be asked here; say --yes if it is meant');
  say(`This puts the journal back to position ${position} of epoch ${epoch}, as it was at ${instant(at)}.`);
  say('All that was recorded after it goes from the lobby. Numbers given since then are never given again.');
  say('The present journal is put aside, and a new epoch begins: staff and the central system are told.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (
      (await terminal.question(`To confirm, type the position (${position}): `)).trim() === String(position)
    );
  } finally {
    terminal.close();
  }
}

function told({ dataDir }: Options, { after, epoch, lost, aside }: Restoration): void {
  say(`The journal is back at position ${after}. Epoch ${epoch} begins with the next start.`);
  if (lost !== null) say(`${lost} ${lost === 1 ? 'event is' : 'events are'} left out.`);
  if (aside !== null) say(`The former files lie in ${dataDir}/${aside}.`);
}

await runCommand('restore', help, restore);
