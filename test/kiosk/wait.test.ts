/** How long it will take, said before and after a number is taken, in whatever view. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { KioskService } from '../../firmware-host/messages/views.ts';
import { overflowing } from './support/overflowing.ts';
import { say, seen, stageForTests } from './support/stage.ts';
import { kioskView, services, taken } from './support/views.ts';

const stage = stageForTests();

const enquiries = (page: Page): Locator => page.locator('button.service').first();

const alone = { waiting: 0, wait: { fromMinutes: 0, toMinutes: 5 } };
const [first] = services;
const show = (change: Partial<KioskService>) =>
  stage.host.show(
    'kiosks/first',
    kioskView({ services: first === undefined ? [] : [{ ...first, ...change }] }),
  );

test('a card counts everybody who comes first, whatever they came for', async () => {
  show({ ...alone, ahead: 9 });
  const page = await stage.open('/kiosk');
  await enquiries(page)
    .getByText(say('zh-CN', 'kiosk.people', { count: 9 }))
    .waitFor();
  await page.getByText(say('zh-CN', 'kiosk.tool.elder')).click();
  await enquiries(page)
    .getByText(say('zh-CN', 'kiosk.people', { count: 9 }))
    .waitFor();
  expect(await page.getByText(say('zh-CN', 'kiosk.no-wait')).count()).toBe(0);
});

test('with nobody ahead there is no queue', async () => {
  show({ ...alone, ahead: 0 });
  const page = await stage.open('/kiosk');
  expect(await seen(enquiries(page).getByText(say('zh-CN', 'kiosk.no-wait')))).toBe(true);
});

test.each([
  ['zh-CN', '1 小时以上', '预计等候'],
  ['en', 'over 1 hour', 'Your wait'],
] as const)('more than an hour is said so, in %s', async (language, range, label) => {
  const wait = { fromMinutes: 60, toMinutes: 60 };
  const longWay = services.map((service) => ({ ...service, ahead: 128, wait }));
  stage.host.show('kiosks/first', kioskView({ languages: [language], services: longWay }));
  const page = await stage.open('/kiosk');
  await enquiries(page).getByText(range).waitFor();
  expect(await overflowing(page)).toEqual([]);
  stage.host.answer(() => ({ status: 201, body: taken({ wait }) }));
  await enquiries(page).click();
  await page.locator('.called').waitFor();
  expect(await page.locator('.facts').innerText()).toMatch(new RegExp(`${label}\\s+${range}`));
  expect(await overflowing(page)).toEqual([]);
});

test.each([
  { language: 'zh-CN', tools: ['reach'] },
  { language: 'zh-CN', tools: ['elder'] },
  { language: 'en', tools: ['reach'] },
  { language: 'en', tools: ['elder', 'reach'] },
] as const)('and it fits: $language, $tools', async ({ language, tools }) => {
  const wait = { fromMinutes: 20, toMinutes: 30 };
  const longWay = services.map((service) => ({ ...service, ahead: 128, closed: null, wait }));
  stage.host.show('kiosks/first', kioskView({ languages: [language], services: longWay }));
  const page = await stage.open('/kiosk');
  for (const tool of tools) await page.getByText(say(language, `kiosk.tool.${tool}`)).click();
  await expect.poll(() => page.locator('.tools .on').count()).toBe(tools.length);
  expect(await overflowing(page)).toEqual([]);
});
