/** The tests that every page is put through. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages } from '../../../config/texts/texts.ts';
import { states } from '../states.ts';
import { startBrowser, type Browser } from './browser.ts';
import { shareOf } from './share.ts';
import type { State } from './state.ts';
import { sweep, sweepLonger } from './sweep.ts';

/** axe-core, fit, targets, contrast, rest and policy: each state in each language, theme, size and view. */
export function lookAt(...pages: readonly State['page'][]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  const wanted = states.filter(({ page }) => pages.includes(page)).map((state, place) => ({ state, place }));
  const looks = shareOf(wanted, 2).flatMap(({ state, place }) =>
    shareOf(waysToLook, waysToLook.length, place).map((way) => ({ state, ...way })),
  );
  test.each(looks)('$state.page: $state.name, $language $edition', async ({ state, language, look }) => {
    expect((await look(browser, state, language)).join('\n')).toBe('');
  });
}

const waysToLook = [
  ...languages.map((language) => ({ language, edition: 'as it is', look: sweep })),
  // The two Chinese scripts are as long as each other.
  ...(['zh-CN', 'en'] as const).map((language) => ({ language, edition: 'longer', look: sweepLonger })),
];
