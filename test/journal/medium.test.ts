import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppendResult, Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import type { StoreOptions } from '../../firmware-host/journal/sqlite/open.ts';
import type { Store } from '../../firmware-host/journal/storage.ts';
import { dayOf, killed, openHouseIn, opened, seqs, upTo } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { openStoreIn, OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const KB = 1024;
const BALLAST_BYTES = 128 * KB;
const isRoot = process.getuid?.() === 0;

const big = (seq: number): Recorded => ({ ...recorded(seq), id: `${seq}-`.padEnd(20_000, 'x') });

async function open(dir: string, more: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStoreIn(dir, more);
  onTestFinished(() => store.journal.close());
  return store;
}

async function positions(journal: Journal): Promise<number[]> {
  const all: Recorded[] = [];
  for await (const events of journal.read(1)) all.push(...events);
  return seqs(all);
}

const noise = (seq: number): Recorded => ({
  ...recorded(seq),
  id: execFileSync('head', ['-c', '9000', '/dev/urandom'], { encoding: 'hex' }),
});

/** A medium of its own, so small; unmounted when the test ends. */
function disk(bytes: number): string {
  const dir = join(tempDir(), 'disk');
  mkdirSync(dir);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
}

/** Leaves so much room. */
function fill(dir: string, leave: number): void {
  const [blocks] =
    execFileSync('df', ['--output=avail', '-B1', dir], { encoding: 'utf8' }).match(/\d+/) ?? [];
  writeFileSync(join(dir, 'filler'), Buffer.alloc(Math.max(0, Number(blocks) - leave)));
}

/** Appends until the medium refuses. @returns position of the last that it took, and its refusal */
async function appendAll(
  journal: Journal,
  onAppended: () => void = () => {},
): Promise<[number, AppendResult]> {
  let last = await journal.lastPosition();
  for (;;) {
    const answer = await journal.append([big(last + 1)], { after: last });
    if (answer.kind !== 'appended') return [last, answer];
    last += 1;
    onAppended();
  }
}

describe.skipIf(!isRoot)('a full disk (needs root for a small tmpfs)', () => {
  it('gets the ballast back for the very append that needs it, and only then is it refused', async () => {
    const dir = disk(2048 * KB);
    const { journal, storage } = await open(dir, { ballastBytes: BALLAST_BYTES });
    expect(await storage.restoreBallast()).toBe(true);
    expect((await storage.usage()).ballastBytes).toBe(BALLAST_BYTES);
    fill(dir, 300 * KB);
    const ballast = join(dir, 'ballast');
    let heldFor = 0;
    let after = 0;
    const [last, refusal] = await appendAll(journal, () =>
      existsSync(ballast) ? (heldFor += 1) : (after += 1),
    );
    expect(heldFor).toBeGreaterThan(3);
    expect(after).toBeGreaterThan(1);
    expect(refusal).toMatchObject({ kind: 'unavailable', reason: expect.stringMatching(/full/) });
    expect((await storage.usage()).ballastBytes).toBe(0);
    expect(await storage.restoreBallast()).toBe(false);
    expect(await positions(journal)).toEqual(upTo(last));

    rmSync(join(dir, 'filler'));
    expect(await storage.probe()).toEqual({ kind: 'appended' });
    expect(await journal.append([recorded(last + 1)], { after: last })).toEqual({ kind: 'appended' });
    expect(await storage.restoreBallast()).toBe(true);
    expect(statSync(ballast).size).toBe(BALLAST_BYTES);
    expect(await positions(journal)).toEqual(upTo(last + 1));
  });

  it('gives the ballast to a restoration, which would else not find room', async () => {
    const dir = disk(1024 * KB);
    const { journal } = await open(dir, { ballastBytes: BALLAST_BYTES });
    for (const seq of upTo(15)) await journal.append([big(seq)], { after: seq - 1 });
    await journal.close();
    writeFileSync(join(dir, 'ballast'), Buffer.alloc(BALLAST_BYTES * 3));
    fill(dir, 8 * KB);
    // Its header is damaged, and all of its rows are good.
    const path = join(dir, 'journal.db');
    execFileSync('dd', [
      'if=/dev/zero',
      `of=${path}`,
      'bs=1',
      'seek=68',
      'count=4',
      'conv=notrunc',
      'status=none',
    ]);
    const again = await open(dir, { ballastBytes: BALLAST_BYTES });
    expect(again.storage.opening).toMatchObject({ epoch: 2, restored: { after: 15, lost: 0 } });
    expect(await positions(again.journal)).toEqual(upTo(15));
    expect(existsSync(join(dir, 'ballast'))).toBe(false);
  });

  it('without a ballast keeps a restoration from ending, and nothing is lost of it for the next start', async () => {
    const dir = disk(1024 * KB);
    const { journal } = await open(dir);
    for (const seq of upTo(15)) await journal.append([big(seq)], { after: seq - 1 });
    await journal.close();
    fill(dir, 100 * KB);
    const path = join(dir, 'journal.db');
    execFileSync('dd', [
      'if=/dev/zero',
      `of=${path}`,
      'bs=1',
      'seek=68',
      'count=4',
      'conv=notrunc',
      'status=none',
    ]);
    await expect(open(dir)).rejects.toThrow(/full/);
    await expect(open(dir)).rejects.toThrow(/full/);
    rmSync(join(dir, 'filler'));
    const { journal: restored, storage } = await open(dir);
    expect(storage.opening).toMatchObject({ epoch: 2, restored: { after: 15, lost: 0 } });
    expect(await positions(restored)).toEqual(upTo(15));
  });

  it('leaves no half of a closed day, which is sealed when there is room', async () => {
    const dir = disk(1024 * KB);
    const { journal, storage } = await open(dir);
    await journal.append([opened(1, '2026-11-20'), ...upTo(11, 2).map(noise), opened(12, '2026-11-21')], {
      after: 0,
    });
    fill(dir, 40 * KB);
    await expect(storage.seal()).rejects.toThrow(/full/);
    expect(readdirSync(join(dir, 'history'))).toEqual([]);
    expect(await positions(journal)).toEqual(upTo(12));
    rmSync(join(dir, 'filler'));
    expect(await storage.seal()).toBe(1);
    expect(await positions(journal)).toEqual(upTo(12));
  });

  it('that is nearly full keeps no copies of closed days beside them, and makes no new ones', async () => {
    const dir = disk(1024 * KB);
    const { journal, storage } = await open(dir);
    const days = upTo(6).map((day) => dayOf(`2026-11-0${day}`, day * 100 - 99, 100));
    await journal.append([...days.flat(), opened(601, '2026-11-22')], { after: 0 });
    expect(await storage.seal()).toBe(6);
    const copies = join(dir, 'backups', 'history');
    await storage.backUp(OPENED_AT);
    expect(readdirSync(copies)).toHaveLength(6);
    const bytes = (await storage.usage()).periods.reduce((sum, period) => sum + period.bytes, 0);
    fill(dir, 2 * bytes);
    expect(await storage.dropCopies()).toBe(bytes);
    await storage.backUp(OPENED_AT + 1);
    expect(readdirSync(copies)).toEqual([]);
    rmSync(join(dir, 'filler'));
    await storage.backUp(OPENED_AT + 2);
    expect(readdirSync(copies)).toHaveLength(6);
  });

  it('still lets closed days be deleted', async () => {
    const dir = disk(1024 * KB);
    const { journal, storage } = await open(dir);
    await journal.append(
      [...dayOf('2026-11-20', 1, 300), ...dayOf('2026-11-21', 301, 300), opened(601, '2026-11-22')],
      { after: 0 },
    );
    expect(await storage.seal()).toBe(2);
    await appendAll(journal);
    fill(dir, 0);
    const limit = { before: '9999-12-31', delivered: Infinity, count: 1 };
    expect(await storage.prune(limit)).toEqual(['2026-11-20_000000000001-000000000300.db']);
    expect((await positions(journal))[0]).toBe(301);
  });
});

const image = (): string => {
  const dir = join(tempDir(), 'disk');
  mkdirSync(dir);
  const file = join(dir, '..', 'image');
  execFileSync('truncate', ['-s', '8M', file]);
  execFileSync('mkfs.ext4', ['-q', '-O', '^has_journal', file]);
  execFileSync('mount', ['-o', 'loop,errors=remount-ro', file, dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
};

describe('a journal that can be read and not written', () => {
  const canMount = isRoot && existsSync('/dev/loop-control');

  it.skipIf(!canMount)(
    'refuses, and takes entries again when it can (needs root for a loop device)',
    async () => {
      const dir = image();
      const { journal, storage } = await open(dir);
      expect(await journal.append([recorded(1)], { after: 0 })).toEqual({ kind: 'appended' });
      execFileSync('chattr', ['+i', join(dir, 'journal.db-wal')]);
      expect(await journal.append([recorded(2)], { after: 1 })).toMatchObject({ kind: 'unavailable' });
      expect(await storage.probe()).toMatchObject({ kind: 'unavailable' });
      expect(await positions(journal)).toEqual([1]);
      execFileSync('chattr', ['-i', join(dir, 'journal.db-wal')]);
      expect(await storage.probe()).toEqual({ kind: 'appended' });
      expect(await journal.append([recorded(2)], { after: 1 })).toEqual({ kind: 'appended' });
      expect(await positions(journal)).toEqual([1, 2]);
    },
  );

  it.skipIf(!canMount)(
    'was made so by the kernel: it closes with a reason and has all after a repair',
    async () => {
      const dir = image();
      const { journal } = await openStoreIn(dir);
      for (const seq of upTo(20)) await journal.append([recorded(seq)], { after: seq - 1 });
      const [device = ''] = execFileSync('findmnt', ['-n', '-o', 'SOURCE', dir], { encoding: 'utf8' }).split(
        '\n',
      );
      writeFileSync(`/sys/fs/ext4/${device.replace('/dev/', '')}/trigger_fs_error`, '1');
      expect(await journal.append([recorded(21)], { after: 20 })).toMatchObject({ kind: 'unavailable' });
      expect(await positions(journal)).toEqual(upTo(20));
      await expect(journal.close()).rejects.toThrow(/read-only|EROFS/i);
      const left = killed(dir);
      const again = await open(left);
      expect(again.storage.opening).toMatchObject({ epoch: 1, restored: null, wasClean: false });
      expect(await positions(again.journal)).toEqual(upTo(20));
    },
  );

  it.skipIf(!canMount)('says when its mark cannot be written, and loses nothing by it', async () => {
    const dir = image();
    const { journal, storage } = await open(dir);
    await journal.append([recorded(1)], { after: 0 });
    execFileSync('chattr', ['+i', join(dir, 'mark')]);
    expect(await journal.append([recorded(2)], { after: 1 })).toEqual({ kind: 'appended' });
    expect((await storage.usage()).markFault).toMatch(/EPERM|not permitted/);
    const left = killed(dir);
    execFileSync('chattr', ['-i', join(dir, 'mark')]);
    await journal.append([recorded(3)], { after: 2 });
    expect((await storage.usage()).markFault).toBeNull();
    const house = await openHouseIn(left);
    expect(house.opening.restored).toBeNull();
    expect(seqs(house.read())).toEqual([1, 2]);
  });
});

describe('one host for a directory', () => {
  it('is let in again as soon as the one before was killed', async () => {
    const dir = tempDir();
    const script = `import { openHouse } from '${new URL('../../firmware-host/journal/sqlite/house.ts', import.meta.url).href}';
      await openHouse({ dataDir: ${JSON.stringify(dir)}, secondDir: null, stampAt: ${OPENED_AT} });
      process.stdout.write('open');
      setInterval(() => {}, 1000);`;
    const host = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void host.kill('SIGKILL'));
    await once(host.stdout, 'data');
    await expect(openHouseIn(dir)).rejects.toThrow(/another Foyer is running on this data directory/);
    host.kill('SIGKILL');
    await once(host, 'exit');
    const house = await openHouseIn(dir);
    expect(house.opening).toEqual({ epoch: 1, restored: null, wasClean: false });
  });
});
