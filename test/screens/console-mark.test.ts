/** Whether the visit was enough, as the agent marks it at the console. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import { consoleOn, ok } from '../kiosk/support/console.ts';
import { refusal } from '../kiosk/support/host.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { calledView, counterView, now, servingView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const mark = (settled: boolean | null): CounterView['mark'] => ({ ticket: '01JD0', number: 'B012', settled });
const serving = (settled: boolean | null): CounterView => ({ ...servingView(), mark: mark(settled) });
const writing = (settled: boolean | null): CounterView =>
  counterView({ state: 'wrap-up', since: now, actions: ['ready', 'call-next'], mark: mark(settled) });

const choice = (page: Page, name: 'settled' | 'again') =>
  page.locator('.mark-bar').getByRole('button', { name: say('zh-CN', `console.mark.${name}`) });

test('is chosen by keyboard while the visit is served, and is said in words', async () => {
  const page = await consoleOn(stage, serving(null));
  expect(await page.locator('.mark-bar').innerText()).toContain(
    say('zh-CN', 'console.mark', { number: 'B012' }),
  );
  stage.host.answer(() => ok(serving(false)));
  await choice(page, 'settled').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.mark-bar [aria-pressed=true]').waitFor();
  expect(stage.host.posts).toMatchObject([
    { path: 'counters/3/mark', body: { ticket: '01JD0', settled: false } },
  ]);
  expect(await choice(page, 'again').getAttribute('aria-pressed')).toBe('true');
  expect(await choice(page, 'settled').getAttribute('aria-pressed')).toBe('false');
});

test('may be changed while the visit is written up', async () => {
  const page = await consoleOn(stage, writing(false));
  stage.host.answer(() => ok(writing(true)));
  await choice(page, 'settled').click();
  await expect.poll(() => choice(page, 'settled').getAttribute('aria-pressed')).toBe('true');
  expect(stage.host.posts).toMatchObject([
    { path: 'counters/3/mark', body: { ticket: '01JD0', settled: true } },
  ]);
});

test('is not there for somebody who is only called, and a refusal is said', async () => {
  const page = await consoleOn(stage, calledView());
  expect(await page.locator('.mark-bar').count()).toBe(0);
  stage.host.show('counters/3', writing(null));
  stage.host.answer(() => refusal('mark-none', 409));
  await choice(page, 'again').click();
  expect(await seen(page.getByText(say('zh-CN', 'error.mark-none.staff')))).toBe(true);
});
