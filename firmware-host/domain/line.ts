import type { Place } from './ticket.ts';

/** One who stands in a line. */
export interface Standing extends Place {
  readonly ticket: string;
}

/**
 * A waiting line in the order of its places. A head that moves instead of a shifting array, because the front is taken all
 * day long and must cost the same with fifty waiting and with fifty thousand.
 */
export interface Line {
  readonly standing: readonly Standing[];
  readonly head: number;
}

interface OwnedLine {
  standing: Standing[];
  head: number;
}

/** Gone entries are dropped once there are this many, and more than half. */
const COMPACT_AT = 1024;

export const emptyLine = (): Line => ({ standing: [], head: 0 });

export const copyLine = (line: Line): Line => ({ standing: line.standing.slice(line.head), head: 0 });

export const lineLength = (line: Line | undefined): number =>
  line === undefined ? 0 : line.standing.length - line.head;

/** Whether one place is before another. */
export const isAhead = (one: Place, other: Place): boolean =>
  one.key < other.key || (one.key === other.key && one.placed < other.placed);

/** Who stands so many places behind the front; undefined past the end. */
export const standingAt = (line: Line, index: number): Standing | undefined =>
  line.standing[line.head + index];

/** How many stand before a place. */
export function countAhead(line: Line | undefined, place: Place): number {
  return line === undefined ? 0 : indexOf(line, place) - line.head;
}

/** Lets somebody in at the given place. The caller owns the line. */
export function enterLine(line: Line, standing: Standing): void {
  const owned = line as OwnedLine;
  const last = owned.standing.at(-1);
  if (last === undefined || owned.head === owned.standing.length || isAhead(last, standing))
    owned.standing.push(standing);
  else owned.standing.splice(indexOf(line, standing), 0, standing);
}

/** Takes somebody out of line, wherever in it. The caller owns the line. */
export function leaveLine(line: Line, ticket: string, place: Place): void {
  const owned = line as OwnedLine;
  const index = indexOf(line, place);
  if (owned.standing[index]?.ticket !== ticket) throw new Error(`ticket ${ticket} is not in this line`);
  if (index === owned.head) owned.head += 1;
  else owned.standing.splice(index, 1);
  if (owned.head >= COMPACT_AT && owned.head * 2 > owned.standing.length) {
    owned.standing = owned.standing.slice(owned.head);
    owned.head = 0;
  }
}

/** Index of the first who does not stand before a place. */
function indexOf(line: Line, place: Place): number {
  let low = line.head;
  let high = line.standing.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const standing = line.standing[middle];
    if (standing !== undefined && isAhead(standing, place)) low = middle + 1;
    else high = middle;
  }
  return low;
}
