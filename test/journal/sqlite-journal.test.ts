import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { everyEvent } from '../support/every-event.ts';
import { recorded } from '../support/recorded.ts';
import { openStoreIn } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

async function open(dir: string): Promise<Journal> {
  const { journal } = await openStoreIn(dir);
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
    const dir = tempDir();
    const first = await open(dir);
    expect(await first.append([recorded(1), recorded(2)], { after: 0 })).toEqual({ kind: 'appended' });
    expect(await first.append([recorded(3)], { after: 2 })).toEqual({ kind: 'appended' });
    await first.close();
    const second = await open(dir);
    expect(await readAll(second)).toEqual([recorded(1), recorded(2), recorded(3)]);
    expect(await readAll(second, 3)).toEqual([recorded(3)]);
    expect(await second.lastPosition()).toBe(3);
  });

  it('takes only what follows on its last position; a conflict is a value and writes nothing', async () => {
    const journal = await open(tempDir());
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
    const journal = await open(tempDir());
    const events = Array.from({ length: 4500 }, (_, index) => recorded(index + 1));
    await journal.append(events, { after: 0 });
    expect((await readAll(journal)).map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
    const single = [];
    for await (const batch of journal.read(7, { limit: 1 })) single.push(...batch);
    expect(single).toEqual([recorded(7)]);
  });

  it('knows where the latest days opened', async () => {
    const journal = await open(tempDir());
    const opened = everyEvent.map(([, event]) => event).find(({ type }) => type === 'day.opened');
    await journal.append([recorded(1, opened), recorded(2), recorded(3, opened), recorded(4, opened)], {
      after: 0,
    });
    expect(await journal.dayOpenings(2)).toEqual([4, 3]);
  });

  it('lets only one host in', async () => {
    const dir = tempDir();
    const journal = await open(dir);
    await expect(openStoreIn(dir)).rejects.toThrow(/another Foyer is running/);
    expect(await journal.append([recorded(1)], { after: 0 })).toEqual({ kind: 'appended' });
  });

  it('refuses a database of another program and one of a newer Foyer', async () => {
    const strange = tempDir();
    const foreign = new DatabaseSync(join(strange, 'journal.db'));
    foreign.exec('CREATE TABLE addresses (name TEXT)');
    foreign.close();
    await expect(openStoreIn(strange)).rejects.toThrow(/another program/);

    const dir = tempDir();
    await (await open(dir)).close();
    const newer = new DatabaseSync(join(dir, 'journal.db'));
    newer.exec("PRAGMA user_version = 9; UPDATE meta SET value = '3' WHERE name = 'minReader'");
    newer.close();
    await expect(openStoreIn(dir)).rejects.toThrow(/newer Foyer \(schema 9, this one knows 2\)/);
  });

  it('reads what a newer Foyer has only added to', async () => {
    const dir = tempDir();
    const first = await open(dir);
    await first.append([recorded(1)], { after: 0 });
    await first.close();
    const newer = new DatabaseSync(join(dir, 'journal.db'));
    newer.exec("PRAGMA user_version = 9; UPDATE meta SET value = '2' WHERE name = 'minReader'");
    newer.close();
    expect(await readAll(await open(dir))).toEqual([recorded(1)]);
  });

  it('answers "unavailable" once closed', async () => {
    const journal = await open(tempDir());
    await journal.close();
    expect(await journal.append([recorded(1)], { after: 0 })).toMatchObject({ kind: 'unavailable' });
  });

  it('waits for the medium: every commit is a full one', async () => {
    const dir = tempDir();
    await (await open(dir)).close();
    const script = `import { openDatabase } from '${new URL('../../firmware-host/journal/sqlite/hot/database.ts', import.meta.url).href}';
      import { pragma } from '${new URL('../../firmware-host/journal/sqlite/hot/schema.ts', import.meta.url).href}';
      const database = openDatabase(${JSON.stringify(join(dir, 'journal.db'))});
      process.stdout.write(pragma(database, 'synchronous') + ' ' + pragma(database, 'journal_mode') + ' ' + pragma(database, 'page_size'));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said).toBe('2 wal 1024');
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
    const journal = await open(dir);
    await journal.append([recorded(1)], { after: 0 });
    writeFileSync(join(dir, 'filler'), Buffer.alloc(256 * 1024));

    let last = 1;
    let answer = await journal.append([big(last + 1)], { after: last });
    while (answer.kind === 'appended') {
      last += 1;
      answer = await journal.append([big(last + 1)], { after: last });
    }
    expect(answer).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('full') });
    expect(await journal.lastPosition()).toBe(last);

    rmSync(join(dir, 'filler'));
    expect(await journal.append([recorded(last + 1)], { after: last })).toEqual({ kind: 'appended' });
    expect((await readAll(journal)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: last + 1 }, (_, i) => i + 1),
    );
  });
});
