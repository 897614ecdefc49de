/** What hangs over a counter: its life through a visit. */
import { describe, expect, it } from 'vitest';
import type { BoardShows } from '../../../config/board-layout.ts';
import { alphaFace } from '../../../drivers/board/alpha/font.ts';
import { bxFace } from '../../../drivers/board/bx/font.ts';
import { digitsFace } from '../../../drivers/board/digits/segments.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { templateFace } from '../../../drivers/board/template/characters.ts';
import {
  area,
  chinese,
  contentOf,
  digits,
  figures,
  latin,
  post,
  rowsOf,
  shows,
  textOf,
} from '../../support/board-looks.ts';
import { LobbyUnderTest } from '../../support/lobby.ts';

const over = (change: Partial<BoardShows> = {}) =>
  shows([area(['call'], { align: 'centre' })], { counter: '1', ...change });

/** The one row of a board over counter 1. */
function rowOver(test: LobbyUnderTest, face: BoardFace = chinese(8, 1), change: Partial<BoardShows> = {}) {
  const { rows } = contentOf(test, { face, shows: over(change) });
  const [row = { runs: [] }] = rows;
  return { ...row, text: textOf(row) };
}

/** What of it blinks. */
const blinking = ({ runs }: ReturnType<typeof rowOver>): string =>
  runs.flatMap(({ text, blink }) => (blink === true ? text : [])).join('');

function called(options: Parameters<LobbyUnderTest['take']>[1] = {}): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.take('A', options);
  test.must({ type: 'call-next', counter: '1' });
  return test;
}

describe('the board over a counter', () => {
  it('follows a visit from one end to the other', () => {
    const test = LobbyUnderTest.open({ wrapUp: { maxMs: null } });
    const seen: string[] = [];
    const look = () => seen.push(rowOver(test).text);
    look();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    look();
    test.must({ type: 'start', counter: '1' });
    look();
    test.must({ type: 'hold', counter: '1' });
    look();
    test.must({ type: 'resume', ticket: 't1', counter: '1' });
    look();
    test.must({ type: 'finish', counter: '1' });
    look();
    test.must({ type: 'ready', counter: '1' });
    look();
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    look();
    test.must({ type: 'sign-out', counter: '1' });
    look();
    expect(seen).toEqual([
      '欢迎光临',
      '请A001号',
      '  A001',
      '欢迎光临',
      '  A001',
      '暂停服务',
      '欢迎光临',
      '暂停服务',
      '',
    ]);
  });

  it('lights the called number in amber, and sends it ahead of everything else', () => {
    const test = called();
    const row = rowOver(test);
    expect(row.urgent).toBe(true);
    expect(row.runs.map(({ text, colour }) => [text, colour])).toEqual([
      ['请', 'red'],
      ['A001', 'amber'],
      ['号', 'red'],
    ]);
    test.must({ type: 'start', counter: '1' });
    expect(rowOver(test)).not.toHaveProperty('urgent');
  });

  it('blinks for twelve seconds after each call', () => {
    const test = called();
    expect(blinking(rowOver(test))).toBe('A001');
    expect(blinking(rowOver(test.later(11_999)))).toBe('A001');
    expect(blinking(rowOver(test.later(1)))).toBe('');
    expect(rowOver(test).text).toBe('请A001号');
    test.must({ type: 'recall', counter: '1' });
    expect(blinking(rowOver(test))).toBe('A001');
    expect(blinking(rowOver(test, chinese(4, 1)))).toBe('A001');
    expect(blinking(rowOver(test, chinese(8, 1), { callEffect: 'none' }))).toBe('');
  });

  it('blinks for longer where the visitor does not hear', () => {
    const test = called({ care: { visibly: true, escort: false } });
    expect(blinking(rowOver(test.later(29_999)))).toBe('A001');
    expect(blinking(rowOver(test.later(1)))).toBe('');
  });

  it('does not blink for a call that a clock puts into the future', () => {
    const test = called();
    test.setClock(test.now.at - 1000);
    expect(rowOver(test).text).toBe('请A001号');
    expect(blinking(rowOver(test))).toBe('');
  });

  it('moves the words along, the number first', () => {
    const test = called();
    const row = rowOver(test, chinese(6, 1), { callEffect: 'scroll' });
    expect(row).toMatchObject({ text: 'A001 请到1号窗口', scroll: true, urgent: true });
    expect(rowOver(test, chinese(3, 1), { callEffect: 'scroll' }).text).toBe('A1');
    test.later(12_000);
    expect(rowOver(test, chinese(6, 1), { callEffect: 'scroll' })).toMatchObject({ text: ' A001' });
  });

  it('moves them along as well where fewer would have room', () => {
    const test = called();
    const look = () => rowOver(test, chinese(8, 1), { callEffect: 'scroll' });
    expect(look()).toMatchObject({ text: 'A001 请到1号窗口', scroll: true, urgent: true });
    expect(rowOver(test, alphaFace({ columns: 8, rows: 1 }), { callEffect: 'scroll' })).toMatchObject({
      text: 'A001 please come to Counter 1',
      scroll: true,
    });
    test.later(12_000);
    expect([look().text, look()]).toEqual(['请A001号', expect.not.objectContaining({ scroll: true })]);
  });

  it.each([
    ['digits', digits(), 'A001'],
    ['a board that moves nothing', latin(8, 1), 'Now A001'],
    ['a row that has room for less than the number', chinese(3, 1), 'A1'],
  ])('blinks on %s, where it should move', (_what, face, text) => {
    const test = called();
    const row = rowOver(test, face, { callEffect: 'scroll' });
    expect([row.text, row.scroll, blinking(row) === text.replace('Now ', '')]).toEqual([
      text,
      undefined,
      true,
    ]);
    expect(blinking(rowOver(test.later(12_000), face, { callEffect: 'scroll' }))).toBe('');
  });

  it('tells of each family whether its boards move anything', () => {
    const faces = [bxFace, alphaFace].map((make) => make({ columns: 8, rows: 1 }).scrolls);
    expect([
      ...faces,
      digitsFace(4).scrolls,
      templateFace('gb2312', { columns: 8, rows: 1 }).scrolls,
    ]).toEqual([true, true, false, false]);
  });

  it('moves nothing beside something else', () => {
    const areas = [area(['call'], { columns: 6 }), area(['clock'], { column: 8 })];
    const [row] = contentOf(called(), {
      face: chinese(16, 1),
      shows: shows(areas, { counter: '1', callEffect: 'scroll' }),
    }).rows;
    expect(row).not.toHaveProperty('scroll');
    expect(row?.runs.find(({ text }) => text === 'A001')).toHaveProperty('blink', true);
    expect(row?.runs.map(({ text }) => text).join('')).toBe('A001   08:00');
  });

  it.each([
    [8, '请A001号'],
    [7, ' A001'],
    [4, 'A001'],
    [3, 'A1'],
    [2, 'A1'],
    [1, '-'],
  ])('on %i cells shows all of the number, or none of it', (columns, text) => {
    expect(rowOver(called(), chinese(columns, 1)).text).toBe(text);
  });

  it('shows digits the number alone, and nothing that they have no letters for', () => {
    const test = called();
    expect(rowOver(test, digits()).text).toBe('A001');
    expect(blinking(rowOver(test, digits()))).toBe('A001');
    test.must({ type: 'start', counter: '1' });
    expect(rowOver(test, digits()).text).toBe('A001');
    test.must({ type: 'finish', counter: '1' });
    expect(rowOver(test, digits()).text).toBe('');
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(rowOver(test, digits()).text).toBe('');
  });

  it.each([4, 10, 40])('shows figures the number alone, and none out of words: %i cells', (columns) => {
    const face = figures(columns);
    const shown = (test: LobbyUnderTest) => face.shown(rowOver(test, face).text).trim();
    const test = called();
    expect(shown(test)).toBe('001');
    test.must({ type: 'start', counter: '1' });
    expect(shown(test)).toBe('001');
    test.must({ type: 'finish', counter: '1' });
    expect(shown(test)).toBe('');
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(shown(test)).toBe('');
    const dashes = '-'.repeat(columns);
    for (const texts of [{ en: 'Fire: leave by door 2' }, { 'zh-CN': '2号门', en: 'Door 2' }]) {
      post(test, 'fire', { texts });
      expect(shown(test)).toBe(dashes);
      test.must({ type: 'withdraw-notice', notice: 'fire' });
    }
    test.must({ type: 'evacuate', reason: 'alarm' });
    expect(shown(test)).toBe(dashes);
  });

  it('speaks English on letters', () => {
    const test = called();
    expect(rowOver(test, latin(8, 1)).text).toBe('Now A001');
    test.must({ type: 'finish', counter: '1' });
    expect(rowOver(test, latin(8, 1)).text).toBe('Welcome');
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(rowOver(test, latin(8, 1)).text).toBe(' Paused');
  });

  it('says in two pages what four cells have no room for', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    const pages = [0, 1, 2].map(() => {
      const { text } = rowOver(test, chinese(4, 1));
      test.later(5000);
      return text;
    });
    expect(pages).toEqual(['暂停', '服务', '暂停']);
  });

  it('is dark where nobody sits, and where it is shut', () => {
    const test = called();
    expect(rowOver(test, chinese(8, 1), { counter: '2' }).text).toBe('');
    expect(rowOver(test, chinese(8, 1), { counter: 'gone' }).text).toBe('');
    expect(rowOver(test, chinese(8, 1), { counter: null }).text).toBe('');
    test.must({ type: 'finish', counter: '1' });
    test.must({ type: 'shut-counter', counter: '1', reason: 'repair' });
    expect(rowOver(test).text).toBe('');
  });

  it('names its counter where it is told to, and keeps the called number from giving way', () => {
    const test = called();
    const areas = [area(['counter'], { rows: 1 }), area(['call', 'clock'], { row: 2 })];
    const look = { face: chinese(8, 2), shows: shows(areas, { counter: '1' }) };
    for (let n = 0; n < 4; n += 1) {
      expect(rowsOf(test, look)).toEqual(['1号窗口', '请A001号']);
      test.later(5000);
    }
    test.must({ type: 'start', counter: '1' });
    const shown = [0, 1].map(() => {
      const [, row] = rowsOf(test, look);
      test.later(5000);
      return row;
    });
    expect(shown).toEqual(['A001', '08:00']);
  });
});
