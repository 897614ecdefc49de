/** Staff called to the kiosk, what a visitor needs beside a number, and a rating where no pad asks for it. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { RateView } from '../../firmware-host/messages/pad.ts';
import type { KioskView } from '../../firmware-host/messages/views.ts';
import { overflowing } from '../kiosk/support/overflowing.ts';
import { passTimeUntil, say, stageForTests } from '../kiosk/support/stage.ts';
import { counterName, kioskView, now, services, taken } from '../kiosk/support/views.ts';

const stage = stageForTests();

const zh = 'zh-CN';
const called = (isTaken: boolean): Partial<KioskView> => ({ assist: { why: 'help', taken: isTaken } });

async function open(change: Partial<KioskView> = {}, size = {}): Promise<Page> {
  stage.host.show('kiosks/first', kioskView(change));
  const page = await stage.open('/kiosk', size);
  await page.locator('.staff').waitFor();
  return page;
}

describe('calling staff', () => {
  test('is said at every step: called, coming, there', async () => {
    const page = await open();
    stage.host.answer(() => ({
      status: 200,
      body: kioskView({ ...called(false), now: '2026-11-19T06:26:01.000Z' }),
    }));
    await page.locator('.staff').click();
    await page.getByText(say(zh, 'kiosk.staff.called.title')).waitFor();
    expect(stage.host.posts).toMatchObject([{ path: 'kiosks/front-door/assist', body: { why: 'help' } }]);
    stage.host.show('kiosks/first', kioskView({ ...called(true), now: '2026-11-19T06:26:02.000Z' }));
    await page.getByText(say(zh, 'kiosk.staff.coming.title')).waitFor();
    stage.host.show('kiosks/first', kioskView({ now: '2026-11-19T06:26:03.000Z' }));
    await page.locator('.over').waitFor({ state: 'detached' });
  });

  test('stands on the button when the page begins anew, and asks no second time', async () => {
    const page = await open(called(false));
    await page.locator('.staff', { hasText: say(zh, 'kiosk.staff.called') }).click();
    await page.getByText(say(zh, 'kiosk.staff.called.title')).waitFor();
    expect(stage.host.posts).toEqual([]);
    stage.host.answer(() => ({ status: 200, body: kioskView() }));
    await page.getByText(say(zh, 'kiosk.staff.off')).click();
    await expect
      .poll(() => stage.host.posts.map(({ path }) => path))
      .toEqual(['kiosks/front-door/assist/call-off']);
  });

  test('that reaches nobody says where to go', async () => {
    const page = await open();
    stage.host.answer(() => 'drop');
    await page.locator('.staff').click();
    expect(await passTimeUntil(page, page.getByText(say(zh, 'kiosk.staff.failed.text')))).toBe(true);
  });

  test('is there on every screen', async () => {
    const page = await open({ priorityReasons: ['elderly'] });
    for (const way of [0, 1]) {
      await page.locator('.ways button').nth(way).click();
      await page.locator('.actions').waitFor();
      expect(await page.locator('.staff').isVisible()).toBe(true);
      await page.keyboard.press('Escape');
    }
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    expect(await page.locator('.staff').isVisible()).toBe(true);
  });
});

const need = async (
  page: Page,
  key: 'priority.elderly' | 'kiosk.needs.visibly' | 'kiosk.needs.escort' | 'kiosk.needs.group',
) => {
  await page.getByText(say(zh, 'kiosk.needs'), { exact: true }).click();
  await page.getByText(say(zh, key), { exact: true }).click();
};

describe('what a visitor needs', () => {
  test('goes with the number, and not with the next visitor’s', async () => {
    const page = await open({ priorityReasons: ['elderly'] });
    await need(page, 'kiosk.needs.visibly');
    await need(page, 'kiosk.needs.escort');
    await need(page, 'kiosk.needs.group');
    await page.locator('.usual button', { hasText: '4' }).click();
    await page.getByText(say(zh, 'kiosk.group.more')).click();
    await page.getByText(say(zh, 'kiosk.group.done')).click();
    await page.locator('.chosen', { hasText: say(zh, 'kiosk.needs.people', { count: 5 }) }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    await page.getByText(say(zh, 'kiosk.done')).click();
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    const [first, next] = stage.host.posts;
    expect(first?.body).toMatchObject({ care: { visibly: true, escort: true }, size: 5 });
    expect(next?.body).not.toHaveProperty('care');
    expect(next?.body).not.toHaveProperty('size');
  });

  test('is said in the visitor’s language and then in the other, where both at once have no room', async () => {
    const page = await open({ priorityReasons: ['elderly'] });
    await need(page, 'priority.elderly');
    await need(page, 'kiosk.needs.visibly');
    const strip = page.locator('.notice.chosen');
    const others = [say('en', 'kiosk.needs.visibly'), say('en', 'kiosk.needs.escort')] as const;
    await strip.locator('.second', { hasText: others[0] }).waitFor();
    await need(page, 'kiosk.needs.escort');
    await need(page, 'kiosk.needs.group');
    await page.getByText(say(zh, 'kiosk.group.done')).click();
    const turn = (language: string) => strip.locator(`[aria-hidden=true] [lang=${language}]`);
    await turn(zh).first().waitFor();
    await passTimeUntil(page, turn('en').filter({ hasText: others[1] }));
    expect(await turn(zh).count()).toBe(0);
    expect(await overflowing(page)).toEqual([]);
    // Who hears it hears all of it, and once.
    const said = await strip.getByRole('status').locator('b').textContent();
    expect(said).toContain(say(zh, 'kiosk.needs.escort'));
    expect(said).toContain(say(zh, 'kiosk.needs.people', { count: 2 }));
    await passTimeUntil(page, turn(zh));
  });

  test('is taken back in one touch', async () => {
    const page = await open({ priorityReasons: ['elderly'] });
    await need(page, 'kiosk.needs.escort');
    await page.getByText(say(zh, 'kiosk.needs.undo')).click();
    await page.locator('.chosen').waitFor({ state: 'detached' });
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.locator('button.service').first().click();
    await page.locator('.called').waitFor();
    expect(stage.host.posts[0]?.body).not.toHaveProperty('care');
  });
});

describe('a rating where no pad asks for it', () => {
  const toRate = [{ visit: 'v1', counter: counterName('2'), number: 'A012' }];
  const asked: RateView = {
    counter: counterName('2'),
    now,
    demo: true,
    languages: [zh],
    scale: 5,
    reasons: ['attitude', 'speed'],
    visit: {
      id: 'v1',
      number: 'A012',
      service: { letter: 'A', name: services[0]?.name ?? counterName('2').name },
      language: zh,
      state: 'asked',
      score: null,
      ratedAt: null,
      isLow: false,
      reason: null,
      isCallBackAsked: false,
      until: '2026-11-19T06:31:00.000Z',
    },
  };

  test('is asked for by number, with faces and words, and leaves nothing', async () => {
    stage.host.show('counters/2/rate', asked);
    const page = await open({ toRate });
    await page.getByText(say(zh, 'kiosk.rate', { number: 'A012' })).click();
    await page.getByText(say(zh, 'rating.very-poor')).waitFor();
    stage.host.answer(({ path }) =>
      path.endsWith('reason')
        ? { status: 201, body: { reason: 'speed' } }
        : { status: 201, body: { counted: true, flag: null, reasons: ['attitude', 'speed'] } },
    );
    await page.getByText(say(zh, 'rating.very-poor')).click();
    await page.getByText(say(zh, 'rate.reason.speed')).click();
    await passTimeUntil(page, page.getByText(say(zh, 'rate.thanks')));
    await passTimeUntil(page, page.locator('button.service').first());
    expect(stage.host.posts).toMatchObject([
      { path: 'counters/2/ratings', body: { score: 1, visit: 'v1' } },
      { path: 'counters/2/ratings/reason', body: { reason: 'speed', visit: 'v1' } },
    ]);
    expect(await page.locator('foyer-kiosk-rate').count()).toBe(0);
  });

  test('of another visit is not asked for: its time is over', async () => {
    stage.host.show('counters/2/rate', { ...asked, visit: asked.visit && { ...asked.visit, id: 'v2' } });
    const page = await open({ toRate });
    await page.getByText(say(zh, 'kiosk.rate', { number: 'A012' })).click();
    await page.locator('button.service').first().waitFor();
    expect(await page.locator('.scores').count()).toBe(0);
  });
});
