/** Every page by keyboard alone: everything is reached, in an order that the eye follows, and nothing holds the focus. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FocusStep, FocusView } from './in-page/finding.ts';
import { startBrowser, type Browser } from './support/browser.ts';
import { blur, dress, focusOf, stopsOf } from './support/look.ts';
import { kinds, type PageKind, type State } from './support/state.ts';
import { shareOf } from './support/share.ts';
import { reach } from './support/sweep.ts';
import { states } from './states.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** What any key answers is no place to walk through. */
const walked = states.filter(({ anyKey }) => anyKey === undefined);
const answered = states.filter(({ anyKey }) => anyKey !== undefined);

/** As wide as it is drawn, a rounding aside. */
const ringPx = 2.9;
const ringRatio = 3;

interface Walk {
  readonly visited: readonly FocusStep[];
  readonly faults: readonly string[];
}

/** Tab after Tab until the focus comes round again. */
async function walk(page: Page, most: number): Promise<Walk> {
  const visited: FocusStep[] = [];
  const faults: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const at = await focusOf(page);
    if (at === null) continue;
    // A date has parts of its own, one Tab each.
    if (visited.at(-1)?.id === at.id) continue;
    const again = visited.findIndex(({ id }) => id === at.id);
    if (again !== -1) {
      visited[again] = at;
      break;
    }
    visited.push(at);
    if (at.ringPx < ringPx) faults.push(`no ring | ${at.where} | ${at.ringPx} px`);
    else if (at.ringRatio < ringRatio) faults.push(`pale ring | ${at.where} | ${at.ringRatio}`);
    if (!at.inSight) faults.push(`out of sight | ${at.where}`);
  }
  return { visited, faults };
}

/** Down the page, or to the right: up again only into a column further right, or to where it goes round from. */
const jumps = (visited: readonly FocusStep[], first: FocusView | undefined): string[] =>
  visited.flatMap(({ id, box, where, before }) => {
    if (before === null || id === first?.id) return [];
    const isBack = box.bottom <= before.box.top && box.left < before.box.left;
    return isBack ? [`jumps back | ${before.where} → ${where}`] : [];
  });

/** Tab also stops at lists that scroll, which are no controls. */
const spare = 12;

test.each(shareOf(walked, 4))('$page: $name', async (state: State) => {
  const kind: PageKind = kinds[state.page];
  const page = await reach(browser, state, 'zh-CN');
  await dress(page, kind.themes[0] ?? null, false);
  const stops = await stopsOf(page);
  await blur(page);
  const { visited, faults } = await walk(page, 2 * stops.length + spare);
  const missed = stops.filter(({ id }) => !visited.some((one) => one.id === id));
  const found = [
    ...faults,
    ...missed.map(({ where }) => `not reached | ${where}`),
    ...jumps(visited, stops[0]),
  ];
  expect(found.join('\n')).toBe('');
});

const leaving = walked.flatMap((state) =>
  state.escape === undefined ? [] : [{ ...state, escape: state.escape }],
);

test.each(shareOf(leaving, 4, 1))('$page: $name, by Escape', async (state) => {
  const page = await reach(browser, state, 'zh-CN');
  expect(await page.locator(state.escape).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.locator(state.escape).first().waitFor();
});

const byArrows = walked.filter(
  ({ page, name }) => page === 'kiosk' || (page === 'rate' && name !== 'call back'),
);

test.each(shareOf(byArrows, 4, 2))('$page: $name, by arrows', async (state: State) => {
  const page = await reach(browser, state, 'zh-CN');
  const stops = await stopsOf(page);
  await blur(page);
  const visited = new Set<string>();
  for (let press = 0; press < stops.length; press += 1) {
    await page.keyboard.press('ArrowDown');
    visited.add((await focusOf(page))?.id ?? '');
  }
  expect(stops.filter(({ id }) => !visited.has(id)).map(({ where }) => where)).toEqual([]);
});

test.each(answered)('$page: $name, by any key', async (state: State) => {
  const { anyKey = '' } = state;
  for (const key of ['Tab', 'ArrowDown', 'Enter', ' ', 'x']) {
    const page = await reach(browser, state, 'zh-CN');
    const stops = await stopsOf(page);
    // Nothing has to be pressed to come there: who presses something has answered. Who came by touch is shown no ring.
    const at = await focusOf(page);
    expect(stops.map(({ id }) => id)).toEqual([at?.id]);
    expect(await page.locator(anyKey).count()).toBe(0);
    await page.keyboard.press(key);
    await page.locator(anyKey).first().waitFor();
  }
});
