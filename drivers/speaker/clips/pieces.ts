/** Which recordings, one after the other, say a phrase. Pure. */
import { isHeard, soundOf, type Unit } from '../words/spell.ts';

/** Between two units of a key; in no unit. */
const between = '\u0000';

/** What is said by these units, pauses aside, as the key of a recording. */
export const keyOf = (units: readonly Unit[]): string => units.filter(isHeard).map(soundOf).join(between);

export interface Pieces<Clip> {
  /** By `keyOf`. */
  readonly clips: ReadonlyMap<string, Clip>;
  /** Units in the longest one. */
  readonly longest: number;
}

/** @param known what is said, and the recording of it */
export function piecesOf<Clip>(known: Iterable<readonly [readonly Unit[], Clip]>): Pieces<Clip> {
  const clips = new Map<string, Clip>();
  let longest = 0;
  for (const [units, clip] of known) {
    const heard = units.filter(isHeard);
    if (heard.length === 0) continue;
    clips.set(keyOf(heard), clip);
    longest = Math.max(longest, heard.length);
  }
  return { clips, longest };
}

/** A recording, or a pause between two. */
export type Piece<Clip> = { readonly clip: Clip } | 'pause';

/** The fewest recordings that say all of `units`, the longest ones first; null where something is in none. */
export function joinPieces<Clip>(
  units: readonly Unit[],
  { clips, longest }: Pieces<Clip>,
): Piece<Clip>[] | null {
  /** From each place to the end: how many recordings it takes, and how far the first of them goes. */
  const ways: ({ readonly count: number; readonly to: number; readonly clip: Clip | null } | null)[] = [];
  ways[units.length] = { count: 0, to: units.length, clip: null };
  for (let from = units.length - 1; from >= 0; from--) {
    const [unit] = units.slice(from, from + 1);
    const behind = ways[from + 1] ?? null;
    ways[from] = unit && !isHeard(unit) && behind ? { count: behind.count, to: from + 1, clip: null } : null;
    if (unit && !isHeard(unit)) continue;
    for (let to = Math.min(units.length, from + 2 * longest); to > from; to--) {
      const end = units[to - 1];
      // A pause behind it is none of its own.
      if (end && !isHeard(end)) continue;
      const clip = clips.get(keyOf(units.slice(from, to)));
      const rest = ways[to];
      if (clip === undefined || !rest) continue;
      if (rest.count + 1 < (ways[from]?.count ?? Infinity)) ways[from] = { count: rest.count + 1, to, clip };
    }
  }
  if (!ways[0] || units.length === 0) return null;
  const pieces: Piece<Clip>[] = [];
  for (let at = 0; at < units.length;) {
    const way = ways[at];
    if (!way) return null;
    pieces.push(way.clip === null ? 'pause' : { clip: way.clip });
    at = way.to;
  }
  return pieces;
}
