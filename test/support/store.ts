/** Journals for tests, in SQLite as in the product. */
import type { Journal } from '../../firmware-host/journal/journal.ts';
import { openStore, type StoreOptions } from '../../firmware-host/journal/sqlite/open.ts';
import type { Store } from '../../firmware-host/journal/storage.ts';

/** A moment at which stores are opened: only names come of it. */
export const OPENED_AT = Date.UTC(2026, 10, 22, 4);

/** Opens the store of a data directory; whoever opens it closes its journal. A thread that dies fails the test. */
export function openStoreIn(dataDir: string, more: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({ dataDir, secondDir: null, ballastBytes: 0, stampAt: OPENED_AT, ...more }, (reason) => {
    throw new Error(reason);
  });
}

export async function openJournal(dataDir: string): Promise<Journal> {
  return (await openStoreIn(dataDir)).journal;
}
