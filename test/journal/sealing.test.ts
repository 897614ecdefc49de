import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { dayOf, killed, openHouseIn, opened, seqs, upTo } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { openStoreIn, OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

async function open(dir: string) {
  const store = await openStoreIn(dir);
  onTestFinished(() => store.journal.close());
  return store;
}

async function readAll(journal: Journal, from = 1, limit = Infinity): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for await (const events of journal.read(from, { limit })) all.push(...events);
  return all;
}

/** Three days: the first with what was before it, and large enough for several pieces. */
const DAYS = [recorded(1), recorded(2), ...dayOf('2026-11-20', 3, 698), ...dayOf('2026-11-21', 701, 100)];
const TODAY = dayOf('2026-11-22', 801, 50);
const NAMES = ['2026-11-20_000000000001-000000000700.db', '2026-11-21_000000000701-000000000800.db'];
const sealedNames = (dir: string) => readdirSync(join(dir, 'history')).toSorted();

/** A directory with two closed days and an open one. */
async function threeDays(): Promise<string> {
  const dir = tempDir();
  const house = await openHouseIn(dir);
  house.append([...DAYS, ...TODAY]);
  expect(await house.do({ name: 'seal' })).toBe(2);
  await house.close();
  return dir;
}

function copyInto(from: string, to: string, names: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of names) copyFileSync(join(from, name), join(to, name));
}

/** In the middle of what is packed. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length * 0.9);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(path, bytes);
}

function hotPositions(dir: string): number[] {
  const database = new DatabaseSync(join(dir, 'journal.db'));
  const rows = database.prepare('SELECT seq FROM events ORDER BY seq').all();
  database.close();
  return rows.map(({ seq }) => Number(seq));
}

describe('days that are over', () => {
  it('go into a file each, named by date and positions, and out of the hot journal', async () => {
    const dir = await threeDays();
    expect(sealedNames(dir)).toEqual(NAMES);
    expect(hotPositions(dir)).toEqual(upTo(850, 801));
  });

  it('read on as if nothing had happened: across all, in batches, from the middle, singly, with a limit', async () => {
    const { journal, storage } = await open(await threeDays());
    const all = [...DAYS, ...TODAY];
    expect(await readAll(journal)).toEqual(all);
    for (const from of [2, 250, 251, 700, 701, 800, 801, 850])
      expect(await readAll(journal, from)).toEqual(all.slice(from - 1));
    for (const from of [1, 250, 700, 701, 801, 850])
      expect(await readAll(journal, from, 1)).toEqual([all[from - 1]]);
    expect(await readAll(journal, 690, 120)).toEqual(all.slice(689, 809));
    expect(await readAll(journal, 851)).toEqual([]);
    const sizes: number[] = [];
    for await (const events of journal.read(1)) sizes.push(events.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
    expect((await storage.usage()).periods).toMatchObject([
      { name: NAMES[0], date: '2026-11-20', first: 1, last: 700, epoch: 1 },
      { name: NAMES[1], date: '2026-11-21', first: 701, last: 800, epoch: 1 },
    ]);
  });

  it('are known by their openings, as many as are asked for and no more', async () => {
    const { journal } = await open(await threeDays());
    expect(await journal.dayOpenings(1)).toEqual([801]);
    expect(await journal.dayOpenings(2)).toEqual([801, 701]);
    // The first period begins with what was before the first day.
    expect(await journal.dayOpenings(9)).toEqual([801, 701, 1]);
    await journal.append([opened(851, '2026-11-23')], { after: 850 });
    expect(await journal.dayOpenings(2)).toEqual([851, 801]);
  });

  it('are nothing to seal while only one day is there', async () => {
    const house = await openHouseIn(tempDir());
    expect(await house.do({ name: 'seal' })).toBe(0);
    house.append([recorded(1), recorded(2)]);
    expect(await house.do({ name: 'seal' })).toBe(0);
    house.append([opened(3, '2026-11-20')]);
    expect(await house.do({ name: 'seal' })).toBe(0);
    expect(house.periods).toEqual([]);
  });

  it('harm nothing in both places after a crash, and leave the hot journal with the next sealing', async () => {
    const dir = tempDir();
    const house = await openHouseIn(dir);
    house.append([...DAYS, ...TODAY]);
    const before = killed(dir);
    await house.do({ name: 'seal' });
    await house.close();
    // The first period was written, and nothing was forgotten yet; the second was being written.
    const crashed = await openHouseIn(before);
    await crashed.close();
    for (const name of NAMES) writeFileSync(join(before, 'history', `${name}.tmp`), 'half');
    copyInto(join(dir, 'history'), join(before, 'history'), NAMES.slice(0, 1));
    const { journal, storage } = await open(before);
    expect(storage.opening).toMatchObject({ epoch: 1, restored: null });
    expect(sealedNames(before)).toEqual([NAMES[0]]);
    expect(await readAll(journal)).toEqual([...DAYS, ...TODAY]);
    expect(await journal.dayOpenings(9)).toEqual([801, 701, 1]);
    expect(await storage.seal()).toBe(1);
    expect(await readAll(journal)).toEqual([...DAYS, ...TODAY]);
    await journal.close();
    expect(sealedNames(before)).toEqual(NAMES);
    expect(hotPositions(before)).toEqual(upTo(850, 801));
  });

  it('are sealed in steps, and appends go in between', async () => {
    const house = await openHouseIn(tempDir());
    house.append([
      ...dayOf('2026-11-20', 1, 2000),
      ...dayOf('2026-11-21', 2001, 2000),
      opened(4001, '2026-11-22'),
    ]);
    const work = { isDone: false };
    const sealing = house.do({ name: 'seal' }).finally(() => (work.isDone = true));
    while (!work.isDone) {
      expect(house.append([recorded(house.last + 1)])).toEqual({ kind: 'appended' });
      await immediate();
    }
    expect(await sealing).toBe(2);
    // A step is 250 events at most, written and then read again.
    expect(house.last).toBeGreaterThan(4001 + 2 * 16);
    expect(seqs(house.read())).toEqual(upTo(house.last));
  });

  it('are sealed on their thread while it takes appends', async () => {
    const { journal, storage } = await open(tempDir());
    await journal.append([...DAYS, ...TODAY], { after: 0 });
    const sealing = storage.seal();
    const appends = upTo(870, 851).map((seq) => journal.append([recorded(seq)], { after: seq - 1 }));
    expect((await Promise.all(appends)).map(({ kind }) => kind)).toEqual(appends.map(() => 'appended'));
    expect(await sealing).toBe(2);
    expect(seqs(await readAll(journal))).toEqual(upTo(870));
  });
});

const prune = (before: string, delivered: number, count?: number) =>
  ({ name: 'prune', limit: { before, delivered, ...(count === undefined ? {} : { count }) } }) as const;

describe('deletion by age', () => {
  it('takes days that are old enough and delivered, from the beginning, and their copies', async () => {
    const dir = await threeDays();
    const house = await openHouseIn(dir);
    await house.backUp();
    const copies = () => readdirSync(join(dir, 'backups', 'history')).toSorted();
    expect(copies()).toEqual(NAMES);
    expect(await house.do(prune('2026-11-20', 850))).toEqual([]);
    expect(await house.do(prune('2026-11-22', 699))).toEqual([]);
    expect(await house.do(prune('2026-11-22', 850, 0))).toEqual([]);
    expect(await house.do(prune('2026-11-22', 850, 1))).toEqual([NAMES[0]]);
    expect(sealedNames(dir)).toEqual([NAMES[1]]);
    expect(copies()).toEqual([NAMES[1]]);
    // Who asks for what is gone gets what follows, which says so by its positions.
    expect(seqs(house.read())).toEqual(upTo(850, 701));
    expect(await house.do(prune('9999-12-31', Infinity))).toEqual([NAMES[1]]);
    expect(seqs(house.read())).toEqual(upTo(850, 801));
    expect((await house.do({ name: 'usage' })).holes).toEqual([]);
    await house.close();
    const again = await openHouseIn(dir);
    expect(again.opening.restored).toBeNull();
    expect(seqs(again.read())).toEqual(upTo(850, 801));
  });

  it('leaves a day behind one that has to stay', async () => {
    const dir = tempDir();
    const house = await openHouseIn(dir);
    // A clock that was wrong for a day: the later day has the earlier date.
    house.append([...dayOf('2026-11-20', 1, 5), ...dayOf('2026-01-01', 6, 5), opened(11, '2026-11-21')]);
    await house.do({ name: 'seal' });
    expect(await house.do(prune('2026-02-01', Infinity))).toEqual([]);
    expect(house.periods).toHaveLength(2);
  });

  it('does not bring back from copies what was deleted', async () => {
    const dir = await threeDays();
    const house = await openHouseIn(dir);
    await house.do(prune('9999-12-31', Infinity, 1));
    await house.close();
    // As from a stick that was away.
    const other = await threeDays();
    copyInto(join(other, 'history'), join(dir, 'backups', 'history'), NAMES);
    rmSync(join(dir, 'history', NAMES[1] ?? ''));
    const again = await openHouseIn(dir);
    expect(again.periods).toEqual([NAMES[1]]);
    expect(seqs(again.read())).toEqual(upTo(850, 701));
    await again.backUp();
    expect(existsSync(join(dir, 'backups', 'history', NAMES[0] ?? ''))).toBe(false);
  });

  it('keeps the day that the open one is folded from', async () => {
    const dir = await threeDays();
    const lost = killed(dir);
    writeFileSync(join(lost, 'journal.db'), '');
    const house = await openHouseIn(lost);
    expect(house.opening.restored).toMatchObject({ after: 800 });
    expect(await house.do(prune('9999-12-31', Infinity))).toEqual([NAMES[0]]);
    expect(house.periods).toEqual([NAMES[1]]);
  });
});

describe('the watch over closed days', () => {
  it('looks at one after the other, puts a copy in the place of a bad one, and says when there is none', async () => {
    const dir = await threeDays();
    const house = await openHouseIn(dir);
    await house.backUp();
    const look = () => house.do({ name: 'patrol', at: OPENED_AT });
    expect(await look()).toEqual({ name: NAMES[0], found: 'good', reason: null });
    expect(await look()).toEqual({ name: NAMES[1], found: 'good', reason: null });
    expect(await look()).toMatchObject({ name: NAMES[0] });
    damage(join(dir, 'history', NAMES[1] ?? ''));
    expect(await look()).toMatchObject({ name: NAMES[1], found: 'mended' });
    expect(seqs(house.read())).toEqual(upTo(850));
    damage(join(dir, 'history', NAMES[0] ?? ''));
    damage(join(dir, 'backups', 'history', NAMES[0] ?? ''));
    expect(await look()).toMatchObject({ name: NAMES[0], found: 'lost' });
    expect((await house.do({ name: 'usage' })).holes).toEqual([{ first: 1, last: 700 }]);
    expect(seqs(house.read())).toEqual(upTo(850, 701));
    const asides = readdirSync(join(dir, 'aside')).map((name) =>
      readdirSync(join(dir, 'aside', name, 'history')),
    );
    expect(asides.flat().toSorted()).toEqual(NAMES);
  });

  it('looks first at one that a reader has found bad', async () => {
    const dir = await threeDays();
    const house = await openHouseIn(dir);
    await house.backUp();
    damage(join(dir, 'history', NAMES[1] ?? ''));
    expect(() => house.read(701)).toThrow(/damaged|malformed/);
    expect(await house.do({ name: 'patrol', at: OPENED_AT })).toMatchObject({
      name: NAMES[1],
      found: 'mended',
    });
    expect(seqs(house.read())).toEqual(upTo(850));
  });

  it('finds one that is gone', async () => {
    const dir = await threeDays();
    const house = await openHouseIn(dir);
    await house.backUp();
    rmSync(join(dir, 'history', NAMES[0] ?? ''));
    expect(await house.do({ name: 'patrol', at: OPENED_AT })).toMatchObject({
      name: NAMES[0],
      found: 'mended',
    });
    expect(seqs(house.read())).toEqual(upTo(850));
  });
});
