/** The faults of a layout that is tried have room to be read, and leave room for the layout. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import { device, maintenanceView } from './support/maintenance-view.ts';
import { presentLayout, preview } from './support/paper.ts';
import { stageForTests } from './support/stage.ts';

const stage = stageForTests();

/** Some lines of code remain in sight. */
const codeMinPx = 160;
const message = `unknown item "servise"; ${'this place is for one of the items of a ticket '.repeat(2)}`;
const faults = [3, 4, 5, 7, 9].map((line) => ({
  line,
  column: 5,
  path: `ticket.layout[${line - 2}]`,
  message,
}));

async function openFace(locale: string): Promise<Page> {
  stage.host.show('maintenance', maintenanceView({ devices: [device('printer', 'door')] }));
  stage.host.answer(() => ({ status: 200, body: preview() }));
  const page = await stage.open('/maintenance#ticket', { width: 1280, height: 800, locale });
  await page.locator('.desk img').waitFor();
  return page;
}

/** Tries a layout that has so many faults. */
async function tryWith(page: Page, count: number): Promise<void> {
  stage.host.answer(() => ({ status: 200, body: preview({ paper: null, faults: faults.slice(0, count) }) }));
  await page.locator('textarea').fill(`${presentLayout}  - servise${count}\n`);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.verdict li').count()).toBe(count);
  await page.evaluate('document.fonts.ready');
}

/** Top and bottom of the last of each kind of part. */
async function span(page: Page, part: string): Promise<{ readonly top: number; readonly bottom: number }> {
  const place = await page.locator(part).last().boundingBox();
  if (place === null) throw new Error(`${part} is not shown`);
  return { top: place.y, bottom: place.y + place.height };
}

/** Of five, the last is a scroll away, and nothing lies over anything. */
async function showsFive(page: Page): Promise<void> {
  const [code, verdict] = [await span(page, '.code'), await span(page, '.verdict')];
  expect(code.bottom - code.top).toBeGreaterThanOrEqual(codeMinPx);
  expect(verdict.top).toBeGreaterThanOrEqual(code.bottom);
  expect((await span(page, '.editor footer')).top).toBeGreaterThanOrEqual(verdict.bottom);
  expect((await span(page, '.copied')).bottom).toBeLessThanOrEqual((await span(page, 'main')).bottom);
  await page.locator('.verdict button').last().focus();
  expect((await span(page, '.verdict li')).bottom).toBeLessThanOrEqual(verdict.bottom);
}

test.each(languages)(
  'two are read at a glance, and of five the last is a scroll away: %s',
  async (locale) => {
    const page = await openFace(locale);
    await tryWith(page, 2);
    const code = await span(page, '.code');
    expect((await span(page, '.verdict li')).bottom).toBeLessThanOrEqual(
      (await span(page, '.verdict')).bottom,
    );
    expect(code.bottom - code.top).toBeGreaterThanOrEqual(codeMinPx);

    await tryWith(page, 5);
    await showsFive(page);
  },
);
