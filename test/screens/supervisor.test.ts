/** The supervisor's page: what happens now, what wants somebody, and what is done about it. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { showFigures } from '../kiosk/support/figure-host.ts';
import { refusal } from '../kiosk/support/host.ts';
import { caseFile, counter, counters, helpAt, lobbyView, unwell } from '../kiosk/support/lobby-view.ts';
import { type OpenOptions, seen, stageForTests, zh } from '../kiosk/support/stage.ts';
import { ago } from '../kiosk/support/views.ts';

const stage = stageForTests();
const outside: string[] = [];
afterEach(() => {
  const asked = outside.splice(0);
  if (asked.length > 0) throw new Error(`The page asked for what is not the house's: ${asked.join('; ')}`);
});

const size = { width: 1440, height: 900 };
const watched = new WeakSet<Page>();

async function open(change: Partial<LobbyView> = {}, tab = 'now', options: OpenOptions = {}): Promise<Page> {
  showFigures(stage.host);
  stage.host.show('lobby', lobbyView(change));
  const page = await stage.open(`/supervisor#${tab}`, { ...size, ...options });
  if (!watched.has(page)) {
    watched.add(page);
    page.on('request', (request) => {
      if (!request.url().startsWith(stage.host.url)) outside.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content.Security/i.test(message.text()))
        outside.push(message.text());
    });
  }
  await page.locator('.head nav').waitFor();
  return page;
}

const posted = () => stage.host.posts.map(({ path, body }) => [path, body]);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const confirm = (page: Page) => page.locator('foyer-ask button[type=submit]');
const duties = (page: Page) => page.locator('.todo h2').allInnerTexts();
/** What is said of the list in the question that is open. */
const chosen = (page: Page, what: string): Promise<unknown> =>
  page.evaluate(
    `document.querySelector('foyer-supervisor').shadowRoot.querySelector('foyer-ask').shadowRoot.querySelector('wa-select').${what}`,
  );
describe('what happens now', () => {
  test('six figures, each with its state in words, and out of range also by its shape', async () => {
    const page = await open();
    const tiles = page.locator('.live > li');
    expect(await tiles.locator('.value').allInnerTexts()).toEqual([
      '22人',
      '23分　A031',
      '13.2分',
      '81% 今日按时叫到',
      '4/ 6 个',
      '94% 共 52 份',
    ]);
    expect(await tiles.nth(1).innerText()).toContain(zh('supervisor.out'));
    expect(await tiles.nth(1).locator('.bullet path.out').count()).toBe(1);
    expect(await tiles.nth(5).innerText()).toContain(zh('supervisor.reached'));
    expect(await tiles.nth(5).locator('.bullet path.out').count()).toBe(0);
  });

  test('a share of four ratings is told to nobody', async () => {
    const page = await open({ satisfaction: { percent: null, ratings: 4 } });
    const text = await page.locator('.live > li').nth(5).innerText();
    expect(text).toContain(zh('supervisor.satisfied.few'));
    expect(text).toContain('—');
  });

  test('a service for which nobody calls says so, and a counter that is overdue', async () => {
    const page = await open();
    const rows = page.locator('.queue tbody tr');
    expect(await rows.last().innerText()).toContain(zh('supervisor.no-counter'));
    const busy = await page.locator('.counters tbody tr').nth(1).innerText();
    expect(busy).toContain(zh('supervisor.overran'));
    expect(busy).toContain('21:42');
  });

  test('a fault of a device stands in the head of the page, with the way to it', async () => {
    const page = await open({ unwell: [unwell('board-2')] });
    const link = page.locator('.head a.devices');
    expect(await link.innerText()).toBe(zh('supervisor.devices', { count: 1 }));
    expect(await link.getAttribute('href')).toBe('/maintenance#devices');
  });
});

describe('what wants somebody', () => {
  test('at most three, the gravest first, and how many stand behind them', async () => {
    const page = await open({
      evacuation: 'fire drill',
      assists: [helpAt(counters[0]?.counter ?? null)],
      unwell: [unwell('door', { kind: 'printer', problem: 'paper-out', counter: null }), unwell('board-2')],
      printProblems: 2,
    });
    expect(await duties(page)).toEqual([
      zh('supervisor.duty.evacuation'),
      zh('supervisor.duty.help', { place: '1 号窗口', number: '' }),
      zh('maintenance.device', { name: 'door', problem: zh('maintenance.problem.paper-out') }),
    ]);
    expect(await page.locator('.todo header').innerText()).toContain(
      zh('supervisor.todo.more', { count: 3 }),
    );
  });

  test('a wait beyond the target names the counter that could open, and who is free', async () => {
    const page = await open({ cases: { open: 0, overdue: 0, first: null } });
    const duty = page.locator('.todo li').first();
    expect(await duty.locator('h2').innerText()).toBe(
      zh('supervisor.duty.open', { counter: '5 号窗口', service: '咨询' }),
    );
    expect(await duty.innerText()).toContain('赵强');
    expect(await duty.locator('a').getAttribute('href')).toBe('/counter?counter=5');
  });

  test('nothing wanted is said as such', async () => {
    const cases = { open: 0, overdue: 0, first: null };
    const page = await open({ services: [], cases, figures: null });
    expect(await seen(page.getByText(zh('supervisor.todo.none'), { exact: true }))).toBe(true);
  });

  test('somebody is sent to a visitor at a kiosk, and the keyboard is back where it was', async () => {
    const help = helpAt(null, { kiosk: 'door', why: 'escort', number: 'A031', since: ago(1) });
    const page = await open({ assists: [help] });
    stage.host.answer(() => ({ status: 200, body: [] }));
    await page.locator('.todo button', { hasText: zh('supervisor.do.help-take') }).focus();
    await page.keyboard.press('Enter');
    await page.locator('foyer-ask wa-select').waitFor();
    await expect.poll(() => chosen(page, 'matches(":focus-within")')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.locator('foyer-ask wa-option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => chosen(page, 'value')).toBe('zhou');
    await confirm(page).click();
    await expect.poll(posted).toEqual([['kiosks/door/assist/take', { owner: 'zhou' }]]);
    await page.locator('foyer-ask wa-dialog:not([open])').waitFor({ state: 'attached' });
    await expect
      .poll(() => page.evaluate('document.activeElement.shadowRoot.activeElement?.textContent.trim()'))
      .toBe(zh('supervisor.do.help-take'));
  });

  test('an overdue case is opened from there', async () => {
    stage.host.show('cases', [caseFile('D002')]);
    const page = await open({ services: [] });
    await page.locator('.todo a', { hasText: zh('supervisor.to-case') }).click();
    expect(await seen(page.locator('foyer-cases .open', { hasText: 'D002' }))).toBe(true);
  });
});

describe('a deed', () => {
  test('says what happens and how it is undone, and asks for what is missing before anything is sent', async () => {
    const page = await open({}, 'hall');
    stage.host.answer(() => ({ status: 200, body: lobbyView({ evacuation: '火警' }) }));
    await button(page, zh('supervisor.do.evacuate')).click();
    const dialog = page.locator('foyer-ask form');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(zh('supervisor.happens.evacuate'));
    expect(await dialog.innerText()).toContain(zh('supervisor.undone.evacuate'));
    await confirm(page).click();
    expect(await seen(dialog.getByText(zh('supervisor.missing')))).toBe(true);
    expect(stage.host.posts).toEqual([]);
    await page.locator('wa-input[name=reason] input').fill(' 火警 ');
    await page.keyboard.press('Enter');
    await expect.poll(posted).toEqual([['lobby/evacuate', { reason: '火警' }]]);
    expect(await seen(page.locator('.note.done', { hasText: zh('supervisor.do.evacuate') }))).toBe(true);
  });

  test('that is refused says why, stays, and goes again under a press of its own', async () => {
    const page = await open();
    stage.host.answer(() => refusal('counter-busy', 409));
    await page.locator('.counters tbody tr').first().getByText(zh('supervisor.do.shut')).click();
    await page.locator('wa-input[name=reason] input').fill('维修');
    await confirm(page).click();
    expect(await seen(page.locator('foyer-ask .note.fault'))).toBe(true);
    stage.host.answer(() => ({ status: 200, body: {} }));
    await confirm(page).click();
    await page.locator('foyer-ask wa-dialog:not([open])').waitFor({ state: 'attached' });
    expect(posted()).toEqual(Array.from({ length: 2 }, () => ['counters/1/shut', { reason: '维修' }]));
    expect(new Set(stage.host.posts.map(({ key }) => key)).size).toBe(2);
  });

  test('is not done by Escape, and closes when what it is about has gone', async () => {
    const page = await open();
    const ask = page.locator('foyer-ask wa-dialog');
    await page.locator('.counters tbody tr').first().getByText(zh('supervisor.do.force-out')).click();
    await page.locator('foyer-ask form').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('foyer-ask wa-dialog:not([open])').waitFor({ state: 'attached' });
    await page.locator('.counters tbody tr').first().getByText(zh('supervisor.do.force-out')).click();
    await page.locator('foyer-ask form').waitFor();
    stage.host.show('lobby', lobbyView({ counters: [counter('1', { agent: null, state: 'closed' })] }));
    await expect.poll(() => ask.getAttribute('open')).toBeNull();
    expect(stage.host.posts).toEqual([]);
  });

  test.each([
    [2, 'force-out', 'counters/3/force-sign-out', {}],
    [5, 'reopen', 'counters/6/reopen', {}],
  ] as const)('of counter row %i: %s', async (row, deed, path, body) => {
    const page = await open();
    stage.host.answer(() => ({ status: 200, body: {} }));
    await page
      .locator('.counters tbody tr')
      .nth(row)
      .getByText(zh(`supervisor.do.${deed}`))
      .click();
    await confirm(page).click();
    await expect.poll(posted).toEqual([[path, body]]);
  });
});

test('while the host is away the page keeps what it knows and says that it reconnects', async () => {
  const page = await open();
  stage.host.away();
  expect(await seen(page.locator('.head').getByText(zh('site.reconnecting')))).toBe(true);
  expect(await page.locator('.live > li').count()).toBe(6);
});
