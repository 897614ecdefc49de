import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkCopy } from '../../firmware-host/journal/sqlite/hot/check.ts';
import { dayOf, openHouseIn, opened, upTo, type OpenHouse } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const HOUR_MS = 3_600_000;

const namesIn = (dir: string) => (existsSync(dir) ? readdirSync(dir).toSorted() : []);
const copiesIn = (dir: string) => namesIn(join(dir, 'journal'));
const localCopies = (dir: string) => copiesIn(join(dir, 'backups'));

function positionsIn(path: string): number[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT seq FROM events ORDER BY seq').all();
  database.close();
  return rows.map(({ seq }) => Number(seq));
}

async function houseWith(dir: string, count: number, secondDir: string | null = null): Promise<OpenHouse> {
  const house = await openHouseIn(dir, { secondDir });
  if (house.last === 0) house.append(upTo(count).map((seq) => recorded(seq)));
  return house;
}

/** Turns a bit over where a text stands in a file. */
function damageAt(path: string, text: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe('a backup', () => {
  it('is consistent though appends go on, and its name says what is in it', async () => {
    const dir = tempDir();
    const house = await houseWith(dir, 4000);
    const work = { isDone: false };
    const making = house.backUp().finally(() => (work.isDone = true));
    while (!work.isDone) {
      house.append([recorded(house.last + 1)]);
      await immediate();
    }
    const [result] = await making;
    const { file } = result ?? {};
    expect(house.last).toBeGreaterThan(4001);
    expect(file).toMatchObject({ place: 'local', at: OPENED_AT, epoch: 1 });
    const position = file?.position ?? 0;
    expect(file?.name).toBe(`20261122T040000000Z_e1_${String(position).padStart(12, '0')}.db`);
    const path = join(dir, 'backups', 'journal', file?.name ?? '');
    expect(positionsIn(path)).toEqual(upTo(position));
    expect(checkCopy(path)).toBeNull();
    expect(statSync(path).size).toBe(file?.bytes);
  });

  it('is made when something is new, or by force', async () => {
    const dir = tempDir();
    const house = await houseWith(dir, 10);
    expect(await house.backUp()).toMatchObject([{ fault: null, file: { position: 10 } }]);
    expect(await house.backUp(OPENED_AT + 1)).toEqual([{ place: 'local', file: null, fault: null }]);
    expect(await house.backUp(OPENED_AT + 2, true)).toMatchObject([{ file: { position: 10 } }]);
    house.append([recorded(11)]);
    expect(await house.backUp(OPENED_AT + 3)).toMatchObject([{ file: { position: 11 } }]);
    expect(localCopies(dir)).toHaveLength(3);
  });

  it('is refused when the copy is not what was written', async () => {
    const dir = tempDir();
    await (await houseWith(dir, 3000)).close();
    const house = await houseWith(dir, 0);
    expect(await house.backUp()).toMatchObject([{ fault: null }]);
    house.append([recorded(3001)]);
    damageAt(join(dir, 'journal.db'), '"id":"id-7"');
    const [result] = await house.backUp(OPENED_AT + 1);
    expect(result?.file).toBeNull();
    expect(result?.fault).toMatch(/the copy is not good: position 7 is not what was written/);
    expect(localCopies(dir)).toEqual(['20261122T040000000Z_e1_000000003000.db']);
    expect(await house.do({ name: 'check' })).toMatch(/position 7 is not what was written/);
  });

  it('brings closed days along once, and none that is damaged', async () => {
    const dir = tempDir();
    const house = await houseWith(dir, 1);
    house.append([
      ...dayOf('2026-11-20', 2, 300),
      ...dayOf('2026-11-21', 302, 300),
      opened(602, '2026-11-22'),
    ]);
    await house.do({ name: 'seal' });
    await house.backUp();
    const copies = join(dir, 'backups', 'history');
    expect(namesIn(copies)).toEqual(house.periods);
    const made = namesIn(copies).map((name) => statSync(join(copies, name)).ino);
    await house.backUp(OPENED_AT + 1, true);
    expect(namesIn(copies).map((name) => statSync(join(copies, name)).ino)).toEqual(made);
    const [first = ''] = house.periods;
    rmSync(join(copies, first));
    damageAt(join(dir, 'history', first), 'CREATE TABLE');
    const [result] = await house.backUp(OPENED_AT + 2, true);
    expect(result?.fault).toMatch(/the copy of a closed day is not good/);
    expect(namesIn(copies)).toEqual(house.periods.slice(1));
  });

  it('brings along whose journal it is', async () => {
    const dir = tempDir();
    const house = await houseWith(dir, 1);
    writeFileSync(join(dir, 'lobby-id'), 'one\n');
    await house.backUp();
    expect(readFileSync(join(dir, 'backups', 'lobby-id'), 'utf8')).toBe('one\n');
    writeFileSync(join(dir, 'lobby-id'), 'two\n');
    await house.backUp();
    expect(readFileSync(join(dir, 'backups', 'lobby-id'), 'utf8')).toBe('two\n');
    expect(namesIn(join(dir, 'backups'))).toEqual(['history', 'journal', 'lobby-id']);
  });

  it('is kept by the schedule, and what a crash left half-made is cleared', async () => {
    const dir = tempDir();
    const house = await houseWith(dir, 1);
    mkdirSync(join(dir, 'backups', 'journal'), { recursive: true });
    for (const name of ['copy.tmp', 'copy.tmp-journal'])
      writeFileSync(join(dir, 'backups', 'journal', name), 'half');
    for (let hour = 0; hour < 6; hour += 1) await house.backUp(OPENED_AT + hour * (HOUR_MS / 6), true);
    expect(localCopies(dir).map((name) => name.slice(9, 13))).toEqual(['0420', '0430', '0440', '0450']);
  });
});

describe('the second directory', () => {
  it('is said to be missing, and the first is made all the same', async () => {
    const dir = tempDir();
    const away = join(tempDir(), 'stick');
    const house = await houseWith(dir, 3, away);
    expect(await house.backUp()).toMatchObject([
      { place: 'local', fault: null, file: { position: 3 } },
      { place: 'second', file: null, fault: expect.stringMatching(/stick is not there; put the medium in/) },
    ]);
    expect(existsSync(away)).toBe(false);
  });

  it('is refused on the medium that it is to stand in for', async () => {
    const near = tempDir();
    const house = await houseWith(tempDir(), 3, near);
    expect((await house.backUp())[1]?.fault).toMatch(/lies on the same medium as the data/);
    expect(namesIn(near)).toEqual([]);
  });

  const otherMedium = '/dev/shm';
  const isOther = existsSync(otherMedium) && statSync(otherMedium).dev !== statSync('.').dev;

  function stick(): string {
    const dir = mkdtempSync(join(otherMedium, 'foyer-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    return dir;
  }

  it.skipIf(!isOther)('gets all that the first gets (needs /dev/shm as another medium)', async () => {
    const dir = tempDir();
    const second = stick();
    const house = await houseWith(dir, 3, second);
    writeFileSync(join(dir, 'lobby-id'), 'one\n');
    house.append([...dayOf('2026-11-20', 4, 3), opened(7, '2026-11-21')]);
    await house.do({ name: 'seal' });
    expect(await house.backUp()).toMatchObject([{ fault: null }, { place: 'second', fault: null }]);
    expect(copiesIn(second)).toEqual(localCopies(dir));
    expect(namesIn(join(second, 'history'))).toEqual(house.periods);
    expect(readFileSync(join(second, 'lobby-id'), 'utf8')).toBe('one\n');
    expect((await house.do({ name: 'usage' })).backups.map(({ place }) => place)).toEqual([
      'local',
      'second',
    ]);
    // Room is made on the disk that is full, not on the other.
    expect(await house.do({ name: 'dropCopies' })).toBeGreaterThan(0);
    expect(namesIn(join(dir, 'backups', 'history'))).toEqual([]);
    expect(namesIn(join(second, 'history'))).toEqual(house.periods);
  });

  it.skipIf(!isOther)('of another lobby is left alone (needs /dev/shm as another medium)', async () => {
    const second = stick();
    const other = tempDir();
    const first = await houseWith(other, 20, second);
    writeFileSync(join(other, 'lobby-id'), 'other\n');
    await first.backUp();
    await first.close();
    const theirs = copiesIn(second);
    expect(theirs).toHaveLength(1);

    const dir = tempDir();
    await (await houseWith(dir, 3)).close();
    writeFileSync(join(dir, 'lobby-id'), 'own\n');
    const house = await houseWith(dir, 3, second);
    expect(house.opening).toMatchObject({ epoch: 1, restored: null });
    expect((await house.backUp())[1]?.fault).toMatch(/holds the backups of another lobby/);
    expect(copiesIn(second)).toEqual(theirs);
    expect(readFileSync(join(second, 'lobby-id'), 'utf8')).toBe('other\n');
  });
});

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('a backup on a full medium (needs root for a small tmpfs)', () => {
  it('leaves no half of itself, and the older ones where they are', async () => {
    const dir = tempDir();
    const second = join(tempDir(), 'stick');
    mkdirSync(second);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', second]);
    onTestFinished(() => void execFileSync('umount', ['-l', second]));
    const house = await houseWith(dir, 500, second);
    for (let count = 0; count < 5; count += 1) await house.backUp(OPENED_AT + count, true);
    const before = copiesIn(second);
    expect(before).toHaveLength(4);
    house.append(upTo(3500, 501).map((seq) => recorded(seq)));
    const [local, full] = await house.backUp(OPENED_AT + 9);
    expect(local).toMatchObject({ fault: null, file: { position: 3500 } });
    expect(full).toMatchObject({ file: null, fault: expect.stringMatching(/full|no space/i) });
    expect(copiesIn(second)).toEqual(before);

    house.append([opened(3501, '2026-11-22'), opened(3502, '2026-11-23')]);
    await house.do({ name: 'seal' });
    const { bavail, bsize } = statfsSync(second);
    writeFileSync(join(second, 'filler'), Buffer.alloc((bavail - 2) * bsize));
    const [, fuller] = await house.backUp(OPENED_AT + 10);
    expect(fuller).toMatchObject({ file: null, fault: expect.stringMatching(/full|no space/i) });
    expect(namesIn(join(second, 'history'))).toEqual([]);
    expect(copiesIn(second)).toEqual(before);
  });
});
