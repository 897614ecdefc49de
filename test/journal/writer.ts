/**
 * What the fsync test records: so many appends, one after the other, each waited for. Arguments: data directory, count, and `weak`
 * for a writer whose commits do not wait for the medium.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { recorded } from '../support/recorded.ts';
import { openJournal } from '../support/store.ts';

const [dir = '', count = '', weak = ''] = process.argv.slice(2);
mkdirSync(dir, { recursive: true });
const append = weak === 'weak' ? weakly() : await properly();
for (let seq = 1; seq <= Number(count); seq += 1) await append(seq);
process.exit(0);

async function properly(): Promise<(seq: number) => Promise<void>> {
  const journal = await openJournal(dir);
  return async (seq) => {
    const { kind } = await journal.append([recorded(seq)], { after: seq - 1 });
    if (kind !== 'appended') throw new Error(`position ${seq}: ${kind}`);
  };
}

function weakly(): (seq: number) => Promise<void> {
  const database = new DatabaseSync(join(dir, 'journal.db'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT);',
  );
  const insert = database.prepare('INSERT INTO events (seq, body) VALUES (?, ?)');
  return (seq) => {
    insert.run(seq, JSON.stringify(recorded(seq)));
    return Promise.resolve();
  };
}
