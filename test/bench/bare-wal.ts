/** A process of its own that does nothing but append to a SQLite file, each append with a commit that waits for the medium. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';

const APPEND_BYTES = 250;

const [path = '', count = ''] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
database.exec('CREATE TABLE appends (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
const insert = database.prepare('INSERT INTO appends (body) VALUES (?)');
const body = 'x'.repeat(APPEND_BYTES);
const written = () => Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

const before = written();
for (let n = 0; n < Number(count); n += 1) insert.run(body);
process.stdout.write(`written ${written() - before}\n`);
database.close();
