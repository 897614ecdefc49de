/** What a visitor meets at the kiosk when the day does not go by the book. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { KioskService, KioskView } from '../../firmware-host/messages/views.ts';
import { refusal, type Answer } from './support/host.ts';
import { say, seen, stageForTests } from './support/stage.ts';
import { kioskView, names, notice, services, taken, ticket } from './support/views.ts';
import { overflowing } from './support/overflowing.ts';

const stage = stageForTests();

const give = (): Answer => ({ status: 201, body: taken() });
const card = (page: Page, letter: string): Locator =>
  page.locator('button', { has: page.locator('.plate', { hasText: letter }) });

async function open(change: Partial<KioskView> = {}): Promise<Page> {
  stage.host.show('kiosks/first', kioskView(change));
  const page = await stage.open('/kiosk');
  await page.locator('button.service, .emergency').first().waitFor();
  return page;
}

const withFirst = (change: Partial<KioskService>): KioskService[] =>
  services.map((service, place) => (place === 0 ? { ...service, ...change } : service));

const reason = names(
  '系统升级，请到三号窗口办理',
  '系統升級，請到三號櫃檯辦理',
  'System upgrade; please go to counter 3',
);
const opensAt = '2026-11-19T07:30:00.000Z';
const closings: [Partial<KioskService>, string][] = [
  [{ closed: 'no-day' }, '还没开始取号'],
  [{ closed: 'day-closed' }, '今天的取号已结束'],
  [{ closed: 'by-staff', closedReason: reason }, '暂不办理：系统升级，请到三号窗口办理'],
  [{ closed: 'not-yet', opensAt }, '15:30 开始取号'],
  [{ closed: 'not-yet' }, '还没到取号时间'],
  [{ closed: 'break', opensAt }, '15:30 继续取号'],
  [{ closed: 'over' }, '今天已停止取号'],
  [{ closed: 'closed-today' }, '今天不办理'],
  [{ closed: 'full' }, '现在已取满'],
  [{ closed: 'full-today' }, '今天的号已取完'],
  [{ closed: 'used-up' }, '号码已取完'],
];

describe('a closed service', () => {
  test('says why, and until when; it can be reached, and not be pressed', async () => {
    const page = await open();
    for (const [change, words] of closings) {
      stage.host.show('kiosks/first', kioskView({ services: withFirst(change) }));
      await card(page, 'A').getByText(words, { exact: true }).waitFor();
    }
    expect(await card(page, 'A').getAttribute('aria-disabled')).toBe('true');
    await card(page, 'A').focus();
    await page.keyboard.press('Enter');
    await card(page, 'A').click({ force: true });
    expect(stage.host.posts).toEqual([]);
  });

  const every = services.map((service, place) => ({ ...service, ...closings[place + 1]?.[0] }));
  const view = {
    services: every,
    priorityReasons: ['elderly', 'pregnant'],
    notices: [notice('n', 'ordinary', names('今天提前关门', '今天提前關門', 'We close early today'))],
  } satisfies Partial<KioskView>;
  test.each([
    ['zh-CN', []],
    ['zh-TW', ['reach']],
    ['en', []],
    ['en', ['reach']],
    ['en', ['elder']],
    ['zh-TW', ['elder', 'reach']],
  ] as const)('fits: %s %j', async (language, tools) => {
    const page = await open({ ...view, languages: [language] });
    for (const tool of tools) await page.getByText(say(language, `kiosk.tool.${tool}`)).click();
    await expect.poll(() => page.locator('.tools .on').count()).toBe(tools.length);
    expect(await overflowing(page)).toEqual([]);
  });
});

test.each(['zh-CN', 'en'] as const)(
  'eight services have four rows, and two more ways: %s',
  async (language) => {
    const parking = names('停车', '停車', 'Parking');
    const eight = services.flatMap((service) =>
      service.letter === 'V' ? [{ ...service, letter: 'G', name: parking }, service] : [service],
    );
    const page = await open({
      services: eight,
      priorityReasons: ['elderly'],
      languages: [language, 'zh-TW'],
    });
    await expect.poll(() => page.locator('.four .service').count()).toBe(8);
    expect(await page.locator('.ways button').count()).toBe(2);
    expect(await overflowing(page)).toEqual([]);
  },
);

test('a full service offers a time to come back, and the code that keeps it', async () => {
  const page = await open({ services: withFirst({ closed: 'full', returnSlots: true }) });
  await card(page, 'A').getByText(say('zh-CN', 'kiosk.later')).click();
  const [first] = services;
  stage.host.answer(() => ({
    status: 201,
    body: { code: '482913', service: 'A', serviceName: first?.name, at: opensAt },
  }));
  await page.getByText(say('zh-CN', 'kiosk.later.yes'), { exact: true }).click();
  await page.locator('.slot .at', { hasText: '15:30' }).waitFor();
  expect((await page.locator('.slot .code').innerText()).replaceAll(/\s/g, '')).toBe('482913');
  expect(stage.host.posts).toMatchObject([
    { path: 'return-slots', body: { service: 'A', kiosk: 'front-door' } },
  ]);
  await page.getByText(say('zh-CN', 'kiosk.photo.done')).click();
  expect(await seen(card(page, 'B'))).toBe(true);
});

async function enter(page: Page, code: string): Promise<void> {
  await page.getByText(say('zh-CN', 'kiosk.code'), { exact: true }).click();
  for (const digit of code) await page.getByRole('button', { name: digit, exact: true }).click();
}
const go = (page: Page) => page.locator('.actions').getByText(say('zh-CN', 'kiosk.code.take'));

describe('a code', () => {
  test('entered on the pad is a number', async () => {
    const page = await open();
    await enter(page, '4829');
    await page.getByText(say('zh-CN', 'kiosk.code.erase')).click();
    await page.keyboard.type('713');
    stage.host.answer(give);
    await go(page).click();
    await page.locator('.called').waitFor();
    expect(stage.host.posts).toMatchObject([
      { path: 'tickets', body: { appointment: '482713', kiosk: 'front-door', language: 'zh-CN' } },
    ]);
  });

  test('that nobody knows is said where it was entered, and the next key begins anew', async () => {
    const page = await open();
    await enter(page, '482913');
    stage.host.answer(() => refusal('appointment-unknown', 404));
    await go(page).click();
    await page.getByText(say('zh-CN', 'error.appointment-unknown.visitor')).waitFor();
    await page.getByRole('button', { name: '7', exact: true }).click();
    await expect.poll(async () => (await page.locator('.boxes').innerText()).trim()).toBe('7');
    expect(await overflowing(page)).toEqual([]);
  });
});

describe('priority', () => {
  test('is asked for with its reason, then the service', async () => {
    const page = await open({ priorityReasons: ['elderly', 'pregnant'] });
    await page.getByText(say('zh-CN', 'kiosk.needs'), { exact: true }).click();
    await page.getByText(say('zh-CN', 'priority.pregnant')).click();
    await page.getByText(say('zh-CN', 'kiosk.priority.chosen', { reason: '孕妇' })).waitFor();
    stage.host.answer(give);
    await card(page, 'A').click();
    await page.locator('.called').waitFor();
    expect(stage.host.posts).toMatchObject([{ body: { service: 'A', priority: 'pregnant' } }]);
  });

  test('is not offered where no reason is', async () => {
    const page = await open();
    await page.getByText(say('zh-CN', 'kiosk.needs.only'), { exact: true }).click();
    await page.locator('.reasons button').first().waitFor();
    expect(await page.locator('.reasons button').count()).toBe(3);
  });
});

describe('a kiosk that gave many numbers', () => {
  test('asks, and yes is a press of its own', async () => {
    const page = await open();
    stage.host.answer(() => refusal('kiosk-confirm', 409));
    await card(page, 'A').click();
    await page.getByText(say('zh-CN', 'error.kiosk-confirm.visitor')).waitFor();
    expect(await overflowing(page)).toEqual([]);
    stage.host.answer(give);
    await page.getByText(say('zh-CN', 'kiosk.confirm.yes'), { exact: true }).click();
    await page.locator('.called').waitFor();
    const [asked, confirmed] = stage.host.posts;
    expect(asked?.body).not.toHaveProperty('confirmed');
    expect(confirmed?.body).toMatchObject({ service: 'A', confirmed: true });
    expect(confirmed?.key).not.toBe(asked?.key);
  });

  test('takes no for an answer, and rests when it must', async () => {
    const page = await open();
    stage.host.answer(() => refusal('kiosk-confirm', 409));
    await card(page, 'A').click();
    await page.getByText(say('zh-CN', 'kiosk.no')).click();
    stage.host.answer(() => refusal('kiosk-paused', 429));
    await card(page, 'A').click();
    expect(await seen(page.getByText(say('zh-CN', 'error.kiosk-paused.visitor')))).toBe(true);
  });
});

test('several matters are one visit, and a promise is said with the number', async () => {
  const page = await open();
  const dueAt = '2026-11-20T09:00:00.000Z';
  stage.host.answer(() => ({ status: 201, body: taken({ ticket: ticket({ dueAt }) }) }));
  await card(page, 'A').click();
  await page.locator('.moment', { hasText: '11月20日 17:00' }).waitFor();
  await page.getByText(say('zh-CN', 'kiosk.more')).click();
  await page.getByText(say('zh-CN', 'kiosk.more.chosen', { number: 'A023' })).waitFor();
  await card(page, 'B').click();
  await page.locator('.called').waitFor();
  expect(stage.host.posts[1]?.body).toMatchObject({ service: 'B', beside: ticket().token });
});

describe('notices', () => {
  const slippery = names('小心地滑', '小心地滑', 'Slippery floor');

  test('an ordinary one stands in its strip, in both languages', async () => {
    const page = await open({ notices: [notice('n', 'ordinary', slippery)] });
    expect((await page.locator('.notice').innerText()).replaceAll(/\s+/g, ' ').trim()).toBe(
      '小心地滑 Slippery floor',
    );
  });

  test('an emergency takes the whole screen from whoever is there, and gives it back', async () => {
    const page = await open({ priorityReasons: ['elderly'] });
    await page.getByText(say('zh-CN', 'kiosk.needs'), { exact: true }).click();
    stage.host.show('kiosks/first', kioskView({ notices: [notice('e', 'emergency', slippery)] }));
    await page.locator('.emergency', { hasText: 'Slippery floor' }).waitFor();
    // Whoever stands there can still call somebody.
    expect(await page.locator('button').count()).toBe(1);
    stage.host.show('kiosks/first', kioskView());
    expect(await seen(card(page, 'A'))).toBe(true);
  });

  test('in an evacuation there is the way out, and nothing else', async () => {
    const gone = services.map((service) => ({ ...service, closed: 'evacuation' as const }));
    const page = await open({ services: gone });
    await page.locator('.emergency.out', { hasText: say('zh-CN', 'site.evacuation') }).waitFor();
    expect(await page.locator('button').count()).toBe(1);
  });
});
