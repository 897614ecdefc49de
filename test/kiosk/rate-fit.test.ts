/** A counter's screen fits its tablet: in every language and theme, lying and upright, with every scale. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Language } from '../../config/texts/texts.ts';
import { reasonGiven, showVisit, tablet } from './support/rate-screen.ts';
import { ratedVisit, visitToRate } from './support/rate-view.ts';
import { stageForTests } from './support/stage.ts';
import { names } from './support/views.ts';

const stage = stageForTests();

/** What stands out of its button, of the screen, or over something else. */
const misfits = (page: Page): Promise<string[]> =>
  page.locator('.frame').evaluate((frame) => {
    const { innerWidth, innerHeight } = frame.ownerDocument.defaultView;
    const found: string[] = [];
    const parts = [...frame.querySelectorAll('button, h1, p, .header > span, .header > b')].filter(
      (one) => !one.classList.contains('unseen'),
    );
    const boxes = parts.map((one) => one.getBoundingClientRect());
    for (const [place, part] of parts.entries()) {
      const box = boxes[place];
      const range = frame.ownerDocument.createRange();
      range.selectNodeContents(part);
      const words = range.getBoundingClientRect();
      if (part.matches('button, .number') && (words.left < box.left + 2 || words.right > box.right - 2))
        found.push(`wide: ${part.outerHTML}`);
      if (part.matches('button') && (words.top < box.top - 4 || words.bottom > box.bottom + 4))
        found.push(`high: ${part.outerHTML}`);
      if (box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
        found.push(`outside: ${part.outerHTML}`);
      for (const [after, other] of parts.entries()) {
        if (after <= place || part.contains(other) || other.contains(part)) continue;
        const [one, two] = [box, boxes[after]];
        const isOver =
          one.left < two.right - 2 &&
          two.left < one.right - 2 &&
          one.top < two.bottom - 2 &&
          two.top < one.bottom - 2;
        if (isOver) found.push(`over: ${part.outerHTML} / ${other.outerHTML}`);
      }
    }
    return found;
  });

/** Under 20 mm, on a tablet of 10.1 inch with 5.9 pixels to the millimetre. */
const small = (page: Page): Promise<string[]> =>
  page
    .locator('button')
    .evaluateAll((all) =>
      all
        .filter(
          (one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 118,
        )
        .map((one) => one.outerHTML),
    );

const service = { letter: 'V', name: names('预约·贵宾', '預約·貴賓', 'Appointments, priority') };
const others: Readonly<Record<Language, Language[]>> = {
  'zh-CN': ['zh-CN', 'en'],
  'zh-TW': ['zh-TW', 'en'],
  en: ['en', 'zh-CN'],
};

test.each([
  ['zh-CN', 'light', tablet],
  ['zh-CN', 'contrast', { width: 1024, height: 600 }],
  ['zh-TW', 'dark', tablet],
  ['zh-TW', 'contrast', { width: 800, height: 1280 }],
  ['en', 'contrast', tablet],
  ['en', 'dark', { width: 800, height: 1280 }],
] as const)('%s, %s, %j', async (language, theme, size) => {
  const change = { languages: others[language], demo: true };
  const show = (visit: ReturnType<typeof visitToRate> | null, more = {}) =>
    showVisit(stage, visit && { ...visit, service, language }, { ...change, ...more });
  show(null);
  const page = await stage.open(`/rate/3?theme=${theme}`, size);
  const check = async (what: string) => {
    expect([what, ...(await misfits(page))]).toEqual([what]);
    const tiny = size.width >= 1280 ? await small(page) : [];
    expect([what, ...tiny]).toEqual([what]);
  };
  await page.locator('.calm.idle').waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
  await page.evaluate('document.fonts.ready');
  await check('idle');
  for (const scale of [3, 4, 5, 7, 10]) {
    show(null);
    show(visitToRate({ number: `V00${scale}` }), { scale });
    await page.locator('.header', { hasText: `V00${scale}` }).waitFor();
    await check(`of ${scale}`);
  }
  stage.host.answer(() => reasonGiven);
  show(ratedVisit(2, { number: 'V0010' }));
  await page.locator('.frame.reason').waitFor();
  await check('reasons');
  await page.locator('.choices button').nth(1).click();
  await page.locator('.chosen').waitFor();
  await check('a reason');
  await page.locator('.foot .two').first().click();
  await page.locator('.frame.call').waitFor();
  for (const key of '13800138000') await page.keyboard.press(key);
  await check('number');
  await page.keyboard.press('Escape');
  await page.locator('.frame.thanks').waitFor();
  await check('thanks');
});
