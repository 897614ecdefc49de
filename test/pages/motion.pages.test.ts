/** What moves, for who has not asked for less: nothing flashes more than once a second. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser, type Browser } from './support/browser.ts';
import { flashingIn, lineOf } from './support/look.ts';
import { shareOf } from './support/share.ts';
import { reach } from './support/sweep.ts';
import { states } from './states.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(shareOf(states, 4, 3))('$page: $name', async (state) => {
  const page = await reach(browser, state, 'zh-CN', { moving: true });
  expect((await flashingIn(page)).map((one) => lineOf(state.name, one))).toEqual([]);
});

test('a fresh call does flash, and somebody has looked at how often', async () => {
  const state = states.find(({ name }) => name === 'a fresh call, visibly');
  if (state === undefined) throw new Error('No such state.');
  const page = await reach(browser, state, 'zh-CN', { moving: true });
  expect(await page.evaluate<number>('foyerProbe.moving()')).toBeGreaterThan(0);
});
