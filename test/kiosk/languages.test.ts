/** A public screen speaks the languages of its lobby, and no other. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../config/texts/texts.ts';
import { passTimeUntil, say, stageForTests } from './support/stage.ts';
import { displayView, kioskView, names, services, taken } from './support/views.ts';

const stage = stageForTests();

const chinese = /\p{Script=Han}/u;
const text = (page: Page): Promise<string> => page.locator('.frame').first().innerText();
const seconds = (page: Page) => page.locator('.frame .second[lang]');

async function openKiosk(languages: Language[]): Promise<Page> {
  stage.host.show('kiosks/first', kioskView({ languages }));
  const page = await stage.open('/kiosk');
  await page.locator('button.service').first().waitFor();
  return page;
}

async function openDisplay(languages: Language[], query = '', change = {}): Promise<Page> {
  stage.host.show('display', displayView({ languages, ...change }));
  const page = await stage.open(`/display${query}`, { width: 1920, height: 1080 });
  await page.locator('.banner').waitFor();
  return page;
}

describe('kiosk', () => {
  test.each([
    [['zh-CN', 'en', 'zh-TW'], 'zh-CN', 'en'],
    [['zh-CN', 'zh-TW'], 'zh-CN', 'zh-TW'],
    [['en', 'zh-TW', 'zh-CN'], 'en', 'zh-TW'],
    [['zh-TW', 'zh-CN', 'en'], 'zh-TW', 'en'],
  ] as const)('of %j: first %s, below it %s', async (languages, first, second) => {
    const page = await openKiosk([...languages]);
    const asked = page.locator('.question');
    await expect.poll(() => asked.locator('h2').innerText()).toBe(say(first, 'kiosk.question'));
    expect(await asked.locator('.second').innerText()).toBe(say(second, 'kiosk.question'));
    expect(await seconds(page).first().getAttribute('lang')).toBe(second);
  });

  test('the language tool goes round the languages of the lobby only', async () => {
    const page = await openKiosk(['en', 'zh-TW']);
    await page.getByText(say('en', 'language.zh-TW')).click();
    await page.getByText(say('zh-TW', 'kiosk.question')).waitFor();
    await page.getByText(say('en', 'language.en')).click();
    await page.locator('h2', { hasText: say('en', 'kiosk.question') }).waitFor();
    expect(await text(page)).not.toContain(say('en', 'language.zh-CN'));
  });

  test('with one language there is neither a second line nor a language tool, from start to number', async () => {
    const page = await openKiosk(['en']);
    await page.locator('h2', { hasText: say('en', 'kiosk.question') }).waitFor();
    await expect.poll(() => text(page)).not.toMatch(chinese);
    expect(await page.locator('.tools button').count()).toBe(3);
    expect(await seconds(page).count()).toBe(0);
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    expect(await seconds(page).count()).toBe(0);
    expect(await text(page)).not.toMatch(chinese);
  });

  test('a name that is the same in both languages is said once', async () => {
    const [first] = services;
    const same = first === undefined ? [] : [{ ...first, name: names('咨询', '諮詢', '咨询') }];
    stage.host.show('kiosks/first', kioskView({ services: same }));
    const page = await stage.open('/kiosk');
    await expect.poll(() => page.locator('.service .name').innerText()).toMatch(/^A\s+咨询$/);
  });
});

describe('display', () => {
  test.each([
    [['en', 'zh-TW', 'zh-CN'], '', 'en', 'zh-TW'],
    [['zh-CN', 'en', 'zh-TW'], '', 'zh-CN', 'en'],
    [['zh-CN', 'en', 'zh-TW'], '?language=en', 'en', 'zh-CN'],
    [['en', 'zh-TW'], '?language=zh-CN', 'en', 'zh-TW'],
  ] as const)('of %j%s: first %s, beside it %s', async (languages, query, first, second) => {
    const page = await openDisplay([...languages], query);
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(first);
    const wanted = `${say(first, 'display.waiting')} ${say(second, 'display.waiting')}`;
    await expect
      .poll(async () => (await page.locator('.waiting .head').innerText()).replaceAll(/\s+/g, ' '))
      .toContain(wanted);
  });

  test.each([{}, { calls: [], waiting: [], waitingTotal: 0 }])(
    'with English alone nothing is Chinese',
    async (change) => {
      const page = await openDisplay(['en'], '', change);
      expect(await text(page)).not.toMatch(chinese);
      expect(await page.locator('.frame [lang]').count()).toBe(0);
    },
  );
});

/** Parts that cut off what does not fit, and cut the feet of their letters with it. */
const cutFeet = (page: Page): Promise<string[]> =>
  page.locator('.frame *:not(svg, svg *)').evaluateAll((parts) =>
    parts
      .filter((part) => part.ownerDocument.defaultView.getComputedStyle(part).overflowY !== 'visible')
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => part.outerHTML),
  );

describe('no letter loses its foot', () => {
  test('on a display that stands upright, where the clock stands above the call', async () => {
    const page = await openDisplay(['en']);
    await page.setViewportSize({ width: 1080, height: 1920 });
    const clock = await page.locator('.header p').boundingBox();
    const call = await page.locator('.banner').boundingBox();
    expect((clock?.y ?? 0) + (clock?.height ?? 0)).toBeLessThan(call?.y ?? 0);
    expect(await cutFeet(page)).toEqual([]);
  });

  test('on the display, short names and long ones', async () => {
    const lobby = names('', '', 'Quay gallery');
    const page = await openDisplay(['en'], '', { lobby });
    expect(await cutFeet(page)).toEqual([]);
    await passTimeUntil(page, page.locator('.waiting .name.long'));
    expect(await cutFeet(page)).toEqual([]);
  });

  test('on the kiosk, in both lines', async () => {
    const page = await openKiosk(['en', 'zh-CN']);
    expect(await cutFeet(page)).toEqual([]);
    await page.getByText(say('en', 'language.zh-CN')).click();
    await page.locator('h2', { hasText: say('zh-CN', 'kiosk.question') }).waitFor();
    expect(await cutFeet(page)).toEqual([]);
  });
});
