/** The case form of the console: complaints and repairs, written while the visitor is there. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { caseView, complaint } from '../kiosk/support/case-view.ts';
import { consoleOn, consoleSize, key, ok } from '../kiosk/support/console.ts';
import { refusal, type Answer, type Posted } from '../kiosk/support/host.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterView } from '../kiosk/support/views.ts';

const stage = stageForTests();

const field = (page: Page, name: string) => page.locator(`[data-field=${name}]`);
const focused = (page: Page) =>
  page.evaluate(
    '(() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at.name || at.dataset.field || at.textContent.trim(); })()',
  );

/** The form is there, and knows its case. */
async function openForm(view = complaint(), file = caseView(), locale = 'zh-CN'): Promise<Page> {
  stage.host.show('staff/texts/n1', { id: 'n1', text: '卫生间顶部渗水' });
  stage.host.show('cases/01JD0', file);
  const page = await consoleOn(stage, view, locale);
  await page.keyboard.press('F10');
  await page.locator('.case-form').waitFor();
  await page.locator('.due .current, .due .done').first().waitFor();
  return page;
}

const recorded = (posted: Posted): Answer =>
  posted.path.startsWith('cases/')
    ? { status: 200, body: caseView({ receiver: 'wang-lin', matter: 'm1' }) }
    : ok(counterView());

async function fill(page: Page): Promise<void> {
  await page.locator('[data-field=subject] label', { hasText: '维修质量' }).click();
  await page.locator('[data-field=callBack] label', { hasText: '电话回访' }).click();
  await field(page, 'phone').fill('139 0000 1234');
}

test('is filled in, recorded and finished by F8, with the cause that the first contact has noted', async () => {
  const page = await openForm();
  stage.host.answer(recorded);
  await expect.poll(() => field(page, 'matter').inputValue()).toBe('卫生间顶部渗水');
  await fill(page);
  await field(page, 'handedTo').fill('工程部');
  await page.locator('.check input').check();
  await page.keyboard.press('F8');
  await expect
    .poll(() => stage.host.posts.map(({ path, body }) => [path, body]))
    .toEqual([
      [
        'cases/01JD0/record',
        {
          receiver: 'wang-lin',
          matter: '卫生间顶部渗水',
          subject: 'quality',
          callBack: 'phone',
          told: true,
          handedTo: '工程部',
          contact: '139 0000 1234',
        },
      ],
      ['counters/3/finish', {}],
    ]);
  await expect.poll(() => page.locator('.case-form').count()).toBe(0);
});

test('says live what the number lacks, and how many things are left; F8 goes to the first of them', async () => {
  const page = await openForm();
  await fill(page);
  await field(page, 'phone').fill('139 0000 12');
  expect(await seen(page.getByText(say('zh-CN', 'console.case.phone.missing', { count: 2 })))).toBe(true);
  expect(await page.locator('.acts p').innerText()).toContain('还有 1 处要改：电话');
  await field(page, 'matter').fill(' ');
  await page.keyboard.press('F8');
  await expect.poll(() => focused(page)).toBe('matter');
  expect(await seen(page.getByText(say('zh-CN', 'console.case.matter.missing')))).toBe(true);
  expect(stage.host.posts).toEqual([]);
  await field(page, 'matter').fill('渗水');
  await page.locator('[data-field=callBack] label', { hasText: '访客不需要' }).click();
  expect(await page.locator('.acts p').innerText()).toBe(say('zh-CN', 'console.case.complete'));
  expect(await field(page, 'phone').isVisible()).toBe(false);
});

test('folds away with its draft, which a reload does not lose', async () => {
  const page = await openForm();
  await field(page, 'matter').fill('写到一半');
  expect(await seen(page.getByText(/草稿已存 14:2\d/))).toBe(true);
  await page.keyboard.press('F10');
  await expect.poll(() => page.locator('.case-form').count()).toBe(0);
  await page.reload();
  await page.getByRole('button', { name: say('zh-CN', 'console.case.begun') }).waitFor();
  await page.keyboard.press('F10');
  await expect.poll(() => field(page, 'matter').inputValue()).toBe('写到一半');
  await expect.poll(() => focused(page)).toBe('matter');
});

test('that was not taken is not finished, and keeps what was written', async () => {
  const page = await openForm();
  await fill(page);
  stage.host.answer(() => refusal('case-step', 409));
  await page.keyboard.press('F8');
  expect(await seen(page.getByText(say('zh-CN', 'error.case-step.staff')))).toBe(true);
  expect(stage.host.posts.map(({ path }) => path)).toEqual(['cases/01JD0/record']);
  expect(await field(page, 'phone').inputValue()).toBe('139 0000 1234');
});

describe('what is on record', () => {
  const file = caseView({
    receiver: 'chen-min',
    matter: 'm1',
    result: 'r1',
    contact: 'c1',
    subject: 'fee',
    callBack: 'phone',
    handedTo: '财务',
    state: 'resolved',
    dueAt: '2026-11-22T06:26:00.000Z',
  });

  test('is shown with its texts; it is finished without being written again, and prints its receipt', async () => {
    for (const [id, text] of [
      ['m1', '多收了费'],
      ['r1', '已退'],
      ['c1', '13900001234'],
    ] as const)
      stage.host.show(`staff/texts/${id}`, { id, text });
    const page = await openForm(complaint({ isRecorded: true }), file);
    stage.host.answer(recorded);
    await expect.poll(() => field(page, 'matter').inputValue()).toBe('多收了费');
    expect(await field(page, 'result').inputValue()).toBe('已退');
    expect(await field(page, 'result').isEditable()).toBe(false);
    expect(await page.locator('.fixed').innerText()).toBe('陈敏');
    await page.keyboard.press('Control+P');
    await expect
      .poll(() => stage.host.posts.map(({ path }) => path))
      .toEqual(['staff/tickets/01JD0/reprint']);
    expect(await seen(page.getByText(say('zh-CN', 'console.case.printing')))).toBe(true);
    await page.keyboard.press('F8');
    await expect.poll(() => stage.host.posts.at(-1)?.path).toBe('counters/3/finish');
  });
});

test('goes when the visitor is gone, and is not there for the next one', async () => {
  const page = await openForm();
  stage.host.show('counters/3', counterView());
  await expect.poll(() => page.locator('.case-form').count()).toBe(0);
  stage.host.show('counters/3', complaint({ id: 'other', number: 'D005', notes: [] }));
  await page.locator('.number', { hasText: 'D005' }).waitFor();
  expect(await page.locator('.case-form').count()).toBe(0);
});

test('only a case has a form', async () => {
  const page = await consoleOn(stage, complaint({ isCase: false }));
  await page.keyboard.press('F10');
  expect(await page.locator('.case-form').count()).toBe(0);
});

test.each(['zh-CN', 'zh-TW', 'en-GB'])(
  'fits 1280 × 720 without scrolling, with a fault shown, in %s',
  async (locale) => {
    const page = await openForm(complaint(), caseView(), locale);
    await page.locator('[data-field=callBack] label').first().click();
    await field(page, 'phone').fill('139');
    await page.locator('#fault-phone').waitFor();
    const sheet = await page
      .locator('main')
      .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(sheet).toBe(0);
    const foot = await page.locator('.case-form footer .btn').boundingBox();
    expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(consoleSize.height - 40);
    expect(await key(page, 'F8').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  },
);
