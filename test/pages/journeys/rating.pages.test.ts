/** The tablet at a counter before its host: one visit is rated once, and one visitor leaves nothing to the next. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { TextKey } from '../../../config/texts/texts.ts';
import { say, seen, zh } from '../../kiosk/support/stage.ts';
import { bodyOf } from '../../support/api.ts';
import { openRate, openSignedIn, strike } from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { deafen, losingOneAnswer, slow } from './support/network.ts';
import { passUntil } from './support/patience.ts';

const house = houseWithPages();
const title = (page: Page, key: TextKey) => page.getByRole('heading', { name: zh(key) });
const score = (page: Page, key: TextKey) =>
  page.getByRole('button').filter({ has: page.getByText(zh(key), { exact: true }) });
const counted = async (): Promise<number> => (await house().api.lobby()).satisfaction.ratings;

/** Somebody who has just been served at counter 1. */
async function served(language = 'zh-CN'): Promise<string> {
  const { api } = house();
  const { number } = (await api.take('A', { kiosk: 'wall', language })).ticket;
  if ((await api.counter('1')).state === 'closed') await api.act('1', 'sign-in', { agent: 'agent-1' });
  for (const deed of ['call-next', 'start', 'finish']) await api.act('1', deed);
  return number;
}

async function openAsked(): Promise<Page> {
  await served();
  const page = await openRate(house());
  await title(page, 'rate.question').waitFor();
  return page;
}

test('a visit ends at the console, its visitor is asked and thanked, and the agent learns of no score', async () => {
  const before = await counted();
  const page = await openRate(house());
  await page.getByText(zh('rate.welcome.text')).waitFor();
  const agent = await openSignedIn(house());
  await house().api.take('A', { kiosk: 'wall', language: 'zh-CN' });
  await strike(agent, 'console.call-next', 'console.start', 'console.finish');
  await title(page, 'rate.question').waitFor();
  await score(page, 'rating.very-good').click();
  await title(page, 'rate.thanks').waitFor();
  expect(await counted()).toBe(before + 1);
  await passUntil(page, page.getByText(zh('rate.welcome.text')));
  expect(await agent.locator('body').innerText()).not.toContain(zh('rating.very-good'));
});

describe('one rating a visit', () => {
  test('though two fingers press', async () => {
    const before = await counted();
    const page = await openAsked();
    await score(page, 'rating.good').dblclick();
    await title(page, 'rate.thanks').waitFor();
    expect(await counted()).toBe(before + 1);
  });

  test('though two tablets stand there, and one of them is slow', async () => {
    const before = await counted();
    const page = await openAsked();
    const other = await openRate(house());
    await title(other, 'rate.question').waitFor();
    const { letGo, asked } = await slow(other, 'counters/1/ratings');
    await score(other, 'rating.fair').click();
    await asked;
    await score(page, 'rating.good').click();
    await title(page, 'rate.thanks').waitFor();
    letGo();
    await title(other, 'rate.thanks').waitFor();
    expect(await counted()).toBe(before + 1);
  });

  test('though the answer gets lost', async () => {
    const before = await counted();
    const page = await openAsked();
    await losingOneAnswer(page, 'counters/1/ratings');
    await score(page, 'rating.good').click();
    await passUntil(page, title(page, 'rate.thanks'));
    expect(await counted()).toBe(before + 1);
  });

  test('though the host goes under the finger and comes back', async () => {
    const before = await counted();
    const page = await openAsked();
    await house().killHost();
    await page.getByText(zh('site.reconnecting')).waitFor();
    await score(page, 'rating.good').click();
    await page.getByText(zh('rate.again')).waitFor();
    await house().startHost();
    await passUntil(page, title(page, 'rate.thanks'));
    expect(await counted()).toBe(before + 1);
  });
});

test('who comes too late is told so, and the next visit is not rated by it', async () => {
  const before = await counted();
  const page = await openAsked();
  await deafen(page, bodyOf(await house().api.get('/api/v1/counters/1/rate')) as object);
  await title(page, 'rate.question').waitFor();
  await served();
  await score(page, 'rating.very-poor').click();
  await page.getByText(zh('error.rating-none.visitor')).waitFor();
  expect(await counted()).toBe(before);
});

test('who walks away from the question leaves nothing to the next', async () => {
  const page = await openAsked();
  await score(page, 'rating.poor').click();
  await title(page, 'rate.reason').waitFor();
  await page.getByRole('button', { name: zh('rate.call') }).click();
  for (const digit of '138') await page.getByRole('button', { name: digit, exact: true }).click();
  await passUntil(page, page.getByText(zh('rate.welcome.text')));
  const number = await served();
  await page.getByText(number).waitFor();
  await title(page, 'rate.question').waitFor();
  expect(await page.locator('foyer-rate').innerText()).not.toContain('138');
  expect(await page.getByRole('button', { pressed: true }).count()).toBe(0);
});

test('ten visitors of three languages are each asked in their own', async () => {
  const page = await openRate(house());
  const ring = ['en', 'zh-TW', 'zh-CN'] as const;
  for (let turn = 0; turn < 10; turn += 1) {
    const language = ring[turn % ring.length] ?? 'en';
    const number = await served(language);
    // A connection that was lost comes back only while the page's time goes on.
    await passUntil(page, page.getByText(number));
    await page.getByRole('heading', { name: say(language, 'rate.question') }).waitFor();
    await page.getByRole('button', { name: say(language, 'rate.skip') }).click();
    await page.getByText(zh('rate.welcome.text')).waitFor();
  }
  expect(await seen(page.getByText(zh('rate.welcome.text')))).toBe(true);
});
