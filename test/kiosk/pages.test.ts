/** Display, telephone, lab and start: each against the views it is made of. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallView } from '../../firmware-host/messages/views.ts';
import { say, seen, startStage, type Stage } from './support/stage.ts';
import { counterName, displayView, followView, kioskView, labView, now, ticket } from './support/views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const call = (position: number, number: string, times = 1): CallView => ({
  position,
  at: now,
  number,
  service: number.slice(0, 1),
  counter: counterName('2'),
  times,
});

describe('display', () => {
  const size = { width: 1920, height: 1080 };
  test('an old call stands still; a new one flashes, and so does its recall', async () => {
    stage.host.show('display', displayView());
    const page = await stage.open('/display', size);
    await page.locator('.banner:not(.fresh)', { hasText: 'A023' }).waitFor();
    stage.host.show('display', displayView({ calls: [call(120, 'C019'), call(108, 'A023')] }));
    await page.locator('.banner.fresh', { hasText: 'C019' }).waitFor();
    await page.locator('.earlier', { hasText: 'A023' }).waitFor();
    stage.host.show('display', displayView({ calls: [call(131, 'C019', 2), call(108, 'A023')] }));
    expect(await seen(page.locator('.banner.fresh', { hasText: 'C019' }))).toBe(true);
  });

  test('no call yet is a welcome', async () => {
    stage.host.show('display', displayView({ calls: [] }));
    const page = await stage.open('/display', size);
    expect(await seen(page.getByText(say('zh-CN', 'display.welcome.text')))).toBe(true);
  });

  test('old content says how old it is', async () => {
    stage.host.show('display', displayView());
    const page = await stage.open('/display', size);
    await page.locator('.banner').waitFor();
    stage.host.away();
    await page.locator('.mute').waitFor();
    await page.clock.runFor(12_000);
    expect(await seen(page.locator('.stale', { hasText: '14:26' }))).toBe(true);
  });

  test('waiting services come in pages', async () => {
    stage.host.show('display', displayView());
    const page = await stage.open('/display', size);
    const letters = () => page.locator('.waiting .plate').allInnerTexts();
    await page.locator('.waiting .plate').first().waitFor();
    const first = await letters();
    await page.clock.runFor(8000);
    const second = await letters();
    expect([first.join(''), second.join('')].toSorted()).toEqual(['ABC', 'EV']);
  });
});

describe('telephone', () => {
  const size = { width: 390, height: 844 };

  async function follow(change: Parameters<typeof followView>[0]): Promise<Page> {
    stage.host.show('tickets/tok', followView(change));
    const page = await stage.open('/t/tok', size);
    await page.locator('.number', { hasText: 'A023' }).waitFor();
    return page;
  }

  test('waiting, near, called: the page goes along', async () => {
    const page = await follow({});
    await page.getByText(say('zh-CN', 'phone.waiting'), { exact: true }).waitFor();
    stage.host.show('tickets/tok', followView({ ahead: 2 }));
    await page.getByText(say('zh-CN', 'phone.near'), { exact: true }).waitFor();
    stage.host.show('tickets/tok', followView({ state: 'called', ahead: 0, counter: counterName('3') }));
    expect(await seen(page.getByText(say('zh-CN', 'phone.called', { counter: '3 号窗口' })))).toBe(true);
  });

  test("it speaks the ticket's language, and another on request", async () => {
    const page = await follow({ ticket: ticket({ language: 'en' }) });
    await page.getByText(say('en', 'phone.waiting')).waitFor();
    await page.getByRole('button', { name: '繁體中文' }).click();
    expect(await seen(page.getByText(say('zh-TW', 'phone.waiting'), { exact: true }))).toBe(true);
  });

  test('times are those of the lobby, wherever the telephone thinks it is', async () => {
    const page = await follow({ timeZone: 'Pacific/Kiritimati' });
    expect(await page.locator('time').innerText()).toBe(say('zh-CN', 'phone.taken', { time: '20:26' }));
  });

  test('a number of another day is answered kindly', async () => {
    const page = await stage.open('/t/gone', size);
    expect(await seen(page.getByText(say('zh-CN', 'error.not-found.visitor')))).toBe(true);
  });
});

describe('lab', () => {
  const size = { width: 1440, height: 900 };

  test('a switch asks for its fault; tearing asks for the paper', async () => {
    stage.host.show('lab', labView());
    stage.host.show('kiosks/first', kioskView());
    stage.host.show('display', displayView());
    stage.host.show('counters', [{ counter: counterName('1'), state: 'closed', agent: null }]);
    const page = await stage.open('/lab', size);
    const faults = { paperOut: true, coverOpen: false, cableCut: false, hung: false };
    stage.host.answer(() => ({ status: 200, body: labView({ faults }) }));
    await page.getByRole('switch', { name: say('zh-CN', 'lab.fault.paperOut') }).click();
    await page.locator('[role=switch][aria-checked=true]').waitFor();
    await page.getByRole('button', { name: say('zh-CN', 'lab.tear') }).click();
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([
        ['lab/printers/ticket-printer/faults', { paperOut: true }],
        ['lab/printers/ticket-printer/tear', {}],
      ]);
  });

  test('the paper is drawn, one pixel a dot, and can be read aloud', async () => {
    stage.host.show('lab', labView());
    const page = await stage.open('/lab', size);
    const paper = page.locator('foyer-paper canvas');
    await expect.poll(() => paper.getAttribute('aria-label')).toContain('A036');
    const inked = () =>
      paper.evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return (
          data.filter((value: number, at: number) => at % 4 === 3 && value > 0).length / (data.length / 4)
        );
      });
    await expect.poll(inked).toBeGreaterThan(0.02);
    expect(await paper.getAttribute('width')).toBe('384');
  });

  test('the drawn code opens its address, by mouse or by keyboard', async () => {
    stage.host.show('lab', labView());
    const page = await stage.open('/lab', size);
    const link = page.getByRole('link', { name: say('zh-CN', 'lab.paper.open') });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz');
    expect(await link.getAttribute('target')).toBe('_blank');
    await link.focus();
    expect(await link.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
    const code = await link.boundingBox();
    const paper = await page.locator('foyer-paper canvas').boundingBox();
    expect(code?.width).toBe(29 * 6);
    expect(code?.height).toBe(code?.width);
    // In the middle of the paper, below the head's four lines.
    expect((code?.x ?? 0) - (paper?.x ?? 0)).toBe((384 - 29 * 6) / 2);
    expect((code?.y ?? 0) - (paper?.y ?? 0)).toBe(24 + 6 + 48 + 6 + 96 + 6 + 24 + 6 + 12);
  });
});

test('the start page leads to every other', async () => {
  const page = await stage.open('/', { width: 1280, height: 800, locale: 'zh-TW' });
  await page.getByText(say('zh-TW', 'start.lead')).waitFor();
  const links = await page.locator('li a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['/lab', '/kiosk', '/counter', '/display']);
});
