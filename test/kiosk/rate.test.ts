/** A counter's screen: asks its visitor, thanks, and asks what went wrong; pressed on the pad or on the screen itself. */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { refusal, type Answer } from './support/host.ts';
import { askedOf } from './support/open-lab.ts';
import {
  choice,
  foot,
  openRate,
  rated,
  ratedLow,
  reasonGiven,
  showVisit,
  stand,
  tablet,
  title,
} from './support/rate-screen.ts';
import { ratedVisit, visitToRate } from './support/rate-view.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);
const visit = visitToRate().id;
const stands = (page: Page): Promise<string | null> => page.locator('.frame').getAttribute('class');

test('between two visitors there is the counter and a welcome, and nothing to press', async () => {
  const page = await openRate(stage, null);
  await page.locator('.idle .counter', { hasText: '3 号窗口' }).waitFor();
  expect(await page.locator('button').count()).toBe(0);
});

test('a counter that is not there is answered kindly', async () => {
  const page = await stage.open('/rate/nowhere', tablet);
  expect(await seen(page.getByText(say('zh-CN', 'error.not-found.visitor')))).toBe(true);
});

describe('a press on the pad', () => {
  test('is thanked at once, for three seconds', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    showVisit(stage, ratedVisit(5));
    await title(page, 'rate.thanks').waitFor();
    expect(await page.locator('.frame').innerText()).not.toContain('A023');
    await page.clock.runFor(2000);
    expect(await stand(page, 'thanks').count()).toBe(1);
    await page.clock.runFor(1100);
    await stand(page, 'idle').waitFor();
    expect(posts()).toEqual([]);
  });

  test('is not thanked again by the snapshots that follow, nor after a reload', async () => {
    const page = await openRate(stage, visitToRate());
    showVisit(stage, ratedVisit(5));
    await stand(page, 'thanks').waitFor();
    await page.clock.runFor(3100);
    await stand(page, 'idle').waitFor();
    // With something in it that can be seen to have come.
    showVisit(stage, ratedVisit(5), { demo: true });
    await page.locator('.demo').waitFor();
    expect(await stands(page)).toBe('frame idle');
    await page.reload();
    await page.locator('.frame:not(.wait)').waitFor();
    expect(await stands(page)).toBe('frame idle');
  });

  test('that is long ago is not thanked, when the connection comes back', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    showVisit(stage, ratedVisit(5, { ratedAt: '2026-11-19T06:25:50.000Z' }));
    await page.locator('.frame:not(.asked)').waitFor();
    expect(await stands(page)).toBe('frame idle');
  });

  test('with a low score asks what went wrong, says what is recorded, and goes by itself when nobody answers', async () => {
    const page = await openRate(stage, visitToRate());
    showVisit(stage, ratedVisit(2));
    await title(page, 'rate.reason').waitFor();
    const recorded = await page.locator('.header .right').innerText();
    expect(recorded).toContain(say('zh-CN', 'rating.poor'));
    await page.clock.runFor(19_000);
    await page.locator('h1').click();
    await page.clock.runFor(19_000);
    expect(await stand(page, 'reason').count()).toBe(1);
    await page.clock.runFor(1100);
    await stand(page, 'idle').waitFor();
    // The same visit is not asked again.
    showVisit(stage, ratedVisit(2));
    await page.clock.runFor(100);
    expect(await stand(page, 'idle').count()).toBe(1);
  });

  test('with a low score is just thanked where the house does not ask', async () => {
    const page = await openRate(stage, visitToRate(), { reasons: [] });
    showVisit(stage, ratedVisit(1), { reasons: [] });
    expect(await seen(title(page, 'rate.thanks'))).toBe(true);
  });

  test('sounds once, the same for every score', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    await page.evaluate(`window.tones = [];
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (at) {
        window.tones.push(this.frequency.value);
        start.call(this, at);
      };`);
    await page.locator('h1').click();
    const heard = async () => {
      await expect.poll(() => page.evaluate('window.tones.length')).toBe(2);
      return page.evaluate('window.tones.splice(0)');
    };
    showVisit(stage, ratedVisit(5));
    const best = await heard();
    showVisit(stage, ratedVisit(5));
    await stand(page, 'thanks').waitFor();
    showVisit(stage, visitToRate({ number: 'A024' }));
    await page.locator('.header', { hasText: 'A024' }).waitFor();
    showVisit(stage, ratedVisit(1, { number: 'A024' }));
    expect(await heard()).toEqual(best);
  });

  test('that cannot sound says so between two visitors, and a touch mends it', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    await page.evaluate(`Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'suspended' });
      AudioContext.prototype.resume = () => new Promise((go) => addEventListener('pointerup', go));`);
    showVisit(stage, ratedVisit(5));
    await stand(page, 'thanks').waitFor();
    await page.clock.runFor(3100);
    await page.locator('.mute', { hasText: say('zh-CN', 'rate.mute') }).waitFor();
    await page.locator('.idle .counter').click();
    await page.locator('.mute').waitFor({ state: 'detached' });
    expect(await stand(page, 'idle').count()).toBe(1);
  });
});

describe('a touch', () => {
  test('is seen at once, and thanked when it counts', async () => {
    const page = await openRate(stage, visitToRate());
    const late = Promise.withResolvers<Answer>();
    stage.host.answer(() => late.promise);
    await choice(page, 'rating.good').click();
    await page.locator('.chosen', { hasText: say('zh-CN', 'rating.good') }).waitFor();
    await choice(page, 'rating.poor').click();
    await foot(page, 'rate.skip').click({ force: true });
    late.resolve(rated());
    await title(page, 'rate.thanks').waitFor();
    expect(posts()).toEqual([['counters/3/ratings', { score: 4, visit }]]);
    // What the host tells of it afterwards is nothing new.
    showVisit(stage, ratedVisit(4));
    await page.clock.runFor(3100);
    await stand(page, 'idle').waitFor();
  });

  test('that loses against the pad is thanked all the same', async () => {
    const page = await openRate(stage, visitToRate());
    stage.host.answer(() => rated({ counted: false, flag: 'repeated' }));
    await choice(page, 'rating.good').click();
    expect(await seen(title(page, 'rate.thanks'))).toBe(true);
  });

  test('that is too late is told so', async () => {
    const page = await openRate(stage, visitToRate());
    stage.host.answer(() => rated({ counted: false, flag: 'too-late' }));
    await choice(page, 'rating.good').click();
    expect(await seen(title(page, 'error.rating-none.visitor'))).toBe(true);
  });

  test('that does not arrive is sent again, then said kindly, and keeps its key', async () => {
    const page = await openRate(stage, visitToRate());
    stage.host.answer(() => 'drop');
    await choice(page, 'rating.good').click();
    await page.locator('.note', { hasText: say('zh-CN', 'rate.again') }).waitFor();
    await passTimeUntil(page, page.locator('.note', { hasText: say('zh-CN', 'rate.unsent') }));
    stage.host.answer(() => rated());
    await choice(page, 'rating.good').click();
    await title(page, 'rate.thanks').waitFor();
    expect(new Set(stage.host.posts.map(({ key }) => key)).size).toBe(1);
  });

  test('that the host refuses says why, and another may follow', async () => {
    const page = await openRate(stage, visitToRate());
    stage.host.answer(() => refusal('journal-unavailable', 503));
    await choice(page, 'rating.good').click();
    await page.locator('.note', { hasText: say('zh-CN', 'error.journal-unavailable.visitor') }).waitFor();
    stage.host.answer(() => rated());
    await choice(page, 'rating.fair').click();
    expect(await seen(title(page, 'rate.thanks'))).toBe(true);
  });

  test('on skip asks no more, but the pad still counts', async () => {
    const page = await openRate(stage, visitToRate());
    await foot(page, 'rate.skip').click();
    await stand(page, 'idle').waitFor();
    showVisit(stage, visitToRate());
    await page.clock.runFor(100);
    await stand(page, 'idle').waitFor();
    showVisit(stage, ratedVisit(4));
    expect(await seen(title(page, 'rate.thanks'))).toBe(true);
    expect(posts()).toEqual([]);
  });
});

test('a lost connection leaves a quiet mark, and presses wait for it', async () => {
  const page = await openRate(stage, visitToRate());
  await title(page, 'rate.question').waitFor();
  stage.host.away();
  await page.locator('.lost', { hasText: say('zh-CN', 'site.reconnecting') }).waitFor();
  await choice(page, 'rating.very-good').click();
  await page.locator('.note', { hasText: say('zh-CN', 'rate.again') }).waitFor();
  stage.host.answer(() => rated());
  stage.host.back();
  expect(await passTimeUntil(page, title(page, 'rate.thanks'))).toBe(true);
});

describe('keys', () => {
  test('digits are scores and reasons, Escape passes', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    stage.host.answer(ratedLow);
    await page.keyboard.press('2');
    await title(page, 'rate.reason').waitFor();
    stage.host.answer(() => reasonGiven);
    await page.keyboard.press('2');
    await page.locator('.chosen', { hasText: say('zh-CN', 'rate.reason.speed') }).waitFor();
    await page.keyboard.press('Escape');
    await title(page, 'rate.thanks').waitFor();
    expect(posts()).toEqual([['counters/3/ratings', { score: 2, visit }]]);
  });

  test('arrows walk, Enter presses, and the ring is seen', async () => {
    const page = await openRate(stage, visitToRate());
    await title(page, 'rate.question').waitFor();
    stage.host.answer(() => rated());
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const ring = await choice(page, 'rating.good').evaluate(
      (one) => one.ownerDocument.defaultView.getComputedStyle(one).outlineWidth,
    );
    expect(ring).toBe('6px');
    await page.keyboard.press('Enter');
    await title(page, 'rate.thanks').waitFor();
    expect(posts()).toEqual([['counters/3/ratings', { score: 4, visit }]]);
  });
});

test('no menu, no selection, no pinch: the page is no way out', async () => {
  const page = await openRate(stage, visitToRate());
  const stopped = await page.evaluate(`['contextmenu', 'selectstart', 'dragstart', 'wheel'].map((type) =>
    !document.body.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })))`);
  expect(stopped).toEqual([true, true, true, true]);
  expect(await page.locator('a').count()).toBe(0);
});

test('the first load is light: 60 KB compressed, fonts and their faces aside', async () => {
  const loaded: string[] = [];
  const page = await stage.open('/', tablet);
  page.on('request', (request) => loaded.push(request.url()));
  showVisit(stage, visitToRate());
  await page.goto(`${stage.host.url}/rate/3`);
  await title(page, 'rate.question').waitFor();
  const light = loaded.filter((url) => !/\/api\/|woff2$|\/fonts-/.test(url));
  const sizes = light.map(async (url) => gzipSync(await (await fetch(url)).bytes(), { level: 9 }).byteLength);
  const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
  expect(light.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThanOrEqual(60 * 1024);
});
