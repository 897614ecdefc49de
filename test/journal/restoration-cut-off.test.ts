import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  PERIODS,
  formerJournals,
  original,
  journalOf,
  asideOf,
  flipAt,
  placeOf,
  seeRestored,
} from '../support/former-journal.ts';
import { openHouseIn, upTo } from '../support/open-house.ts';

const { cut } = formerJournals();

const pendingIn = (dir: string) => join(dir, 'aside', '20261122T040000000Z-damage.pending');

/** As it was when the damaged journal and its log had been moved out of the way, or only the first of them. */
function halfDone(moved: readonly string[]): string {
  const dir = cut();
  mkdirSync(join(pendingIn(dir), 'history'), { recursive: true });
  flipAt(journalOf(dir), placeOf(journalOf(dir), 110));
  for (const name of moved) renameSync(join(dir, name), join(pendingIn(dir), name));
  return dir;
}

describe('a restoration that was cut off', () => {
  // Row 110 stands in the file only, and those from 121 on in the log only.
  const expected = { after: 109, lost: 31, backup: null };

  it.each([
    ['before anything was moved', []],
    ['before the log was moved', ['journal.db']],
    ['when all was moved', ['journal.db', 'journal.db-wal']],
  ])('%s is gone on with', async (_name, moved) => {
    await expect(seeRestored(halfDone(moved), expected)).resolves.toBeUndefined();
  });

  it('while the new journal was written is gone on with', async () => {
    const dir = halfDone(['journal.db', 'journal.db-wal']);
    writeFileSync(join(dir, 'journal.db.new'), 'half');
    writeFileSync(join(dir, 'journal.db.new-wal'), 'half');
    renameSync(join(dir, 'history', PERIODS[1]), join(pendingIn(dir), 'history', PERIODS[1]));
    await expect(seeRestored(dir, expected)).resolves.toBeUndefined();
    expect(readdirSync(dir).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it('when the new journal had its name is done, and its mark is no damage', async () => {
    const dir = halfDone([]);
    const mark = readFileSync(join(dir, 'mark'));
    const house = await openHouseIn(dir);
    const { restored } = house.opening;
    await house.close();
    const aside = asideOf(dir) ?? '';
    renameSync(aside, `${aside}.pending`);
    writeFileSync(join(dir, 'mark'), mark);
    const again = await openHouseIn(dir);
    expect(again.opening).toMatchObject({ epoch: 2, restored });
    expect(asideOf(dir)).toBe(aside);
    expect(again.read()).toEqual(upTo(109).map(original));
  });

  it('is gone on with though nothing else speaks of a host that was there before', async () => {
    const dir = halfDone(['journal.db', 'journal.db-wal']);
    for (const name of ['mark', 'backups', 'history']) rmSync(join(dir, name), { recursive: true });
    const house = await openHouseIn(dir);
    expect(house.opening.restored).toMatchObject({ epoch: 2, after: 109, lost: null });
    expect(house.read()).toEqual(upTo(109, 81).map(original));
  });

  it('does not lay the next damaged journal over the first', async () => {
    const dir = halfDone([]);
    await (await openHouseIn(dir)).close();
    const first = asideOf(dir) ?? '';
    renameSync(first, `${first}.pending`);
    flipAt(journalOf(dir), placeOf(journalOf(dir), 105));
    const house = await openHouseIn(dir);
    expect(house.opening).toMatchObject({ epoch: 3, restored: { after: 109, backup: expect.any(String) } });
    expect(readdirSync(join(dir, 'aside'))).toHaveLength(2);
    for (const name of readdirSync(join(dir, 'aside')))
      expect(existsSync(join(dir, 'aside', name, 'journal.db'))).toBe(true);
  });
});
