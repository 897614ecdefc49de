import { brotliCompressSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { refusal, type Answer } from './support/host.ts';
import { readQr } from './support/read-qr.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';
import { kioskView, taken, ticket } from './support/views.ts';

const stage = stageForTests();
beforeEach(() => stage.host.show('kiosks/first', kioskView()));

const enquiries = (page: Page): Locator => page.locator('button.service').first();
const number = (page: Page): Locator => page.locator('.called', { hasText: 'A023' });
const question = (page: Page): Locator => page.locator('.frame h2').first();
const give = (change: Partial<TakenTicket> = {}): Answer => ({ status: 201, body: taken(change) });

async function take(page: Page, change: Partial<TakenTicket> = {}): Promise<void> {
  stage.host.answer(() => give(change));
  await enquiries(page).click();
  await number(page).waitFor();
}

describe('taking a number', () => {
  test('shows number, people ahead, wait and a code that a telephone can read', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    expect(stage.host.posts).toMatchObject([
      { path: 'tickets', body: { service: 'A', kiosk: 'front-door', language: 'zh-CN' } },
    ]);
    expect(await page.locator('.facts').innerText()).toMatch(/6 人[\s\S]*15–20 分钟/);
    expect(await readQr(page.locator('.qr'))).toBe(ticket().url);
  });

  test('without a public address there is no code', async () => {
    const page = await stage.open('/kiosk');
    await take(page, { ticket: ticket({ url: null }) });
    expect(await page.locator('.qr').count()).toBe(0);
  });

  test('a double tap takes one ticket', async () => {
    const page = await stage.open('/kiosk');
    stage.host.answer(() => give());
    await enquiries(page).dblclick();
    await number(page).waitFor();
    expect(stage.host.posts).toHaveLength(1);
  });

  test('a touch is answered at once, and other services wait', async () => {
    const page = await stage.open('/kiosk');
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await enquiries(page).click();
    await page.locator('.busy', { hasText: say('zh-CN', 'kiosk.taking') }).waitFor();
    await page.locator('button.service').nth(1).click({ force: true });
    answer.resolve(give());
    await number(page).waitFor();
    expect(stage.host.posts).toHaveLength(1);
  });

  test('a failing network repeats the same press with the same key, and says so', async () => {
    const page = await stage.open('/kiosk');
    stage.host.answer(() => 'drop');
    await enquiries(page).click();
    await page.getByText(say('zh-CN', 'kiosk.retrying')).waitFor();
    stage.host.answer(() => give());
    await passTimeUntil(page, number(page));
    expect(stage.host.posts.length).toBeGreaterThan(1);
    expect(new Set(stage.host.posts.map(({ key }) => key)).size).toBe(1);
    expect(stage.host.posts[0]?.key).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  test('a dead network ends in words, and trying again keeps the key', async () => {
    const page = await stage.open('/kiosk');
    stage.host.answer(() => 'drop');
    await enquiries(page).click();
    await passTimeUntil(page, page.getByText(say('zh-CN', 'kiosk.unreachable.text')));
    stage.host.answer(() => give());
    await page.getByRole('button', { name: say('zh-CN', 'kiosk.again') }).click();
    await number(page).waitFor();
    expect(new Set(stage.host.posts.map(({ key }) => key)).size).toBe(1);
  });

  test.each([
    ['day-not-open', 409],
    ['journal-unavailable', 503],
  ] as const)('the refusal %s is said calmly, with a way back', async (code, status) => {
    const page = await stage.open('/kiosk');
    stage.host.answer(() => refusal(code, status));
    await enquiries(page).click();
    await page.getByText(say('zh-CN', `error.${code}.visitor`)).waitFor();
    await page.getByText(say('zh-CN', 'kiosk.back')).click();
    expect(await seen(enquiries(page))).toBe(true);
  });

  test('a closed service cannot be taken', async () => {
    const page = await stage.open('/kiosk');
    const closed = page.locator('button.closed');
    await closed.click({ force: true });
    expect(await closed.getAttribute('aria-disabled')).toBe('true');
    expect(stage.host.posts).toEqual([]);
  });
});

describe('one visitor after another', () => {
  test('the language goes round and comes with the ticket', async () => {
    const page = await stage.open('/kiosk');
    await page.getByText('English').click();
    await page.getByText(say('en', 'kiosk.question')).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await take(page);
    expect(stage.host.posts[0]?.body).toMatchObject({ language: 'en' });
    await page.getByRole('button', { name: say('en', 'kiosk.done') }).click();
    await expect.poll(() => question(page).innerText()).toBe(say('zh-CN', 'kiosk.question'));
  });

  test('who has gone is asked for, then forgotten', async () => {
    const page = await stage.open('/kiosk');
    await page.getByText(say('zh-CN', 'kiosk.tool.elder')).click();
    await page.getByText(say('zh-CN', 'kiosk.tool.contrast')).click();
    await page.clock.runFor(45_100);
    await page.getByText(say('zh-CN', 'kiosk.idle.title')).waitFor();
    await page.getByText(say('zh-CN', 'kiosk.idle.stay')).click();
    await page.clock.runFor(45_100);
    await page.getByText(say('zh-CN', 'kiosk.idle.title')).waitFor();
    await page.clock.runFor(20_100);
    await expect.poll(() => question(page).innerText()).toBe(say('zh-CN', 'kiosk.question'));
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    expect(await page.locator('html').getAttribute('data-view')).toBeNull();
  });

  test('an untouched start is left alone', async () => {
    const page = await stage.open('/kiosk');
    await enquiries(page).waitFor();
    await page.clock.runFor(120_000);
    expect(await page.locator('.idle').count()).toBe(0);
  });

  test('the elder view turns its pages, priority first', async () => {
    const page = await stage.open('/kiosk');
    await page.getByText(say('zh-CN', 'kiosk.tool.elder')).click();
    await expect
      .poll(() => page.locator('button.service .plate').allInnerTexts())
      .toEqual(['V', 'A', 'B', 'C', 'D']);
    await page.getByText(say('zh-CN', 'kiosk.next-page', { count: 4 })).click();
    await expect.poll(() => page.locator('button.service .plate').allInnerTexts()).toEqual(['E', 'F']);
  });
});

test('a touch while the connection is lost is tried again quietly, and becomes a number when it is back', async () => {
  const page = await stage.open('/kiosk');
  await enquiries(page).waitFor();
  stage.host.away();
  await page.getByText(say('zh-CN', 'kiosk.offline')).waitFor();
  stage.host.answer(() => give());
  await enquiries(page).click();
  await page.getByText(say('zh-CN', 'kiosk.retrying')).waitFor();
  stage.host.back();
  expect(await passTimeUntil(page, number(page))).toBe(true);
});

test('a keypad is enough', async () => {
  const page = await stage.open('/kiosk');
  await enquiries(page).waitFor();
  stage.host.answer(() => give({ ticket: ticket({ service: 'B' }) }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await number(page).waitFor();
  expect(stage.host.posts[0]?.body).toMatchObject({ service: 'B' });
  await page.keyboard.press('Escape');
  await enquiries(page).waitFor();
});

test.each([
  [1080, 1920],
  [768, 1366],
  [1280, 800],
  [1920, 1080],
  [360, 640],
])('nothing is cut at %d × %d', async (width, height) => {
  const page = await stage.open('/kiosk', { width, height });
  await enquiries(page).waitFor();
  for (const box of await Promise.all(
    (await page.locator('button').all()).map((button) => button.boundingBox()),
  )) {
    expect(box).not.toBeNull();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }
});

test('the first load is light: 60 KB compressed, fonts and their faces aside', async () => {
  const loaded: string[] = [];
  const page = await stage.open('/');
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`${stage.host.url}/kiosk`);
  await enquiries(page).waitFor();
  const light = loaded.filter((url) => !/\/api\/|woff2$|\/fonts-/.test(url));
  const sizes = light.map(async (url) => brotliCompressSync(await (await fetch(url)).bytes()).byteLength);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(light.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThanOrEqual(60 * 1024);
});
