import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BACKUP,
  PERIODS,
  PAGE_BYTES,
  formerJournals,
  original,
  journalOf,
  walOf,
  asideOf,
  flipAt,
  placeOf,
  zeroPageOf,
  dropCopies,
  writeMark,
  seeRestored,
  type Expected,
} from '../support/former-journal.ts';
import { openHouseIn, upTo } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';

const { ended, cut } = formerJournals();

type Damage = readonly [name: string, make: () => string, damage: (dir: string) => void, expected: Expected];

const damages: readonly Damage[] = [
  [
    'a bit of a row that a backup has',
    ended,
    (dir) => flipAt(journalOf(dir), placeOf(journalOf(dir), 90)),
    { after: 120, lost: 0, backup: BACKUP },
  ],
  [
    'a bit of a row that nobody else has',
    ended,
    (dir) => flipAt(journalOf(dir), placeOf(journalOf(dir), 110)),
    { after: 109, lost: 11, backup: null },
  ],
  [
    'a page of zeros where a backup has the rows',
    ended,
    (dir) => zeroPageOf(journalOf(dir), 90),
    { after: 120, lost: 0, backup: BACKUP },
  ],
  [
    'a first page of zeros',
    ended,
    (dir) => writeFileSync(journalOf(dir), readFileSync(journalOf(dir)).fill(0, 0, PAGE_BYTES)),
    { after: 100, lost: 20, backup: BACKUP },
  ],
  [
    'a header that is not SQLite’s',
    ended,
    (dir) => flipAt(journalOf(dir), 3),
    { after: 100, lost: 20, backup: BACKUP },
  ],
  [
    'a database that is called another program’s',
    ended,
    (dir) => flipAt(journalOf(dir), 70),
    { after: 120, lost: 0, backup: null },
  ],
  [
    'a column that has lost its name',
    ended,
    (dir) => {
      const bytes = readFileSync(journalOf(dir));
      flipAt(journalOf(dir), bytes.indexOf('body TEXT'));
    },
    { after: 100, lost: 20, backup: BACKUP },
  ],
  [
    'a column of what it says of itself that has lost its name',
    ended,
    (dir) => {
      const bytes = readFileSync(journalOf(dir));
      flipAt(journalOf(dir), bytes.indexOf('value TEXT'));
    },
    { after: 120, lost: 0, backup: null },
  ],
  [
    'no database',
    ended,
    (dir) => rmSync(journalOf(dir)),
    { after: 100, cause: 'missing', lost: 20, backup: BACKUP },
  ],
  [
    'an empty database',
    ended,
    (dir) => truncateSync(journalOf(dir)),
    { after: 100, lost: 20, backup: BACKUP },
  ],
  [
    'something else altogether',
    ended,
    (dir) => writeFileSync(journalOf(dir), 'x'.repeat(9000)),
    { after: 100, lost: 20, backup: BACKUP },
  ],
  ['no log after a kill', cut, (dir) => rmSync(walOf(dir)), { after: 120, lost: 20, backup: null }],
  [
    'a log of which the beginning is damaged',
    cut,
    (dir) => flipAt(walOf(dir), 20),
    { after: 120, lost: 20, backup: null },
  ],
  [
    'a file that is a day old',
    ended,
    (dir) => copyFileSync(join(dir, 'backups', 'journal', BACKUP), journalOf(dir)),
    { after: 100, lost: 20, backup: null },
  ],
  [
    'no database, and no copy of the last closed day',
    ended,
    (dir) => {
      dropCopies(dir);
      rmSync(journalOf(dir));
      rmSync(join(dir, 'history', PERIODS[1]));
    },
    { after: 100, cause: 'missing', lost: 20, backup: BACKUP, positions: [...upTo(40), ...upTo(100, 81)] },
  ],
  [
    'no database, and the last closed day damaged',
    ended,
    (dir) => {
      rmSync(journalOf(dir));
      truncateSync(join(dir, 'history', PERIODS[1]), 2000);
    },
    { after: 100, cause: 'missing', lost: 20, backup: BACKUP },
  ],
  [
    'no database, and no backup',
    ended,
    (dir) => {
      rmSync(journalOf(dir));
      rmSync(join(dir, 'backups'), { recursive: true });
    },
    { after: 80, cause: 'missing', lost: 40, backup: null },
  ],
  [
    'nothing but the mark',
    ended,
    (dir) => {
      for (const name of ['journal.db', 'backups', 'history']) rmSync(join(dir, name), { recursive: true });
    },
    { after: 0, cause: 'missing', lost: 120, backup: null },
  ],
  [
    'nothing but backups',
    ended,
    (dir) => {
      for (const name of ['journal.db', 'mark', 'history']) rmSync(join(dir, name), { recursive: true });
    },
    { after: 100, cause: 'missing', lost: null, backup: BACKUP },
  ],
  [
    'an empty database, and no mark',
    ended,
    (dir) => {
      truncateSync(journalOf(dir));
      rmSync(join(dir, 'mark'));
    },
    { after: 100, lost: null, backup: BACKUP },
  ],
  [
    'a mark of a later epoch',
    ended,
    (dir) => writeMark(dir, 90, 4),
    { after: 120, lost: null, backup: null, epoch: 5 },
  ],
];

describe('a damaged journal', () => {
  it.each(damages)('is restored from %s', async (_name, make, damage, expected) => {
    const dir = make();
    damage(dir);
    await expect(seeRestored(dir, expected)).resolves.toBeUndefined();
  });

  it('keeps what was appended together, together: all of it or nothing', async () => {
    const dir = ended();
    const house = await openHouseIn(dir);
    house.appendTogether(upTo(125, 121).map((seq) => recorded(seq)));
    house.appendTogether(upTo(130, 126).map((seq) => recorded(seq)));
    await house.close();
    flipAt(journalOf(dir), placeOf(journalOf(dir), 128));
    await expect(seeRestored(dir, { after: 125, lost: 5, backup: null })).resolves.toBeUndefined();
  });

  it('is kept as it was found', async () => {
    const dir = ended();
    flipAt(journalOf(dir), placeOf(journalOf(dir), 110));
    const found = readFileSync(journalOf(dir));
    await expect(seeRestored(dir, { after: 109, lost: 11, backup: null })).resolves.toBeUndefined();
    expect(readFileSync(join(asideOf(dir) ?? '', 'journal.db')).equals(found)).toBe(true);
  });

  it.each([
    ['cut', (path: string, bytes: number) => truncateSync(path, Math.floor(bytes * 0.7))],
    ['damaged', (path: string, bytes: number) => flipAt(path, Math.floor(bytes * 0.7))],
    ['damaged near its end', (path: string, bytes: number) => flipAt(path, bytes - 600)],
  ])('whose log was %s has lost what is known to be lost, and keeps the log', async (_name, damage) => {
    const dir = cut();
    const { size } = statSync(walOf(dir));
    damage(walOf(dir), size);
    const log = readFileSync(walOf(dir));
    const house = await openHouseIn(dir);
    const { after = 0, lost } = house.opening.restored ?? {};
    expect(after).toBeGreaterThanOrEqual(120);
    expect(after).toBeLessThan(140);
    expect(lost).toBe(140 - after);
    expect(house.read()).toEqual(upTo(after).map(original));
    expect(readFileSync(join(asideOf(dir) ?? '', 'journal.db-wal')).equals(log)).toBe(true);
  });

  it('cut anywhere is restored up to the backup at least', async () => {
    const { size } = statSync(journalOf(ended()));
    for (let bytes = 1; bytes < size; bytes += Math.floor(size / 12)) {
      const dir = ended();
      truncateSync(journalOf(dir), bytes);
      const house = await openHouseIn(dir);
      const { after = 0, lost } = house.opening.restored ?? {};
      expect(after, `cut to ${bytes}`).toBeGreaterThanOrEqual(100);
      expect(lost).toBe(120 - after);
      expect(house.read()).toEqual(upTo(after).map(original));
      await house.close();
    }
  });
});
