/** Proves a copy of a hot journal on a thread of its own: `integrity_check` is one long step, and appends should not wait for it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread says: null when the copy is good, else what is wrong. */
export type Verdict = string | null;

/** @throws Error when the copy cannot be read at all */
export async function verifyCopy(path: string): Promise<Verdict> {
  const worker = new Worker(new URL('./verify-worker.js', import.meta.url), {
    workerData: path,
    name: 'verify',
  });
  try {
    const [verdict] = (await once(worker, 'message')) as [Verdict];
    return verdict;
  } finally {
    await worker.terminate();
  }
}
