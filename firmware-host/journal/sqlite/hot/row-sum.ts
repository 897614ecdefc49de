import { crc32 } from 'node:zlib';
import type { StoredRow } from '../protocol.ts';

/**
 * What proves a row of the journal. SQLite checks its own structure, not what is in it: a bit that has turned over in a body
 * passes `integrity_check`. The position is part of it, so that two rows cannot change places either.
 */
export const rowSum = (seq: number, { type, more, body }: StoredRow): number =>
  crc32(body, crc32(`${seq} ${type} ${more} `));

/** Whether a row is what was written. @param sum null from before there were sums: it has to be whole at least */
export function isProved(seq: number, row: StoredRow, sum: unknown): boolean {
  if (sum !== null) return sum === rowSum(seq, row);
  try {
    return (JSON.parse(row.body) as { seq?: unknown } | null)?.seq === seq;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
