import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import { consoleOn, consoleSize, key, ok } from './support/console.ts';
import { refusal, type Answer } from './support/host.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';
import {
  calledView,
  counterName,
  counterTicket,
  counterView,
  services,
  servingView,
} from './support/views.ts';

const stage = stageForTests();

const openConsole = (view: CounterView) => consoleOn(stage, view);

/** What the head cuts off or pushes out. */
const tooNarrow = (page: Page): Promise<string[]> =>
  page.locator('.head, .head > *, .head li').evaluateAll((parts) =>
    parts.flatMap((part) => {
      const { left, right } = part.getBoundingClientRect();
      const cut = part.scrollWidth > part.clientWidth && part.clientWidth > 0;
      return cut || left < 0 || right > part.ownerDocument.defaultView.innerWidth ? [part.textContent] : [];
    }),
  );

describe('keys', () => {
  const serving = servingView();
  const paused = counterView({ state: 'paused', pause: 'meal', actions: ['ready', 'sign-out'] });
  const wrapUp = counterView({ state: 'wrap-up', actions: ['call-next', 'ready', 'sign-out'] });

  test.each([
    ['F2', 'call-next', counterView()],
    ['F3', 'recall', calledView()],
    ['F4', 'start', calledView()],
    ['F6', 'hold', serving],
    ['F8', 'finish', serving],
    ['F9', 'no-show', calledView()],
    ['F2', 'call-next', wrapUp],
    ['F8', 'ready', wrapUp],
    ['Pause', 'ready', paused],
  ])('%s asks for %s', async (name, action, before) => {
    const page = await openConsole(before);
    stage.host.answer(() => ok(before));
    await page.keyboard.press(name);
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual([`counters/3/${action}`]);
  });

  test('a key that is not allowed now is dashed and does nothing', async () => {
    const page = await openConsole(counterView());
    expect(await key(page, 'F8').isDisabled()).toBe(true);
    await page.keyboard.press('F8');
    await page.keyboard.press('F3');
    stage.host.answer(() => ok(calledView()));
    await page.keyboard.press('F2');
    await page.locator('.number', { hasText: 'B012' }).waitFor();
    expect(stage.host.posts.map(({ path }) => path)).toEqual(['counters/3/call-next']);
  });

  test('the usual next key is the filled one', async () => {
    const page = await openConsole(calledView());
    expect(await page.locator('.acts .main').innerText()).toContain(say('zh-CN', 'console.start'));
  });
});

test('a second call and giving up wait for their moment, which the key shows', async () => {
  const ticket = counterTicket({
    recallAt: '2026-11-19T06:26:05.000Z',
    noShowAt: '2026-11-19T06:26:20.000Z',
  });
  const page = await openConsole(calledView({ ticket, actions: ['start', 'finish', 'hold'] }));
  stage.host.answer(() => ok(calledView({ ticket })));
  expect(await key(page, 'F3').innerText()).toMatch(/[45] 秒后/);
  expect(await key(page, 'F9').innerText()).toMatch(/(19|20) 秒后/);
  await page.keyboard.press('F3');
  await page.clock.runFor(6000);
  await expect.poll(() => key(page, 'F3').isEnabled()).toBe(true);
  expect(await key(page, 'F9').isDisabled()).toBe(true);
  await page.keyboard.press('F9');
  await page.keyboard.press('F3');
  await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['counters/3/recall']);
});

test('a visitor whom nobody may call again has no such key', async () => {
  const ticket = counterTicket({ calls: 3, recallAt: null });
  const page = await openConsole(calledView({ ticket, actions: ['start', 'finish', 'no-show', 'hold'] }));
  expect([await key(page, 'F3').isDisabled(), await key(page, 'F9').isDisabled()]).toEqual([true, false]);
});

test('who waits elsewhere may be called once time allows it: the key works, and the host says no', async () => {
  const page = await openConsole(counterView({ next: [], waiting: 2, actions: ['sign-out'] }));
  stage.host.answer(() => refusal('queue-empty', 409));
  await page.keyboard.press('F2');
  expect(await seen(page.getByText(say('zh-CN', 'error.queue-empty.staff')))).toBe(true);
});

test.each(['recall-too-soon', 'no-show-too-soon', 'calls-used-up'] as const)(
  'a clock that is a little ahead: %s is told to staff with what to do',
  async (code) => {
    const page = await openConsole(calledView());
    stage.host.answer(() => refusal(code, 409));
    await page.keyboard.press('F3');
    expect(await seen(page.getByText(say('zh-CN', `error.${code}.staff`)))).toBe(true);
  },
);

describe('one press is one call', () => {
  test('pressed twice while the first is on its way', async () => {
    const page = await openConsole(counterView());
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await page.keyboard.press('F2');
    await page.keyboard.press('F2');
    answer.resolve(ok(calledView()));
    await page.locator('.number', { hasText: 'B012' }).waitFor();
    expect(stage.host.posts).toHaveLength(1);
  });

  test('repeated over a failing network, with its own key', async () => {
    const page = await openConsole(counterView());
    stage.host.answer(() => 'drop');
    await page.keyboard.press('F2');
    await page.getByText(say('zh-CN', 'console.retrying')).waitFor();
    stage.host.answer(() => ok(calledView()));
    await passTimeUntil(page, page.locator('.number', { hasText: 'B012' }));
    expect(new Set(stage.host.posts.map(({ key: sent }) => sent)).size).toBe(1);
    expect(stage.host.posts.length).toBeGreaterThan(1);
  });

  test('a reload shows the same visitor and calls nobody', async () => {
    const page = await openConsole(calledView());
    await page.reload();
    await page.locator('.number', { hasText: 'B012' }).waitFor();
    expect(stage.host.posts).toEqual([]);
  });
});

test('a refusal is told to staff with what to do', async () => {
  const page = await openConsole(counterView());
  stage.host.answer(() => refusal('queue-empty', 409));
  await page.keyboard.press('F2');
  expect(await seen(page.getByText(say('zh-CN', 'error.queue-empty.staff')))).toBe(true);
});

test('signing in and out', async () => {
  const page = await openConsole(counterView({ state: 'closed', agent: null, actions: ['sign-in'] }));
  stage.host.answer(() => ok(counterView()));
  await page.getByRole('button', { name: '王琳' }).click();
  await page.getByText(say('zh-CN', 'console.idle'), { exact: true }).waitFor();
  await page.getByRole('button', { name: say('zh-CN', 'console.sign-out') }).click();
  await expect
    .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
    .toEqual([
      ['counters/3/sign-in', { agent: 'wang-lin' }],
      ['counters/3/sign-out', {}],
    ]);
});

test('times run by the clock of the host', async () => {
  const page = await openConsole(calledView());
  const walkingSeconds = async () => {
    const [minutes, seconds] = (await page.locator('.big').innerText()).split(':').map(Number);
    return (minutes ?? 0) * 60 + (seconds ?? 0);
  };
  const before = await walkingSeconds();
  expect(before).toBeGreaterThanOrEqual(68);
  await page.clock.runFor(5000);
  await expect.poll(walkingSeconds).toBeGreaterThanOrEqual(before + 5);
});

test('what only staff can settle is shown; a lost connection too', async () => {
  const page = await openConsole(counterView({ printProblems: 2 }));
  await page.getByText(say('zh-CN', 'console.print-problems', { count: 2 })).waitFor();
  stage.host.away();
  expect(await seen(page.getByText(say('zh-CN', 'site.reconnecting')))).toBe(true);
});

describe.each(['zh-CN', 'en-GB'])('the head in %s', (locale) => {
  const all = services.map(({ letter, name }) => ({ letter, name }));

  test('shows the services as plates with their names, and all of it fits', async () => {
    stage.host.show('counters/3', calledView({ services: all, printProblems: 12 }));
    const page = await stage.open('/counter?counter=3', { ...consoleSize, locale });
    const plates = page.locator('.head .plate');
    await plates.first().waitFor();
    expect(await plates.allInnerTexts()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'V']);
    const language = locale === 'zh-CN' ? 'zh-CN' : 'en';
    expect(await plates.first().getAttribute('title')).toBe(all[0]?.name[language]);
    expect(await plates.last().getAttribute('aria-label')).toBe(all.at(-1)?.name[language]);
    stage.host.away();
    await page.getByText(say(language, 'site.reconnecting')).waitFor();
    expect(await tooNarrow(page)).toEqual([]);
  });
});

test('without a counter in the address, one is chosen', async () => {
  stage.host.show('counters', [
    { counter: counterName('1'), state: 'idle', agent: { id: 'a', name: '陈敏' } },
  ]);
  const page = await stage.open('/counter', { ...consoleSize, locale: 'en-GB' });
  stage.host.show('counters/1', counterView({ counter: counterName('1') }));
  await page.getByRole('link', { name: 'Counter 1' }).click();
  await page.locator('.acts').waitFor();
  expect(new URL(page.url()).search).toBe('?counter=1');
});
