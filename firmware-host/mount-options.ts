/** What the mount of the data directory takes away from the promise that a number which was given is never lost. */
import { readFile, realpath } from 'node:fs/promises';
import type { StorageWarning } from './messages/storage.ts';

type MountWarning = Extract<StorageWarning, `mount-${string}`>;

/** A line of /proc/self/mountinfo, as far as it matters (proc(5)). */
interface Mount {
  readonly id: string;
  readonly parent: string;
  /** Where it is to be seen; for a bind mount too, which shares the options of its file system. */
  readonly point: string;
  readonly type: string;
  readonly source: string;
  /** Those of the mount and those of the file system. A switch has the value ''. */
  readonly options: ReadonlyMap<string, string>;
}

const COMMIT_MAX_SECONDS = 30;
const MOUNTS_FILE = '/proc/self/mountinfo';

/**
 * What should be seen to about the mount of a directory; none where nothing can be known.
 * @param dir must exist
 */
export async function readMountWarnings(dir: string, file = MOUNTS_FILE): Promise<readonly MountWarning[]> {
  return mountWarnings(await readFile(file, 'utf8'), await realpath(dir));
}

/**
 * @param text of /proc/self/mountinfo
 * @param path absolute, without links in it
 */
export function mountWarnings(text: string, path: string): readonly MountWarning[] {
  const mounts = text
    .split('\n')
    .map(mountOf)
    .filter((mount) => mount !== null);
  const mount = mountAt(mounts, path);
  if (mount === null) return [];
  return checks.filter(([, isTrue]) => isTrue(mount, mounts)).map(([warning]) => warning);
}

type Check = (mount: Mount, mounts: readonly Mount[]) => boolean;

const checks: readonly (readonly [MountWarning, Check])[] = [
  /*
   * ext4 may write a file's new length before its new data. What was fsynced is safe in every mode, and that is all of the journal
   * that anyone was told of; but after a power cut the tail of a file may hold what was on the disk before, for example the
   * personal data of another file (kernel, admin-guide/ext4.rst). Other file systems have no such mode.
   */
  ['mount-writeback', ({ options }) => options.get('data') === 'writeback'],
  /*
   * How long whatever nobody fsyncs stays in memory: the mark beside the journal, logs, this system's own files. An fsync
   * does not wait for it, so no number is lost; but a card that is given so much at once takes long to take the next number.
   */
  ['mount-commit', ({ options }) => Number(options.get('commit') ?? 0) > COMMIT_MAX_SECONDS],
  /*
   * An fsync returns when the medium has the bytes, not when it has kept them. Cards and disks that have a cache of their own lose
   * it, in any order, so that even what is there may be in pieces.
   */
  [
    'mount-no-barrier',
    ({ options }) =>
      options.has('nobarrier') ||
      options.get('barrier') === '0' ||
      options.get('barrier') === 'none' ||
      // f2fs, which says it in its own words.
      options.get('fsync_mode') === 'nobarrier',
  ],
  ['mount-volatile', isVolatile],
];

/** Gone with the power: in memory, or on top of something that is. */
function isVolatile(mount: Mount, mounts: readonly Mount[]): boolean {
  if (['tmpfs', 'ramfs', 'rootfs'].includes(mount.type)) return true;
  if (/^\/dev\/(?:zram|ram)\d+$/.test(mount.source)) return true;
  if (mount.type !== 'overlay') return false;
  // It leaves out every sync of the upper layer (kernel, filesystems/overlayfs.rst); newer kernels say fsync=volatile.
  if (mount.options.has('volatile') || mount.options.get('fsync') === 'volatile') return true;
  // A Pi whose system is "read-only": writing works, into memory.
  const upper = mount.options.get('upperdir');
  const below = upper === undefined ? null : mountAt(mounts, upper);
  // Named from inside the initramfs, it may look as if it were in the overlay itself.
  return below !== null && below.type !== 'overlay' && isVolatile(below, mounts);
}

/**
 * The mount that a path is on: as the kernel goes, from the root downwards, at each step onto what is mounted there on the mount
 * that it stands on. So what is hidden below a later mount is not found, though its mount point may be longer.
 */
function mountAt(mounts: readonly Mount[], path: string): Mount | null {
  let mount = mounts.find(({ point }) => point === '/');
  if (mount === undefined) return null;
  const steps = path.split('/').filter((step) => step !== '');
  for (let depth = 0; depth <= steps.length; depth += 1) {
    const point = `/${steps.slice(0, depth).join('/')}`;
    for (let above: Mount | undefined = mount; above !== undefined; above = mountedOn(mounts, mount, point))
      mount = above;
  }
  return mount;
}

const mountedOn = (mounts: readonly Mount[], below: Mount, at: string): Mount | undefined =>
  mounts.find(({ id, parent, point }) => parent === below.id && id !== below.id && point === at);

const FIELDS_BEFORE_OPTIONAL = 6;

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`; null for what does not look like it. */
function mountOf(line: string): Mount | null {
  const fields = line.split(' ');
  // Optional fields end with a hyphen by itself; there may be none.
  const end = fields.indexOf('-', FIELDS_BEFORE_OPTIONAL);
  const [id, parent, , , point, options] = fields;
  const [type, source, superOptions = ''] = fields.slice(end + 1);
  if (end === -1 || id === undefined || parent === undefined || point === undefined) return null;
  if (type === undefined || source === undefined) return null;
  return {
    id,
    parent,
    point: unescape(point),
    type,
    source: unescape(source),
    options: new Map([options ?? '', superOptions].flatMap(optionsOf)),
  };
}

const optionsOf = (text: string): [string, string][] =>
  text.split(',').map((option) => {
    const [name = '', ...value] = option.split('=');
    return [name, unescape(value.join('='))];
  });

/** Space, tab, line feed and backslash are written as three octal digits (`mangle` in the kernel's fs/proc_namespace.c). */
const unescape = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
