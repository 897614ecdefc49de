/** The technician's page has room for all of it, on every screen that it is read on. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import type { MaintenanceView } from '../../firmware-host/messages/maintenance.ts';
import { storageWarnings } from '../../firmware-host/messages/storage.ts';
import { device, maintenanceView, storageView } from '../kiosk/support/maintenance-view.ts';
import { stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

/** What is wider than its place or the window. */
const tight = (page: Page): Promise<string[]> =>
  page
    .locator('.head, .sum, main, aside, .btn, dd, h1, h2, h3, .copies table, .devices table')
    .evaluateAll((parts) =>
      parts.flatMap((part) => {
        const { right } = part.getBoundingClientRect();
        const cut = part.clientWidth > 0 && part.scrollWidth > part.clientWidth;
        return cut || right > part.ownerDocument.documentElement.clientWidth ? [part.outerHTML] : [];
      }),
    );

const everything: Partial<MaintenanceView> = {
  storage: storageView({
    epoch: 2,
    warnings: [...storageWarnings],
    clock: { trusted: false, at: '2026-11-19T06:26:00.000Z', source: 'none' },
  }),
  devices: [
    device('board', 'main-board-of-the-lobby', { state: 'lost', portFault: 'x'.repeat(120) }),
    device('printer', 'printer-at-the-door', {
      state: 'degraded',
      problem: 'not-answering',
      paperLow: true,
      since: '2026-11-18T06:20:00.000Z',
    }),
  ],
};

describe.each(languages)('%s', (locale) => {
  test.each([
    [1280, 800],
    [1024, 768],
    [390, 844],
  ])('fits %i × %i, when all is well and when nothing is', async (width, height) => {
    for (const change of [{}, everything]) {
      for (const tab of ['devices', 'storage']) {
        stage.host.show('maintenance', maintenanceView(change));
        const page = await stage.open(`/maintenance#${tab}`, { width, height, locale });
        await page.locator(change === everything ? '.matters' : '.calm').waitFor();
        await page.locator(`main .${tab}`).waitFor();
        await page.evaluate('document.fonts.ready');
        expect(await tight(page)).toEqual([]);
      }
    }
  });
});
