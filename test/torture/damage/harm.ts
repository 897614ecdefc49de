/** What media and people do to files. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RandomSource } from '../../../drivers/driver.ts';
import { oneOf } from '../../../firmware-host/lab/simulate/chance.ts';

export interface Harm {
  /** Below the data directory. */
  readonly file: string;
  /** In words. */
  readonly what: string;
}

const SECTOR_BYTES = 512;
const PAGE_BYTES = 1024;
const FLIPS_MAX = 8;
/** Only the end: a log that has lost more is missed by the closed days. */
const UNSEEN_SHARE = 0.9;

/** The kinds of files, each as likely as the other however many there are of it. */
const kinds: readonly ((name: string) => boolean)[] = [
  (name) => name === 'journal.db',
  (name) => name === 'journal.db-wal',
  (name) => name.startsWith('history/'),
  (name) => name.startsWith('backups/journal/'),
  (name) => name.startsWith('backups/history/'),
  (name) => ['mark', 'floor.json', 'lobby-id', 'centre.json'].includes(name),
  (name) => name === 'reports.db',
];

/** Damages one file below `dir` that has something in it. */
export function harm(dir: string, random: RandomSource): Harm {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const found = statSync(join(dir, name));
    return found.isFile() && found.size > 0;
  });
  for (;;) {
    const kind = oneOf(kinds, random);
    const file = oneOf(files.filter((name) => kind?.(name)).toSorted(), random);
    if (file !== undefined) return { file, what: damage(join(dir, file), random) };
  }
}

function damage(path: string, random: RandomSource): string {
  const content = readFileSync(path);
  const [what, damaged] = (oneOf(ways, random) ?? flipBits)(content, random);
  if (damaged === null) rmSync(path);
  else if (damaged.length < content.length) truncateSync(path, damaged.length);
  else writeFileSync(path, damaged);
  return what;
}

type Way = (content: Buffer, random: RandomSource) => readonly [what: string, damaged: Buffer | null];

const below = (limit: number, random: RandomSource): number => Math.floor(random() * limit);

const flipBits: Way = (content, random) => {
  const count = 1 + below(FLIPS_MAX, random);
  const places = Array.from({ length: count }, () => below(content.length * 8, random));
  for (const place of places) content[place >> 3] = (content[place >> 3] ?? 0) ^ (1 << (place & 7));
  return [`bits flipped at ${places.map((place) => place >> 3).join(', ')}`, content];
};

const cutShort: Way = (content, random) => {
  const length = below(content.length, random);
  return [`cut to ${length} of ${content.length} bytes`, content.subarray(0, length)];
};

const zeroPage: Way = (content, random) => {
  const size = oneOf([SECTOR_BYTES, PAGE_BYTES, 4 * PAGE_BYTES], random) ?? PAGE_BYTES;
  const at = below(Math.ceil(content.length / size), random) * size;
  content.fill(0, at, Math.min(at + size, content.length));
  return [`${size} zeros at ${at}`, content];
};

const noise: Way = (content, random) => {
  const at = below(Math.ceil(content.length / SECTOR_BYTES), random) * SECTOR_BYTES;
  for (let place = at; place < Math.min(at + SECTOR_BYTES, content.length); place += 1)
    content[place] = below(256, random);
  return [`a sector of noise at ${at}`, content];
};

const swapPages: Way = (content, random) => {
  const pages = Math.floor(content.length / PAGE_BYTES);
  if (pages < 2) return flipBits(content, random);
  const [one, other] = [below(pages, random) * PAGE_BYTES, below(pages, random) * PAGE_BYTES];
  const kept = Buffer.from(content.subarray(one, one + PAGE_BYTES));
  content.copyWithin(one, other, other + PAGE_BYTES);
  kept.copy(content, other);
  return [`pages at ${one} and ${other} have changed places`, content];
};

const gone: Way = () => ['deleted', null];

const ways: readonly Way[] = [flipBits, flipBits, cutShort, zeroPage, noise, swapPages, gone];

/**
 * The one harm that nothing can see: the end of the log is gone, and with it the witness that says how far it had got. For the
 * control.
 */
export function harmUnseen(dir: string): Harm {
  const log = join(dir, 'journal.db-wal');
  if (!existsSync(log) || statSync(log).size === 0) throw new Error('the killed host has left no log');
  const { size } = statSync(log);
  truncateSync(log, Math.floor(size * UNSEEN_SHARE));
  rmSync(join(dir, 'mark'));
  return { file: 'journal.db-wal', what: 'its end cut off, and the mark deleted' };
}
