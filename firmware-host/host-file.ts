/** Where the host of a data directory listens, for commands that would otherwise have to guess its port. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';

const HOST_FILE = 'host.json';

export interface HostFile {
  /** Without a slash at the end. */
  readonly url: string;
  /** What the host there says of itself, so that no other is taken for it. */
  readonly run: string;
}

/** Written once the host listens. @throws Error of the file system */
export async function writeHostFile(dataDir: string, about: HostFile): Promise<void> {
  await writeDurably(join(dataDir, HOST_FILE), `${JSON.stringify(about)}\n`);
}

/** A host that was killed leaves its file behind: whoever reads it has to ask whether somebody is there. */
export async function removeHostFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, HOST_FILE), { force: true });
}

/** Null where there is none, or one that says nothing. */
export async function readHostFile(dataDir: string): Promise<HostFile | null> {
  const text = await readIfThere(join(dataDir, HOST_FILE));
  if (text === null) return null;
  let about: unknown;
  try {
    about = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  if (typeof about !== 'object' || about === null || !('url' in about) || !('run' in about)) return null;
  const { url, run } = about;
  return typeof url === 'string' && typeof run === 'string' ? { url, run } : null;
}
