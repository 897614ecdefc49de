/** After a low score: what went wrong, and whether somebody shall call back. */
import { describe, expect, test } from 'vitest';
import { askedOf } from './support/open-lab.ts';
import { choice, foot, openReasons, reasonGiven, showVisit, stand, title } from './support/rate-screen.ts';
import { visitToRate } from './support/rate-view.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);
const visit = visitToRate().id;

describe('the reason of a low score', () => {
  test('is one touch, and goes off after three seconds', async () => {
    const page = await openReasons(stage);
    await choice(page, 'rate.reason.speed').click();
    for (const seconds of ['3', '2', '1']) {
      await page.locator('.seconds', { hasText: seconds }).waitFor();
      expect(posts()).toEqual([]);
      await page.clock.runFor(1000);
    }
    await title(page, 'rate.thanks.reason').waitFor();
    expect(posts()).toEqual([['counters/3/ratings/reason', { reason: 'speed', visit }]]);
  });

  test('can be changed and taken back meanwhile', async () => {
    const page = await openReasons(stage);
    await choice(page, 'rate.reason.speed').click();
    await page.clock.runFor(2000);
    await choice(page, 'rate.reason.skill').click();
    await page.locator('.seconds', { hasText: '3' }).waitFor();
    await foot(page, 'rate.undo').click();
    await page.clock.runFor(5000);
    expect(await page.locator('.chosen').count()).toBe(0);
    await foot(page, 'rate.pass').click();
    await title(page, 'rate.thanks').waitFor();
    expect(posts()).toEqual([]);
  });

  test('can be sent at once; before one is chosen there is nothing to send', async () => {
    const page = await openReasons(stage);
    expect(await foot(page, 'rate.send').getAttribute('aria-disabled')).toBe('true');
    await choice(page, 'rate.reason.result').click();
    await foot(page, 'rate.send').click();
    await title(page, 'rate.thanks.reason').waitFor();
    expect(posts()).toEqual([['counters/3/ratings/reason', { reason: 'result', visit }]]);
  });

  test('that does not arrive can be sent again', async () => {
    const page = await openReasons(stage);
    stage.host.answer(() => 'drop');
    await choice(page, 'rate.reason.result').click();
    await foot(page, 'rate.send').click();
    await passTimeUntil(page, page.locator('.note.warn', { hasText: say('zh-CN', 'rate.unsent') }));
    stage.host.answer(() => reasonGiven);
    await foot(page, 'rate.send').click();
    expect(await seen(title(page, 'rate.thanks.reason'))).toBe(true);
  });

  test('goes when a row of buttons has taken the rating back', async () => {
    const page = await openReasons(stage);
    showVisit(stage, null);
    expect(await seen(stand(page, 'idle'))).toBe(true);
  });
});

describe('a call back', () => {
  test('takes reason and number, with consent, and says that somebody will call', async () => {
    const page = await openReasons(stage);
    await choice(page, 'rate.reason.attitude').click();
    await foot(page, 'rate.send.call').click();
    await title(page, 'rate.call.title').waitFor();
    await page.getByText(say('zh-CN', 'rate.call.consent')).waitFor();
    const keys = page.locator('.pad button');
    for (const digit of '138001380009')
      await keys.filter({ hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await keys.filter({ hasText: say('zh-CN', 'kiosk.code.erase') }).click();
    await page.locator('.number', { hasText: '138 0013 8000' }).waitFor();
    stage.host.answer(() => ({ status: 201, body: { until: null } }));
    await foot(page, 'rate.call').click();
    await title(page, 'rate.thanks.call').waitFor();
    expect(posts()).toEqual([
      ['counters/3/ratings/reason', { reason: 'attitude', visit }],
      ['counters/3/ratings/call-back', { contact: '138 0013 8000', visit }],
    ]);
  });

  test('needs a whole number, by keyboard as well', async () => {
    const page = await openReasons(stage);
    await foot(page, 'rate.call').click();
    await title(page, 'rate.call.title').waitFor();
    for (const key of ['0', '1', '0', '8', '8', 'x', '+', 'Enter']) await page.keyboard.press(key);
    expect(await foot(page, 'rate.call').getAttribute('aria-disabled')).toBe('true');
    for (const key of ['8', '9', 'Backspace', '8', 'Enter']) await page.keyboard.press(key);
    await title(page, 'rate.thanks.call').waitFor();
    expect(posts()).toEqual([['counters/3/ratings/call-back', { contact: '010 8888', visit }]]);
  });

  test('can be left, back to the reasons', async () => {
    const page = await openReasons(stage);
    await foot(page, 'rate.call').click();
    await page.keyboard.press('5');
    await page.keyboard.press('Escape');
    await title(page, 'rate.reason').waitFor();
    await foot(page, 'rate.call').click();
    await title(page, 'rate.call.title').waitFor();
    expect((await page.locator('.number').innerText()).trim()).toBe('');
  });

  test('that nobody ends is forgotten, number and all', async () => {
    const page = await openReasons(stage);
    await foot(page, 'rate.call').click();
    for (const key of '1380013') await page.keyboard.press(key);
    await page.locator('.number', { hasText: '138 0013' }).waitFor();
    await page.clock.runFor(30_100);
    await stand(page, 'idle').waitFor();
    expect(await page.evaluate("document.querySelector('foyer-rate').shadowRoot.innerHTML")).not.toContain(
      '138',
    );
    expect(posts()).toEqual([]);
  });
});
