/** The host that runs on a data directory, asked over its own interface. */
import { request } from 'undici';
import { readHostFile } from '../host-file.ts';
import { layoutOf } from '../journal/sqlite/medium/layout.ts';
import { isDirectoryLocked } from '../journal/sqlite/medium/lock.ts';

const LOOK_MS = 5000;
/** A slow card and a long day. */
const BACKUP_MS = 300_000;

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Where the host of this directory listens; null where none runs. What was killed leaves its file behind, and another lobby may listen
 * there by now: so the lock says whether one runs, and the host itself that it is the one.
 * @throws Error when one runs and cannot be found
 */
export async function runningHost(dataDir: string): Promise<string | null> {
  if (!isDirectoryLocked(layoutOf(dataDir).lock)) return null;
  const about = await readHostFile(dataDir);
  const said = about === null ? null : await asked('GET', `${about.url}/healthz`, LOOK_MS);
  if (about !== null && runOf(said?.body) === about.run) return about.url;
  throw new Error(
    `a host runs on ${dataDir}, and does not answer where its host.json says; it may be starting or ending: try again, ` +
      'or use its maintenance page',
  );
}

const runOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'run' in body ? body.run : null;

/** @throws Error when it does not answer after all */
export async function askBackup(url: string): Promise<Answered> {
  const answered = await asked('POST', `${url}/api/v1/storage/backup`, BACKUP_MS);
  if (answered === null) throw new Error(`the host at ${url} does not answer`);
  return answered;
}

async function asked(method: 'GET' | 'POST', url: string, limitMs: number): Promise<Answered | null> {
  try {
    const { statusCode: status, body } = await request(url, {
      method,
      headersTimeout: limitMs,
      bodyTimeout: limitMs,
    });
    return { status, body: await body.json() };
  } catch {
    // Nobody there, or somebody else: whatever it is, no host that could be asked.
    return null;
  }
}
