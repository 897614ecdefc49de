/** What the main board shows, cell by cell. */
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../drivers/board/bx5k/text.ts';
import { boardContent } from '../../firmware-host/displays/board-content.ts';
import type { Notice } from '../../firmware-host/domain/notice.ts';
import type { Site } from '../../firmware-host/site.ts';
import { siteOf } from '../../firmware-host/site.ts';
import { configOf, lobby as lobbyText } from '../config/lobby.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const size = { columns: 16, rows: 4 };
const site = (languages = '[zh-CN, en]', counters = "[{ id: '1', services: [A] }]"): Site =>
  siteOf(
    configOf(
      lobbyText({
        languages: `languages: ${languages}`,
        name: 'name: { zh-CN: 厅, zh-TW: 廳, en: Hall }',
        services: 'services: [{ letter: A, name: { zh-CN: 咨询, zh-TW: 諮詢, en: Enquiries } }]',
        counters: `counters: ${counters}`,
      }),
    ),
    () => null,
  );

/** A lobby in which `calls` visitors were called at counter 1, and one more waits for `waitMs`. */
function lobbyWith(calls: number, waitMs = 240_000): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (let n = 0; n < calls; n += 1) {
    test.take('A');
    test.later(waitMs).must({ type: 'call-next', counter: '1' });
    test.must({ type: 'finish', counter: '1' });
  }
  test.take('A');
  return test;
}

function post(test: LobbyUnderTest, id: string, change: Partial<Notice>): void {
  const notice: Omit<Notice, 'active'> = {
    id,
    kind: 'emergency',
    texts: {},
    fromAt: null,
    untilAt: null,
    on: ['board'],
    ...change,
  };
  test.must({ type: 'post-notice', notice });
}

const rowsOf = (test: LobbyUnderTest, where = site(), of = size) =>
  boardContent(where, test.state, of).rows.map(({ runs }) => runs.map(({ text }) => text).join(''));

describe('the board', () => {
  it('shows the latest calls, newest first, and how many wait for how long', () => {
    expect(rowsOf(lobbyWith(4))).toEqual([
      'A004 →  1号窗口',
      'A003     1号窗口',
      'A002     1号窗口',
      '等候1人    约4分',
    ]);
  });

  it('lights the newest call and the figures in amber, everything else in red', () => {
    const [first, second, , last] = boardContent(site(), lobbyWith(2).state, size).rows;
    expect(first?.runs.map(({ colour }) => colour)).toEqual(['amber']);
    expect(second?.runs.map(({ colour }) => colour)).toEqual(['red']);
    expect(last?.runs.map(({ text, colour }) => [text.trim(), colour])).toEqual([
      ['等候', 'red'],
      ['1', 'amber'],
      ['人', 'red'],
      ['', 'red'],
      ['约', 'red'],
      ['4', 'amber'],
      ['分', 'red'],
    ]);
  });

  it('greets where nobody was called yet, and says no wait that nobody has measured', () => {
    expect(rowsOf(lobbyWith(0))).toEqual(['    欢迎光临    ', '', '', '等候1人']);
  });

  it.each([
    ['[en]', ['A001   Counter 1', '', '', 'Queue 1    ~4min']],
    ['[zh-TW]', ['A001 →  1号窗口', '', '', '等候1人    约4分']],
  ])('speaks %s as far as its font does', (languages, rows) => {
    expect(rowsOf(lobbyWith(1), site(languages))).toEqual(rows);
  });

  it.each([
    ['a name of its own', '贵宾室', /^A001 +→ +贵宾室$/],
    ['its id where the font lacks a character', '貴賓室', /^A001 .*1号窗口$/],
    ['its id where the name is too long', '贵宾接待与签约会客室', /^A001 .*1号窗口$/],
  ])('calls a counter by %s', (_what, name, row) => {
    const where = site('[zh-CN]', `[{ id: '1', name: { zh-CN: ${name} }, services: [A] }]`);
    expect(rowsOf(lobbyWith(1), where)[0]).toMatch(row);
  });

  it.each([4, 8, 12, 16, 20, 32, 64])('never cuts a number, on %i cells either', (columns) => {
    for (const rows of [1, 2, 4, 8]) {
      const shown = rowsOf(lobbyWith(12), site(), { columns, rows });
      expect(shown).toHaveLength(rows);
      expect(shown[0]).toMatch(/^A012/);
    }
  });

  it.each([12, 16, 20, 32, 64])('never fills more than its %i cells', (columns) => {
    for (const rows of [1, 2, 4, 8]) {
      const widths = rowsOf(lobbyWith(12), site(), { columns, rows }).map(cellsOf);
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
    }
  });

  it('gives all rows to an emergency, the newest first, and none to an ordinary notice', () => {
    const test = lobbyWith(2);
    post(test, 'tea', { kind: 'ordinary', texts: { 'zh-CN': '茶水间在二楼' } });
    expect(rowsOf(test)[0]).toMatch(/^A002/);
    post(test, 'kiosk', { on: ['kiosk'], texts: { 'zh-CN': '取号机检修' } });
    expect(rowsOf(test)[0]).toMatch(/^A002/);
    post(test, 'snow', { texts: { 'zh-CN': '小心地滑' } });
    expect(rowsOf(test)).toEqual(['', '    小心地滑    ', '', '']);
    post(test, 'door', { texts: { 'zh-CN': '北门关闭，请走东门' } });
    expect(rowsOf(test)).toEqual(['', '   北门关闭，   ', '    请走东门    ', '']);
    test.must({ type: 'withdraw-notice', notice: 'door' });
    test.must({ type: 'withdraw-notice', notice: 'snow' });
    expect(rowsOf(test)[0]).toMatch(/^A002/);
  });

  it('breaks a text between words, and says where it had to cut', () => {
    const test = lobbyWith(0);
    const drill = 'Fire drill on the second floor until half past ten. Please wait on the ground floor.';
    post(test, 'drill', { texts: { en: drill, 'zh-CN': drill } });
    expect(rowsOf(test, site('[en]')).map((row) => row.trim())).toEqual([
      'Fire drill on',
      'the second floor',
      'until half past',
      'ten. Please wa…',
    ]);
  });

  it('rather shows another language than question marks', () => {
    const test = lobbyWith(0);
    post(test, 'door', { texts: { 'zh-TW': '北門關閉', en: 'North door shut' } });
    expect(rowsOf(test, site('[zh-TW, en]'))[1]?.trim()).toBe('North door shut');
  });

  it('shows the way out while everybody leaves, and calls again after', () => {
    const test = lobbyWith(2);
    test.must({ type: 'evacuate', reason: 'alarm' });
    expect(rowsOf(test)).toEqual(['', '请有序离开大厅，', '  已取号码有效  ', '']);
    test.must({ type: 'resume-lobby' });
    expect(rowsOf(test)[0]).toMatch(/^A002/);
  });

  it.each([4, 12, 16, 20, 32, 64])('keeps an emergency within its %i cells', (columns) => {
    const test = lobbyWith(1);
    post(test, 'drill', {
      texts: { 'zh-CN': '大厅二层 A2 消防演练，上午十点至十点半暂停办理，请在一层等候' },
    });
    for (const rows of [1, 2, 4, 8]) {
      const shown = rowsOf(test, site(), { columns, rows });
      expect(shown).toHaveLength(rows);
      expect(Math.max(...shown.map(cellsOf))).toBeLessThanOrEqual(columns);
    }
  });
});
