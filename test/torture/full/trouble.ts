/** What a medium can do to a host: it is full, or it fails. Each begins, and ends again. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { endWithRun } from '../../bench/scratch.ts';

export interface Trouble {
  /** In words. */
  readonly name: string;
  /** Resolves when the medium is well again. */
  end(): Promise<void>;
}

export const isRoot = process.getuid?.() === 0;

/** A disk of its own. Only root may mount one. */
export function mountSmallDisk(dir: string, megabytes: number): void {
  mkdirSync(dir, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir]);
}

export function unmount(dir: string): void {
  execFileSync('umount', ['-l', dir]);
}

/** Leaves so many blocks free on the disk of a directory, or fewer, if the host takes some meanwhile. */
export function fillDisk(dir: string, blocks: number): Trouble {
  const { bavail, bsize } = statfsSync(dir);
  const filler = join(dir, 'filler');
  // Any part of it that fits is written before ENOSPC is said, so a host that writes in between is no matter.
  const isFull = isOutOfRoom(() => writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - blocks) * bsize)));
  return {
    name: isFull ? 'a full disk' : `a disk with ${blocks} blocks left`,
    end: () => {
      rmSync(filler);
      return Promise.resolve();
    },
  };
}

function isOutOfRoom(write: () => void): boolean {
  try {
    write();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return true;
    throw error;
  }
}

/** Calls that fail, and how: the answers of a medium that is full, dies, or was made read-only. */
export const failures = [
  { calls: 'pwrite64,write,ftruncate', error: 'ENOSPC' },
  { calls: 'fdatasync,fsync', error: 'EIO' },
  { calls: 'pwrite64', error: 'EIO' },
  { calls: 'fdatasync,fsync,pwrite64', error: 'EROFS' },
] as const;
export type Failure = (typeof failures)[number];

/**
 * Makes calls of a running process fail that change files in its data directory.
 * @throws Error when strace is not allowed to
 */
export async function injectFailure(pid: number, data: string, { calls, error }: Failure): Promise<Trouble> {
  const paths = ['journal.db', 'journal.db-wal', 'mark', 'floor.json.tmp'].flatMap((name) => [
    '-P',
    join(data, name),
  ]);
  const child = endWithRun(
    spawn(
      'strace',
      ['-f', ...paths, '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`, '-p', String(pid)],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    ),
  );
  let said = '';
  const attached = new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said = (said + part).slice(0, 10_000);
      if (/Process \d+ attached/.test(said)) resolve();
    });
  });
  const ended = once(child, 'close');
  await Promise.race([attached, ended]);
  if (child.exitCode !== null) throw new Error(`strace may not trace here: ${said.trim()}`);
  return {
    name: `${error} from ${calls}`,
    end: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
