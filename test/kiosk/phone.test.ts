/** Follow my ticket, on a visitor's own telephone: what it notices, asks and keeps to itself. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FollowView, OwnRating } from '../../firmware-host/messages/views.ts';
import { refusal } from './support/host.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';
import { counterName, names, now, ticket } from './support/views.ts';
import { followView } from './support/follow-view.ts';

const stage = stageForTests();

const size = { width: 390, height: 844 };
const show = (change: Partial<FollowView>): void => stage.host.show('tickets/tok', followView(change));
const called = (calls: number, change: Partial<FollowView> = {}): Partial<FollowView> => ({
  state: 'called',
  ahead: 0,
  wait: null,
  calls,
  counter: counterName('3'),
  actions: ['cancel'],
  ...change,
});

/** Notes what the page does to the telephone around it. */
const noted = `
  globalThis.noted = { shakes: [], tones: 0, lit: 0 };
  navigator.vibrate = (pattern) => noted.shakes.push(pattern.length) > 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { noted.tones += 1; return start.apply(this, when); };
  const lock = { released: false, release: async () => { noted.lit -= 1; } };
  Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { noted.lit += 1; return lock; } } });
`;
interface Noted {
  readonly shakes: number[];
  readonly tones: number;
  readonly lit: number;
}
const notedBy = (page: Page): Promise<Noted> => page.evaluate('noted');

let watched: BrowserContext | null = null;

async function follow(change: Partial<FollowView> = {}): Promise<Page> {
  show(change);
  const page = await stage.open('/t/tok', size);
  if (watched !== page.context()) {
    watched = page.context();
    await watched.addInitScript(noted);
    await page.reload();
  }
  await page.locator('.number', { hasText: 'A023' }).waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name });
const switchOf = (page: Page, name: string) => page.getByRole('switch', { name });

describe('a call', () => {
  test('takes the whole page, flashes for eight seconds, then stands still', async () => {
    const page = await follow({ ahead: 1 });
    show(called(1));
    await page.locator('.call.fresh', { hasText: '3 号窗口' }).waitFor();
    expect(await page.locator('.call .number').innerText()).toContain('A023');
    const amber = 'getComputedStyle(document.body).backgroundColor';
    expect(await page.evaluate(amber)).toBe('rgb(255, 210, 122)');
    expect(await page.title()).toBe('请到 3 号窗口 · A023');
    await page.clock.runFor(7000);
    expect(await page.locator('.call.fresh').count()).toBe(1);
    await passTimeUntil(page, page.locator('.call:not(.fresh)'));
    show({ state: 'serving', ahead: 0, counter: counterName('3'), actions: [] });
    await page.getByText(say('zh-CN', 'phone.serving')).waitFor();
    expect(await page.evaluate(amber)).not.toBe('rgb(255, 210, 122)');
  });

  test('is felt and heard once, and each recall once more', async () => {
    const page = await follow({ ticket: ticket({ care: { visibly: true, escort: false } }) });
    await switchOf(page, say('zh-CN', 'phone.ring')).click();
    await expect.poll(async () => (await notedBy(page)).tones).toBe(6);
    expect(await notedBy(page)).toMatchObject({ shakes: [], lit: 1 });
    show({ ahead: 2 });
    await expect.poll(async () => (await notedBy(page)).shakes).toEqual([3]);
    show({ ahead: 1 });
    const visibly = { ticket: ticket({ care: { visibly: true, escort: false } }) };
    show(called(1, visibly));
    await expect.poll(async () => (await notedBy(page)).shakes).toEqual([3, 7]);
    show(called(1, { ...visibly, notices: [] }));
    show(called(2, visibly));
    await page.getByText(say('zh-CN', 'phone.called.again', { count: 2 })).waitFor();
    await expect.poll(async () => (await notedBy(page)).shakes).toEqual([3, 7, 7]);
    // When it was switched on, near, called, called again: a fifth, three times each.
    await expect.poll(async () => (await notedBy(page)).tones).toBe(24);
    show({ state: 'serving', ahead: 0, actions: [] });
    await expect.poll(async () => (await notedBy(page)).lit).toBe(0);
  });

  test('of a page that has just been opened is shown, and not rung', async () => {
    const page = await follow(called(1));
    await page.locator('.call.fresh').waitFor();
    expect(await notedBy(page)).toMatchObject({ shakes: [], tones: 0 });
  });

  test('wakes a page that nobody sees', async () => {
    const page = await follow();
    await page.evaluate(
      `Object.defineProperty(document, 'hidden', { configurable: true, value: true });
       document.dispatchEvent(new Event('visibilitychange'))`,
    );
    show(called(1));
    await expect.poll(async () => (await notedBy(page)).shakes).toEqual([3]);
    await page.evaluate(`delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))`);
    await page.locator('.touch:not(.lost)').waitFor();
    expect((await notedBy(page)).shakes).toEqual([3]);
  });
});

test('nobody ahead is next; without a network the page says of when it is, by the clock of the lobby', async () => {
  const page = await follow({ ahead: 0 });
  await page.getByText(say('zh-CN', 'phone.next'), { exact: true }).waitFor();
  stage.host.away();
  await page.clock.runFor(60_000);
  await page.locator('.touch.lost', { hasText: say('zh-CN', 'phone.lost', { time: '14:26' }) }).waitFor();
  expect(await page.locator('.number').innerText()).toContain('A023');
  stage.host.back();
  await passTimeUntil(page, page.locator('.touch:not(.lost)'));
  expect(await page.locator('.lost').count()).toBe(0);
});

test('to be called visibly is asked of the house', async () => {
  const page = await follow({ ticket: ticket({ care: { visibly: false, escort: true } }) });
  const care = { visibly: true, escort: true };
  stage.host.answer(() => ({ status: 200, body: followView({ ticket: ticket({ care }) }) }));
  const wish = switchOf(page, say('zh-CN', 'phone.visibly'));
  expect(await wish.getAttribute('aria-checked')).toBe('false');
  await wish.click();
  await expect.poll(() => wish.getAttribute('aria-checked')).toBe('true');
  expect(stage.host.posts).toMatchObject([{ path: 'tickets/tok/care', body: care }]);
});

test('who lets others go first is told before what comes of it', async () => {
  const page = await follow({ ahead: 1, later: [{ places: 1, ahead: 2, wait: null }] });
  await button(page, say('zh-CN', 'phone.postpone')).click();
  await page.getByText(say('zh-CN', 'phone.postpone.now', { count: 1 })).waitFor();
  const choices = page.locator('.choices .main');
  expect((await choices.innerText()).split('\n')).toEqual([
    say('zh-CN', 'phone.postpone.places', { count: 1 }),
    say('zh-CN', 'phone.postpone.then', { count: 2 }),
  ]);
  expect(await page.evaluate('document.activeElement.id')).toBe('asked');
});

test('the other numbers of the same visitor, without what is over', async () => {
  const other = {
    service: { letter: 'B', name: names('缴费', '繳費', 'Payments') },
    ahead: 4,
    counter: null,
  };
  const page = await follow({
    beside: [
      { ...other, number: 'B007', state: 'waiting' },
      { ...other, number: 'B008', state: 'called', counter: counterName('2') },
      { ...other, number: 'B009', state: 'finished' },
    ],
  });
  const rows = page.locator('.beside li');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.nth(0).innerText()).toContain(say('zh-CN', 'phone.beside.ahead', { count: 4 }));
  expect(await rows.nth(1).innerText()).toContain('请到 2 号窗口');
});

const answer = (reasons: OwnRating['reasons']) =>
  stage.host.answer(() => ({ status: 201, body: { counted: true, flag: null, reasons } }));

describe('the rating of the own visit', () => {
  const asked: OwnRating = {
    state: 'asked',
    scale: 5,
    score: null,
    isLow: false,
    reasons: ['attitude', 'speed'],
    reason: null,
    until: new Date(Date.parse(now) + 60_000).toISOString(),
  };
  const finished = (change: Partial<OwnRating> = {}): Partial<FollowView> => ({
    state: 'finished',
    ahead: 0,
    wait: null,
    counter: counterName('3'),
    actions: [],
    rating: { ...asked, ...change },
  });
  test('is one touch, with its own key, and thanked', async () => {
    const page = await follow(finished());
    answer([]);
    await button(page, say('zh-CN', 'rating.good')).first().click();
    await page.getByText(say('zh-CN', 'rate.thanks')).waitFor();
    expect(stage.host.posts).toMatchObject([{ path: 'tickets/tok/rate', body: { score: 5 } }]);
  });

  test('a low one is asked for its reason, which can be taken back for three seconds', async () => {
    const page = await follow(finished());
    answer(asked.reasons);
    await button(page, say('zh-CN', 'rating.very-poor')).click();
    const speed = button(page, say('zh-CN', 'rate.reason.speed'));
    await speed.click();
    await page.clock.runFor(1000);
    await speed.click();
    await page.clock.runFor(5000);
    expect(stage.host.posts.map(({ path }) => path)).toEqual(['tickets/tok/rate']);
    stage.host.answer(() => ({
      status: 200,
      body: followView(finished({ state: 'rated', reason: 'speed' })),
    }));
    await speed.click();
    await passTimeUntil(page, page.getByText(say('zh-CN', 'rate.thanks')));
    expect(stage.host.posts.at(-1)).toMatchObject({ path: 'tickets/tok/reason', body: { reason: 'speed' } });
  });

  test('given on the pad is not asked for again; when its time is over, nothing is', async () => {
    const page = await follow(finished({ state: 'rated', score: 5 }));
    await page.getByText(say('zh-CN', 'rate.thanks')).waitFor();
    show(finished());
    await page.locator('.rating').waitFor();
    stage.host.away();
    await page.clock.runFor(61_000);
    await expect.poll(() => page.locator('.rating').count()).toBe(0);
  });

  test('a refusal is said in words, and it may be pressed again', async () => {
    const page = await follow(finished({ scale: 10 }));
    stage.host.answer(() => refusal('rating-none', 409));
    await button(page, '9').click();
    expect(await seen(page.getByText(say('zh-CN', 'error.rating-none.visitor')))).toBe(true);
    expect(await page.locator('.scores button[aria-disabled=true]').count()).toBe(0);
  });
});

test('nothing from elsewhere, no font, little script: a poor network brings it', async () => {
  const page = await follow();
  const asked: string[] = [];
  const note = (request: { url(): string }) => asked.push(request.url());
  page.on('request', note);
  await page.reload();
  await page.locator('.number').waitFor();
  page.off('request', note);
  expect(asked.filter((url) => !url.startsWith(stage.host.url))).toEqual([]);
  expect(asked.filter((url) => /\.woff2|fonts/.test(url))).toEqual([]);
  expect(asked.length).toBeLessThan(20);
});
