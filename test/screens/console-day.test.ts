/** What the console says beside the queue: the line of the visit, the time away, the day of the agent, and the head. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import { consoleOn } from '../kiosk/support/console.ts';
import { passTimeUntil, say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterView, servingView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const openConsole = (view: CounterView) => consoleOn(stage, view);

/** A moment so many minutes after 14:26. */
const inMinutes = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 19, 6, 26) + minutes * 60_000).toISOString();

const train = (page: Page) => page.locator('.pace .train > *');
const bar = (page: Page) => page.locator('.own').innerText();

describe('the line of the visit', () => {
  // Begun 5 minutes and 22 seconds ago, of a usual 5:30.
  const usual = { servedSince: inMinutes(-5 - 3 / 8), usualMs: 330_000, remindAt: inMinutes(5 + 5 / 8) };

  test('has the usual time and that of the nudge on it, and a diamond beyond the usual', async () => {
    const page = await openConsole(servingView(usual));
    const marks = page.locator('.pace text');
    expect(await marks.allTextContents()).toEqual([
      say('zh-CN', 'console.line.usual', { time: '5:30' }),
      say('zh-CN', 'console.line.remind', { time: '11:00' }),
    ]);
    expect(await train(page).evaluate(({ tagName }) => tagName)).toBe('circle');
    expect(await passTimeUntil(page, page.locator('.pace .train path'))).toBe(true);
  });

  test('leaves out what the visitor was away for', async () => {
    const page = await openConsole(
      servingView({ ...usual, startedAt: inMinutes(-30), servedSince: inMinutes(-2) }),
    );
    await expect.poll(() => page.locator('.line .big').innerText()).toMatch(/^2:0\d$/);
  });

  test('has no marks where nobody knows what is usual', async () => {
    const page = await openConsole(servingView());
    await page.locator('.line .big').waitFor();
    expect(await page.locator('.pace').count()).toBe(0);
  });

  test.each([
    [true, 'console.promise.kept', '.ok'],
    [false, 'console.promise.late', '.bad'],
  ] as const)('says of the promise whether it was kept: %s', async (isPromiseKept, key, tone) => {
    const page = await openConsole(servingView({ promisedAt: inMinutes(4), isPromiseKept }));
    const said = page.locator(`main ${tone}`, { hasText: say('zh-CN', key, { time: '14:30' }) });
    expect(await seen(said)).toBe(true);
    expect(await said.locator('.icon').count()).toBe(1);
  });
});

test.each([
  ['paused', 'meal', null],
  ['wrap-up', null, inMinutes(1)],
] as const)('%s is as large as a visit, with what is usual', async (state, pause, readyAt) => {
  const since = inMinutes(-2);
  const page = await openConsole(
    counterView({ state, pause, since, readyAt, usualAwayMs: 90_000, actions: ['ready'] }),
  );
  const timer = page.locator('.away .number');
  await expect.poll(() => timer.innerText()).toMatch(/^2:0\d$/);
  expect(await timer.evaluate((one) => one.ownerDocument.defaultView.getComputedStyle(one).fontSize)).toBe(
    '96px',
  );
  expect(await page.locator('.pace text').textContent()).toBe(
    say('zh-CN', 'console.line.usual', { time: '1:30' }),
  );
  expect(await page.getByText(say('zh-CN', 'console.line.ready-at', { time: '14:27' })).count()).toBe(
    Number(readyAt !== null),
  );
});

describe('the agent’s own figures', () => {
  const { today } = counterView();
  if (today === null) throw new Error('nobody sits there');

  test('are means and counts, and satisfaction is a total alone', async () => {
    const page = await openConsole(counterView());
    const said = await bar(page);
    for (const part of [
      '办理 17',
      '平均办理 5:52',
      '收尾 0:48',
      '走来 0:55',
      '空闲 24 分',
      '转出 1',
      '未到 2',
      '满意 92%（25 份）',
    ])
      expect(said).toContain(part);
    expect(said).toContain(say('zh-CN', 'console.own.total-only'));
    expect(said).not.toContain('暂停');
  });

  test('say nothing of what there is none of yet', async () => {
    const few = { ...today, facedMs: null, wrapUpMs: null, walkMs: null, satisfaction: null };
    const page = await openConsole(counterView({ today: few }));
    const said = await bar(page);
    expect(said).not.toContain('平均办理');
    expect(said).toContain(say('zh-CN', 'console.own.satisfaction.few'));
  });

  test('go on by the clock of the page while the agent is free', async () => {
    const page = await openConsole(
      counterView({ today: { ...today, idleMs: 0, idleSince: inMinutes(-1 - 7 / 8) } }),
    );
    await expect.poll(() => bar(page)).toContain('空闲 1 分');
    expect(await passTimeUntil(page, page.locator('.own', { hasText: '空闲 2 分' }))).toBe(true);
  });
});

describe('the head', () => {
  const few = counterView({ demo: false });

  test('names the services in words, and says that all is well', async () => {
    const page = await openConsole(few);
    await page.locator('.head .words').waitFor();
    expect(await page.locator('.head .words li').allInnerTexts()).toEqual(['咨询', '缴费', '报修']);
    expect(await seen(page.getByText('窗口屏、评价器正常'))).toBe(true);
    expect(await page.getByText(say('zh-CN', 'console.shared')).count()).toBe(0);
    stage.host.show('counters/3', { ...few, isShared: true });
    expect(await seen(page.getByText(say('zh-CN', 'console.shared')))).toBe(true);
  });

  test('says what is not well of what stands at this counter', async () => {
    const devices = [
      { kind: 'board', problem: 'disconnected' },
      { kind: 'pad', problem: null },
    ] as const;
    const page = await openConsole({ ...few, devices: [...devices] });
    expect(await seen(page.locator('.head .warn', { hasText: '窗口屏有问题' }))).toBe(true);
  });

  test('calls staff to a kiosk: whoever goes says so, and when it is done', async () => {
    const call = { kiosk: 'door', why: 'help', number: null, owner: null, since: inMinutes(-2) } as const;
    const page = await openConsole({
      ...few,
      kioskAssists: [call, { ...call, kiosk: 'wall', why: 'escort', number: 'A040' }],
    });
    const tag = page.locator('.kiosk-call');
    await tag.getByText(say('zh-CN', 'console.kiosk.help', { kiosk: 'door' })).waitFor();
    expect(await tag.innerText()).toContain(say('zh-CN', 'console.kiosk.more', { count: 1 }));
    stage.host.answer(() => ({ status: 200, body: [] }));
    await tag.getByRole('button', { name: say('zh-CN', 'console.kiosk.go') }).click();
    stage.host.show('counters/3', { ...few, kioskAssists: [{ ...call, owner: 'wang-lin' }] });
    await tag.getByRole('button', { name: say('zh-CN', 'console.kiosk.done') }).click();
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([
        ['kiosks/door/assist/take', { owner: 'wang-lin' }],
        ['kiosks/door/assist/settle', {}],
      ]);
    stage.host.show('counters/3', { ...few, kioskAssists: [{ ...call, owner: 'chen-min' }] });
    await tag.waitFor({ state: 'detached' });
  });
});
