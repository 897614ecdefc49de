/** The few statistics that the figures need. */

/** The value below which `percent` of the sorted values lie (nearest rank). Throws for an empty list: there is no such value. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).toSorted();
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no values were measured');
  return value;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
