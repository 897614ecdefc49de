/** The lab's counters and pads: a whole visit, by hand or by keyboard. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../kiosk/support/host.ts';
import { buttons, labCounter, labView, padView } from '../kiosk/support/lab-view.ts';
import { askedOf, openLab } from '../kiosk/support/open-lab.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);

const seat = (page: Page, id: string): Locator => page.locator('.seat').nth(Number(id) - 1);

describe('a whole visit on one page', () => {
  test.each([
    ['1', 'console.call-next', 'call-next', {}],
    ['2', 'lab.sign-in', 'sign-in', { agent: 'demo' }],
    ['3', 'console.finish', 'finish', {}],
    ['4', 'console.start', 'start', {}],
  ] as const)('counter %s: %s', async (id, text, action, body) => {
    const page = await openLab(stage);
    stage.host.answer(() => ({ status: 200, body: counterView() }));
    await seat(page, id)
      .locator('.next', { hasText: say('zh-CN', text) })
      .click();
    await expect.poll(posts).toEqual([[`counters/${id}/${action}`, body]]);
  });

  test('a counter follows the view; with nobody to call there is nothing to press', async () => {
    const page = await openLab(stage);
    stage.host.show('lab', labView({ counters: [labCounter('1', { next: null })] }));
    await seat(page, '1')
      .getByRole('button', { name: say('zh-CN', 'lab.nobody'), disabled: true })
      .waitFor();
    stage.host.show(
      'lab',
      labView({ counters: [labCounter('1', { state: 'called', number: 'A031', next: 'start' })] }),
    );
    expect(await seen(seat(page, '1').getByText('A031'))).toBe(true);
  });

  test('while the host is away nothing is asked, and the page says why', async () => {
    const page = await openLab(stage);
    stage.host.away();
    await page.getByText(say('zh-CN', 'site.reconnecting')).waitFor();
    await seat(page, '1').getByText(say('zh-CN', 'console.call-next')).click();
    await page.getByText(say('zh-CN', 'console.unreachable')).waitFor();
    expect(posts()).toEqual([]);
    stage.host.back();
    await page.getByText(say('zh-CN', 'site.connected')).waitFor();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });
});

const key = (page: Page, id: string, score: number): Locator =>
  seat(page, id).locator(`[data-score="${score}"]`);
const finger = (button: number, down: boolean) => ['lab/pads/pad-1/finger', { button, down }];

describe('pad', () => {
  test('a finger goes down on a button and up again, wherever the pointer is by then', async () => {
    const page = await openLab(stage);
    await key(page, '1', 4).hover();
    await page.mouse.down();
    await expect.poll(posts).toEqual([finger(1, true)]);
    await seen(seat(page, '1').locator('.down'));
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await expect.poll(posts).toEqual([finger(1, true), finger(1, false)]);
    expect(await page.locator('.down').count()).toBe(0);
  });

  test('a finger goes up when its page is left', async () => {
    const page = await openLab(stage);
    await key(page, '1', 4).hover();
    await page.mouse.down();
    await expect.poll(posts).toEqual([finger(1, true)]);
    await page.goto('about:blank');
    await expect.poll(posts).toEqual([finger(1, true), finger(1, false)]);
    await page.mouse.up();
  });

  test('a finger goes up also when the host seems to be away, without a word when it cannot be told', async () => {
    const page = await openLab(stage);
    await key(page, '1', 4).hover();
    await page.mouse.down();
    await expect.poll(posts).toEqual([finger(1, true)]);
    stage.host.away();
    await page.getByText(say('zh-CN', 'site.reconnecting')).waitFor();
    const asked = page.waitForRequest(/finger$/);
    await page.mouse.up();
    await asked;
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('a finger goes up only after the host has heard that it is down', async () => {
    const page = await openLab(stage);
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await key(page, '1', 4).click();
    await expect.poll(posts).toEqual([finger(1, true)]);
    await page.clock.runFor(500);
    expect(posts()).toEqual([finger(1, true)]);
    answer.resolve({ status: 200, body: labView() });
    await expect.poll(posts).toEqual([finger(1, true), finger(1, false)]);
  });

  test('on the keyboard the digits are scores, and Enter is the button with the focus', async () => {
    const page = await openLab(stage);
    await seat(page, '1').getByText(say('zh-CN', 'console.call-next')).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    const pressed = [3, 0, 1].flatMap((button) => [finger(button, true), finger(button, false)]);
    await expect.poll(posts).toEqual(pressed);
  });

  test('a key that is held counts once, and goes up with the focus', async () => {
    const page = await openLab(stage);
    await key(page, '1', 5).focus();
    await page.keyboard.down('5');
    await page.keyboard.down('5');
    await expect.poll(posts).toEqual([finger(0, true)]);
    await key(page, '2', 5).focus();
    await expect.poll(posts).toEqual([finger(0, true), finger(0, false)]);
    await page.keyboard.up('5');
    expect(posts()).toHaveLength(2);
  });

  test('says whom it awaits, what it was given, and when a press would not count', async () => {
    const page = await openLab(stage);
    await seat(page, '1')
      .getByText(say('zh-CN', 'lab.pad.awaits', { number: 'A030' }))
      .waitFor();
    await seat(page, '4')
      .getByText(say('zh-CN', 'lab.pad.rated', { number: 'B010' }))
      .waitFor();
    expect(await key(page, '4', 5).getAttribute('aria-pressed')).toBe('true');
    expect(await key(page, '4', 4).getAttribute('aria-pressed')).toBe('false');
    await seat(page, '2').getByText(say('zh-CN', 'lab.pad.idle')).waitFor();
    const edge = (id: string) =>
      key(page, id, 5)
        .locator('.face')
        .evaluate((one) => one.ownerDocument.defaultView.getComputedStyle(one).borderTopStyle);
    expect([await edge('1'), await edge('2')]).toEqual(['solid', 'dashed']);
  });

  test.each([
    [3, ['满意', '基本满意', '不满意']],
    [4, ['非常满意', '满意', '不满意', '非常不满意']],
    [5, ['非常满意', '满意', '基本满意', '不满意', '非常不满意']],
    [7, ['7', '6', '5', '4', '3', '2', '1']],
    [10, ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1']],
  ])('of %i scores: %j', async (scale, wanted) => {
    const page = await openLab(stage, { pads: [padView('1', { scale, buttons: buttons(scale) })] });
    await key(page, '1', scale).waitFor();
    expect(await seat(page, '1').locator('foyer-pad button').allInnerTexts()).toEqual(wanted);
    await key(page, '1', scale).focus();
    await page.keyboard.press(String(scale % 10));
    await expect.poll(posts).toEqual([finger(0, true), finger(0, false)]);
  });
});
