/** Opens what the house remembers: the journal, restored if it has to be, the fold of the open day, and its texts. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LobbyConfig } from '../config/schema.ts';
import type { SystemClock } from './clock.ts';
import { Handler } from './handle.ts';
import { randomIds } from './ids.ts';
import { flooring } from './journal/flooring.ts';
import type { Journal } from './journal/journal.ts';
import { ReservedNumbers } from './journal/number-floor.ts';
import { openStore } from './journal/sqlite/open.ts';
import type { Restoration, Storage, Store } from './journal/storage.ts';
import { upcasting } from './journal/upcast.ts';
import { beginClock } from './lobby-day.ts';
import { lobbyIdOf } from './lobby-id.ts';
import type { StorageWarning } from './messages/storage.ts';
import { PersonalTexts } from './personal-texts.ts';
import { visitorKeysOf, type VisitorKeys } from './visitor-keys.ts';

const FLOOR_FILE = 'floor.json';
const BYTES_PER_MB = 1024 * 1024;

const actor = { kind: 'host', id: 'journal' } as const;

export interface MemoryOptions {
  readonly config: LobbyConfig;
  /** Made when it is not there. */
  readonly dataDir: string;
  readonly clock: SystemClock;
  /** Told of what a technician should see though the lobby goes on. */
  readonly say: (line: string) => void;
  /** Told when the journal's thread dies. */
  readonly onLost: (reason: string) => void;
}

export interface Memory {
  readonly journal: Journal;
  readonly storage: Storage;
  readonly handler: Handler;
  /** What was found on the way, and people should see to. */
  readonly warnings: readonly StorageWarning[];
  readonly texts: PersonalTexts;
  readonly visitorKeys: VisitorKeys;
}

/** @throws Error with a reason for the technician */
export async function openMemory(options: MemoryOptions): Promise<Memory> {
  const { config, dataDir, clock, onLost } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const at = clock.now().at;
  const { backup, ballastMb } = config.storage;
  const store = await openStore(
    { dataDir, secondDir: backup.secondDir, ballastBytes: ballastMb * BYTES_PER_MB, stampAt: at },
    onLost,
  );
  try {
    return await openFolded(options, store, at);
  } catch (error) {
    await store.journal.close();
    throw error;
  }
}

async function openFolded(
  { config, dataDir, clock, say }: MemoryOptions,
  store: Store,
  at: number,
): Promise<Memory> {
  const { storage } = store;
  // Also without a centre: backups are kept under it.
  await lobbyIdOf(dataDir, randomIds(), at);
  const numbers = await ReservedNumbers.open(join(dataDir, FLOOR_FILE), say);
  const journal = flooring(upcasting(store.journal), numbers);
  const { handler, warnings } = await foldedFrom(journal, storage, clock, say);
  await beginClock(clock, handler, config);
  const { restored } = storage.opening;
  if (restored !== null && handler.committed.epoch < restored.epoch)
    await tellRestored(handler, restored, numbers, say);
  numbers.seed(handler.committed);
  const visitorKeys = await visitorKeysOf(dataDir, randomIds());
  return { journal, storage, handler, warnings, texts: await PersonalTexts.open(dataDir), visitorKeys };
}

/** A closed day that the fold begins with may be damaged: it is mended from its copy first, or left out where there is none. */
async function foldedFrom(
  journal: Journal,
  storage: Storage,
  clock: SystemClock,
  say: (line: string) => void,
): Promise<Pick<Memory, 'handler' | 'warnings'>> {
  const warnings: StorageWarning[] = [];
  for (;;) {
    try {
      const handler = await Handler.start(journal, clock, randomIds(), storage.opening.epoch);
      return { handler, warnings };
    } catch (error) {
      if (!(await storage.usage()).isSuspect) throw error;
      const { name, found, reason } = await storage.patrol(clock.now().at);
      if (found === 'good') throw error;
      say(
        `history: ${name} was damaged (${reason}); ${found === 'mended' ? 'its copy stands in its place' : 'no good copy is left'}`,
      );
      warnings.push(found === 'mended' ? 'period-mended' : 'period-lost');
    }
  }
}

/** Before everything else: what is decided from here on must not repeat a number. */
async function tellRestored(
  handler: Handler,
  { epoch, cause, after, lost, backup, reason, aside }: Restoration,
  numbers: ReservedNumbers,
  say: (line: string) => void,
): Promise<void> {
  const floors = numbers.forRestoration();
  const command = { type: 'note-restored', epoch, cause, after, lost, backup, floors } as const;
  const outcome = await handler.handle({ command, actor });
  if (outcome.kind === 'refused')
    throw new Error(`the restoration could not be written down: ${outcome.detail ?? outcome.code}`);
  const gone = lost === null ? 'nobody knows what is lost' : `${lost} events are lost`;
  const from = backup === null ? 'no backup was needed or there was none' : `with the backup ${backup}`;
  const where = aside === null ? '' : `; the former files lie in ${aside}`;
  say(`journal: RESTORED up to position ${after}, ${from}; ${gone}${where}. Why: ${reason}`);
}
