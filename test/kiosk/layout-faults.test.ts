/** The faults of a layout that is tried have room to be read, and leave room for the layout. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import type { PreviewTicket } from '../../firmware-host/messages/ticket-preview.ts';
import { device, maintenanceView } from './support/maintenance-view.ts';
import { presentLayout, preview } from './support/paper.ts';
import { startStage, type Stage } from './support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

/** Some lines of code remain in sight. */
const codeMinPx = 160;
const message = `unknown item "servise"; ${'this place is for one of the items of a ticket '.repeat(2)}`;
const faults = [3, 4, 5, 7, 9].map((line) => ({
  line,
  column: 5,
  path: `ticket.layout[${line - 2}]`,
  message,
}));

async function openWith(count: number, locale: string): Promise<Page> {
  stage.host.show('maintenance', maintenanceView({ devices: [device('printer', 'door')] }));
  stage.host.answer(({ body }) => {
    const isTried = (body as PreviewTicket).layout !== undefined;
    return {
      status: 200,
      body: preview(isTried ? { paper: null, faults: faults.slice(0, count) } : {}),
    };
  });
  const page = await stage.open('/maintenance#ticket', { width: 1280, height: 800, locale });
  await page.locator('.desk img').waitFor();
  await page.locator('textarea').fill(`${presentLayout}  - servise\n`);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.verdict li').count()).toBe(count);
  await page.evaluate('document.fonts.ready');
  return page;
}

/** Top and bottom of the last of each kind of part. */
async function span(page: Page, part: string): Promise<{ readonly top: number; readonly bottom: number }> {
  const place = await page.locator(part).last().boundingBox();
  if (place === null) throw new Error(`${part} is not shown`);
  return { top: place.y, bottom: place.y + place.height };
}

test.each(languages)('two are read at a glance: %s', async (locale) => {
  const page = await openWith(2, locale);
  const code = await span(page, '.code');
  expect((await span(page, '.verdict li')).bottom).toBeLessThanOrEqual((await span(page, '.verdict')).bottom);
  expect(code.bottom - code.top).toBeGreaterThanOrEqual(codeMinPx);
});

test.each(languages)(
  'of five, the last is a scroll away, and nothing lies over anything: %s',
  async (locale) => {
    const page = await openWith(5, locale);
    const [code, verdict] = [await span(page, '.code'), await span(page, '.verdict')];
    expect(code.bottom - code.top).toBeGreaterThanOrEqual(codeMinPx);
    expect(verdict.top).toBeGreaterThanOrEqual(code.bottom);
    expect((await span(page, '.editor footer')).top).toBeGreaterThanOrEqual(verdict.bottom);
    expect((await span(page, '.copied')).bottom).toBeLessThanOrEqual((await span(page, 'main')).bottom);
    await page.locator('.verdict button').last().focus();
    expect((await span(page, '.verdict li')).bottom).toBeLessThanOrEqual(verdict.bottom);
  },
);
