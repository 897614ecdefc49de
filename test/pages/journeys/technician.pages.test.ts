/** Who sets a lobby up and looks after it: from the first page to every other, the box, and the devices that are not there. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LabView } from '../../../firmware-host/messages/lab.ts';
import { bodyOf } from '../../support/api.ts';
import { zh } from '../../kiosk/support/stage.ts';
import { houseWithPages } from './support/house.ts';
import { slow } from './support/network.ts';
import { passUntil, soon } from './support/patience.ts';

const house = houseWithPages();
const setPaperOut = (paperOut: boolean) => house().api.must('lab/printers/paper/faults', { paperOut });
beforeEach(() => setPaperOut(false));

const desk = { viewport: { width: 1440, height: 900 } };

const lab = async (): Promise<LabView> => bodyOf(await house().api.get('/api/v1/lab')) as LabView;
/** How many papers have come out of the printer at the door. */
const papers = async (): Promise<number> =>
  Math.max(0, ...(await lab()).printers.flatMap((printer) => printer.papers.map(({ id }) => id)));

describe('the first page', () => {
  test('leads to every other one, and each of them is there', async () => {
    const page = await house().open('/', { still: false, ...desk });
    await page.getByRole('link', { name: '1 号窗口' }).waitFor();
    const links = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    expect(new Set(links).size).toBeGreaterThanOrEqual(8);
    for (const link of links) {
      await page.goto(house().url + link);
      await expect.poll(() => page.locator('body > *:defined').first().isVisible()).toBe(true);
      expect(await page.title()).not.toBe('');
    }
  });

  test('names the counters as soon as the host is back', async () => {
    const page = await house().open('/', { still: true, ...desk });
    await house().killHost();
    await page.evaluate('location.hash = "#again"');
    await house().startHost();
    await page.reload();
    await passUntil(page, page.getByRole('link', { name: '1 号窗口' }));
    expect(await page.getByRole('link', { name: zh('maintenance.title') }).count()).toBe(1);
  });
});

/** The technician's page, connected. */
async function openMaintenance(): Promise<Page> {
  const page = await house().open('/maintenance', { still: false, ...desk });
  await page.getByText(zh('site.connected')).waitFor();
  return page;
}

describe('the box', () => {
  test('what is wrong with a printer is said at once, and goes when it is mended', async () => {
    const page = await openMaintenance();
    const problem = page.getByRole('main').getByText(zh('maintenance.problem.paper-out')).first();
    await setPaperOut(true);
    await problem.waitFor();
    await setPaperOut(false);
    await problem.waitFor({ state: 'hidden' });
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('a test page is one paper, though the button is pressed twice over a slow network', async () => {
    const page = await openMaintenance();
    const before = await papers();
    const held = await slow(page, 'devices/paper/test-print');
    await page
      .locator('button', { hasText: zh('maintenance.test-print') })
      .first()
      .dblclick();
    await held.asked;
    held.letGo();
    await soon(papers, before + 1);
    await page
      .locator('button', { hasText: zh('maintenance.test-print') })
      .first()
      .waitFor();
    expect(await papers()).toBe(before + 1);
  });

  test('a host that was killed is told, and so is that it is back', async () => {
    const page = await openMaintenance();
    await house().killHost();
    await page.getByText(zh('site.reconnecting')).waitFor();
    await house().startHost();
    await page.getByText(zh('site.connected')).waitFor();
    expect(await page.locator('button', { hasText: zh('maintenance.test-print') }).count()).toBeGreaterThan(
      0,
    );
  });
});

/** The page of the devices that are not there, connected. */
async function openLab(): Promise<Page> {
  const page = await house().open('/lab', { still: false, ...desk });
  await page.locator('.plates button').first().waitFor();
  return page;
}

describe('the lab', () => {
  test('a touch is a number, and its paper lies there to be read', async () => {
    const page = await openLab();
    await page.locator('.plates button', { hasText: '缴费' }).click();
    await soon(async () => (await house().taken()).length, 1);
    const [ticket] = await house().taken();
    await page
      .getByRole('img', { name: ticket?.number ?? '?' })
      .first()
      .waitFor();
    expect(ticket).toMatchObject({ service: 'A', state: 'waiting' });
  });

  test('without paper the number is given all the same, and comes out of no printer', async () => {
    const page = await openLab();
    const before = await papers();
    await page
      .getByRole('switch', { name: zh('lab.fault.paperOut') })
      .first()
      .click();
    await soon(async () => (await lab()).printers.some(({ faults }) => faults.paperOut), true);
    await page.locator('.plates button', { hasText: '报修' }).click();
    await soon(async () => (await house().taken())[0]?.print?.problem, 'paper-out');
    expect(await papers()).toBe(before);
  });

  test('a host that was killed comes back with the number that was taken', async () => {
    const page = await openLab();
    await page.locator('.plates button', { hasText: '缴费' }).click();
    await soon(async () => (await house().taken()).length, 1);
    await house().killHost();
    await page.getByText(zh('site.reconnecting')).first().waitFor();
    await house().startHost();
    await page.getByText(zh('site.reconnecting')).first().waitFor({ state: 'hidden' });
    expect(await house().taken()).toHaveLength(1);
  });
});
