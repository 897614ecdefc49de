import type { RandomSource } from '../driver.ts';

export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * An attempt costs next to nothing, and whoever plugs a printer in again takes a ticket at once to see whether it works; so two
 * seconds at most, for a weekend too.
 */
export const deviceBackoff: Backoff = { firstMs: 250, maxMs: 2000 };

/**
 * The pause before the next attempt, in ms: doubled at each failure up to `maxMs`, of which a random half is kept, so that the
 * devices behind one switch do not come back all at once.
 * @param failures attempts that have failed since the last success, 1 or more.
 */
export function backoffMs(failures: number, { firstMs, maxMs }: Backoff, random: RandomSource): number {
  // The exponent is bounded: 2 ** 2000 is Infinity, and so is its product with a jitter, but 0 * Infinity is NaN.
  const fullMs = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(fullMs * (0.5 + random() / 2));
}
