/** The left column of the console: who waits, and who comes back. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { WaitingTicket } from '../../firmware-host/messages/counter-queue.ts';
import { consoleOn, ok } from '../kiosk/support/console.ts';
import { passTimeUntil, say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterTicket, counterView, names, servingView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const openConsole = (view: CounterView) => consoleOn(stage, view);

/** A moment so many minutes after 14:26. */
const inMinutes = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 19, 6, 26) + minutes * 60_000).toISOString();

const waits = (number: string, change: Partial<WaitingTicket> = {}): WaitingTicket => ({
  id: number,
  number,
  service: number.slice(0, 1),
  serviceName: names('缴费', '繳費', 'Payments'),
  takenAt: inMinutes(-9),
  class: 'ordinary',
  priority: null,
  size: 1,
  care: { visibly: false, escort: false },
  appointmentAt: null,
  promisedAt: null,
  ...change,
});

const promised = (minutes: number) => ({ next: [waits('A1', { promisedAt: inMinutes(minutes) })] });
const rows = (page: Page) => page.locator('.waiting li');

describe('who waits', () => {
  // A page that hears nothing for eleven seconds asks again, and the time begins anew.
  test('is shown with what was promised and what is left of it, by the clock of the page', async () => {
    const page = await openConsole(counterView(promised(2 + 1 / 8)));
    const [row] = await rows(page).all();
    await rows(page)
      .getByText(say('zh-CN', 'console.promise', { time: '14:28' }))
      .waitFor();
    await rows(page)
      .getByText(say('zh-CN', 'console.left', { minutes: 3 }))
      .waitFor();
    expect(
      await passTimeUntil(page, rows(page).getByText(say('zh-CN', 'console.left', { minutes: 2 }))),
    ).toBe(true);
    stage.host.show('counters/3', counterView(promised(1 / 8)));
    await rows(page)
      .getByText(say('zh-CN', 'console.left', { minutes: 1 }))
      .waitFor();
    expect(
      await passTimeUntil(page, rows(page).getByText(say('zh-CN', 'console.over', { minutes: 1 }))),
    ).toBe(true);
    expect(await row?.locator('.bad .icon').count()).toBe(1);
  });

  test('is next with a mark of its own, and the longest wait is said', async () => {
    const page = await openConsole(counterView());
    expect(await rows(page).first().innerText()).toContain(say('zh-CN', 'console.next'));
    expect(await page.getByText(say('zh-CN', 'console.next'), { exact: true }).count()).toBe(1);
    await expect.poll(() => page.locator('.queue header').innerText()).toContain('最久 21 分');
  });

  test('is known by all that is special: priority and why, the time that was booked, what needs care', async () => {
    const next = [
      waits('B1', { class: 'priority', priority: 'elderly' }),
      waits('V1', { class: 'appointment', appointmentAt: inMinutes(6), promisedAt: inMinutes(-30) }),
      waits('B2', { care: { visibly: true, escort: true }, size: 30 }),
      waits('B3', { class: 'priority' }),
    ];
    const page = await openConsole(counterView({ next }));
    const said = await rows(page).allInnerTexts();
    expect(said[0]).toContain(say('zh-CN', 'console.priority', { reason: say('zh-CN', 'priority.elderly') }));
    // Of an appointment the time counts that was agreed.
    expect(said[1]).toContain(say('zh-CN', 'console.booked', { time: '14:32' }));
    expect(said[1]).toMatch(/余 [56] 分/);
    for (const key of ['console.visibly', 'console.escort'] as const)
      expect(said[2]).toContain(say('zh-CN', key));
    expect(said[2]).toContain(say('zh-CN', 'console.party', { count: 30 }));
    expect(said[3]).toContain(say('zh-CN', 'console.class', { class: 'priority' }));
    expect(await rows(page).locator('.why .is:not(:has(.icon))').count()).toBe(0);
  });

  test('nobody, nothing more is said than that', async () => {
    const page = await openConsole(counterView({ waiting: 0, next: [], longestSince: null }));
    expect(await seen(page.getByText(say('zh-CN', 'console.none-waiting')))).toBe(true);
    expect(await page.locator('.queue header').innerText()).not.toContain('最久');
  });
});

describe.each([
  [1280, 720, 'zh-CN'],
  [1280, 720, 'en-GB'],
  [1440, 900, 'zh-TW'],
  [1920, 1080, 'en-GB'],
])('at %i × %i in %s', (width, height, locale) => {
  const long = names(
    '入住手续与装修申报综合业务',
    '入住手續與裝修申報綜合業務',
    'Move-in formalities, fit-out declarations',
  );
  const next = Array.from({ length: 10 }, (_, place) =>
    waits(`B1${place}`, {
      serviceName: long,
      class: place === 0 ? 'priority' : 'ordinary',
      priority: place === 0 ? 'disabled' : null,
      promisedAt: inMinutes(place - 3),
      care: { visibly: place < 2, escort: place < 2 },
    }),
  );
  const parked = [
    {
      id: 'p',
      number: 'B008',
      serviceName: long,
      since: inMinutes(-26),
      until: inMinutes(40),
      reason: '回家取房产证',
    },
  ];
  const held = [counterTicket({ id: 'h', number: 'A027', state: 'held', heldAt: inMinutes(-4) })];
  const all = counterView({
    next,
    held,
    parked,
    waiting: 23,
    isShared: true,
    demo: false,
    devices: [{ kind: 'board', problem: 'disconnected' }],
  });

  test('all of it stands side by side, nothing scrolls, and the others are counted', async () => {
    stage.host.show('counters/3', all);
    const page = await stage.open('/counter?counter=3', { width, height, locale });
    await rows(page).first().waitFor();
    const shown = await rows(page).count();
    expect(shown).toBeGreaterThanOrEqual(4);
    const language = locale === 'zh-CN' || locale === 'zh-TW' ? locale : 'en';
    expect(await seen(page.getByText(say(language, 'console.more', { count: 23 - shown })))).toBe(true);
    const cut = await page
      .locator('.queue, .waiting, .held, .own, .head, .queue .left, .queue .waited')
      .evaluateAll((parts) =>
        parts
          .filter(({ clientWidth }) => clientWidth > 0)
          .filter(
            (part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1,
          )
          .map(({ className, textContent }) => `${className} ${textContent.trim().slice(0, 40)}`),
      );
    expect(cut).toEqual([]);
    // No row lies over the list below.
    const bottoms = await page
      .locator('.waiting, .held')
      .evaluateAll((parts) =>
        parts.map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
      );
    expect(bottoms[0]?.[1]).toBeLessThanOrEqual(bottoms[1]?.[0] ?? 0);
    expect(bottoms[1]?.[1]).toBeLessThanOrEqual(height - 40);
  });
});

describe('whoever comes back', () => {
  const held = [counterTicket({ id: 'one', number: 'A027', state: 'held', heldAt: inMinutes(-4) })];
  const parked = [
    {
      id: 'two',
      number: 'B008',
      serviceName: names('缴费', '繳費', 'Payments'),
      since: inMinutes(-26),
      until: inMinutes(34),
      reason: '去取证件',
    },
    {
      id: 'three',
      number: 'B009',
      serviceName: names('缴费', '繳費', 'Payments'),
      since: null,
      until: inMinutes(-1),
      reason: null,
    },
  ];

  test('is listed with why, for how long, and until when', async () => {
    const page = await openConsole(counterView({ held, parked }));
    const list = page.locator('.held');
    await list.getByText(say('zh-CN', 'console.held', { count: 3 })).waitFor();
    const [first, second, third] = await list.locator('li').allInnerTexts();
    expect(first).toMatch(/A027[^]*4 分/);
    expect(first).toContain(say('zh-CN', 'console.held.here'));
    expect(second).toMatch(/B008[^]*26 分[^]*去取证件/);
    expect(second).toContain(say('zh-CN', 'console.held.until', { time: '15:00' }));
    expect(third).toContain(say('zh-CN', 'console.held.overdue'));
  });

  test('is brought back by a digit: to the counter who was held, to the line who was given a time', async () => {
    const page = await openConsole(counterView({ held, parked }));
    stage.host.answer(() => ok(counterView({ held, parked })));
    await page.keyboard.press('1');
    await expect.poll(() => stage.host.posts.length).toBe(1);
    await page.locator('.held [aria-busy=true]').first().waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([
        ['counters/3/resume', { ticket: 'one' }],
        ['staff/tickets/two/unpark', {}],
      ]);
  });

  test('waits while somebody is there, whatever is written', async () => {
    const page = await openConsole({ ...servingView(), held, parked });
    expect(await page.locator('.held button:disabled').count()).toBe(3);
    await page.keyboard.press('2');
    await page.keyboard.press('F6');
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['counters/3/hold']);
  });
});
