/** The tests that every page is put through. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../../config/texts/texts.ts';
import { states } from '../states.ts';
import { startBrowser, type Browser } from './browser.ts';
import type { State } from './state.ts';
import { sweep, sweepLonger } from './sweep.ts';

/** axe-core, fit, targets, contrast, rest and policy: each state in each language, theme, size and view. */
export function lookAt(...pages: readonly State['page'][]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  const wanted = states.filter(({ page }) => pages.includes(page));
  describe.each(wanted)('$page: $name', (state) => {
    test.each(languages)('%s', async (language) => {
      expect((await sweep(browser, state, language)).join('\n')).toBe('');
    });
    // The two Chinese scripts are as long as each other.
    test.each(['zh-CN', 'en'] as const)('%s, longer', async (language) => {
      expect((await sweepLonger(browser, state, language)).join('\n')).toBe('');
    });
  });
}
