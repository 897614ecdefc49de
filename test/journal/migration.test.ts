import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { restoreBackup } from '../../firmware-host/journal/sqlite/restore/restore.ts';
import { dayOf, killed, openHouseIn, opened } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const BACKUP = '20261122T040000000Z_e1_000000000041.db';
const EVENTS: readonly Recorded[] = [
  ...dayOf('2026-11-20', 1, 20),
  ...dayOf('2026-11-21', 21, 20),
  opened(41, '2026-11-22'),
];

/** As version 0.1 of Foyer left it: no sums, no mark, one file. @param more SQL behind it */
function firstForm(more = ''): string {
  const dir = tempDir();
  const database = new DatabaseSync(join(dir, 'journal.db'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE INDEX day_openings ON events (seq) WHERE type = 'day.opened';
    PRAGMA application_id = 1181710706; PRAGMA user_version = 1;`);
  const insert = database.prepare('INSERT INTO events (seq, type, body) VALUES (?, ?, ?)');
  for (const event of EVENTS) insert.run(event.seq, event.type, JSON.stringify(event));
  database.exec(more);
  database.close();
  return dir;
}

function inJournal<T>(dir: string, look: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(dir, 'journal.db'));
  try {
    return look(database);
  } finally {
    database.close();
  }
}

const versionOf = (dir: string) =>
  inJournal(dir, (database) => database.prepare('PRAGMA user_version').get()?.['user_version']);

describe('a journal of the first form', () => {
  it('becomes one of the present form, with a backup of what it was', async () => {
    const dir = firstForm();
    const house = await openHouseIn(dir);
    expect(house.opening).toEqual({ epoch: 1, restored: null, wasClean: false });
    expect(house.read()).toEqual(EVENTS);
    expect(readdirSync(join(dir, 'backups', 'journal'))).toEqual([BACKUP]);
    expect(house.append([recorded(42)])).toEqual({ kind: 'appended' });
    expect(await house.do({ name: 'seal' })).toBe(2);
    expect(house.read()).toEqual([...EVENTS, recorded(42)]);
    await house.close();
    expect(versionOf(dir)).toBe(2);
    expect((await openHouseIn(dir)).opening).toEqual({ epoch: 1, restored: null, wasClean: true });
  });

  it('can be gone back to', async () => {
    const dir = firstForm();
    const house = await openHouseIn(dir);
    house.append([recorded(42)]);
    await house.do({ name: 'seal' });
    await house.close();
    const ask = { dataDir: dir, secondDir: null, place: 'local', name: BACKUP, stampAt: OPENED_AT } as const;
    expect(restoreBackup(ask)).toMatchObject({ epoch: 2, after: 41, lost: 1 });
    const back = await openHouseIn(dir);
    expect(back.read()).toEqual(EVENTS);
    expect(versionOf(killed(dir))).toBe(2);
  });

  it('stays what it was when it cannot be changed', async () => {
    const dir = firstForm('CREATE TABLE meta (name TEXT)');
    for (let count = 0; count < 2; count += 1)
      await expect(openHouseIn(dir)).rejects.toThrow(/table meta already exists/);
    expect(versionOf(dir)).toBe(1);
    const columns = inJournal(dir, (database) =>
      database.prepare("SELECT name FROM pragma_table_info('events')").all(),
    );
    expect(columns.map(({ name }) => name)).toEqual(['seq', 'type', 'body']);
    expect(existsSync(join(dir, 'aside'))).toBe(false);
    inJournal(dir, (database) => database.exec('DROP TABLE meta'));
    expect((await openHouseIn(dir)).read()).toEqual(EVENTS);
  });

  it('is restored when it is damaged, as far as its rows are whole', async () => {
    const dir = firstForm('UPDATE events SET body = substr(body, 1, 40) WHERE seq = 30');
    const house = await openHouseIn(dir);
    // Nothing tells the first form's rows from damaged ones but that they cannot be read.
    expect(house.opening.restored).toMatchObject({ cause: 'damage', after: 29 });
    expect(house.read()).toEqual(EVENTS.slice(0, 29));
  });
});

const newer = async (minReader: number) => {
  const dir = tempDir();
  const house = await openHouseIn(dir);
  house.append([recorded(1)]);
  await house.close();
  inJournal(dir, (database) =>
    database.exec(`PRAGMA user_version = 9; UPDATE meta SET value = '${minReader}' WHERE name = 'minReader'`),
  );
  return dir;
};

describe('a journal of a newer form', () => {
  it('is refused, and left as it is', async () => {
    const dir = await newer(3);
    await expect(openHouseIn(dir)).rejects.toThrow(/written by a newer Foyer \(schema 9, this one knows 2\)/);
    expect(versionOf(dir)).toBe(9);
    expect(existsSync(join(dir, 'aside'))).toBe(false);
  });

  it('is read and gone on with when it has only been added to', async () => {
    const dir = await newer(2);
    const house = await openHouseIn(dir);
    expect(house.append([recorded(2)])).toEqual({ kind: 'appended' });
    expect(house.read()).toEqual([recorded(1), recorded(2)]);
    await house.close();
    expect(versionOf(dir)).toBe(9);
  });
});
