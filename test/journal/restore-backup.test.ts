import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayOf, openHouseIn, opened, seqs, upTo, type OpenHouse } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { tempDir } from '../support/temp.ts';
import { agentsIn, copied, goBackTo, threeDays, told } from '../support/went-back.ts';

const by = (agent: string, seq: number) =>
  recorded(seq, { type: 'counter.signed-in', data: { counter: '1', agent } });
const follow = async (house: OpenHouse) => {
  for (let at = -1, next = 0; next > at;) [at, next] = [next, await house.do({ name: 'report' })];
};

describe('going back to a backup', () => {
  it('leaves out what came after it, says so on the next start, and keeps the former files', async () => {
    const dir = tempDir();
    const { all, third } = await threeDays(dir);
    const restored = goBackTo(dir, third);
    expect(restored).toEqual({
      epoch: 2,
      cause: 'asked',
      reason: `a person went back to ${third}`,
      after: 50,
      lost: 10,
      backup: third,
      aside: 'aside/20261122T040000000Z-asked',
    });
    expect(readdirSync(join(dir, restored.aside ?? ''))).toContain('journal.db');
    const house = await openHouseIn(dir);
    expect(house.opening).toEqual({ epoch: 2, restored, wasClean: true });
    expect(house.read()).toEqual(all.slice(0, 50));
    expect(house.append([recorded(51)])).toEqual({ kind: 'appended' });
    await house.close();
    expect((await openHouseIn(dir)).opening.restored).toEqual(restored);
  });

  it('puts a day aside that was sealed since, also when its copies stay, and seals it anew', async () => {
    const dir = tempDir();
    const { all, second } = await threeDays(dir);
    const restored = goBackTo(dir, second);
    expect(restored).toMatchObject({ after: 30, lost: 30 });
    expect(readdirSync(join(dir, restored.aside ?? '', 'history'))).toEqual([
      '2026-11-21_000000000021-000000000040.db',
    ]);
    const house = await openHouseIn(dir);
    expect(house.read()).toEqual(all.slice(0, 30));
    // The same positions again, by chance to the same end.
    house.append([...upTo(40, 31).map((seq) => told('second', recorded(seq))), opened(41, '2026-11-22')]);
    await house.do({ name: 'seal' });
    expect(house.periods.at(-1)).toBe('2026-11-21_000000000021-000000000040_e2.db');
    await house.backUp();
    expect(readdirSync(join(dir, 'backups', 'history')).toSorted()).toEqual(house.periods);
    await house.close();
    // And if all but copies is lost, only what was told last comes back.
    for (const name of ['journal.db', 'history']) rmSync(join(dir, name), { recursive: true });
    const again = await openHouseIn(dir);
    expect(again.opening.epoch).toBe(3);
    expect(again.read().map(({ id }) => id.split('-')[0])).toEqual([
      ...upTo(30).map(() => 'first'),
      ...upTo(40, 31).map(() => 'second'),
      'id',
    ]);
  });

  it('gives up for good what came after it, though the journal is lost before its first backup', async () => {
    const dir = tempDir();
    const { all, second } = await threeDays(dir);
    goBackTo(dir, second);
    rmSync(join(dir, 'journal.db'));
    const house = await openHouseIn(dir);
    expect(house.opening).toMatchObject({ epoch: 3, restored: { cause: 'missing', after: 30, lost: 0 } });
    expect(house.read()).toEqual(all.slice(0, 30));
  });

  it('goes forth again, to a telling that was given up, with its days', async () => {
    const dir = tempDir();
    const { all, second, third } = await threeDays(dir);
    goBackTo(dir, second);
    const house = await openHouseIn(dir);
    const other = [
      ...upTo(36, 31).map((seq) => recorded(seq)),
      ...dayOf('2026-11-22', 37, 9),
      opened(46, '2026-11-23'),
    ];
    house.append(other.map((event) => told('second', event)));
    await house.do({ name: 'seal' });
    const later = await copied(house);
    const mine = house.read();
    await house.close();

    expect(goBackTo(dir, third)).toMatchObject({ epoch: 3, after: 50, lost: 0 });
    const forth = await openHouseIn(dir);
    expect(forth.read()).toEqual(all.slice(0, 50));
    expect(forth.periods).toEqual([
      '2026-11-20_000000000001-000000000020.db',
      '2026-11-21_000000000021-000000000040.db',
    ]);
    await forth.close();

    expect(goBackTo(dir, later)).toMatchObject({ epoch: 4, after: 46 });
    const back = await openHouseIn(dir);
    expect(back.read()).toEqual(mine);
    await back.backUp();
    await back.close();
    rmSync(join(dir, 'history'), { recursive: true });
    expect((await openHouseIn(dir)).read()).toEqual(mine);
  });

  it('leaves nothing in the reports of what was given up, whichever telling they have followed', async () => {
    const dir = tempDir();
    const first = await openHouseIn(dir);
    first.append([opened(1, '2026-11-20'), ...upTo(5, 2).map((seq) => by('lin', seq))]);
    const early = await copied(first);
    first.append([by('mei', 6)]);
    const late = await copied(first);
    await follow(first);
    expect(agentsIn(dir)).toContain('mei');
    await first.close();
    goBackTo(dir, early);
    const second = await openHouseIn(dir);
    second.append([by('wang', 6), by('wang', 7)]);
    await follow(second);
    await second.close();
    expect(agentsIn(dir)).toContain('wang');
    expect(agentsIn(dir)).not.toContain('mei');
    // Of the first telling, not of the second, though that was the epoch before.
    goBackTo(dir, late);
    const third = await openHouseIn(dir);
    await follow(third);
    await third.close();
    expect(agentsIn(dir)).toContain('mei');
    expect(agentsIn(dir)).not.toContain('wang');
  });

  it('is refused for an unknown or damaged backup and while a host runs; nothing has changed then', async () => {
    const dir = tempDir();
    const { all, second, third } = await threeDays(dir);
    expect(() => goBackTo(dir, 'another.db')).toThrow(/there is no backup another\.db in that place/);
    expect(() => goBackTo(dir, third, { place: 'second' })).toThrow(/there is no backup/);
    const path = join(dir, 'backups', 'journal', second);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"id":"first-25"') + 8;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(() => goBackTo(dir, second)).toThrow(
      /is damaged: position 25 is not what was written; take another one/,
    );
    const house = await openHouseIn(dir);
    expect(() => goBackTo(dir, third)).toThrow(/another Foyer is running/);
    expect(house.opening).toMatchObject({ epoch: 1, restored: null });
    expect(house.read()).toEqual(all);
  });

  it('is refused when the day before it is nowhere to be found', async () => {
    const dir = tempDir();
    const { all, third } = await threeDays(dir);
    for (const folder of ['history', 'backups/history'])
      rmSync(join(dir, folder, '2026-11-21_000000000021-000000000040.db'));
    expect(() => goBackTo(dir, third)).toThrow(
      /begins at position 41, and the day before it is nowhere to be found/,
    );
    const house = await openHouseIn(dir);
    expect(house.opening.restored).toBeNull();
    expect(seqs(house.read())).toEqual([...upTo(20), ...upTo(60, 41)]);
    expect(house.read(41)).toEqual(all.slice(40));
  });
});
