/** Measuring a screen against a bank card: by touch and by keys, kept in this browser, and taken back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { maintenanceView } from '../kiosk/support/maintenance-view.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

/** The kiosk's own screen, which has no keyboard. */
const kiosk = { width: 1080, height: 1920 };

async function open(size = kiosk): Promise<Page> {
  stage.host.show('maintenance', maintenanceView());
  const page = await stage.open('/maintenance#screen', size);
  await page.locator('.measure').waitFor();
  return page;
}

const kept = (page: Page) => page.evaluate<string | null>("localStorage.getItem('foyer.pxPerMm')");
const scale = async (page: Page) => Number(await page.getByRole('slider').getAttribute('aria-valuenow'));
const key = (page: Page, name: 'smaller' | 'much-larger') =>
  page.getByRole('button', { name: say('zh-CN', `maintenance.screen.${name}`) });
const button = (page: Page, name: 'save' | 'reset') =>
  page.getByRole('button', { name: say('zh-CN', `maintenance.screen.${name}`) });
const frame = async (page: Page) => page.locator('.card rect').boundingBox();

test('grows and shrinks by touch, is kept with its date, and can be forgotten', async () => {
  const page = await open();
  expect(await kept(page)).toBeNull();
  expect(await button(page, 'reset').isDisabled()).toBe(true);
  const before = await frame(page);
  await key(page, 'much-larger').click();
  await key(page, 'smaller').click();
  const after = await frame(page);
  expect(Math.round((after?.width ?? 0) - (before?.width ?? 0))).toBe(9);
  expect([after?.x, after?.y]).toEqual([before?.x, before?.y]);
  expect((after?.width ?? 0) / (after?.height ?? 1)).toBeCloseTo(85.6 / 53.98, 1);
  await button(page, 'save').click();
  const stored = Number(await kept(page));
  expect(stored * 85.6).toBeCloseTo((after?.width ?? 0) - 3, 0);
  const line = say('zh-CN', 'maintenance.screen.kept', { date: '11月19日', figure: stored.toFixed(2) });
  await page.getByText(line).waitFor();
  await page.reload();
  await page.getByText(line).waitFor();
  expect(await scale(page)).toBeCloseTo(stored, 2);
  await button(page, 'reset').click();
  await page.getByText(say('zh-CN', 'maintenance.screen.unmeasured')).waitFor();
  expect(await kept(page)).toBeNull();
});

test('arrow keys do the same, and neither goes beyond what a screen can be', async () => {
  const page = await open({ width: 1280, height: 800 });
  await page.getByRole('slider').focus();
  const before = await scale(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('+');
  await expect.poll(() => scale(page)).toBeCloseTo(before - 8 / 85.6, 1);
  for (const [press, end] of [
    ['PageDown', 2],
    ['PageUp', 12],
  ] as const) {
    for (let count = 0; count < 90; count += 1) await page.keyboard.press(press);
    await expect.poll(() => scale(page)).toBe(end);
  }
});

test('what is kept and cannot be was no measurement', async () => {
  const page = await open();
  await page.evaluate("localStorage.setItem('foyer.pxPerMm', '400')");
  await page.reload();
  await page.getByText(say('zh-CN', 'maintenance.screen.unmeasured')).waitFor();
  await page.evaluate(`Storage.prototype.setItem = () => { throw new DOMException('full'); }`);
  await button(page, 'save').click();
  expect(await seen(page.getByText(say('zh-CN', 'maintenance.screen.refused')))).toBe(true);
});

test('every target is large enough for a finger, and all of it fits the screen', async () => {
  const page = await open();
  for (const one of await page.locator('.measure button').all()) {
    const box = await one.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(96);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(kiosk.width);
});
