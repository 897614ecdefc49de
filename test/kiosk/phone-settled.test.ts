/** Was the matter settled? Asked on the visitor's own telephone once the visit is over. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FollowView } from '../../firmware-host/messages/views.ts';
import { followView } from './support/follow-view.ts';
import { refusal } from './support/host.ts';
import { say, seen, stageForTests } from './support/stage.ts';

const stage = stageForTests();

const finished = (mark: FollowView['mark']): FollowView =>
  followView({ state: 'finished', ahead: 0, wait: null, actions: [], mark });

async function follow(view: FollowView): Promise<Page> {
  stage.host.show('tickets/tok', view);
  const page = await stage.open('/t/tok', { width: 360, height: 640 });
  await page.locator('.number', { hasText: 'A023' }).waitFor();
  return page;
}

const answer = (page: Page, says: 'yes' | 'no') =>
  page.getByRole('button', { name: say('zh-CN', `phone.settled.${says}`), exact: true });
const pressed = (page: Page, says: 'yes' | 'no') => answer(page, says).getAttribute('aria-pressed');

test('is not asked before the visit is over', async () => {
  const page = await follow(followView());
  expect(await page.locator('.own-mark').count()).toBe(0);
});

test('is told with one touch, thanked for, and may be changed', async () => {
  const page = await follow(finished({ settled: null, open: true }));
  expect([await pressed(page, 'yes'), await pressed(page, 'no')]).toEqual(['false', 'false']);
  stage.host.answer(() => ({ status: 200, body: finished({ settled: false, open: true }) }));
  await answer(page, 'no').click();
  expect(await seen(page.getByText(say('zh-CN', 'phone.settled.sorry')))).toBe(true);
  expect([await pressed(page, 'yes'), await pressed(page, 'no')]).toEqual(['false', 'true']);
  stage.host.answer(() => ({ status: 200, body: finished({ settled: true, open: true }) }));
  await answer(page, 'yes').click();
  expect(await seen(page.getByText(say('zh-CN', 'phone.settled.thanks')))).toBe(true);
  expect(stage.host.posts).toMatchObject([
    { path: 'tickets/tok/settled', body: { settled: false } },
    { path: 'tickets/tok/settled', body: { settled: true } },
  ]);
});

test('stays as it was said where it cannot be changed any more', async () => {
  const page = await follow(finished({ settled: true, open: false }));
  expect(await seen(page.getByText(say('zh-CN', 'phone.settled.thanks')))).toBe(true);
  expect(await page.locator('.answers').count()).toBe(0);
});

test('a refusal is said in words, and it may be pressed again', async () => {
  const page = await follow(finished({ settled: null, open: true }));
  stage.host.answer(() => refusal('mark-none', 409));
  await answer(page, 'yes').click();
  expect(await seen(page.getByText(say('zh-CN', 'error.mark-none.visitor')))).toBe(true);
  expect(await page.locator('.answers [aria-disabled=true]').count()).toBe(0);
  expect(await pressed(page, 'yes')).toBe('false');
});
