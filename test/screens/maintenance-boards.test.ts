/** The technician's page about boards: which one it is, what it means, and what to do. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DeviceReport } from '../../firmware-host/messages/devices.ts';
import type { TextKey } from '../../config/texts/texts.ts';
import { boardPlace } from '../support/device-view.ts';
import { device, maintenanceView } from '../kiosk/support/maintenance-view.ts';
import { overflowing } from '../kiosk/support/overflowing.ts';
import { say, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

async function open(...devices: DeviceReport[]): Promise<Page> {
  stage.host.show('maintenance', maintenanceView({ devices }));
  const page = await stage.open('/maintenance#devices', { width: 1280, height: 800 });
  await page.locator('.sum').waitFor();
  return page;
}

const over = (counter: string, change: Partial<DeviceReport> = {}) =>
  device('board', `window-${counter}`, { board: boardPlace({ counter, address: 7 }), ...change });
const gone = { state: 'lost', problem: 'disconnected' } as const;
const boardName = (id: string) =>
  say('zh-CN', 'lab.board.counter', { counter: say('zh-CN', 'counter.name', { id }) });
const effect = (key: TextKey, name: string) => say('zh-CN', key, { name });
const addressText = (address: number) => say('zh-CN', 'maintenance.board.address', { address });
const text = (page: Page, part: string) => page.locator(part).innerText();

test('boards on one line are told apart by address, counter and template', async () => {
  const page = await open(
    device('board', 'main'),
    over('2', { board: boardPlace({ counter: '2', address: 2, template: 'qt-gb2312' }) }),
  );
  expect(await page.locator('.devices .place').allInnerTexts()).toEqual([
    addressText(1),
    `${addressText(2)} · ${say('zh-CN', 'counter.name', { id: '2' })} · qt-gb2312`,
  ]);
  expect(await overflowing(page)).toEqual([]);
});

describe('a board that is lost', () => {
  test('is named by its counter, or its id', async () => {
    const page = await open(device('board', 'main'), over('3', gone), device('board', 'side', gone));
    const matters = await page.locator('.matters > li').allInnerTexts();
    expect(matters[0]).toContain(effect('warning.board.visitors', boardName('3')));
    expect(matters[1]).toContain(effect('warning.board.visitors', 'side'));
    expect(await text(page, 'h1')).toBe(say('zh-CN', 'maintenance.attend', { count: 2 }));
  });

  test.each([
    ['not-answering', 'warning.board.staff'],
    ['disconnected', 'warning.board.disconnected.staff'],
  ] as const)('%s: with steps of its own', async (problem, key) => {
    const page = await open(device('board', 'main', { state: 'lost', problem }));
    const steps = say('zh-CN', key).split('\n');
    expect(await page.locator('.steps li span').allInnerTexts()).toEqual(steps);
    expect(steps).toHaveLength(3);
  });

  test.each(['refused', 'slow'] as const)('and one with the problem %s, too', async (problem) => {
    const page = await open(device('board', 'main'), over('3', { state: 'degraded', problem }));
    expect(await text(page, '.matters')).toContain(
      effect(`warning.board.${problem}.visitors`, boardName('3')),
    );
  });
});

describe('when no board shows who is called', () => {
  const status = device('board', 'status', { board: boardPlace({ calls: false }) });

  test('the page does not say that calling goes on', async () => {
    const page = await open(over('1', gone), over('2', gone), status);
    expect(await text(page, 'h1')).toBe(say('zh-CN', 'maintenance.attend.boards', { count: 2 }));
    expect(await text(page, '.sum')).toContain(effect('warning.board.all.visitors', boardName('1')));
  });

  test('it does where one still does, or where there was none', async () => {
    const well = say('zh-CN', 'maintenance.attend', { count: 1 });
    expect(await text(await open(over('1', gone), over('2')), 'h1')).toBe(well);
    expect(await text(await open({ ...status, ...gone }, device('pad', 'pad-1')), 'h1')).toBe(well);
  });
});
