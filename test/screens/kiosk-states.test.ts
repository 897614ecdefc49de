/** A kiosk that can give no number says so calmly, on every shape of screen, and is never a dead page. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { KioskView } from '../../firmware-host/messages/views.ts';
import { overflowing } from '../kiosk/support/overflowing.ts';
import { passTimeUntil, say, stageForTests } from '../kiosk/support/stage.ts';
import { kioskView, names, services, taken } from '../kiosk/support/views.ts';

const stage = stageForTests();

const zh = 'zh-CN';

async function open(change: Partial<KioskView> = {}, size = {}): Promise<Page> {
  stage.host.show('kiosks/first', kioskView(change));
  const page = await stage.open('/kiosk', size);
  await page.locator('.staff').waitFor();
  return page;
}

describe('out of order', () => {
  test('after ten seconds without the host: what to do, and back by itself', async () => {
    const page = await open();
    stage.host.away();
    await page.getByText(say(zh, 'kiosk.offline')).waitFor();
    await passTimeUntil(page, page.getByText(say(zh, 'kiosk.broken.text')));
    expect(await page.locator('.staff').isVisible()).toBe(true);
    stage.host.back();
    await passTimeUntil(page, page.locator('button.service').first());
  });

  test('a kiosk that nobody knows says so as well', async () => {
    const page = await stage.open('/kiosk?kiosk=roof');
    expect(await passTimeUntil(page, page.getByText(say(zh, 'kiosk.broken.unknown')))).toBe(true);
  });

  test('a number that was given stays on the screen', async () => {
    const page = await open();
    stage.host.answer(() => ({ status: 201, body: taken({ print: null }) }));
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    stage.host.away();
    await page.clock.runFor(30_000);
    expect(await page.locator('.called').isVisible()).toBe(true);
  });

  test('whoever was turned away is counted afterwards, once', async () => {
    const page = await open();
    stage.host.answer(() => 'drop');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await page.locator('button.service').first().click();
      await passTimeUntil(page, page.getByText(say(zh, 'kiosk.unreachable.text')));
      await page.getByText(say(zh, 'kiosk.back')).click();
      await page.locator('button.service').first().waitFor();
    }
    stage.host.posts.length = 0;
    stage.host.answer(() => ({ status: 200, body: kioskView() }));
    stage.host.show('kiosks/first', kioskView());
    // A report that was under way when nobody answered is sent again in its own time.
    const told = async () => {
      await page.clock.runFor(500);
      return stage.host.posts;
    };
    await expect.poll(told).toMatchObject([{ path: 'kiosks/front-door/blocked', body: { service: 'A' } }]);
  });
});

const shut = (closed: 'not-yet' | 'no-day' | 'closed-today', opensAt: string | null): Partial<KioskView> => ({
  services: services.map((service) => ({ ...service, closed, opensAt })),
});

describe('nothing to be had', () => {
  test.each([
    ['not-yet', '2026-11-19T07:30:00.000Z', '15:30 开始取号'],
    ['no-day', null, '还没开始取号'],
    ['closed-today', null, '今天不办理'],
  ] as const)('is one calm word: %s', async (closed, opensAt, words) => {
    const page = await open(shut(closed, opensAt));
    await page.locator('.shut', { hasText: words }).waitFor();
    expect(await page.locator('button.service').count()).toBe(0);
    expect(await page.locator('.ways button').count()).toBe(2);
  });
});

describe('more than eight services', () => {
  const twelve = 'ABCDEFGHIJKV'.split('').map((letter, place) => ({
    ...(services[place % 6] as (typeof services)[number]),
    letter,
    closed: null,
    name: names(`业务${letter}`, `業務${letter}`, `Service ${letter}`),
  }));

  test('are pages that say what is on the next', async () => {
    const page = await open({ services: twelve });
    expect(await page.locator('button.service').count()).toBe(8);
    await page.getByText(say(zh, 'kiosk.next-page.names', { names: 'I J K V' })).click();
    await expect.poll(() => page.locator('button.service').count()).toBe(4);
    await page.getByText(say(zh, 'kiosk.first-page')).click();
    await expect.poll(() => page.locator('button.service').count()).toBe(8);
  });
});

/** The least side of each control, and where the lowest one ends, px. */
const touched = (page: Page) =>
  page.locator('button').evaluateAll((buttons) => {
    const boxes = buttons.map((button) => button.getBoundingClientRect());
    return {
      leastPx: Math.min(...boxes.flatMap(({ width, height }) => [width, height])),
      lowestPx: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  });

test.each([
  [1280, 800],
  [800, 1280],
])('on 10 inches, %i × %i, all that is touched is 20 mm, and fits', async (width, height) => {
  const pxPerMm = 5.9;
  const page = await open({ priorityReasons: ['elderly'] }, { width, height });
  await page.evaluate(`localStorage.setItem('foyer.pxPerMm', '${pxPerMm}')`);
  await page.reload();
  await page.locator('.staff').waitFor();
  for (const language of [zh, 'en'] as const) {
    await page.getByText(say(language, 'kiosk.question')).first().waitFor();
    const { leastPx, lowestPx } = await touched(page);
    expect(leastPx / pxPerMm).toBeGreaterThanOrEqual(19.9);
    expect(lowestPx).toBeLessThanOrEqual(height);
    expect(await overflowing(page)).toEqual([]);
    await page.locator('.tools button').first().click();
  }
});

test('somebody who only says "I am still here" is believed ten times', async () => {
  const page = await open();
  await page.getByText(say(zh, 'kiosk.tool.elder')).click();
  for (let stay = 0; stay < 10; stay += 1) {
    await page.clock.runFor(45_100);
    await page.getByText(say(zh, 'kiosk.idle.stay')).click();
    await page.locator('.idle').waitFor({ state: 'detached' });
  }
  await page.clock.runFor(45_100);
  await expect.poll(() => page.locator('html').getAttribute('data-view')).toBeNull();
});
