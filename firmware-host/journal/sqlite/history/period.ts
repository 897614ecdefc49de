/** Closed periods: the events of a lobby day that is over, in a file that is written once and never again. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { PeriodFile } from '../../storage.ts';
import { openImmutable } from '../hot/database.ts';
import { DamagedError, isDamage, messageOf } from '../medium/fault.ts';
import { namesIn, settle, sizeOf } from '../medium/files.ts';

/** "Foyp" */
const APPLICATION_ID = 0x466f7970;
/** Events in one piece: packed together they take a tenth of their room, and each piece proves itself by gzip's own sum. */
const CHUNK_EVENTS = 250;
const NAME = /^(\d{4}-\d\d-\d\d)_(\d{12})-(\d{12})(?:_e(\d+))?\.db$/;
const POSITION_DIGITS = 12;

type Span = Pick<PeriodFile, 'date' | 'first' | 'last' | 'epoch'>;

const digits = (position: number): string => String(position).padStart(POSITION_DIGITS, '0');

export function periodName({ date, first, last, epoch }: Span): string {
  // The epoch tells two tellings of the same positions apart.
  return `${date}_${digits(first)}-${digits(last)}${epoch === 1 ? '' : `_e${epoch}`}.db`;
}

/** All of a folder, in the order of their positions. */
export function listPeriods(dir: string): PeriodFile[] {
  const periods = namesIn(dir).flatMap((name): PeriodFile[] => {
    const [, date, first, last, epoch = '1'] = NAME.exec(name) ?? [];
    if (date === undefined || first === undefined || last === undefined) return [];
    const span = { date, first: Number(first), last: Number(last), epoch: Number(epoch) };
    return [{ ...span, name, bytes: sizeOf(join(dir, name)) }];
  });
  return periods.toSorted((one, other) => one.first - other.first);
}

/**
 * Writes a period; its file is there whole or not at all. A step yields, so that appends can go between.
 * @param read bodies from a position on, at most so many
 */
export function* writePeriod(
  dir: string,
  span: Span,
  read: (from: number, limit: number) => readonly string[],
): Generator<void, PeriodFile> {
  const name = periodName(span);
  const path = join(dir, name);
  const temporary = `${path}.tmp`;
  rmSync(temporary, { force: true });
  try {
    yield* fill(temporary, span, read);
    settle(temporary, path);
  } catch (error) {
    // A disk that is full needs the room.
    rmSync(temporary, { force: true });
    throw error;
  }
  return { ...span, name, bytes: sizeOf(path) };
}

function* fill(
  path: string,
  span: Span,
  read: (from: number, limit: number) => readonly string[],
): Generator<void> {
  const database = new DatabaseSync(path);
  try {
    // One transaction into a new file: it counts only once it has its name, so nothing needs a way back.
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = 1; BEGIN;
      CREATE TABLE chunks (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, events BLOB NOT NULL) STRICT;`);
    const insert = database.prepare('INSERT INTO chunks (first, last, events) VALUES (?, ?, ?)');
    for (let from = span.first; from <= span.last; from += CHUNK_EVENTS) {
      const last = Math.min(from + CHUNK_EVENTS - 1, span.last);
      const bodies = read(from, last - from + 1);
      if (bodies.length !== last - from + 1)
        throw new DamagedError(`position ${from + bodies.length} is missing`);
      insert.run(from, last, gzipSync(bodies.join('\n')));
      yield;
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** One closed period, open for reading. */
export class Period {
  readonly file: PeriodFile;
  readonly #database: DatabaseSync;
  /** The piece that was read last: whoever reads on reads the same one again. */
  #piece: { readonly first: number; readonly last: number; readonly bodies: readonly string[] } | null = null;

  private constructor(file: PeriodFile, database: DatabaseSync) {
    this.file = file;
    this.#database = database;
  }

  /** @throws DamagedError when it is no period, Error of the file system */
  static open(dir: string, file: PeriodFile): Period {
    if (!existsSync(join(dir, file.name))) throw new DamagedError(`${file.name} is not there`);
    const database = openImmutable(join(dir, file.name));
    try {
      const id = Number(Object.values(database.prepare('PRAGMA application_id').get() ?? {})[0]);
      if (id !== APPLICATION_ID) throw new DamagedError(`${file.name} is no closed period`);
      return new Period(file, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Bodies from a position on, to the end of its piece at most. @throws DamagedError */
  read(from: number, limit: number): readonly string[] {
    const { first, bodies } = this.#pieceAt(from);
    return bodies.slice(from - first, from - first + limit);
  }

  close(): void {
    this.#database.close();
  }

  #pieceAt(position: number) {
    if (this.#piece !== null && this.#piece.first <= position && position <= this.#piece.last)
      return this.#piece;
    const row = this.#database
      .prepare('SELECT first, last, events FROM chunks WHERE first <= ? ORDER BY first DESC LIMIT 1')
      .get(position);
    const [first, last] = [Number(row?.['first']), Number(row?.['last'])];
    const packed = row?.['events'];
    if (!(packed instanceof Uint8Array) || !(position <= last))
      throw new DamagedError(`${this.file.name} lacks position ${position}`);
    const bodies = unpack(packed, this.file.name);
    if (bodies.length !== last - first + 1)
      throw new DamagedError(`${this.file.name} is damaged at ${first}`);
    this.#piece = { first, last, bodies };
    return this.#piece;
  }
}

function unpack(packed: Uint8Array, name: string): readonly string[] {
  try {
    return gunzipSync(packed).toString().split('\n');
  } catch (error) {
    throw new DamagedError(`${name} is damaged: ${messageOf(error)}`, { cause: error });
  }
}

/** Reads all of a period, a piece in each step. @returns null when it is good, else what is wrong */
export function* checkPeriod(dir: string, file: PeriodFile): Generator<void, string | null> {
  try {
    const period = Period.open(dir, file);
    try {
      for (let at = file.first; at <= file.last;) {
        const bodies = period.read(at, Infinity);
        if (!startsAt(bodies[0] ?? '', at)) return `${file.name} holds other positions than its name says`;
        at += bodies.length;
        yield;
      }
    } finally {
      period.close();
    }
    return null;
  } catch (error) {
    if (isDamage(error)) return messageOf(error);
    throw error;
  }
}

function startsAt(body: string, position: number): boolean {
  if (body.startsWith(`{"seq":${position},`)) return true;
  try {
    return (JSON.parse(body) as { seq?: unknown } | null)?.seq === position;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
