/** The turns that pages and languages take, and the places of areas on a board. */
import { describe, expect, it } from 'vitest';
import {
  area,
  areaOf,
  chinese,
  contentOf,
  pagesOf,
  post,
  rowsOf,
  shows,
  textOf,
} from '../../support/board-looks.ts';
import { LobbyUnderTest } from '../../support/lobby.ts';

describe('the turns', () => {
  it('go through the fields in their order, page by page, and pass over what has nothing to say', () => {
    const test = LobbyUnderTest.open();
    post(test, 'door', { kind: 'ordinary', texts: { 'zh-CN': '北门关闭，请走东门' } });
    const pages = pagesOf(test, ['clock', 'satisfaction', 'notices', 'lobby'], 6, { face: chinese(12, 1) });
    expect(pages).toEqual(['08:00', '北门关闭，', '请走东门', '锦苑物业', '08:00', '北门关闭，']);
  });

  it('show every page in every language', () => {
    const test = LobbyUnderTest.open();
    post(test, 'door', {
      kind: 'ordinary',
      texts: { 'zh-CN': '北门关闭，请走东门', en: 'North door, shut now' },
    });
    const change = { languages: ['zh-CN', 'en'] as ('zh-CN' | 'en')[], languageSeconds: 5 };
    const pages = pagesOf(test, ['lobby', 'notices'], 7, { face: chinese(12, 1), change });
    expect(pages).toEqual([
      '锦苑物业',
      '北门关闭，',
      '请走东门',
      'Jinyuan',
      'North door,',
      'shut now',
      '锦苑物业',
    ]);
  });

  it('of two areas keep their own pages and one language', () => {
    const areas = [area(['lobby'], { rows: 1 }), area(['total', 'clock'], { row: 2 })];
    const what = shows(areas, { languages: ['zh-CN', 'en'], languageSeconds: 10 });
    const test = LobbyUnderTest.open();
    const pages = Array.from({ length: 5 }, () => {
      const rows = rowsOf(test, { face: chinese(16, 2), shows: what });
      test.later(5000);
      return rows.join('|');
    });
    expect(pages).toEqual([
      '锦苑物业|等候0人',
      '锦苑物业|08:00',
      'Jinyuan|Queue 0',
      'Jinyuan|08:00',
      '锦苑物业|等候0人',
    ]);
  });

  it('come from the time alone, whatever the clock was before', () => {
    const test = LobbyUnderTest.open();
    const seen = () => areaOf(test, ['clock', 'lobby'], { face: chinese(8, 1) })[0];
    expect([0, 4999, 5000, 9999, 10_000].map((at) => (test.setClock(at), seen()))).toEqual([
      '08:00',
      '08:00',
      '锦苑物业',
      '锦苑物业',
      '08:00',
    ]);
    expect([-1, -5001].map((at) => (test.setClock(at), seen()))).toEqual(['锦苑物业', '07:59']);
  });
});

describe('areas', () => {
  it('stand side by side, each in its own cells', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    const areas = [
      area(['clock'], { row: 1, rows: 1, column: 12, columns: 5, align: 'right' }),
      area(['calls'], { row: 1, rows: 2, column: 1, columns: 10 }),
      area(['lobby'], { row: 3, rows: 1, column: 3 }),
    ];
    const content = contentOf(test, { shows: shows(areas) });
    expect(content.rows.map(textOf)).toEqual(['A001 →  1 08:00', '', '  锦苑物业', '']);
    expect(content.rows.map(({ urgent }) => urgent)).toEqual([true, undefined, undefined, undefined]);
  });

  it('never touch, for a number and what stands beside it would read as another one', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    const areas = [area(['calls'], { columns: 4 }), area(['clock'], { column: 5 })];
    expect(rowsOf(test, { face: chinese(12, 1), shows: shows(areas) })).toEqual(['A1  08:00']);
  });

  it('break the same text each as it has room', () => {
    const text = { 'zh-CN': '请走东门', 'zh-TW': '請走東門', en: 'East door' };
    const areas = [area([{ text }], { rows: 1 }), area([{ text }], { row: 2, columns: 4 })];
    expect(rowsOf(LobbyUnderTest.open(), { face: chinese(8, 3), shows: shows(areas) })).toEqual([
      '请走东门',
      '请走',
      '东门',
    ]);
  });

  it('are shown as far as they are on the board', () => {
    const areas = [
      area(['lobby'], { column: 5, columns: 40 }),
      area(['clock'], { row: 9 }),
      area(['clock'], { column: 99 }),
    ];
    expect(rowsOf(LobbyUnderTest.open(), { face: chinese(12, 1), shows: shows(areas) })).toEqual([
      '    锦苑物业',
    ]);
  });
});
