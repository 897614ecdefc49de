/** The paper of the number on the screen: printed, late, elsewhere, or not at all. */
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { PrintProblem } from '../../firmware-host/messages/common.ts';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';
import { kioskView, names, print, taken } from './support/views.ts';

const stage = stageForTests();
beforeEach(() => stage.host.show('kiosks/first', kioskView()));

const enquiries = (page: Page): Locator => page.locator('button.service').first();
const number = (page: Page): Locator => page.locator('.called', { hasText: 'A023' });
const question = (page: Page): Locator => page.locator('.frame h2').first();
const strip = (page: Page): Locator => page.locator('.paper');

async function take(page: Page, change: Partial<TakenTicket> = {}): Promise<void> {
  stage.host.answer(() => ({ status: 201, body: taken(change) }));
  await enquiries(page).click();
  await number(page).waitFor();
}

const tell = (change: Parameters<typeof print>[0]) =>
  stage.host.show('kiosks/first', kioskView({ prints: [print(change)] }));

describe('the paper', () => {
  test('printing, then printed, then home after eight seconds', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    await page.getByText(say('zh-CN', 'kiosk.print.printing')).waitFor();
    stage.host.show('kiosks/first', kioskView({ prints: [print({ state: 'printed', proof: 'confirmed' })] }));
    await page.getByText(say('zh-CN', 'kiosk.print.printed')).waitFor();
    // The page's clock runs on by itself meanwhile, on a busy machine by more than one would think.
    await page.clock.runFor(6500);
    expect(await number(page).count()).toBe(1);
    await page.clock.runFor(1600);
    await enquiries(page).waitFor();
  });

  test('without paper the number is asked to be photographed, and stays a minute', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    stage.host.show(
      'kiosks/first',
      kioskView({ prints: [print({ state: 'failed', problem: 'paper-out' })] }),
    );
    await page.getByText(say('zh-CN', 'print.paper-out.visitor')).waitFor();
    expect(await question(page).innerText()).toBe(say('zh-CN', 'kiosk.photo.title'));
    await page.clock.runFor(59_000);
    expect(await number(page).count()).toBe(1);
    await page.clock.runFor(1100);
    await enquiries(page).waitFor();
  });

  test('more than five seconds are too long: the number is to be photographed', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    await page.clock.runFor(4000);
    expect(await page.locator('.paper.printing').count()).toBe(1);
    await page.clock.runFor(1100);
    await page.getByText(say('zh-CN', 'print.slow.visitor')).waitFor();
    expect(await question(page).innerText()).toBe(say('zh-CN', 'kiosk.photo.title'));
    await page.getByText(say('zh-CN', 'kiosk.photo.done')).click();
    expect(await seen(enquiries(page))).toBe(true);
  });

  test("another ticket's paper changes nothing here", async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    const other = print({ jobId: 'job-2', state: 'failed', problem: 'cover-open' });
    stage.host.show('kiosks/first', kioskView({ prints: [other], services: [] }));
    await page.clock.runFor(1000);
    expect(await page.locator('.paper.printing').count()).toBe(1);
  });

  test('every trouble has its own words, beside the number and its code', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    for (const problem of PrintProblem.anyOf.map((schema) => schema.const)) {
      tell({ state: 'failed', problem });
      await strip(page)
        .getByText(say('zh-CN', `print.${problem}.visitor`))
        .waitFor();
    }
    expect(await page.locator('.frame-number .called').innerText()).toBe('A023');
    expect(await page.locator('.qr').count()).toBe(1);
  });

  test('one that comes late after all is taken, and the visitor goes', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    await page.clock.runFor(5100);
    await page.getByText(say('zh-CN', 'print.slow.visitor')).waitFor();
    tell({ state: 'printed', proof: 'confirmed' });
    await page.getByText(say('zh-CN', 'kiosk.print.printed')).waitFor();
    expect(await question(page).innerText()).toBe(say('zh-CN', 'kiosk.ticket.title'));
    expect(await page.locator('.photo').count()).toBe(0);
    await passTimeUntil(page, enquiries(page));
  });

  test('a paper that came in time is not called slow afterwards', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    tell({ state: 'printed', proof: 'confirmed' });
    await page.getByText(say('zh-CN', 'kiosk.print.printed')).waitFor();
    await page.clock.runFor(5100);
    expect(await strip(page).innerText()).toContain(say('zh-CN', 'kiosk.print.printed'));
  });

  test('settled by staff, it is not waited for', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    tell({ state: 'settled', problem: 'paper-out' });
    expect(await seen(strip(page).getByText(say('zh-CN', 'kiosk.print.settled')))).toBe(true);
  });
});

describe('at the spare printer', () => {
  const where = names('2 号窗口旁', '2 號櫃檯旁', 'counter 2');
  const there = { where: where['zh-CN'] };

  test('the screen says where, from the beginning, and in both languages', async () => {
    const page = await stage.open('/kiosk');
    await take(page, { print: print({ where }) });
    await strip(page)
      .getByText(say('zh-CN', 'kiosk.print.printing.there', there))
      .waitFor();
    tell({ state: 'printed', proof: 'confirmed', where });
    await strip(page)
      .getByText(say('zh-CN', 'kiosk.print.there', there))
      .waitFor();
    expect(await strip(page).innerText()).toContain(say('en', 'kiosk.print.there', { where: where.en }));
    expect(await page.locator('.paper .arrow').count()).toBe(0);
  });

  test('a paper that goes there while it is waited for', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    await strip(page).getByText(say('zh-CN', 'kiosk.print.printing')).waitFor();
    tell({ state: 'sending', where });
    expect(await seen(strip(page).getByText(say('zh-CN', 'kiosk.print.printing.there', there)))).toBe(true);
  });

  test('without proof, the visitor knows what to do when none is there', async () => {
    const page = await stage.open('/kiosk');
    await take(page);
    tell({ state: 'printed', proof: 'sent', where });
    expect(await seen(strip(page).getByText(say('zh-CN', 'kiosk.print.sent.there', there)))).toBe(true);
  });

  test.each(['zh-CN', 'en'] as const)('a long name stands in the strip: %s', async (language) => {
    const long = names(
      '二楼财务室门口左手边的打印机',
      '二樓財務室門口左手邊的印表機',
      'the printer left of the door of the finance office on the second floor',
    );
    const languages = language === 'en' ? (['en', 'zh-CN'] as const) : (['zh-CN', 'en'] as const);
    stage.host.show('kiosks/first', kioskView({ languages: [...languages] }));
    const page = await stage.open('/kiosk', { width: 1080, height: 1920 });
    await take(page, { print: print({ state: 'printed', proof: 'sent', where: long }) });
    await page.locator(`.frame[lang="${language}"] .paper`).waitFor();
    const [outer, inner] = await Promise.all([
      strip(page).boundingBox(),
      strip(page).locator('p').first().boundingBox(),
    ]);
    expect(inner?.y).toBeGreaterThanOrEqual(outer?.y ?? Infinity);
    expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeLessThanOrEqual(
      (outer?.y ?? 0) + (outer?.height ?? 0),
    );
  });
});
