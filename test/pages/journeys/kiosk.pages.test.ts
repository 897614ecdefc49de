/** The kiosk before its host: every way to a number, and every way in which one may go wrong. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { readQr } from '../../kiosk/support/read-qr.ts';
import { say, seen, zh } from '../../kiosk/support/stage.ts';
import { card, given, openConsole, openKiosk, takeAt } from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { losingOneAnswer, slow } from './support/network.ts';
import { passUntil, soon } from './support/patience.ts';

const house = houseWithPages();
const printerFaults = (faults: object) => house().api.must('lab/printers/paper/faults', faults);
beforeEach(() => printerFaults({ paperOut: false }));

const home = (page: Page) => page.getByRole('heading', { name: zh('kiosk.question'), exact: true });

test('one touch is a number, on the screen, on paper and in a telephone', async () => {
  const page = await openKiosk(house());
  const number = await takeAt(page);
  const [ticket, ...others] = await house().taken();
  expect(others).toEqual([]);
  expect(ticket).toMatchObject({ number, service: 'A', state: 'waiting', kiosk: 'door', language: 'zh-CN' });
  await page.getByText(zh('kiosk.print.printed')).waitFor();
  const token = (await readQr(page.getByRole('img', { name: zh('kiosk.qr') })))?.split('/t/')[1] ?? '';
  expect((await house().api.follow(token)).ticket.number).toBe(number);
  await page.getByRole('button', { name: zh('kiosk.done') }).click();
  expect(await seen(home(page))).toBe(true);
  expect(await page.getByText(number).count()).toBe(0);
});

describe('a refusal is said calmly, with a way back', () => {
  test('a code that nobody knows, and one that is hours early', async () => {
    const at = new Date(Date.now() + 6 * 3_600_000).toISOString();
    await house().api.must('appointments', { service: 'A', at, code: '482913' }, 201);
    const page = await openKiosk(house());
    await page.getByRole('button', { name: zh('kiosk.code') }).click();
    const press = async (digits: string) => {
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
      await page.getByRole('button', { name: zh('kiosk.code.take') }).click();
    };
    await press('482914');
    await page.getByText(zh('error.appointment-unknown.visitor')).waitFor();
    await press('482913');
    await page.getByText(zh('error.appointment-early.visitor')).waitFor();
    await page.getByRole('button', { name: zh('kiosk.back') }).click();
    expect(await seen(home(page))).toBe(true);
    expect(await house().taken()).toEqual([]);
  });

  test('a service that staff close under the finger', async () => {
    const page = await openKiosk(house());
    await house().api.must('services/A/close', { reason: { 'zh-CN': '系统维护', en: 'Maintenance' } });
    await page.getByText(zh('kiosk.closed.by-staff', { reason: '系统维护' })).waitFor();
    await card(page, 'A').click({ force: true });
    const number = await takeAt(page, 'B');
    expect((await house().taken()).map((ticket) => ticket.number)).toEqual([number]);
    await house().api.must('services/A/open');
  });
});

describe('the host is gone and comes back', () => {
  test('a touch meanwhile is one number', async () => {
    const page = await openKiosk(house());
    await house().killHost();
    await card(page, 'A').click();
    await page.getByText(zh('kiosk.retrying')).waitFor();
    await house().startHost();
    await passUntil(page, given(page));
    expect((await house().taken()).map(({ number }) => number)).toEqual([await given(page).innerText()]);
  });

  test('nobody is kept waiting before a dead screen, and it recovers by itself', async () => {
    const page = await openKiosk(house());
    await house().killHost();
    await page.getByText(zh('kiosk.offline')).waitFor();
    await passUntil(page, page.getByText(zh('kiosk.broken.text')));
    await house().startHost();
    await passUntil(page, home(page));
    await takeAt(page);
    expect(await house().taken()).toHaveLength(1);
  });

  test('an answer that got lost is asked for again, and stays one number', async () => {
    const page = await openKiosk(house());
    await losingOneAnswer(page, 'tickets');
    await card(page, 'A').click();
    await page.getByText(zh('kiosk.retrying')).waitFor();
    await passUntil(page, given(page));
    expect((await house().taken()).map(({ number }) => number)).toEqual([await given(page).innerText()]);
  });
});

test('without paper the number is photographed, and staff know of it', async () => {
  await printerFaults({ paperOut: true });
  const page = await openKiosk(house());
  const number = await takeAt(page);
  await page.getByRole('heading', { name: zh('kiosk.photo.title') }).waitFor();
  await page.getByText(zh('print.paper-out.visitor')).waitFor();
  const agent = await openConsole(house());
  await agent.getByRole('button', { name: zh('console.print-problems', { count: 1 }) }).click();
  await agent.getByText(zh('print.paper-out.staff')).waitFor();
  expect(await house().taken()).toMatchObject([{ number, state: 'waiting' }]);
  await printerFaults({ paperOut: false });
  await agent.getByRole('button', { name: zh('console.papers.reprint') }).click();
  await soon(async () => (await house().taken())[0]?.print?.state, 'printed');
  await agent.getByText(zh('print.paper-out.staff')).waitFor({ state: 'hidden' });
  expect(await given(page, number).count()).toBe(1);
});

describe('impatience', () => {
  test('a double tap is one number', async () => {
    const page = await openKiosk(house());
    await card(page, 'A').dblclick();
    await given(page).waitFor();
    expect(await house().taken()).toHaveLength(1);
  });

  test('over a slow network the touch is answered at once, and a second service waits', async () => {
    const page = await openKiosk(house());
    const { letGo, asked } = await slow(page, 'tickets');
    await card(page, 'A').click();
    await page.getByText(zh('kiosk.taking')).waitFor();
    await card(page, 'B').click({ force: true });
    await card(page, 'A').click({ force: true });
    await asked;
    letGo();
    await given(page).waitFor();
    expect((await house().taken()).map(({ service }) => service)).toEqual(['A']);
  });
});

test('ten changes of the language end in the one that was asked for, and the next visitor begins anew', async () => {
  const page = await openKiosk(house());
  const ring = ['en', 'zh-TW', 'zh-CN'] as const;
  for (let turn = 0; turn < 10; turn += 1) {
    const language = ring[turn % ring.length] ?? 'en';
    await page.getByRole('button', { name: say(language, `language.${language}`) }).click();
  }
  await page.getByRole('heading', { name: say('en', 'kiosk.question'), exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('button', { name: 'Payments' }).click();
  await given(page).waitFor();
  expect(await house().taken()).toMatchObject([{ language: 'en' }]);
  await page.getByRole('button', { name: say('en', 'kiosk.done') }).click();
  expect(await seen(home(page))).toBe(true);
});

/** All words of the page, the time left out. */
const saidBy = (page: Page): Promise<string | undefined> =>
  page.locator('foyer-kiosk').evaluate((kiosk) => kiosk.shadowRoot?.textContent.replace(/\d+:\d+/, ''));

const dressOf = (page: Page): Promise<object> =>
  page.locator('html').evaluate(({ lang, dataset }) => ({ lang, ...dataset }));

test('of whoever walks away, nothing is left', async () => {
  const page = await openKiosk(house());
  const [said, dress] = [await saidBy(page), await dressOf(page)];
  const number = await takeAt(page);
  await page.getByRole('button', { name: zh('kiosk.more') }).click();
  await page.getByText(zh('kiosk.more.chosen', { number })).waitFor();
  await page.getByRole('button', { name: zh('kiosk.needs') }).click();
  await page.getByRole('button', { name: zh('kiosk.needs.visibly') }).click();
  for (const tool of ['elder', 'contrast', 'reach'] as const)
    await page.getByRole('button', { name: zh(`kiosk.tool.${tool}`), exact: false }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: say('en', 'kiosk.question.elder') }).waitFor();
  await passUntil(page, page.getByRole('alertdialog', { name: say('en', 'kiosk.idle.title') }));
  await passUntil(page, home(page));
  const { api } = house();
  const [first] = await house().taken();
  if (first === undefined) throw new Error('nobody has taken a number');
  await api.must(`staff/tickets/${first.id}/cancel`, { reason: 'test' });
  await soon(() => saidBy(page), said);
  expect(await dressOf(page)).toEqual(dress);
  expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
  await takeAt(page);
  const [, next] = await house().taken();
  expect(next).toMatchObject({
    language: 'zh-CN',
    class: 'ordinary',
    size: 1,
    care: { visibly: false, escort: false },
    beside: [],
  });
});
