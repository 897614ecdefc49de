/** Display, telephone and start: each against the views it is made of. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CallView } from '../../firmware-host/messages/views.ts';
import { say, seen, stageForTests } from './support/stage.ts';
import { counterName, displayView, now, ticket } from './support/views.ts';
import { followView } from './support/follow-view.ts';

const stage = stageForTests();

const call = (position: number, number: string, times = 1): CallView => ({
  position,
  at: now,
  number,
  service: number.slice(0, 1),
  counter: counterName('2'),
  times,
  visibly: false,
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

test('the start page leads to every other', async () => {
  stage.host.show('counters', [
    { counter: counterName('1'), state: 'idle', agent: null },
    { counter: counterName('a b'), state: 'closed', agent: null },
  ]);
  const page = await stage.open('/', { width: 1280, height: 800, locale: 'zh-TW' });
  await page.getByText(say('zh-TW', 'start.lead')).waitFor();
  await page.locator('.each a').first().waitFor();
  const links = await page.locator('li a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual([
    '/lab',
    '/kiosk',
    '/counter',
    '/display',
    '/rate/1',
    '/rate/a%20b',
    '/supervisor',
    '/maintenance',
  ]);
});
