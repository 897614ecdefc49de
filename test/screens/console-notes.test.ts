/** The record of the first contact on the console: read by whoever is next, and added to. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaint, noteView } from '../kiosk/support/case-view.ts';
import { consoleOn, ok } from '../kiosk/support/console.ts';
import { passTimeUntil, say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const write = (id: string, text: string) => stage.host.show(`staff/texts/${id}`, { id, text });
const line = (page: Page) => page.locator('.jot [name=note]');
const told = (notes = complaint().ticket?.notes ?? []) => ({
  status: 201,
  body: { ...complaint().ticket, notes },
});

test('is read text by text, in order, with who received it first and why it was sent on', async () => {
  write('n1', '卫生间顶部渗水');
  write('n2', '工程部下午到场');
  const page = await consoleOn(stage, complaint());
  const rows = page.locator('.first-note dd');
  await expect.poll(() => rows.allInnerTexts()).toEqual(['卫生间顶部渗水', '14:18 工程部下午到场']);
  expect(await page.locator('.first-note dt').allInnerTexts()).toEqual(['事由', '进展']);
  expect(await page.locator('.first-note header').innerText()).toMatch(/1 号窗口 · 陈敏 · 14:18/);
  expect(await page.locator('.why-here').innerText()).toContain('咨询窗口无权登记投诉');
});

test('an erased text says so, and one that was out of reach comes by itself', async () => {
  const page = await consoleOn(stage, complaint({ notes: [noteView('gone'), noteView('late')] }));
  const [gone, late] = [page.locator('.first-note dd').nth(0), page.locator('.first-note dd').nth(1)];
  // The test host knows neither: that is no answer about the text, only about the address.
  expect(await seen(gone.getByText(say('zh-CN', 'console.note.failed')))).toBe(true);
  write('late', '后来读到的');
  expect(await passTimeUntil(page, late.getByText('后来读到的'))).toBe(true);
});

describe('a line', () => {
  test('goes to the host by Enter with what it is about, and stays to be read', async () => {
    const page = await consoleOn(stage, complaint({ notes: [noteView('n1', { kind: 'cause' })] }));
    stage.host.answer(() => {
      write('n9', '已约好上门');
      return told([noteView('n1', { kind: 'cause' }), noteView('n9', { kind: 'plan' })]);
    });
    await line(page).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('已约好  上门');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['staff/tickets/01JD0/notes', { text: '已约好 上门', kind: 'plan', agent: 'wang-lin' }]]);
    expect(await seen(page.getByText('已约好上门'))).toBe(true);
    expect(await line(page).inputValue()).toBe('');
  });

  test('pressed twice counts once', async () => {
    const page = await consoleOn(stage, complaint());
    let release: (() => void) | undefined;
    stage.host.answer(() => new Promise((answer) => (release = () => answer(told()))));
    await line(page).fill('一次');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => release !== undefined).toBe(true);
    release?.();
    await expect.poll(() => line(page).inputValue()).toBe('');
    expect(stage.host.posts).toHaveLength(1);
  });

  test('that does not arrive stays, also over a reload, and the same words are the same press', async () => {
    const page = await consoleOn(stage, complaint());
    stage.host.answer(() => 'drop');
    await line(page).fill('没有送到');
    await page.keyboard.press('Enter');
    await passTimeUntil(page, page.getByText(say('zh-CN', 'console.note.kept')));
    const [first] = stage.host.posts;
    stage.host.answer(() => told());
    await page.keyboard.press('Enter');
    await expect.poll(() => line(page).inputValue()).toBe('');
    expect(new Set(stage.host.posts.map(({ key }) => key))).toEqual(new Set([first?.key]));
    await line(page).fill('写到一半');
    await page.reload();
    await expect.poll(() => line(page).inputValue()).toBe('写到一半');
  });
});

describe('what the one before has left', () => {
  test('is shown until it is put away, also after a reload', async () => {
    write('h1', '二号客户的材料在抽屉里');
    const page = await consoleOn(stage, counterView({ handoverNote: 'h1' }));
    expect(await seen(page.getByText('二号客户的材料在抽屉里'))).toBe(true);
    await page.getByRole('button', { name: say('zh-CN', 'console.hand-over.seen') }).click();
    await page.reload();
    await page.locator('.acts').waitFor();
    expect(await page.locator('.left-note').count()).toBe(0);
  });

  test('is left by F11, with a word, for a colleague', async () => {
    const page = await consoleOn(stage, complaint());
    stage.host.answer(() => ok(complaint()));
    await page.keyboard.press('F11');
    await page.locator('.question').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('D004 等工程部回话');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
      .toEqual([['counters/3/hand-over', { agent: 'li-na', note: 'D004 等工程部回话' }]]);
  });
});

test('drafts are gone once nobody sits there', async () => {
  const page = await consoleOn(stage, complaint());
  await line(page).fill('关于一个人');
  stage.host.show('counters/3', counterView({ state: 'closed', agent: null, actions: [] }));
  await page.locator('.sign-in').waitFor();
  expect(await page.evaluate('Object.keys(sessionStorage).filter((name) => name.includes("draft"))')).toEqual(
    [],
  );
});
