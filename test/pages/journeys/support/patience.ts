/** Waiting for what is to come: on any machine, however busy it is. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How long anything is waited for before it is said that it does not come. */
export const PATIENCE_MS = 40_000;

/** How much of a page's time passes at a time: less than any pause in which it might do two things. */
const STEP_MS = 500;

/** Asks until the answer is the wanted one, for as long as it takes. */
export async function soon<Value>(ask: () => Promise<Value>, wanted: Value): Promise<void> {
  await expect.poll(ask, { interval: 20, timeout: PATIENCE_MS }).toBe(wanted);
}

/** Lets the time of a page that stands still run until something is there. */
export async function passUntil(page: Page, wanted: Locator): Promise<true> {
  await soon(async () => (await passing(page, wanted)) > 0, true);
  return true;
}

/** Lets the time of a page that stands still run until something has gone. */
export async function passUntilGone(page: Page, unwanted: Locator): Promise<true> {
  await soon(() => passing(page, unwanted), 0);
  return true;
}

async function passing(page: Page, looked: Locator): Promise<number> {
  await page.clock.runFor(STEP_MS);
  return looked.count();
}
