/** Every page by keyboard alone: everything is reached, in an order that the eye follows, and nothing holds the focus. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FocusView } from './in-page/finding.ts';
import { startBrowser, type Browser } from './support/browser.ts';
import { blur, dress, focusOf, stopsOf } from './support/look.ts';
import { kinds, type PageKind, type State } from './support/state.ts';
import { reach } from './support/sweep.ts';
import { states } from './states.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** As wide as it is drawn, a rounding aside. */
const ringPx = 2.9;
const ringRatio = 3;

interface Walk {
  readonly visited: readonly FocusView[];
  readonly faults: readonly string[];
}

/** Tab after Tab until the focus comes round again. */
async function walk(page: Page, most: number): Promise<Walk> {
  const visited: FocusView[] = [];
  const faults: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const at = await focusOf(page);
    if (at === null) continue;
    if (visited.some(({ id }) => id === at.id)) break;
    visited.push(at);
    if (at.ringPx < ringPx) faults.push(`no ring | ${at.where} | ${at.ringPx} px`);
    else if (at.ringRatio < ringRatio) faults.push(`pale ring | ${at.where} | ${at.ringRatio}`);
    if (!at.inSight) faults.push(`out of sight | ${at.where}`);
  }
  return { visited, faults };
}

/** Down the page, or to the right: up again only into a column further right. */
const jumps = (visited: readonly FocusView[]): string[] =>
  visited.flatMap(({ box, where }, place) => {
    const before = visited[place - 1];
    if (before === undefined) return [];
    const isBack = box.bottom <= before.box.top && box.left < before.box.left;
    return isBack ? [`jumps back | ${before.where} → ${where}`] : [];
  });

const spare = 3;

test.each(states)('$page: $name', async (state: State) => {
  const kind: PageKind = kinds[state.page];
  const page = await reach(browser, state, 'zh-CN');
  await dress(page, kind.themes[0] ?? null, false);
  const stops = await stopsOf(page);
  await blur(page);
  const { visited, faults } = await walk(page, stops.length + spare);
  const missed = stops.filter(({ id }) => !visited.some((one) => one.id === id));
  const found = [...faults, ...missed.map(({ where }) => `not reached | ${where}`), ...jumps(visited)];
  if (state.escape !== undefined) {
    await page.keyboard.press('Escape');
    await page.locator(state.escape).first().waitFor();
  }
  expect(found.join('\n')).toBe('');
});

test.each(states.filter(({ page, name }) => page === 'kiosk' || (page === 'rate' && name !== 'call back')))(
  '$page: $name, by arrows',
  async (state: State) => {
    const page = await reach(browser, state, 'zh-CN');
    const stops = await stopsOf(page);
    await blur(page);
    const visited = new Set<string>();
    for (let press = 0; press < stops.length; press += 1) {
      await page.keyboard.press('ArrowDown');
      visited.add((await focusOf(page))?.id ?? '');
    }
    expect(stops.filter(({ id }) => !visited.has(id)).map(({ where }) => where)).toEqual([]);
  },
);
