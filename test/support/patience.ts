/**
 * For `expect.poll`: often enough to see what passes quickly, and long enough for a machine that is busy with other things.
 * What has to be quick is measured by itself; a condition that never comes true fails all the same.
 */
export const PATIENTLY = { timeout: 10_000, interval: 20 } as const;
