import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  PERIODS,
  formerJournals,
  original,
  journalOf,
  dropCopies,
  writeMark,
  seeRestored,
} from '../support/former-journal.ts';
import { openHouseIn, upTo } from '../support/open-house.ts';
import { OPENED_AT } from '../support/store.ts';

const { ended, cut } = formerJournals();

describe('what is no damage', () => {
  it.each([
    ['no mark', (dir: string) => rmSync(join(dir, 'mark'))],
    ['a mark that nobody can read', (dir: string) => writeFileSync(join(dir, 'mark'), 'x'.repeat(64))],
    ['a mark with something behind it', (dir: string) => appendFileSync(join(dir, 'mark'), 'x')],
    ['an older mark', (dir: string) => writeMark(dir, 70, 1)],
    ['a lock file full of garbage', (dir: string) => writeFileSync(join(dir, 'lock'), 'x'.repeat(5000))],
  ])('is %s', async (_name, change) => {
    const dir = ended();
    change(dir);
    const house = await openHouseIn(dir);
    expect(house.opening).toMatchObject({ epoch: 1, restored: null });
    expect(house.read()).toEqual(upTo(120).map(original));
    await house.close();
    expect((await openHouseIn(dir)).opening.wasClean).toBe(true);
  });

  it('is a kill', async () => {
    const house = await openHouseIn(cut());
    expect(house.opening).toEqual({ epoch: 1, restored: null, wasClean: false });
    expect(house.read()).toEqual(upTo(140).map(original));
  });

  it('is a closed day that is gone while there is a copy of it', async () => {
    const dir = ended();
    for (const name of PERIODS) rmSync(join(dir, 'history', name));
    const house = await openHouseIn(dir);
    expect(house.opening.restored).toBeNull();
    expect(house.periods).toEqual(PERIODS);
    expect(house.read()).toEqual(upTo(120).map(original));
  });

  it('is the last day that is gone while it is all that a restoration has found, and there is a copy', async () => {
    const dir = ended();
    for (const name of ['journal.db', 'backups/journal']) rmSync(join(dir, name), { recursive: true });
    const first = await openHouseIn(dir);
    expect(first.opening.restored).toMatchObject({ after: 80 });
    await first.close();
    rmSync(join(dir, 'history', PERIODS[1]));
    expect((await openHouseIn(dir)).read()).toEqual(upTo(80).map(original));
  });

  it('is one that is gone without a copy: all others are there, and what is read says where it goes on', async () => {
    const dir = ended();
    dropCopies(dir);
    rmSync(join(dir, 'history', PERIODS[0]));
    const house = await openHouseIn(dir);
    expect(house.opening.restored).toBeNull();
    expect(house.read()).toEqual(upTo(120, 41).map(original));
    expect((await house.do({ name: 'usage' })).holes).toEqual([{ first: 1, last: 40 }]);
  });
});

describe('what the journal says of its epochs', () => {
  it.each([
    "UPDATE meta SET value = '3' WHERE name = 'epoch'",
    "UPDATE meta SET value = 'q' WHERE name = 'epoch'",
  ])('is damage when it does not agree: %s', async (sql) => {
    const dir = ended();
    const database = new DatabaseSync(journalOf(dir));
    database.exec(sql);
    database.close();
    await expect(seeRestored(dir, { after: 120, lost: 0, backup: null })).resolves.toBeUndefined();
  });

  it('is damage when it cannot be read', async () => {
    const dir = ended();
    rmSync(journalOf(dir));
    const house = await openHouseIn(dir);
    await house.close();
    const database = new DatabaseSync(journalOf(dir));
    database.exec("UPDATE meta SET value = '{' || value WHERE name = 'restored'");
    database.close();
    const again = await openHouseIn(dir, { stampAt: OPENED_AT + 1 });
    expect(again.opening).toMatchObject({ epoch: 3, restored: { cause: 'damage', after: 100 } });
    expect(again.read()).toEqual(upTo(100).map(original));
  });
});
