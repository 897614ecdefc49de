/** What is read from /proc/self/mountinfo; lines as kernels write them. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mountWarnings, readMountWarnings } from '../../firmware-host/mount-options.ts';
import { tempDir } from '../support/temp.ts';

const DATA = '/srv/foyer/data';

/** Lines of mounts from the root on; each says its id, its parent, its mount point and the rest from the options on. */
const mountinfo = (...mounts: readonly (readonly [number, number, string, string])[]): string =>
  mounts.map(([id, parent, point, rest]) => `${id} ${parent} 179:2 / ${point} ${rest}\n`).join('');

const root = (superOptions: string, type = 'ext4', source = '/dev/mmcblk0p2') =>
  [22, 1, '/', `rw,noatime shared:1 - ${type} ${source} ${superOptions}`] as const;

const warningsOn = (superOptions: string, type?: string, source?: string) =>
  mountWarnings(mountinfo(root(superOptions, type, source)), DATA);

describe('options', () => {
  it.each([
    ['rw', []],
    ['rw,errors=remount-ro,data=ordered,commit=30,barrier=1', []],
    ['rw,data=writeback', ['mount-writeback']],
    ['rw,data=journal', []],
    ['rw,commit=31', ['mount-commit']],
    ['rw,nobarrier', ['mount-no-barrier']],
    ['rw,barrier=0', ['mount-no-barrier']],
    ['rw,commit=600,nobarrier,data=writeback', ['mount-writeback', 'mount-commit', 'mount-no-barrier']],
  ])('%s of ext4: %j', (options, warnings) => {
    expect(warningsOn(options)).toEqual(warnings);
  });

  it('of the mount itself count as well as those of its file system', () => {
    expect(mountWarnings('22 1 179:2 / / rw,nobarrier - xfs /dev/sda1 rw\n', DATA)).toEqual([
      'mount-no-barrier',
    ]);
  });

  it('of f2fs have their own words', () => {
    expect(warningsOn('rw,fsync_mode=posix', 'f2fs')).toEqual([]);
    expect(warningsOn('rw,fsync_mode=nobarrier', 'f2fs')).toEqual(['mount-no-barrier']);
  });
});

describe('gone with the power is', () => {
  it.each([
    ['tmpfs', 'tmpfs'],
    ['ramfs', 'none'],
    ['ext4', '/dev/zram1'],
    ['ext4', '/dev/ram0'],
  ])('%s on %s', (type, source) => {
    expect(warningsOn('rw', type, source)).toEqual(['mount-volatile']);
  });

  it.each(['volatile', 'fsync=volatile'])('an overlay that says %s', (option) => {
    expect(warningsOn(`rw,lowerdir=/l,upperdir=/u,workdir=/w,${option}`, 'overlay', 'overlay')).toEqual([
      'mount-volatile',
    ]);
  });

  it('an overlay whose upper layer is in memory, as on a Pi with a system that is read-only', () => {
    const overlay = 'rw,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay,workdir=/media/root-rw/work';
    const root0 = root(overlay, 'overlay', 'overlayroot');
    const inMemory = [30, 22, '/media/root-rw', 'rw - tmpfs tmpfs-root rw'] as const;
    const onDisk = [30, 22, '/media/root-rw', 'rw - ext4 /dev/sda1 rw'] as const;
    expect(mountWarnings(mountinfo(root0, inMemory), DATA)).toEqual(['mount-volatile']);
    expect(mountWarnings(mountinfo(root0, onDisk), DATA)).toEqual([]);
    // The upper layer was hidden by the initramfs: nothing is known about it, and nothing goes round in circles.
    expect(mountWarnings(mountinfo(root0), DATA)).toEqual([]);
  });

  it('no disk, and no overlay on one', () => {
    expect(warningsOn('rw,lowerdir=/l,upperdir=/u,workdir=/w', 'overlay', 'overlay')).toEqual([]);
    expect(warningsOn('rw', 'ext4', '/dev/mapper/ram-like')).toEqual([]);
  });
});

describe('the mount of a directory is', () => {
  const memory = 'rw - tmpfs tmpfs rw';
  const disk = 'rw - ext4 /dev/sda1 rw';

  it('the nearest one above it, and no neighbour of a like name', () => {
    const text = mountinfo(root('rw'), [30, 22, '/srv', memory], [31, 30, '/srv/foyer', disk]);
    expect(mountWarnings(text, DATA)).toEqual([]);
    expect(mountWarnings(text, '/srv/foyer')).toEqual([]);
    expect(mountWarnings(text, '/srv/foyer-data')).toEqual(['mount-volatile']);
    expect(mountWarnings(text, '/srv')).toEqual(['mount-volatile']);
    expect(mountWarnings(text, '/')).toEqual([]);
  });

  it('a bind mount, with the options of its file system', () => {
    const bind = '40 22 8:17 /foyer /srv/foyer/data rw,relatime - ext4 /dev/sdb1 rw,data=writeback\n';
    expect(mountWarnings(mountinfo(root('rw')) + bind, DATA)).toEqual(['mount-writeback']);
  });

  it('the topmost where several lie on each other', () => {
    const text = mountinfo(root('rw'), [30, 22, '/srv', disk], [31, 30, '/srv', memory]);
    expect(mountWarnings(text, DATA)).toEqual(['mount-volatile']);
    const turned = mountinfo(root('rw'), [31, 30, '/srv', disk], [30, 22, '/srv', memory]);
    expect(mountWarnings(turned, DATA)).toEqual([]);
  });

  it('not one that a later mount hides, though its name is longer', () => {
    const text = mountinfo(root('rw'), [30, 22, DATA, memory], [31, 22, '/srv', disk]);
    expect(mountWarnings(text, DATA)).toEqual([]);
  });

  it('found under a root that lies on another', () => {
    const text = mountinfo([1, 1, '/', 'rw - rootfs rootfs rw'], [22, 1, '/', disk]);
    expect(mountWarnings(text, DATA)).toEqual([]);
  });

  it('found by a name with blanks in it', () => {
    const text = mountinfo(root('rw'), [30, 22, String.raw`/media/usb\040stick\134\0111`, memory]);
    expect(mountWarnings(text, '/media/usb stick\\\t1/foyer')).toEqual(['mount-volatile']);
    expect(mountWarnings(text, '/media/usb')).toEqual([]);
  });

  it.each(['', 'shared:1 ', 'shared:1 master:2 propagate_from:3 unbindable '])(
    'found past the optional fields "%s"',
    (optional) => {
      const text = `22 1 0:5 / / rw ${optional}- tmpfs tmpfs rw\n`;
      expect(mountWarnings(text, DATA)).toEqual(['mount-volatile']);
    },
  );

  it('none where nothing can be read', () => {
    expect(mountWarnings('', DATA)).toEqual([]);
    expect(mountWarnings('what is this\n- - -\n', DATA)).toEqual([]);
  });
});

it('a directory is looked for where its links lead', async () => {
  const dir = tempDir();
  const file = join(dir, 'mountinfo');
  writeFileSync(file, mountinfo(root('rw'), [30, 22, dir, 'rw - tmpfs tmpfs rw']));
  const link = join(tempDir(), 'data');
  symlinkSync(dir, link);
  expect(await readMountWarnings(link, file)).toEqual(['mount-volatile']);
});

it('this machine’s own mounts can be read', async () => {
  await expect(readMountWarnings('/')).resolves.toBeInstanceOf(Array);
});
