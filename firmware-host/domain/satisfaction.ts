import type { Rating } from './rating.ts';
import type { State } from './state.ts';

/** The part of a scale that is satisfied, from its top: the two upper scores of five, as centres count them. */
const GOOD = 0.4;
/** Of fewer nobody should read a share: one visitor more or less would turn it. */
const RATINGS_NEEDED = 5;

/** Whether a score says that the visitor was satisfied: 4 and 5 of five, 3 of three, 3 and 4 of four, 7 to 10 of ten. */
export const isGood = ({ score, scale }: Rating): boolean =>
  score > scale - Math.max(1, Math.round(scale * GOOD));

/** The share of good scores among those of the day that count, in whole percent, and 100 only of all; null while there are too few to say. */
export function satisfactionPercent({ ratings }: State): number | null {
  if (ratings.size < RATINGS_NEEDED) return null;
  let good = 0;
  for (const rating of ratings.values()) good += Number(isGood(rating));
  return shareOfGood(good, ratings.size);
}

/** In whole percent, rounded down: 100 is only of all. */
export const shareOfGood = (good: number, count: number): number => Math.floor((good * 100) / count);
