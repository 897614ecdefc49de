/** The console with a visitor: what is known of him, where he goes, and what the agent does in between. */
import { describe, expect, test } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import { consoleOn, consoleSize, key, ok } from './support/console.ts';
import { refusal } from './support/host.ts';
import { say, seen, stageForTests } from './support/stage.ts';
import { counterName, counterTicket, counterView, services, servingView } from './support/views.ts';

const stage = stageForTests();

const openConsole = (view: CounterView) => consoleOn(stage, view);

describe('sending a visitor on', () => {
  test('to a service, by keyboard alone', async () => {
    const page = await openConsole(servingView());
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F7');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(' 要开证明1 ');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['counters/3/transfer', { service: 'A', place: 'front', reason: '要开证明1' }]]);
    await expect.poll(() => page.locator('.question').count()).toBe(0);
  });

  test('to a counter, in the place of the arrival', async () => {
    const page = await openConsole(servingView());
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F7');
    await page.getByText('2 号窗口').click();
    await page.locator('[name=reason]').fill('找王工');
    await page.getByRole('button', { name: say('zh-CN', 'console.send') }).click();
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['counters/3/transfer', { counter: '2', place: 'time', reason: '找王工' }]]);
  });

  test('away for a while, where no place in line is asked for', async () => {
    const page = await openConsole(servingView());
    stage.host.answer(() => ok(counterView()));
    await page.keyboard.press('F7');
    await page.getByText(say('zh-CN', 'console.park.minutes', { count: 30 })).click();
    expect(await page.locator('.place').isVisible()).toBe(false);
    await page.locator('[name=reason]').fill('回家取房产证');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['counters/3/park', { minutes: 30, reason: '回家取房产证' }]]);
  });

  test('not without a reason, nor into the same line; Escape gives it up', async () => {
    const page = await openConsole(servingView());
    await page.keyboard.press('F7');
    expect(await page.locator('.question [value="service:B"]').count()).toBe(0);
    await page.getByText('1 号窗口').click();
    await page.locator('[name=reason]').fill('   ');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.question').count()).toBe(0);
    expect(stage.host.posts).toEqual([]);
  });

  test('a refusal leaves the question with what was said in it', async () => {
    const page = await openConsole(servingView());
    stage.host.answer(() => refusal('counter-closed', 409));
    await page.keyboard.press('F7');
    await page.getByText('1 号窗口').click();
    await page.locator('[name=reason]').fill('找王工');
    await page.keyboard.press('Enter');
    expect(await seen(page.getByText(say('zh-CN', 'error.counter-closed.staff')))).toBe(true);
    expect(await page.locator('[name=reason]').inputValue()).toBe('找王工');
  });

  test('ends when the visitor is gone', async () => {
    const page = await openConsole(servingView());
    await page.keyboard.press('F7');
    await page.locator('.question').waitFor();
    stage.host.show('counters/3', counterView());
    await expect.poll(() => page.locator('.question').count()).toBe(0);
  });

  test.each(['zh-CN', 'en-GB'])('fits the sheet with many services and counters in %s', async (locale) => {
    const destinations = {
      services: services.map(({ letter, name }) => ({ letter, name })),
      counters: ['1', '2', '4', '5'].map(counterName),
    };
    const page = await consoleOn(stage, { ...servingView(), destinations }, locale);
    await page.keyboard.press('F7');
    const send = page.locator('.question .main');
    await send.waitFor();
    const { y = 0, height = 0 } = (await send.boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(consoleSize.height - 40);
  });
});

describe('away and back', () => {
  test('a pause has a reason, chosen by its digit', async () => {
    const page = await openConsole(counterView());
    stage.host.answer(() => ok(counterView({ state: 'paused', pause: 'meal', actions: ['ready'] })));
    await page.keyboard.press('Pause');
    await page.locator('.question').waitFor();
    await page.keyboard.press('2');
    await page.getByText(`${say('zh-CN', 'console.state.paused')} · 用餐`).waitFor();
    expect(stage.host.posts.map(({ path, body }) => [path, body])).toEqual([
      ['counters/3/pause', { reason: 'meal' }],
    ]);
  });

  test('with a visitor there is no pause', async () => {
    const page = await openConsole(servingView());
    await page.keyboard.press('Pause');
    expect(await page.locator('.question').count()).toBe(0);
    expect(await key(page, 'Pause').isDisabled()).toBe(true);
  });

  test.each([
    ['paused', { pause: 'meal' }],
    ['wrap-up', {}],
  ] as const)('%s shows for how long, by the clock of the host', async (state, more) => {
    const since = '2026-11-19T06:24:00.000Z';
    const page = await openConsole(counterView({ state, since, ...more, actions: ['ready'] }));
    const timer = page.locator('.free .big');
    const seconds = async () => Number(/^2:(\d\d)$/.exec(await timer.innerText())?.[1]);
    await expect.poll(seconds).toBeLessThan(10);
    const before = await seconds();
    await page.clock.runFor(5000);
    // The page's second begins somewhere within the host's.
    await expect.poll(seconds).toBeGreaterThanOrEqual(before + 4);
  });
});

describe('visitors on hold', () => {
  const held = [
    counterTicket({ id: 'one', number: 'A027', state: 'held', heldAt: '2026-11-19T06:21:00.000Z' }),
    counterTicket({ id: 'two', number: 'B008', state: 'held', heldAt: '2026-11-19T05:21:00.000Z' }),
  ];

  test('are listed with their time, and come back by a digit', async () => {
    const page = await openConsole(counterView({ held, actions: ['call-next'] }));
    stage.host.answer(() => ok(servingView()));
    expect(await page.locator('.held').innerText()).toMatch(/A027[^]*5 分[^]*B008[^]*65 分/);
    await page.keyboard.press('2');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['counters/3/resume', { ticket: 'two' }]]);
  });

  test('wait while somebody else is there', async () => {
    const page = await openConsole({ ...servingView(), held });
    expect(await page.locator('.held button:disabled').count()).toBe(2);
    await page.keyboard.press('1');
    await page.keyboard.press('F6');
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['counters/3/hold']);
  });
});

describe('the visitor', () => {
  test('is known by everything that the agent has to mind', async () => {
    const [service] = services;
    const page = await openConsole(
      servingView({
        class: 'priority',
        size: 4,
        care: { visibly: true, escort: true },
        dueAt: '2026-11-20T06:14:00.000Z',
        firstCounter: counterName('1'),
        transfers: [
          {
            counter: counterName('1'),
            serviceName: service?.name ?? servingView().counter.name,
            reason: '无权登记',
          },
          { counter: null, serviceName: servingView().counter.name, reason: '先交材料' },
        ],
        beside: [{ id: 'x', number: 'A040', state: 'waiting' }],
      }),
    );
    const sheet = await page.locator('main').innerText();
    for (const wanted of [
      '优先',
      '同行 4 人',
      '听不见：请招手',
      '要人接',
      '11月20日 14:14 前办结',
      'A040',
      '首问：1 号窗口',
      '1 号窗口 · 咨询',
      '无权登记',
      '服务台转来',
      '先交材料',
    ])
      expect(sheet).toContain(wanted);
  });

  test('with an appointment is known by its time', async () => {
    const page = await openConsole(
      servingView({ class: 'appointment', appointmentAt: '2026-11-19T06:30:00.000Z' }),
    );
    expect(await page.locator('.facts').innerText()).toBe('预约 14:30');
  });

  test('who stays unusually long is asked about, and the end is then estimated', async () => {
    const page = await openConsole(servingView({ overran: true }));
    stage.host.answer(() => ok(counterView()));
    await page.getByRole('button', { name: say('zh-CN', 'console.finish-forgotten') }).click();
    await expect
      .poll(() => stage.host.posts.map(({ path }) => path))
      .toEqual(['counters/3/finish-forgotten']);
    await page.locator('.nudge').waitFor({ state: 'detached' });
  });
});

test('nobody signs in where the counter is shut, and it says why', async () => {
  const page = await openConsole(
    counterView({ state: 'closed', agent: null, actions: [], shut: '打印机坏了' }),
  );
  expect(await seen(page.getByText('打印机坏了'))).toBe(true);
  expect(await page.getByRole('button', { name: '王琳' }).isDisabled()).toBe(true);
});
