import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Store, StorageOpening } from '../storage.ts';
import { SqliteJournal } from './journal-client.ts';
import type { Opening, WorkerOptions } from './protocol.ts';
import { SqliteStorage } from './storage-client.ts';
import { Link } from './link.ts';

export type StoreOptions = WorkerOptions;

/**
 * Opens the journal of a data directory in SQLite, on a thread of its own; makes what is not there, and restores what cannot be
 * trusted.
 * @param onLost called once if the thread dies; every append answers `unavailable` from then on
 * @throws Error with a reason for the technician
 */
export async function openStore(options: StoreOptions, onLost: (reason: string) => void): Promise<Store> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: options,
    name: 'journal',
  });
  const opening = await openingOf(worker);
  const link = new Link(worker, onLost);
  return { journal: new SqliteJournal(link), storage: new SqliteStorage(link, opening) };
}

async function openingOf(worker: Worker): Promise<StorageOpening> {
  const [said] = (await once(worker, 'message')) as [Opening];
  if (said.ready) return said.opening;
  await worker.terminate();
  throw new Error(said.reason);
}
