/** Sending on, wrong cards, other matters, giving up and calling for help: what the keys ask before anything is sent. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { consoleOn, key, ok } from '../kiosk/support/console.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { calledView, counterView, servingView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const posted = () => stage.host.posts.map(({ path, body }) => [path, body]);
const where = (page: Page) => page.locator('.where').innerText();

describe('where to', () => {
  test('a letter, a digit for the reason, and Enter; where it goes is said before', async () => {
    const page = await consoleOn(stage, servingView());
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F7');
    await page.keyboard.press('c');
    await expect.poll(() => where(page)).toBe('B012 转到报修，按取号先后');
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await expect
      .poll(posted)
      .toEqual([['counters/3/transfer', { service: 'C', place: 'time', reason: '需要专人办理' }]]);
    // The keyboard is back at what is usually next, and a key held down presses nothing.
    await expect.poll(() => page.locator('.acts .main:focus').innerText()).toContain('F2');
  });

  test('a digit chooses a counter, whose visitor cannot have had the wrong card', async () => {
    const page = await consoleOn(stage, servingView());
    await page.keyboard.press('F7');
    await page.keyboard.press('2');
    await expect.poll(() => where(page)).toBe('B012 转到2 号窗口，按取号先后');
    expect(await page.locator('[name=why][value=wrong]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => where(page)).toBe(say('zh-CN', 'console.transfer.missing.why'));
    expect(stage.host.posts).toEqual([]);
  });

  test('the wrong card is corrected, which is no sending on and keeps the time', async () => {
    const page = await consoleOn(stage, servingView());
    stage.host.answer(() => ({ status: 200, body: {} }));
    await page.keyboard.press('F7');
    await page.keyboard.press('a');
    await page.keyboard.press('1');
    await expect.poll(() => where(page)).toContain('取号时间不变');
    expect(await page.locator('.place').count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(posted).toEqual([['staff/tickets/01JD0/correct-service', { service: 'A' }]]);
    await expect.poll(() => page.locator('.question').count()).toBe(0);
  });

  test('away until a time of the day, which has to be later than now', async () => {
    const page = await consoleOn(stage, servingView());
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F7');
    await page.locator('[name=until]').fill('14:00');
    await page.locator('[name=reason]').fill('取材料');
    await page.keyboard.press('Enter');
    await expect.poll(() => where(page)).toBe(say('zh-CN', 'console.transfer.missing.until'));
    await page.locator('[name=until]').fill('15:26');
    expect(await where(page)).toMatch(/B012 留号，15:2\d/);
    await page.locator('[name=reason]').press('Enter');
    await expect.poll(() => stage.host.posts).toHaveLength(1);
    const [path, body] = posted()[0] ?? [];
    expect(path).toBe('counters/3/park');
    expect(body).toMatchObject({ reason: '取材料' });
    // The page's minute may turn within the test.
    expect([59, 60]).toContain((body as { minutes: number }).minutes);
  });

  test('what was chosen for one visitor is not there for the next', async () => {
    const page = await consoleOn(stage, servingView());
    await page.keyboard.press('F7');
    await page.keyboard.press('c');
    stage.host.show('counters/3', counterView());
    await expect.poll(() => page.locator('.question').count()).toBe(0);
    stage.host.show('counters/3', servingView({ id: 'next', number: 'B013' }));
    await page.locator('.number', { hasText: 'B013' }).waitFor();
    expect(await page.locator('.question').count()).toBe(0);
    await page.keyboard.press('F7');
    expect(await page.locator('[name=to]:checked').count()).toBe(0);
  });
});

test('another matter of the same visit is given back when nobody needs it', async () => {
  const page = await consoleOn(
    stage,
    servingView({
      beside: [
        { id: 'a40', number: 'A040', state: 'waiting' },
        { id: 'a41', number: 'A041', state: 'finished' },
      ],
    }),
  );
  stage.host.answer(() => ({ status: 200, body: {} }));
  expect(await page.locator('.beside li').count()).toBe(1);
  await page.locator('.beside button').click();
  await expect.poll(posted).toEqual([['staff/tickets/a40/cancel', { reason: '已一并办理' }]]);
});

describe('giving up', () => {
  const missed = calledView();

  test('asks first where nobody may come back', async () => {
    const page = await consoleOn(stage, { ...missed, returnMinutes: 0 });
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F9');
    expect(await seen(page.getByText(say('zh-CN', 'console.no-show.final')))).toBe(true);
    expect(stage.host.posts).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['counters/3/no-show']);
  });

  test('says for how long it can be undone where somebody may', async () => {
    const page = await consoleOn(stage, missed);
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F9');
    const text = say('zh-CN', 'console.no-show.back', { number: 'B012', minutes: 30 });
    expect(await seen(page.getByText(text))).toBe(true);
  });
});

describe('silent help', () => {
  const calm = { ...servingView(), assistLevels: 2 };

  test('goes up a level each time, says who comes, and is settled', async () => {
    const page = await consoleOn(stage, calm);
    stage.host.answer(() => ok({ ...calm, assist: { level: 1, owner: null } }));
    await page.keyboard.press('F1');
    expect(await seen(page.getByText(say('zh-CN', 'console.help.asked', { level: 1, levels: 2 })))).toBe(
      true,
    );
    stage.host.answer(() => ok({ ...calm, assist: { level: 2, owner: 'li-na' } }));
    await page.keyboard.press('F1');
    expect(await seen(page.getByText(say('zh-CN', 'console.help.coming', { name: '李娜' })))).toBe(true);
    expect(await key(page, 'F1').isDisabled()).toBe(true);
    stage.host.answer(() => ok(calm));
    await page.keyboard.press('Shift+F1');
    await expect.poll(() => page.locator('.assist').count()).toBe(0);
    expect(posted()).toEqual([
      ['counters/3/assist', { level: 1 }],
      ['counters/3/assist', { level: 2 }],
      ['counters/3/assist/settle', {}],
    ]);
  });

  test('is dashed where the house has nobody to call', async () => {
    const page = await consoleOn(stage, servingView());
    expect(await key(page, 'F1').isDisabled()).toBe(true);
    await page.keyboard.press('F1');
    expect(stage.host.posts).toEqual([]);
  });
});

test('dashed keys say why', async () => {
  const page = await consoleOn(stage, servingView());
  const why = page.locator('.acts > p');
  expect(await why.innerText()).toBe('虚线的键现在不可用：先办结、挂起或转接 B012');
  stage.host.show('counters/3', calledView());
  await expect.poll(() => why.innerText()).toContain('先开始办理 B012');
});
