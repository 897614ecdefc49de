/** The kiosk for somebody who does not see it: a keypad, and a voice for one ear. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { kioskView, print, taken } from '../kiosk/support/views.ts';

const stage = stageForTests();
beforeEach(() => stage.host.show('kiosks/first', kioskView()));

const zh = 'zh-CN';
const spoken = () => stage.host.spoken;
async function heard(text: string): Promise<true> {
  await expect.poll(() => spoken().join('\n'), { timeout: 4000 }).toContain(text);
  return true;
}

async function open(): Promise<Page> {
  const page = await stage.open('/kiosk');
  await page.locator('button.service').first().waitFor();
  return page;
}

describe('private speech', () => {
  test('begins with the keypad, never with a touch: the question, then the control', async () => {
    const page = await open();
    await page.getByText(say(zh, 'kiosk.tool.contrast')).click();
    expect(spoken()).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await heard(`zh ${say(zh, 'kiosk.question')}`);
    await heard(`zh ${say(zh, 'kiosk.tool.reach')}`);
    expect(spoken().join()).not.toContain('Lower');
  });

  test('stops for what is said next, and says it again', async () => {
    const page = await open();
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
    await heard('zh B 缴费');
    const before = spoken().length;
    await page.keyboard.press('r');
    await expect.poll(() => spoken().slice(before).join()).toContain('B 缴费');
  });

  test('says what is closed, what helps, and how loud it is', async () => {
    const page = await open();
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown');
    await heard('F 证件·发票');
    await heard(say(zh, 'kiosk.spoken.off'));
    await page.keyboard.press('F1');
    await heard(say(zh, 'kiosk.spoken.help'));
    await page.keyboard.press('+');
    expect(await heard(say(zh, 'kiosk.spoken.volume', { step: 4 }))).toBe(true);
  });

  test('reads the ticket, and tells of its paper by itself', async () => {
    const page = await open();
    await page.keyboard.press('ArrowDown');
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.keyboard.press('Enter');
    await page.locator('.called').waitFor();
    await heard(`${say(zh, 'kiosk.ticket.label')} A023`);
    stage.host.show('kiosks/first', kioskView({ prints: [print({ state: 'printed', proof: 'confirmed' })] }));
    expect(await heard(say(zh, 'kiosk.print.printed'))).toBe(true);
  });

  test('speaks the language that was chosen', async () => {
    const page = await open();
    await page.getByText('English').click();
    await page.getByText(say('en', 'kiosk.question')).first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await heard(`en ${say('en', 'kiosk.question')}`)).toBe(true);
  });

  test('leaves nothing: silent, and as loud as ever, for the next visitor', async () => {
    const page = await open();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('+');
    await heard(say(zh, 'kiosk.spoken.volume', { step: 4 }));
    await page.clock.runFor(45_100);
    await heard(say(zh, 'kiosk.idle.title'));
    await page.clock.runFor(20_100);
    await page.locator('.idle').waitFor({ state: 'detached' });
    const before = spoken().length;
    await page.getByText(say(zh, 'kiosk.tool.contrast')).click();
    await page.locator('.tools .on').waitFor();
    expect(spoken().length).toBe(before);
    await page.keyboard.press('+');
    await expect
      .poll(() => spoken().slice(before).join())
      .toContain(say(zh, 'kiosk.spoken.volume', { step: 4 }));
  });

  test('that has no voice is one quiet sign, and the keypad is enough', async () => {
    stage.host.voice(false);
    const page = await open();
    await page.keyboard.press('ArrowDown');
    await page.getByText(say(zh, 'kiosk.spoken.none')).waitFor();
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await page.keyboard.press('Enter');
    expect(await seen(page.locator('.called'))).toBe(true);
  });

  test('a code is typed with letters, whatever they mean elsewhere', async () => {
    const page = await open();
    await page.locator('.ways button').first().click();
    await page.locator('.boxes').waitFor();
    await page.keyboard.type('hr-12');
    await expect
      .poll(async () => (await page.locator('.boxes').innerText()).replaceAll(/\s/g, ''))
      .toBe('hr-12');
    await page.keyboard.press('Backspace');
    await expect
      .poll(async () => (await page.locator('.boxes').innerText()).replaceAll(/\s/g, ''))
      .toBe('hr-1');
  });
});
