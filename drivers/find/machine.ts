/** What the kernel tells of this machine in files; the roots are given, so that a test can bring a machine of its own. */
import { accessSync, constants, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Machine {
  readonly sys: string;
  readonly dev: string;
  readonly proc: string;
  /** The file that says which number is which group. */
  readonly groups: string;
  /** Whether we may read there, and write; null where it is gone. */
  readonly mayOpen: (path: string, isReadOnly: boolean) => boolean | null;
}

export const thisMachine: Machine = {
  sys: '/sys',
  dev: '/dev',
  proc: '/proc',
  groups: '/etc/group',
  mayOpen(path, isReadOnly) {
    try {
      accessSync(path, isReadOnly ? constants.R_OK : constants.R_OK | constants.W_OK);
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === null) throw error;
      return code === 'EACCES' || code === 'EPERM' ? false : null;
    }
  },
};

/** What is not there, not to be read by us, or gone while we looked: a device that nobody can say anything of. */
const missing = new Set([
  'ENOENT',
  'ENOTDIR',
  'ENODEV',
  'ENXIO',
  'EACCES',
  'EPERM',
  'EIO',
  'EINVAL',
  'ESRCH',
  'ELOOP',
]);

/** @returns null where there is nothing to read */
export function textOf(path: string): string | null {
  return unlessMissing(() => readFileSync(path, 'utf8').trim());
}

/** The names in a directory, in order; none where there is no such directory. */
export function namesIn(directory: string): string[] {
  return unlessMissing(() => readdirSync(directory).toSorted(inNumericOrder)) ?? [];
}

/** ttyUSB10 comes after ttyUSB9. */
const { compare: inNumericOrder } = new Intl.Collator('en', { numeric: true });

export interface Link {
  readonly path: string;
  /** The last part of where it leads. */
  readonly target: string;
}

/** The links in a directory of the device nodes, such as `serial/by-id`. */
export function linksIn(machine: Machine, directory: string): Link[] {
  return namesIn(join(machine.dev, directory)).flatMap((name) => {
    const target = unlessMissing(() => readlinkSync(join(machine.dev, directory, name)));
    return target === null ? [] : [{ path: `${directory}/${name}`, target: basename(target) }];
  });
}

/** What `work` gives; null where a file is missing. Anything else that goes wrong is thrown. */
export function unlessMissing<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (missing.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}

export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
