import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killed, openHouseIn, seqs, upTo } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';
import { goBackTo, stick, threeDays, told } from '../support/went-back.ts';

describe('going back to a backup', () => {
  it('begins a new medium from the second directory, as the lobby that it was', async () => {
    const second = stick();
    const dir = tempDir();
    const { all, third } = await threeDays(dir, second);
    const fresh = join(tempDir(), 'data');
    expect(goBackTo(fresh, third, { secondDir: second, place: 'second' })).toMatchObject({
      epoch: 2,
      after: 50,
      lost: null,
      aside: null,
    });
    expect(readFileSync(join(fresh, 'lobby-id'), 'utf8')).toBe('one\n');
    const house = await openHouseIn(fresh, { secondDir: second });
    expect(house.read()).toEqual(all.slice(0, 50));
    expect(existsSync(join(fresh, 'aside')) ? readdirSync(join(fresh, 'aside')) : []).toEqual([]);
  });

  it('is left to a person on a new medium: a host does not take a stick for its own, whoever it belongs to', async () => {
    const second = stick();
    const { third } = await threeDays(tempDir(), second);
    mkdirSync(join(second, 'texts'));
    const fresh = tempDir();
    const starting = openHouseIn(fresh, { secondDir: second });
    await expect(starting).rejects.toThrow(
      new RegExp(`${fresh} is empty, and ${second} holds .*npm run restore -- ${third}; .*an empty one$`),
    );
    expect(readdirSync(fresh)).toEqual(['history', 'lock']);
    const other = await openHouseIn(fresh, { secondDir: stick() });
    expect(other.opening).toMatchObject({ epoch: 1, restored: null });
  });

  it('is not needed where the first directory has them: the lobby goes on by itself', async () => {
    const second = stick();
    const dir = tempDir();
    const { all, third } = await threeDays(dir, second);
    const fresh = tempDir();
    cpSync(join(dir, 'backups'), join(fresh, 'backups'), { recursive: true });
    const house = await openHouseIn(fresh, { secondDir: second });
    expect(house.opening).toMatchObject({
      epoch: 2,
      restored: { cause: 'missing', after: 50, backup: third },
    });
    expect(house.read()).toEqual(all.slice(0, 50));
    expect(readFileSync(join(fresh, 'lobby-id'), 'utf8')).toBe('one\n');
  });

  describe('that was cut off', () => {
    const pending = 'aside/20261122T040000000Z-asked.pending';

    async function halfBack() {
      const dir = tempDir();
      const { all, second, third } = await threeDays(dir);
      mkdirSync(join(dir, pending, 'history'), { recursive: true });
      renameSync(join(dir, 'journal.db'), join(dir, pending, 'journal.db'));
      const name = '2026-11-21_000000000021-000000000040.db';
      renameSync(join(dir, 'history', name), join(dir, pending, 'history', name));
      rmSync(join(dir, 'backups', 'history'), { recursive: true });
      return { dir, all, second, third };
    }

    it('has changed nothing when a host starts', async () => {
      const { dir, all } = await halfBack();
      const house = await openHouseIn(dir);
      expect(house.opening).toMatchObject({ epoch: 2, restored: { after: 60, lost: 0 } });
      expect(house.read()).toEqual(all);
    });

    it('keeps what an earlier restoration has put aside', async () => {
      const dir = tempDir();
      const { second, third } = await threeDays(dir);
      const { aside } = goBackTo(dir, third);
      const first = join(dir, aside ?? '');
      const journal = readFileSync(join(first, 'journal.db'));
      // The new journal had its name, and that was all.
      renameSync(first, `${first}.pending`);
      goBackTo(dir, second, { stampAt: OPENED_AT + 1 });
      expect(readdirSync(join(dir, 'aside'))).toHaveLength(2);
      expect(readFileSync(join(first, 'journal.db')).equals(journal)).toBe(true);
    });

    it('can be asked for again, or for another', async () => {
      const { dir, all, second, third } = await halfBack();
      const other = killed(dir);
      expect(goBackTo(dir, second)).toMatchObject({ after: 30, lost: 30 });
      expect((await openHouseIn(dir)).read()).toEqual(all.slice(0, 30));
      expect(goBackTo(other, third)).toMatchObject({ after: 50, lost: 10 });
      expect((await openHouseIn(other)).read()).toEqual(all.slice(0, 50));
    });
  });

  it('does not find what was given up on a stick that comes back later', async () => {
    const second = stick();
    const dir = tempDir();
    const { second: name } = await threeDays(dir, second);
    const away = killed(second);
    rmSync(second, { recursive: true });
    goBackTo(dir, name, { secondDir: second });
    const house = await openHouseIn(dir, { secondDir: second });
    house.append([told('second', recorded(31))]);
    await house.close();
    cpSync(away, second, { recursive: true });
    // The log was closed, and so the damage is in the last row.
    const path = join(dir, 'journal.db');
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('"id":"second-31"') + 7] = 0x20;
    writeFileSync(path, bytes);
    const again = await openHouseIn(dir, { secondDir: second });
    expect(again.opening).toMatchObject({ epoch: 3, restored: { after: 30, lost: 1 } });
    expect(seqs(again.read())).toEqual(upTo(30));
    await again.backUp();
    expect(readdirSync(join(second, 'history'))).toEqual(['2026-11-20_000000000001-000000000020.db']);
    expect(readdirSync(join(second, 'given-up'))).toEqual(['2026-11-21_000000000021-000000000040.db']);
  });
});
