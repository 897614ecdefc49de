/** What SQLite's result codes mean to the house (https://www.sqlite.org/rescode.html). */

/** The file is there and cannot be what was written into it. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;
/** A page cannot be read: a cell of the card is dead. Trying again for ever would keep the lobby shut. */
const SQLITE_IOERR_READ = 266;
/** A page that should be in the file is behind its end: the file was cut. */
const SQLITE_IOERR_SHORT_READ = 522;
const PRIMARY_MASK = 0xff;

const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;

export const isLocked = (error: unknown): boolean => (codeOf(error) & PRIMARY_MASK) === SQLITE_BUSY;

export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true;
  const code = codeOf(error);
  const primary = code & PRIMARY_MASK;
  return (
    primary === SQLITE_CORRUPT ||
    primary === SQLITE_NOTADB ||
    code === SQLITE_IOERR_READ ||
    code === SQLITE_IOERR_SHORT_READ
  );
}

/** A table or a column is not there that should be: with statements that are right, a bit of the schema has turned over. */
export const isStrange = (error: unknown): boolean => codeOf(error) === SQLITE_ERROR;

/** What a file system does not do for SQLite; a full one may also be said so, where it is about the memory that a log needs. */
export const isIoError = (error: unknown): boolean => (codeOf(error) & PRIMARY_MASK) === SQLITE_IOERR;

/** The disk is full, as SQLite or the file system says it. */
export const isFull = (error: unknown): boolean =>
  (codeOf(error) & PRIMARY_MASK) === SQLITE_FULL ||
  (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
