/** The console's list of visitors without paper: printed again, or done. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { StaffTicketView } from '../../firmware-host/messages/staff.ts';
import { consoleOn } from './support/console.ts';
import { refusal, type Answer } from './support/host.ts';
import { staffTicket } from './support/paper.ts';
import { passTimeUntil, say, seen, stageForTests } from './support/stage.ts';
import { counterView, servingView } from './support/views.ts';

const stage = stageForTests();

const failed = staffTicket('A023', { state: 'failed', problem: 'paper-out' });
const uncertain = staffTicket('B007', { state: 'uncertain', problem: 'interrupted' });

const tell = (...papers: StaffTicketView[]) => stage.host.show('staff/papers', { papers });
const rows = (page: Page) => page.locator('.papers li');
const paths = () => stage.host.posts.map(({ path }) => path);
const text = (key: Parameters<typeof say>[1], values = {}) => say('zh-CN', key, values);

async function open(...papers: StaffTicketView[]): Promise<Page> {
  tell(...papers);
  const page = await consoleOn(stage, counterView({ printProblems: papers.length }));
  await page.locator('.head button.tag').click();
  await page.locator('.question h2').waitFor();
  return page;
}

test('each with its number, service, kiosk, trouble and time, and what comes out of its key', async () => {
  const page = await open(failed, uncertain);
  await rows(page).first().waitFor();
  const [first, second] = await rows(page).allInnerTexts();
  for (const part of [
    'A023',
    '咨询',
    'front-door',
    '14:21',
    text('console.papers.failed'),
    text('print.paper-out.staff'),
  ])
    expect(first).toContain(part);
  for (const part of ['B007', text('console.papers.uncertain'), text('print.interrupted.staff')])
    expect(second).toContain(part);
  expect(first).toMatch(/5:0\d/);
  // What perhaps came out is printed as a copy, and says so before.
  expect(await rows(page).nth(0).locator('button').first().innerText()).toContain(
    text('console.papers.reprint'),
  );
  const copy = rows(page).nth(1).locator('button').first();
  expect(await copy.innerText()).toContain(text('console.papers.copy'));
  stage.host.answer(() => {
    tell(failed);
    return { status: 200, body: uncertain };
  });
  await copy.click();
  await page
    .locator('.note.done', { hasText: text('console.papers.reprinting', { number: 'B007' }) })
    .waitFor();
  expect(paths()).toEqual(['staff/tickets/id-B007/reprint']);
  expect(await rows(page).count()).toBe(1);
});

test('done, by keyboard alone: the list opens, goes on to the next, and closes to where it came from', async () => {
  tell(failed, uncertain);
  const page = await consoleOn(stage, servingView());
  stage.host.show('counters/3', { ...servingView(), printProblems: 2 });
  const opener = page.locator('.head button.tag');
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.locator('.papers li:first-child button:first-of-type:focus').waitFor();
  expect(await page.locator('.number').innerText()).toBe('B012');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  stage.host.answer(() => {
    tell(failed);
    return { status: 200, body: uncertain };
  });
  await page.keyboard.press('Enter');
  await page.locator('.note.done', { hasText: text('console.papers.settled', { number: 'B007' }) }).waitFor();
  expect(paths()).toEqual(['staff/tickets/id-B007/paper-done']);
  await page.locator('.papers li:first-child button:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.papers').waitFor({ state: 'detached' });
  expect(await opener.evaluate((tag) => tag.matches(':focus'))).toBe(true);
});

test('pressed twice, it is asked once', async () => {
  const page = await open(failed);
  const answer = Promise.withResolvers<Answer>();
  stage.host.answer(() => answer.promise);
  const again = rows(page).first().locator('button').first();
  await again.click();
  await rows(page).locator('button[aria-busy=true]').waitFor();
  await again.click({ force: true });
  tell();
  answer.resolve({ status: 200, body: failed });
  await page.getByText(text('console.papers.none'), { exact: true }).waitFor();
  expect(stage.host.posts).toHaveLength(1);
});

test('a refusal is told and the row stays; a network that fails is tried again with the same key', async () => {
  const page = await open(failed);
  stage.host.answer(() => refusal('ticket-unknown', 404));
  await rows(page).first().locator('button').first().click();
  await page.locator('.note.fault', { hasText: text('error.ticket-unknown.staff') }).waitFor();
  expect(await rows(page).count()).toBe(1);
  stage.host.posts.length = 0;
  stage.host.answer(() => 'drop');
  await rows(page).first().locator('button').first().click();
  await expect.poll(() => paths().length).toBeGreaterThan(0);
  stage.host.answer(() => ({ status: 200, body: failed }));
  await passTimeUntil(page, page.locator('.note.done'));
  expect(stage.host.posts.length).toBeGreaterThan(1);
  expect(new Set(stage.host.posts.map(({ key }) => key)).size).toBe(1);
});

test('goes along with the counter: what others settle goes, what comes is shown, and none is said', async () => {
  const page = await open(failed);
  await rows(page).first().waitFor();
  tell(failed, uncertain);
  stage.host.show('counters/3', counterView({ printProblems: 2 }));
  await expect.poll(() => rows(page).count()).toBe(2);
  tell();
  stage.host.show('counters/3', counterView({ printProblems: 0 }));
  expect(await seen(page.getByText(text('console.papers.none.text')))).toBe(true);
});

test('a list that cannot be fetched is asked for again', async () => {
  stage.host.show('counters/3', counterView({ printProblems: 1 }));
  const page = await consoleOn(stage, counterView({ printProblems: 1 }));
  stage.host.show('staff/papers', { papers: [failed] });
  await page.locator('.head button.tag').click();
  await rows(page).first().waitFor();
  stage.host.away();
  await page.getByText(text('site.reconnecting')).waitFor();
  expect(await rows(page).count()).toBe(1);
  stage.host.back();
  tell(failed, uncertain);
  await passTimeUntil(page, rows(page).nth(1));
});

test.each(['zh-CN', 'en-GB', 'zh-TW'])('a long list fits its column: %s', async (locale) => {
  tell(...Array.from({ length: 12 }, (_, place) => ({ ...uncertain, id: `t${place}` })));
  const page = await consoleOn(stage, counterView({ printProblems: 12 }), locale);
  await page.locator('.head button.tag').click();
  await rows(page).nth(11).waitFor();
  const cut = await page
    .locator('.papers button, .papers .what, .papers .who')
    .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).length);
  expect(cut).toBe(0);
});
