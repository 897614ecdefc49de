/** What the lobby's main board shows, cell by cell. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../config/texts/texts.ts';
import {
  area,
  chinese,
  contentOf,
  digits,
  house,
  latin,
  mainAreas,
  post,
  rowsOf,
  shows,
} from '../../support/board-looks.ts';
import { lobby, LobbyUnderTest } from '../../support/lobby.ts';

/** A lobby in which `calls` visitors were called at counter 1, and one more waits; the last call was `waitMs` ago. */
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

const speaking = (languages: Language[]) => ({ shows: shows(mainAreas(4), { languages }) });
const counterNamed = (name: string) => ({
  site: { counters: [{ id: '1', name: { 'zh-CN': name, 'zh-TW': name, en: name } }] },
});

describe('the main board', () => {
  it('shows the latest calls, newest first, and how many wait for how long', () => {
    expect(rowsOf(lobbyWith(4))).toEqual([
      'A004 →  1号窗口',
      'A003     1号窗口',
      'A002     1号窗口',
      '等候1人    约4分',
    ]);
  });

  it('lights the newest call and the figures in amber, everything else in red', () => {
    const [first, second, , last] = contentOf(lobbyWith(2)).rows;
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

  it('sends the newest call ahead of everything else, and nothing else so', () => {
    expect(contentOf(lobbyWith(3)).rows.map(({ urgent }) => urgent)).toEqual([
      true,
      undefined,
      undefined,
      undefined,
    ]);
    expect(contentOf(lobbyWith(0)).rows.some(({ urgent }) => urgent)).toBe(false);
  });

  it('greets where nobody was called yet, and says no wait that nobody has measured', () => {
    expect(rowsOf(lobbyWith(0))).toEqual(['    欢迎光临', '', '', '等候1人']);
  });

  it.each<[Language[], string[]]>([
    [['en'], ['A001   Counter 1', '', '', 'Queue 1   avg 4m']],
    [['zh-TW'], ['A001 →  1号窗口', '', '', '等候1人    约4分']],
  ])('speaks %s as far as its font does', (languages, rows) => {
    expect(rowsOf(lobbyWith(1), speaking(languages))).toEqual(rows);
  });

  it('says English where its font has no Chinese, and numbers alone where it has no letters', () => {
    expect(rowsOf(lobbyWith(1), { face: latin() })).toEqual(['A001   Counter 1', '', '', 'Queue 1   avg 4m']);
    expect(rowsOf(lobbyWith(1), { face: digits() })).toEqual(['A001']);
    expect(rowsOf(lobbyWith(1), { face: digits(6) })).toEqual(['A001 1']);
    expect(rowsOf(lobbyWith(0), { face: digits() })).toEqual(['']);
  });

  it.each([
    ['a name of its own', '贵宾室', /^A001 +→ +贵宾室$/],
    ['its id where the font lacks a character', '貴賓室', /^A001 .*1号窗口$/],
    ['its id where the name is too long', '贵宾接待与签约会客室', /^A001 .*1号窗口$/],
  ])('calls a counter by %s', (_what, name, row) => {
    expect(rowsOf(lobbyWith(1), counterNamed(name))[0]).toMatch(row);
  });

  it.each([
    [16, 'A012 →  1号窗口'],
    [12, 'A012 1号窗口'],
    [11, 'A012  →  1'],
    [6, 'A012 1'],
    [5, 'A012'],
    [4, 'A012'],
    [3, 'A12'],
    [2, '--'],
  ])('on %i cells never cuts a number, nor the number of a counter', (columns, row) => {
    expect(rowsOf(lobbyWith(12), { face: chinese(columns, 2) })[0]).toBe(row);
  });
});

it('leaves a counter out rather than name half of it', () => {
  const counters = [...lobby.counters, { id: '12', services: ['A'], overflow: [] }];
  const test = LobbyUnderTest.open({ counters, agents: [...lobby.agents, { id: 'wu', services: null }] });
  test.must({ type: 'sign-in', counter: '12', agent: 'wu' });
  test.take('A');
  test.must({ type: 'call-next', counter: '12' });
  expect(rowsOf(test, { face: chinese(7, 1) })).toEqual(['A001 12']);
  expect(rowsOf(test, { face: chinese(6, 1) })).toEqual(['A001']);
});

describe('languages of the main board', () => {
  it('go round, all of its areas together', () => {
    const test = lobbyWith(1);
    const firsts = Array.from({ length: 6 }, () => {
      const [first, , , last] = rowsOf(test, speaking(['zh-CN', 'en']));
      test.later(5000);
      return `${first?.slice(-2)} ${last?.slice(0, 2)}`;
    });
    expect(firsts).toEqual(['窗口 等候', '窗口 等候', ' 1 Qu', ' 1 Qu', '窗口 等候', '窗口 等候']);
  });

  it('come in simplified characters where the font has no others', () => {
    const test = lobbyWith(1);
    const lasts = [0, 1].map(() => {
      const row = rowsOf(test, { ...speaking(['zh-TW', 'en']), site: { languages: ['en'] } })[3];
      test.later(10_000);
      return row?.slice(0, 2);
    });
    expect(lasts).toEqual(['等候', 'Qu']);
  });

  it('are passed over where the font has no signs for them', () => {
    const test = lobbyWith(1);
    const look = { ...speaking(['zh-TW', 'zh-CN', 'en']), face: latin() };
    for (let n = 0; n < 8; n += 1) expect(rowsOf(test.later(5000), look)[3]).toMatch(/^Queue/);
  });
});

/** Without the marks and spaces that a row's end may stand for. */
const bare = (text: string) => text.replaceAll(/[\s，]/g, '');

describe('an emergency', () => {
  it('takes all rows, the newest first, and none for an ordinary notice', () => {
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

  it('goes out before anything else, as a message of a higher rank', () => {
    const test = lobbyWith(2);
    post(test, 'snow', { texts: { 'zh-CN': '小心地滑' } });
    const content = contentOf(test);
    expect(content.takesOver).toBe(true);
    expect(content.rows.map(({ urgent }) => urgent)).toEqual([true, true, true, true]);
    test.must({ type: 'withdraw-notice', notice: 'snow' });
    expect(contentOf(test)).not.toHaveProperty('takesOver');
  });

  it('is broken between words, and shown to its end page after page', () => {
    const test = lobbyWith(0);
    const drill = 'Fire drill on the second floor until half past ten. Please wait on the ground floor.';
    post(test, 'drill', { texts: { en: drill, 'zh-CN': drill } });
    const pages = [0, 1, 2].map(() => {
      const rows = rowsOf(test, speaking(['en'])).map((row) => row.trim());
      test.later(3000);
      return rows;
    });
    expect(pages).toEqual([
      ['Fire drill on', 'the second floor', 'until half past', 'ten. Please wait'],
      ['', 'on the ground', 'floor.', ''],
      ['Fire drill on', 'the second floor', 'until half past', 'ten. Please wait'],
    ]);
  });

  it('is said in all languages of the board in turn, each once', () => {
    const test = lobbyWith(0);
    post(test, 'snow', { texts: { 'zh-CN': '小心地滑', en: 'Slippery floor' } });
    const said = [0, 1, 2, 3].map(() => {
      const row = rowsOf(test, speaking(['zh-CN', 'zh-TW', 'en']))[1]?.trim();
      test.later(5000);
      return row;
    });
    expect(said).toEqual(['小心地滑', 'Slippery floor', '小心地滑', 'Slippery floor']);
  });

  it('is rather said in another language than in question marks', () => {
    const test = lobbyWith(0);
    post(test, 'door', { texts: { 'zh-TW': '北門關閉', en: 'North door shut' } });
    expect(rowsOf(test, speaking(['zh-TW']))[1]?.trim()).toBe('North door shut');
    expect(rowsOf(test, { face: latin() })[1]?.trim()).toBe('North door shut');
  });

  it('is shown even where the font lacks a sign of it', () => {
    const test = lobbyWith(0);
    post(test, 'gate', { texts: { 'zh-CN': '请走陞平门' } });
    expect(rowsOf(test)[1]?.trim()).toBe('请走陞平门');
  });

  it.each([
    ['digits', digits(), ['----']],
    ['letters alone', latin(8, 2), ['--------', '--------']],
    ['too little room for a word', latin(4, 2), ['----', '----']],
  ])('fills a board that cannot say it, having %s, with dashes', (_what, face, rows) => {
    const test = lobbyWith(2);
    post(test, 'snow', { texts: { 'zh-CN': '小心地滑' } });
    expect(rowsOf(test, { face })).toEqual(rows);
    expect(contentOf(test, { face }).takesOver).toBe(true);
  });

  it('shows the way out while everybody leaves, and calls again after', () => {
    const test = lobbyWith(2);
    test.must({ type: 'evacuate', reason: 'alarm' });
    expect(rowsOf(test)).toEqual(['', '请有序离开大厅，', '  已取号码有效  ', '']);
    expect(rowsOf(test, { face: digits() })).toEqual(['----']);
    test.must({ type: 'resume-lobby' });
    expect(rowsOf(test)[0]).toMatch(/^A002/);
  });

  it.each([4, 12, 16, 20, 32, 64])('keeps within its %i cells, and leaves nothing out', (columns) => {
    const text = '大厅二层 A2 消防演练，上午十点至十点半暂停办理，请在一层等候';
    for (const rows of [1, 2, 4, 8]) {
      const test = lobbyWith(1);
      post(test, 'drill', { texts: { 'zh-CN': text } });
      const face = chinese(columns, rows);
      const seen = new Set<string>();
      for (let n = 0; n < 24; n += 1) {
        const shown = rowsOf(test, { face });
        expect(shown).toHaveLength(rows);
        expect(Math.max(...shown.map((row) => face.cellsOf(row)))).toBeLessThanOrEqual(columns);
        seen.add(shown.map((row) => row.trim()).join(''));
        test.later(3000);
      }
      expect(bare([...seen].join(''))).toHaveLength(bare(text).length);
      expect([...seen].filter((page) => bare(page) === '')).toEqual([]);
    }
  });
});

describe('an area that shows more than calls', () => {
  const look = { shows: shows([area(['calls', 'lobby', 'clock'])]) };

  it('takes turns, and gives way to a new call for ten seconds', () => {
    const test = lobbyWith(1);
    // The clock stands at a whole turn: two pages of five seconds each come before it.
    const seen = () => rowsOf(test, look)[0]?.trim().slice(0, 4);
    expect(seen()).toBe('A001');
    expect([test.later(5000), test.later(4999)].map(seen)).toEqual(['A001', 'A001']);
    const after = Array.from({ length: 6 }, () => {
      const row = seen();
      test.later(2500);
      return row;
    });
    expect(after).toContain('锦苑物业');
    expect(after).toContain('A001');
    test.must({ type: 'call-next', counter: '1' });
    expect(seen()).toBe('A002');
  });

  it('believes no clock that was set back after the call', () => {
    const test = lobbyWith(1);
    test.setClock(test.now.at - 3_600_000);
    const shown = Array.from({ length: 3 }, () => rowsOf(test.later(5000), look)[0]?.trim().slice(0, 4));
    expect(new Set(shown).size).toBe(3);
  });
});

it('no text of a board is without its house', () => {
  expect(rowsOf(lobbyWith(0), { shows: shows([area(['lobby'])]) })[0]).toBe(house.names['zh-CN']);
});
