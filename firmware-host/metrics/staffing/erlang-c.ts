/**
 * The queue M/M/c: visitors come at random one by one, visits take an exponential time, `c` counters call from one line, and nobody
 * leaves it. A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges"
 * (1917); the recurrence is the usual one, e.g. R. B. Cooper, "Introduction to Queueing Theory" (2nd ed., 1981), section 3.4.
 */

const HOUR_MS = 3_600_000;
const PERCENT = 100;
/** Nobody can promise everything: no number of counters does, by this model. */
const PERCENT_MOST = 99;

/**
 * The part of the visitors who have to wait at all, 0 to 1.
 *
 * `B(0) = 1`, `B(n) = a B(n-1) / (n + a B(n-1))` is the loss formula, which neither overflows nor takes differences of large numbers;
 * `C = B / (1 - (a/c) (1 - B))`.
 * @param counters `c`, a whole number
 * @param load `a` in erlangs: arrivals × mean time of a visit; as much as there are counters or more, and everybody waits
 */
export function waitProbability(counters: number, load: number): number {
  if (load <= 0) return 0;
  if (load >= counters) return 1;
  let loss = 1;
  for (let n = 1; n <= counters; n += 1) loss = (load * loss) / (n + load * loss);
  return loss / (1 - (load / counters) * (1 - loss));
}

/**
 * The part of the visitors who are called within a time, 0 to 1: `1 - C exp(-(c - a) t / h)`.
 * @param handleMs mean time of a visit, above 0
 */
export function serviceLevel(counters: number, load: number, handleMs: number, withinMs: number): number {
  if (load >= counters && load > 0) return 0;
  return 1 - waitProbability(counters, load) * Math.exp((-(counters - load) * withinMs) / handleMs);
}

/**
 * The fewest counters that call the wished part of the visitors in time. 0 where nobody comes.
 * @param handleMs mean time of a visit, above 0
 * @param percent of the visitors; of more than 99 only 99 are asked for
 * @returns null where even `most` are too few
 */
export function countersNeeded(
  arrivalsPerHour: number,
  handleMs: number,
  withinMs: number,
  percent: number,
  most: number,
): number | null {
  if (arrivalsPerHour <= 0) return 0;
  const load = (arrivalsPerHour * handleMs) / HOUR_MS;
  const wanted = Math.min(percent, PERCENT_MOST) / PERCENT;
  for (let counters = Math.floor(load) + 1; counters <= most; counters += 1)
    if (serviceLevel(counters, load, handleMs, withinMs) >= wanted) return counters;
  return null;
}
