/** How long people take, and how they press: made up, but in the proportions of a property-service centre. */
import type { RandomSource } from '../../drivers/driver.ts';

/** Time to the next of events that come at random, in ms (exponential). */
export const exponentialMs = (meanMs: number, random: RandomSource): number =>
  -Math.log(1 - random()) * meanMs;

/** Any time between two, in ms. */
export const betweenMs = (fromMs: number, toMs: number, random: RandomSource): number =>
  fromMs + random() * (toMs - fromMs);

/** A visit at the counter in ms: mostly a minute or two, sometimes five. */
export const serviceMs = (random: RandomSource): number => 40_000 + exponentialMs(75_000, random);

/** A score on a scale, from the best at the top: most people are content, a few are not at all. */
export function pickScore(scale: number, random: RandomSource): number {
  const contentment = random();
  if (contentment < 0.62) return scale;
  if (contentment < 0.88) return Math.max(1, scale - 1);
  return Math.max(1, Math.ceil(random() * scale));
}
