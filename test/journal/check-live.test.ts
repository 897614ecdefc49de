/** Whether a running journal is good where it lies, and not only in memory. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { killed, openHouseIn, seqs, upTo, type OpenHouse } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { tempDir } from '../support/temp.ts';

const check = (house: OpenHouse) => house.do({ name: 'check' });

/** In the file itself, and read once, so that SQLite has its pages in memory. */
async function readHouse(dir: string, count: number): Promise<OpenHouse> {
  const before = await openHouseIn(dir);
  before.append(upTo(count).map((seq) => recorded(seq)));
  await before.close();
  const house = await openHouseIn(dir);
  expect(house.read()).toHaveLength(count);
  return house;
}

it('finds damage in the file that memory hides', async () => {
  const dir = tempDir();
  const house = await readHouse(dir, 40);
  expect(await check(house)).toBeNull();
  const path = join(dir, 'journal.db');
  const at = readFileSync(path).indexOf('"id":"id-20"');
  expect(at).toBeGreaterThan(0);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(64, 0xa5), 0, 64, at);
  closeSync(file);
  expect(house.read()).toHaveLength(40);
  expect(await check(house)).toMatch(/position 20 is not what was written|malformed|disk image/);
});

it('lets appends go on, which are there afterwards', async () => {
  const dir = tempDir();
  const house = await readHouse(dir, 3000);
  const work = { isDone: false, appends: 0 };
  const checking = check(house).finally(() => (work.isDone = true));
  while (!work.isDone) {
    expect(house.append([recorded(house.last + 1)])).toEqual({ kind: 'appended' });
    work.appends += 1;
    await immediate();
  }
  expect(await checking).toBeNull();
  expect(work.appends).toBeGreaterThan(2);
  const [{ last }, copy] = [house, killed(dir)];
  expect(await check(house)).toBeNull();
  const again = await openHouseIn(copy);
  expect(again.opening).toMatchObject({ epoch: 1, restored: null });
  expect(seqs(again.read())).toEqual(upTo(last));
});

// The kernel lets go of all locks of a process on a file as soon as it closes the file once.
it('keeps others out of the journal', async () => {
  const dir = tempDir();
  const house = await readHouse(dir, 40);
  expect(await check(house)).toBeNull();
  const program = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).prepare('SELECT count(*) FROM events').get()`;
  const open = () =>
    execFileSync(process.execPath, ['-e', program, join(dir, 'journal.db')], { stdio: 'pipe' });
  expect(open).toThrow(/database is locked/);
});
