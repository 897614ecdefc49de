/** Reads across closed periods and the hot journal, as if they were one. */
import type { House } from './house.ts';

type Readable = Pick<House, 'history' | 'journal'>;

/**
 * Bodies from a position on, in order, at most `limit`; perhaps fewer, never none while there are any. Where a closed period is
 * lost, they go on behind it.
 * @throws DamagedError when what is there is not what was written
 */
export function readFrom({ history, journal }: Readable, from: number, limit: number): readonly string[] {
  const period = history.periods.find(({ last }) => last >= from);
  if (period !== undefined) return history.read(Math.max(from, period.first), limit);
  const { first } = journal;
  return first === null ? [] : journal.read(Math.max(from, first), limit);
}

/** Where the latest lobby days begin, newest first. */
export function dayOpenings({ history, journal }: Readable, count: number): readonly number[] {
  // One that is sealed may still be in the hot journal after a crash.
  const hot = journal.openings(count).flatMap(({ position }) => (position > history.last ? [position] : []));
  return [...hot, ...history.openings(count - hot.length)];
}
