import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { openSqliteJournal } from '../../firmware-host/journal/sqlite/open.ts';
import { everyEvent } from '../support/every-event.ts';
import { recorded } from '../support/recorded.ts';
import { tempDir } from '../support/temp.ts';

async function open(path: string): Promise<Journal> {
  const journal = await openSqliteJournal(path, (reason) => {
    throw new Error(reason);
  });
  onTestFinished(() => journal.close());
  return journal;
}

async function readAll(journal: Journal, from = 1): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for await (const events of journal.read(from)) all.push(...events);
  return all;
}

describe('the journal in SQLite', () => {
  it('gives back what was appended, in order, after a new start', async () => {
    const path = join(tempDir(), 'journal.db');
    const first = await open(path);
    expect(await first.append([recorded(1), recorded(2)], { after: 0 })).toEqual({ kind: 'appended' });
    expect(await first.append([recorded(3)], { after: 2 })).toEqual({ kind: 'appended' });
    await first.close();
    const second = await open(path);
    expect(await readAll(second)).toEqual([recorded(1), recorded(2), recorded(3)]);
    expect(await readAll(second, 3)).toEqual([recorded(3)]);
    expect(await second.lastPosition()).toBe(3);
  });

  it('takes only what follows on its last position; a conflict is a value and writes nothing', async () => {
    const journal = await open(join(tempDir(), 'journal.db'));
    const answers = await Promise.all([
      journal.append([recorded(1)], { after: 0 }),
      journal.append([recorded(1)], { after: 0 }),
      journal.append([recorded(2)], { after: 1 }),
      journal.append([recorded(9)], { after: 8 }),
    ]);
    expect(answers).toEqual([
      { kind: 'appended' },
      { kind: 'conflict', position: 1 },
      { kind: 'appended' },
      { kind: 'conflict', position: 2 },
    ]);
    expect(await readAll(journal)).toHaveLength(2);
  });

  it('reads in batches to what was the end, and a single event when asked', async () => {
    const journal = await open(join(tempDir(), 'journal.db'));
    const events = Array.from({ length: 4500 }, (_, index) => recorded(index + 1));
    await journal.append(events, { after: 0 });
    expect((await readAll(journal)).map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
    const single = [];
    for await (const batch of journal.read(7, { limit: 1 })) single.push(...batch);
    expect(single).toEqual([recorded(7)]);
  });

  it('knows where the latest days opened', async () => {
    const journal = await open(join(tempDir(), 'journal.db'));
    const opened = everyEvent.map(([, event]) => event).find(({ type }) => type === 'day.opened');
    await journal.append([recorded(1, opened), recorded(2), recorded(3, opened), recorded(4, opened)], {
      after: 0,
    });
    expect(await journal.dayOpenings(2)).toEqual([4, 3]);
  });

  it('lets only one host in', async () => {
    const path = join(tempDir(), 'journal.db');
    const journal = await open(path);
    await expect(openSqliteJournal(path, () => undefined)).rejects.toThrow(/another Foyer is running/);
    expect(await journal.append([recorded(1)], { after: 0 })).toEqual({ kind: 'appended' });
  });

  it('refuses a database of another program and one of a newer Foyer', async () => {
    const dir = tempDir();
    const foreign = new DatabaseSync(join(dir, 'foreign.db'));
    foreign.exec('CREATE TABLE addresses (name TEXT)');
    foreign.close();
    await expect(openSqliteJournal(join(dir, 'foreign.db'), () => undefined)).rejects.toThrow(
      /another program/,
    );

    await (await open(join(dir, 'newer.db'))).close();
    const newer = new DatabaseSync(join(dir, 'newer.db'));
    newer.exec('PRAGMA user_version = 2');
    newer.close();
    await expect(openSqliteJournal(join(dir, 'newer.db'), () => undefined)).rejects.toThrow(/newer Foyer/);

    writeFileSync(join(dir, 'rubbish.db'), 'this is no database, and long enough to be looked at'.repeat(40));
    await expect(openSqliteJournal(join(dir, 'rubbish.db'), () => undefined)).rejects.toThrow(
      /not a database/,
    );
  });

  it('answers "unavailable" once closed', async () => {
    const journal = await open(join(tempDir(), 'journal.db'));
    await journal.close();
    expect(await journal.append([recorded(1)], { after: 0 })).toMatchObject({ kind: 'unavailable' });
  });

  it('waits for the medium: every commit is a full one', async () => {
    const path = join(tempDir(), 'journal.db');
    await (await open(path)).close();
    const script = `import { openDatabase, pragma } from '${new URL('../../firmware-host/journal/sqlite/database.ts', import.meta.url).href}';
      const database = openDatabase(${JSON.stringify(path)});
      process.stdout.write(pragma(database, 'synchronous') + ' ' + pragma(database, 'journal_mode'));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said).toBe('2 wal');
  });
});

const big = (seq: number): Recorded => ({ ...recorded(seq), id: 'x'.repeat(20_000) });

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('the journal on a full disk (needs root for a small tmpfs)', () => {
  it('says unavailable, writes nothing of it, and takes entries again when there is room', async () => {
    const dir = join(tempDir(), 'disk');
    mkdirSync(dir);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]);
    onTestFinished(() => void execFileSync('umount', ['-l', dir]));
    const journal = await open(join(dir, 'journal.db'));
    await journal.append([recorded(1)], { after: 0 });
    writeFileSync(join(dir, 'ballast'), Buffer.alloc(256 * 1024));

    let last = 1;
    let answer = await journal.append([big(last + 1)], { after: last });
    while (answer.kind === 'appended') {
      last += 1;
      answer = await journal.append([big(last + 1)], { after: last });
    }
    expect(answer).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('full') });
    expect(await journal.lastPosition()).toBe(last);

    rmSync(join(dir, 'ballast'));
    expect(await journal.append([recorded(last + 1)], { after: last })).toEqual({ kind: 'appended' });
    expect((await readAll(journal)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: last + 1 }, (_, i) => i + 1),
    );
  });
});
