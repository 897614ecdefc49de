/** One visitor after another at a counter's screen: nothing of the last one is left for the next. */
import { describe, expect, test } from 'vitest';
import type { Answer } from './support/host.ts';
import { askedOf } from './support/open-lab.ts';
import {
  choice,
  openRate,
  openReasons,
  rated,
  ratedLow,
  showVisit,
  stand,
  title,
} from './support/rate-screen.ts';
import { ratedVisit, visitToRate } from './support/rate-view.ts';
import { say, seen, stageForTests } from './support/stage.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);

describe('the next visitor', () => {
  test('is asked at once, in the middle of what the last one was doing, and finds nothing of it', async () => {
    const page = await openReasons(stage);
    await choice(page, 'rate.reason.speed').click();
    showVisit(stage, visitToRate({ number: 'A024', language: 'en' }));
    await page.locator('h1', { hasText: say('en', 'rate.question') }).waitFor();
    await page.clock.runFor(5000);
    expect(await page.locator('.chosen').count()).toBe(0);
    expect(await page.locator('.frame').innerText()).not.toContain('A023');
    expect(posts()).toEqual([]);
    showVisit(stage, null);
    await page.locator('.calm.idle', { hasText: say('zh-CN', 'rate.welcome') }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  test('does not get the answer to what the last one pressed', async () => {
    const page = await openRate(stage, visitToRate());
    const late = Promise.withResolvers<Answer>();
    stage.host.answer(() => late.promise);
    await choice(page, 'rating.poor').click();
    await expect.poll(posts).toHaveLength(1);
    showVisit(stage, visitToRate({ number: 'A024' }));
    await page.locator('.header', { hasText: 'A024' }).waitFor();
    const answered = page.waitForResponse(/ratings$/);
    late.resolve(ratedLow());
    await (await answered).finished();
    await page.clock.runFor(100);
    expect(await stand(page, 'asked').count()).toBe(1);
  });

  test('comes while a thank-you stands: it stands its time where nobody is asked yet', async () => {
    const page = await openRate(stage, visitToRate());
    showVisit(stage, ratedVisit(5));
    await stand(page, 'thanks').waitFor();
    showVisit(stage, null);
    await page.clock.runFor(1000);
    expect(await stand(page, 'thanks').count()).toBe(1);
    showVisit(stage, visitToRate({ number: 'A024' }));
    expect(await seen(page.locator('.header', { hasText: 'A024' }))).toBe(true);
  });
});

test('a press that has not arrived is repeated no more when its visit is gone', async () => {
  const page = await openRate(stage, visitToRate());
  stage.host.answer(() => 'drop');
  await choice(page, 'rating.poor').click();
  await page.locator('.note', { hasText: say('zh-CN', 'rate.again') }).waitFor();
  await page.clock.runFor(500);
  await expect.poll(() => posts().length).toBeGreaterThan(1);
  showVisit(stage, visitToRate({ number: 'A024' }));
  await page.locator('.header', { hasText: 'A024' }).waitFor();
  const sent = posts();
  await page.clock.runFor(40_000);
  stage.host.answer(() => rated());
  await choice(page, 'rating.good').click();
  await title(page, 'rate.thanks').waitFor();
  expect(posts()).toEqual([...sent, ['counters/3/ratings', { score: 4, visit: 'visit-A024' }]]);
  for (const [, body] of sent) expect(body).toEqual({ score: 2, visit: 'visit-A023' });
});

test('who comes back with the same number is asked again', async () => {
  const page = await openRate(stage, visitToRate());
  showVisit(stage, ratedVisit(5));
  await stand(page, 'thanks').waitFor();
  await page.clock.runFor(3100);
  await stand(page, 'idle').waitFor();
  showVisit(stage, visitToRate({ until: '2026-11-19T06:30:00.000Z' }));
  expect(await seen(title(page, 'rate.question'))).toBe(true);
});

test('the question goes when its time is over', async () => {
  const page = await openRate(stage, visitToRate({ until: '2026-11-19T06:26:30.000Z' }));
  await title(page, 'rate.question').waitFor();
  await page.clock.runFor(30_100);
  expect(await seen(stand(page, 'idle'))).toBe(true);
});
