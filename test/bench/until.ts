import { setTimeout as pause } from 'node:timers/promises';

/** Asks every few milliseconds until it is so. @throws Error naming `what` when it is not so in time */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { everyMs = 5, limitMs = 30_000 } = {},
): Promise<void> {
  const endMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`waited ${limitMs / 1000} s in vain: ${what}`);
    await pause(everyMs);
  }
}
