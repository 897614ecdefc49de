/** The command `npm run backup`: asks the host that runs on the data directory; where none runs, it copies by itself. */
import { existsSync } from 'node:fs';
import { Value } from 'typebox/value';
import type { LobbyConfig } from '../../config/schema.ts';
import { wallTime } from '../clock.ts';
import { layoutOf } from '../journal/sqlite/medium/layout.ts';
import { openStore } from '../journal/sqlite/open.ts';
import type { BackupPlace } from '../journal/storage.ts';
import { StorageView } from '../messages/storage.ts';
import { Problem } from '../messages/views.ts';
import { complain, runCommand, say, sizeText } from './command.ts';
import { FAILED, OK, storageOf, type Options } from './options.ts';
import { askBackup, runningHost } from './running-host.ts';

const help = `Backs up a lobby's journal, its closed days and the files beside them, to the data directory's backups and to the
second directory where the lobby file names one. A running lobby goes on meanwhile.

Usage: npm run backup -- [options]

  --config FILE    the lobby file            FOYER_CONFIG   (the property-service centre that comes along)
  --data DIR       its data directory        FOYER_DATA     (data, in the working directory)
  --help           this text

Ends with 0 when every directory has its copy, with 1 and the reason when one has not, with 2 where it was not understood.
`;

const BYTES_PER_MB = 1024 * 1024;

interface Copy {
  readonly place: BackupPlace;
  readonly name: string;
  readonly epoch: number;
  readonly position: number;
  readonly bytes: number;
}

/** What came of it, wherever it was done. */
interface Outcome {
  readonly copies: readonly Copy[];
  readonly faults: readonly string[];
}

async function backUp(options: Options): Promise<number> {
  const storage = await storageOf(options);
  const url = await runningHost(options.dataDir);
  const { copies, faults } = url === null ? await backUpHere(options, storage) : await backUpThere(url);
  const dirs = { local: layoutOf(options.dataDir).backups, second: storage.backup.secondDir ?? '' };
  for (const { place, name, epoch, position, bytes } of copies) {
    say(`Backed up to position ${position} of epoch ${epoch}, ${sizeText(bytes)}: ${name} in ${dirs[place]}`);
  }
  for (const fault of faults) complain(`backup: ${fault}`);
  return faults.length === 0 ? OK : FAILED;
}

/** @throws Error with what the host says against it */
async function backUpThere(url: string): Promise<Outcome> {
  const { status, body } = await askBackup(url);
  if (status !== 200) {
    const { title, detail } = Value.Parse(Problem, body);
    throw new Error(`the host at ${url}: ${title}${detail === undefined ? '' : ` (${detail})`}`);
  }
  const { backup } = Value.Parse(StorageView, body);
  const newest = (['local', 'second'] as const).flatMap(
    (place) => backup.files.find((file) => file.place === place) ?? [],
  );
  const [first] = newest;
  return {
    copies: newest.filter(({ position, epoch }) => position === first?.position && epoch === first.epoch),
    faults: backup.fault === null ? [] : [backup.fault],
  };
}

/** @throws Error when there is nothing to copy: opening would begin a new journal in the wrong place */
async function backUpHere(
  { dataDir }: Options,
  { backup, ballastMb }: LobbyConfig['storage'],
): Promise<Outcome> {
  if (!existsSync(layoutOf(dataDir).journal))
    throw new Error(`${dataDir} holds no journal; name the data directory with --data`);
  const at = wallTime();
  const lost = Promise.withResolvers<never>();
  const { journal, storage } = await openStore(
    { dataDir, secondDir: backup.secondDir, ballastBytes: ballastMb * BYTES_PER_MB, stampAt: at },
    (reason) => lost.reject(new Error(reason)),
  );
  try {
    const results = await Promise.race([storage.backUp(at, true), lost.promise]);
    return {
      copies: results.flatMap(({ file }) => file ?? []),
      faults: results.flatMap(({ fault }) => fault ?? []),
    };
  } finally {
    await journal.close();
  }
}

await runCommand('backup', help, backUp);
