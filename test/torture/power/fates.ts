/** The ways in which a power cut can end, from one that spares everything to one that picks sectors. */
import type { RandomSource } from '../../../drivers/driver.ts';
import type { ChangeFate, Fate } from './disk.ts';

export type FateName = 'lost' | 'kept' | 'names-only' | 'bytes-only' | 'early' | 'picked';

const some = (count: number, random: RandomSource): number => Math.floor(random() * (count + 1));
const all = (count: number, fate: ChangeFate): ChangeFate[] => Array.from({ length: count }, () => fate);

/** Those that need no chance: one each is enough. */
export const plainFates: readonly FateName[] = ['lost', 'kept', 'names-only', 'bytes-only'];

export function fateOf(name: FateName, random: RandomSource): Fate {
  const sector = () => random() < 0.5;
  switch (name) {
    case 'lost':
      return { names: () => 0, changes: (count) => all(count, 'lost'), sector };
    case 'kept':
      return { names: (count) => count, changes: (count) => all(count, 'kept'), sector };
    // A new name, and behind it an empty or an old file.
    case 'names-only':
      return { names: (count) => count, changes: (count) => all(count, 'lost'), sector };
    case 'bytes-only':
      return { names: () => 0, changes: (count) => all(count, 'kept'), sector };
    // Everything was written in its order, and the cut came in the middle of a write.
    case 'early':
      return {
        names: (count) => some(count, random),
        changes: (count) => {
          const kept = some(count, random);
          return [...all(kept, 'kept'), ...(kept < count ? (['torn'] as const) : [])];
        },
        sector,
      };
    // A cache writes in whatever order it likes.
    case 'picked':
      return {
        names: (count) => some(count, random),
        changes: (count) => Array.from({ length: count }, () => picked(random)),
        sector,
      };
  }
}

function picked(random: RandomSource): ChangeFate {
  const chance = random();
  return chance < 0.4 ? 'kept' : chance < 0.7 ? 'lost' : 'torn';
}
