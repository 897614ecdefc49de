/** What a technician sees of the printers and of their paper, and what can be done about it. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages, type Language } from '../../config/texts/texts.ts';
import { DeviceProblem } from '../../firmware-host/messages/common.ts';
import type { DeviceReport, TestPrint } from '../../firmware-host/messages/devices.ts';
import { refusal, type Answer } from '../kiosk/support/host.ts';
import { device, maintenanceView, roll } from '../kiosk/support/maintenance-view.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

const show = (...devices: DeviceReport[]) => stage.host.show('maintenance', maintenanceView({ devices }));

async function open(...devices: DeviceReport[]): Promise<Page> {
  show(...devices);
  const page = await stage.open('/maintenance#devices', { width: 1280, height: 800 });
  await page.locator('.devices').waitFor();
  return page;
}

const row = (page: Page): Locator => page.locator('.devices tr', { hasText: 'door' });
const button = (within: Locator | Page, text: Parameters<typeof say>[1]): Locator =>
  within.locator('button', { hasText: say('zh-CN', text) });
const paths = () => stage.host.posts.map(({ path }) => path);
const fillOf = async (page: Page): Promise<number> => {
  const [bar, fill] = await Promise.all([
    row(page).locator('.roll svg').boundingBox(),
    row(page).locator('.roll rect').boundingBox(),
  ]);
  return (fill?.width ?? 0) / (bar?.width ?? 1);
};

const low = (change: Partial<DeviceReport> = {}) =>
  device('printer', 'door', {
    state: 'degraded',
    paperLow: true,
    since: '2026-11-19T06:20:00.000Z',
    paper: roll({ left: 38, printed: 212, isLearned: true }),
    ...change,
  });

describe('the paper of a printer', () => {
  test('stands in its row: about how many tickets, as a bar too, and when it printed last; none of it is made up', async () => {
    const page = await open(device('printer', 'door', { paper: roll({ left: 125 }) }));
    const text = await row(page).innerText();
    expect(text).toContain('约 125 张');
    expect(text).toContain('末次出纸 14:25');
    expect(await fillOf(page)).toBeCloseTo(0.5, 1);
    // Nothing has come out yet, and nothing is counted.
    show(device('printer', 'door', { paper: null, lastPrintedAt: null }));
    await expect.poll(() => page.locator('.roll').count()).toBe(0);
    expect(await row(page).innerText()).toContain(say('zh-CN', 'maintenance.last-print.none'));
    expect(await button(row(page), 'maintenance.roll.new').count()).toBe(0);
  });

  test('near its end it is seen to in time: how many are left, for how long it is known, how it is counted', async () => {
    const page = await open(low());
    const matter = page.locator('.matters > li');
    const text = await matter.innerText();
    expect(text).toContain(say('zh-CN', 'maintenance.paper-left', { name: 'door', count: 38 }));
    expect(text).toContain(say('zh-CN', 'maintenance.lasts', { minutes: 6 }));
    expect(text).toContain(say('zh-CN', 'maintenance.roll.loaded', { time: '08:30', printed: 212 }));
    expect(text).toContain(say('zh-CN', 'maintenance.roll.learned', { whole: 250 }));
    expect(text).toContain(say('zh-CN', 'warning.paper-low.visitors'));
    expect(await row(page).getAttribute('class')).toBe('warn');
    // Slow and near the end of its roll are two matters; out of paper is one.
    show(low({ problem: 'slow' }));
    await expect.poll(() => page.locator('.matters > li').count()).toBe(2);
    // Since when it is slow is known; not since when its paper is low.
    expect(await page.locator('.matters .lasts').count()).toBe(1);
    show(low({ problem: 'paper-out' }));
    await expect.poll(() => page.locator('.matters > li').count()).toBe(1);
  });
});

const outcome = (change: Partial<TestPrint>): Answer => ({
  status: 200,
  body: { state: 'printed', proof: null, problem: null, bytes: 231, ...change } satisfies TestPrint,
});

/** Nothing but a button gets stuck. */
const problems = DeviceProblem.anyOf
  .map((schema) => schema.const)
  .filter((problem) => problem !== 'stuck' && problem !== 'no-voice');
const standIn = { 'zh-CN': '西门', 'zh-TW': '西門', en: 'the west door' };

/** Each problem has its own words for visitors, for Foyer and for staff. */
async function saysEachTrouble(page: Page, locale: Language): Promise<void> {
  const texts = await page.locator('.matters > li').allInnerTexts();
  expect(texts).toHaveLength(problems.length);
  for (const [place, problem] of problems.entries()) {
    const text = texts[place] ?? '';
    expect(text).toContain(say(locale, `maintenance.problem.${problem}`));
    expect(text).toContain(say(locale, `warning.printer.${problem}.visitors`));
    expect(text).toContain(say(locale, `warning.printer.${problem}.foyer`));
    for (const step of say(locale, `warning.printer.${problem}.staff`).split('\n')) {
      expect(text).toContain(step);
    }
  }
  const effects = problems.map((problem) => say(locale, `warning.printer.${problem}.visitors`));
  expect(new Set(effects).size).toBe(problems.length);
}

/** Of a printer whose papers a spare one makes, visitors read where. */
async function saysWhere(page: Page, locale: Language): Promise<void> {
  const what = say(locale, 'warning.printer.stand-in.visitors', { where: standIn[locale] });
  await page.locator('.sum', { hasText: say(locale, 'maintenance.visitors', { what }) }).waitFor();
  const texts = await page.locator('.matters > li').allInnerTexts();
  expect(texts).toHaveLength(problems.length);
  for (const text of texts) expect(text).toContain(what);
  const column = await page.locator('aside').innerText();
  for (const problem of problems)
    expect(column).not.toContain(say(locale, `warning.printer.${problem}.visitors`));
}

/** By how much the longest outcome of a test print pushes its row out of the page. */
async function overhang(page: Page): Promise<number> {
  stage.host.answer(() => outcome({ state: 'uncertain', problem: 'not-answering' }));
  const outermost = page.locator('.devices .acts button').last();
  await outermost.click();
  await page.locator('.test .bad').waitFor();
  const [main, last] = await Promise.all([page.locator('main').boundingBox(), outermost.boundingBox()]);
  const right = (last?.x ?? Infinity) + (last?.width ?? 0);
  return right - (main?.x ?? 0) - (main?.width ?? 0);
}

test.each(languages)('trouble, a spare printer and a test print have their words: %s', async (locale) => {
  const troubled = (change: Partial<DeviceReport>) =>
    show(...problems.map((problem) => device('printer', problem, { state: 'degraded', problem, ...change })));
  troubled({});
  const page = await stage.open('/maintenance', { width: 1280, height: 800, locale });
  await page.locator('.matters > li').first().waitFor();
  await saysEachTrouble(page, locale);
  troubled({ standIn });
  await saysWhere(page, locale);
  show(device('printer', 'printer-at-the-door'));
  await stage.open('/maintenance#devices', { width: 1280, height: 800, locale });
  await page.locator('.devices tr', { hasText: 'printer-at-the-door' }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

describe('trouble', () => {
  test('a row says since when; what is older than today comes with its date', async () => {
    const page = await open(device('printer', 'door', { state: 'lost', since: '2026-11-18T02:00:00.000Z' }));
    // Beside the count, it would read as if so many had come out since.
    expect(await row(page).locator('.state').innerText()).toContain('自 11月18日 10:00');
    expect(await row(page).locator('.more').innerText()).not.toContain('自');
    expect(await page.locator('.matters .lasts').innerText()).toBe('自 11月18日 10:00');
  });

  test('with a slow one there is nothing to try: its paper is under way', async () => {
    const page = await open(device('printer', 'door', { state: 'degraded', problem: 'slow' }));
    await page.locator('.matters > li').waitFor();
    expect(await row(page).locator('button').allInnerTexts()).toEqual([say('zh-CN', 'maintenance.roll.new')]);
    expect(await page.locator('.matters button').count()).toBe(0);
  });

  test('is tried again at once on request, from the row and from what is to be seen to', async () => {
    const lost = device('printer', 'door', { state: 'lost', problem: 'disconnected' });
    const page = await open(lost);
    expect(await button(row(page), 'maintenance.test-print').count()).toBe(0);
    stage.host.answer(() => ({ status: 200, body: lost }));
    await button(row(page), 'maintenance.retry').click();
    await page
      .locator('.note.done', { hasText: say('zh-CN', 'maintenance.retried', { name: 'door' }) })
      .waitFor();
    await button(page.locator('.matters'), 'maintenance.retry').focus();
    await page.keyboard.press('Enter');
    await expect.poll(paths).toEqual(['devices/door/retry', 'devices/door/retry']);
  });
});

describe('a test print', () => {
  test('once however often it is pressed, busy while it is under way', async () => {
    const page = await open(device('printer', 'door'));
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await button(row(page), 'maintenance.test-print').click();
    const busy = row(page).locator('button[aria-busy=true]');
    await busy.getByText(say('zh-CN', 'maintenance.test-print.busy')).waitFor();
    await busy.click({ force: true });
    answer.resolve(outcome({ proof: 'confirmed' }));
    const line = row(page).locator('.test');
    await line.getByText(say('zh-CN', 'maintenance.test-print.confirmed')).waitFor();
    expect(await line.innerText()).toContain(say('zh-CN', 'maintenance.bytes', { count: 231 }));
    expect(paths()).toEqual(['devices/door/test-print']);
  });

  test('its outcome is told, a refusal too, and the next try begins afresh', async () => {
    const page = await open(device('printer', 'door'));
    const problem = say('zh-CN', 'maintenance.problem.cover-open');
    for (const [change, key, look] of [
      [{ proof: 'status-ok' }, 'maintenance.test-print.status-ok', 'ok'],
      [{ proof: 'sent' }, 'maintenance.test-print.sent', 'ok'],
      [{ state: 'failed', problem: 'cover-open' }, 'maintenance.test-print.failed', 'bad'],
      [{ state: 'uncertain', problem: 'cover-open' }, 'maintenance.test-print.uncertain', 'bad'],
    ] as const) {
      stage.host.answer(() => outcome(change));
      await button(row(page), 'maintenance.test-print').click();
      const line = row(page).locator(`.test .${look}`, { hasText: say('zh-CN', key, { problem }) });
      expect(await seen(line)).toBe(true);
    }
    stage.host.answer(() => refusal('device-unknown', 404));
    await button(row(page), 'maintenance.test-print').click();
    await page.locator('.note.fault', { hasText: say('zh-CN', 'error.device-unknown.staff') }).waitFor();
    expect(await row(page).locator('.test .is').count()).toBe(0);
    expect(await button(row(page), 'maintenance.test-print').isEnabled()).toBe(true);
  });
});

describe('a new roll', () => {
  test('is asked about first, and is counted once it is said, by keyboard', async () => {
    const page = await open(low());
    await button(page.locator('.matters'), 'maintenance.roll.yes').click();
    const dialog = page.locator('dialog[open]');
    const text = await dialog.innerText();
    expect(text).toContain('250');
    expect(text).toContain('38');
    expect(text).toContain(say('zh-CN', 'maintenance.roll.harmless'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(stage.host.posts).toEqual([]);
    stage.host.answer(() => ({
      status: 200,
      body: device('printer', 'door', { paper: roll({ whole: 260 }) }),
    }));
    await button(row(page), 'maintenance.roll.new').click();
    await page.locator('dialog[open] .main:focus').waitFor();
    await page.keyboard.press('Enter');
    const done = say('zh-CN', 'maintenance.roll.done', { name: 'door', whole: 260 });
    await page.locator('.note.done', { hasText: done }).waitFor();
    expect(paths()).toEqual(['devices/door/new-roll']);
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });
});
