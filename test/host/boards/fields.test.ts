/** Every field that a board can show beside the calls. */
import { describe, expect, it } from 'vitest';
import type { BoardAreaConfig } from '../../../config/board-layout.ts';
import type { Lobby } from '../../../firmware-host/domain/lobby.ts';
import {
  area,
  areaOf,
  chinese,
  contentOf,
  digits,
  house,
  latin,
  pagesOf,
  post,
  rowsOf,
  shows,
} from '../../support/board-looks.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../../support/lobby.ts';

const named = (letter: string, name: string) => ({
  letter,
  name: { 'zh-CN': name, 'zh-TW': name, en: letter },
});

/** Six visits of two minutes each at counter 1: enough for a promise. */
function seasoned(change: Partial<Lobby> = {}): LobbyUnderTest {
  const test = LobbyUnderTest.open(change);
  for (let n = 0; n < 6; n += 1) {
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.later(2 * MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  return test;
}

function rated(scores: readonly number[]): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (const score of scores) {
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });
  }
  return test;
}

const coloursAfter = (scores: readonly number[]) =>
  contentOf(rated(scores), { shows: shows([area(['satisfaction'])]) }).rows[0]?.runs.map(
    ({ colour }) => colour,
  );

/** A text that is the same in all languages. */
const inAll = (text: string) => ({ text: { 'zh-CN': text, 'zh-TW': text, en: text } });

describe('who waits', () => {
  it('is counted by service, with as much of its name as has room', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    expect(areaOf(test, ['waiting'])).toEqual(['A 咨询       2人', 'B 缴费       0人']);
    expect(areaOf(test, ['waiting'], { face: chinese(8) })).toEqual(['A    2人', 'B    0人']);
    expect(areaOf(test, ['waiting'], { face: chinese(6) })).toEqual(['A  2人', 'B  0人']);
    expect(areaOf(test, ['waiting'], { face: latin(16) })).toEqual(['A        queue 2', 'B        queue 0']);
  });

  it.each([
    ['户籍·身份证', 18, '户籍·身份证'],
    ['户籍·身份证', 13, '户籍'],
    ['户籍·身份证', 12, '户籍'],
    ['户籍（新）办理', 16, '户籍（新）'],
    ['户籍（新）办理', 15, '户籍'],
    ['社保咨询', 13, '社保'],
    ['社保咨询', 9, ''],
    ['Passport', 14, 'Passport'],
    ['Passport', 13, ''],
    ['Passport office', 14, 'Passport'],
    ['A-Z', 9, 'A-Z'],
    ['A-Z', 8, ''],
  ])(
    'in a line named %j of %i cells is counted behind %j: words, not parts of them',
    (name, columns, cut) => {
      const test = LobbyUnderTest.open();
      const [row] = areaOf(test, ['waiting'], {
        site: { services: [named('A', name)] },
        face: chinese(columns, 2),
      });
      expect(row?.slice(0, -'0人'.length).trim()).toBe(`A ${cut}`.trim());
    },
  );

  it('is no number that could be taken for a call', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    expect(areaOf(test, ['waiting', 'total', 'expected'], { face: digits(8) })).toEqual([]);
    expect(areaOf(test, ['waiting'], { face: chinese(4) })).toEqual([]);
  });

  it('is not counted where a service is closed and nobody waits', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'close-service', service: 'B', reason: {} });
    expect(areaOf(test, ['waiting'])).toEqual(['A 咨询       0人']);
    test.take('A');
    test.must({ type: 'close-service', service: 'A', reason: {} });
    expect(areaOf(test, ['waiting'])).toEqual(['A 咨询       1人']);
  });

  it('comes in pages where there are more services than rows', () => {
    const letters = ['A', 'B', 'C', 'D', 'E'];
    const openAll = Object.fromEntries(letters.map((letter) => [letter, null]));
    const test = LobbyUnderTest.open({ services: letters.map((letter) => service(letter)) }, openAll);
    const services = letters.map((letter) => named(letter, `业务${letter}`));
    const pages = pagesOf(test, ['waiting'], 4, { site: { services }, face: chinese(14, 2) });
    expect(pages).toEqual([
      'A 业务A    0人|B 业务B    0人',
      'C 业务C    0人|D 业务D    0人',
      'E 业务E    0人',
      'A 业务A    0人|B 业务B    0人',
    ]);
  });

  it('and for how long, side by side or one after the other', () => {
    const test = seasoned();
    test.take('A');
    expect(areaOf(test, ['total'])).toEqual(['等候1人    约1分']);
    expect(areaOf(test, ['total'], { face: chinese(12, 2) })).toEqual(['等候1人约1分']);
    expect(areaOf(test, ['total'], { face: chinese(8, 2) })).toEqual(['等候1人', '约1分']);
    expect(pagesOf(test, ['total'], 3, { face: chinese(8, 1) })).toEqual(['等候1人', '约1分', '等候1人']);
    expect(areaOf(test, ['total'], { face: chinese(4, 1) })).toEqual([]);
  });
});

describe('what the next one has to expect', () => {
  it('is the range that a ticket would promise', () => {
    const test = seasoned();
    expect(areaOf(test, ['expected'])).toEqual(['A 咨询     5分内', 'B 缴费     5分内']);
    for (let n = 0; n < 8; n += 1) test.take('A');
    expect(areaOf(test, ['expected'])[0]).toMatch(/^A 咨询 +\d+-\d+分$/);
    for (let n = 0; n < 60; n += 1) test.take('A');
    expect(areaOf(test, ['expected'])[0]).toBe('A 咨询 1小时以上');
    expect(areaOf(test, ['expected'], { face: latin() })[0]).toBe('A         60+min');
  });

  it('is not said of what is closed, promises nothing, or nobody can tell', () => {
    expect(areaOf(LobbyUnderTest.open(), ['expected'])).toEqual([]);
    const test = seasoned({ services: [service('A', { promise: false }), service('B')] });
    expect(areaOf(test, ['expected'])).toEqual(['B 缴费     5分内']);
    test.must({ type: 'close-service', service: 'B', reason: {} });
    expect(areaOf(test, ['expected'])).toEqual([]);
  });
});

describe('the satisfaction of the day', () => {
  it('is the share of the good scores, once there are five', () => {
    expect(areaOf(rated([5, 5, 5, 5]), ['satisfaction'])).toEqual([]);
    expect(areaOf(rated([5, 4, 3, 5, 5, 5]), ['satisfaction'])).toEqual(['满意率83%']);
    expect(areaOf(rated([5, 4, 5, 5, 5]), ['satisfaction'])).toEqual(['满意率100%']);
    expect(areaOf(rated([5, 4, 5, 5, 5]), ['satisfaction'], { face: chinese(8) })).toEqual([]);
  });

  it('is green where visitors are as satisfied as centres want them', () => {
    expect(coloursAfter([5, 5, 5, 5, 5])).toEqual(['red', 'green']);
    expect(coloursAfter([5, 5, 5, 5, 1])).toEqual(['red', 'amber']);
  });
});

it.each([
  [0, 0],
  [9, 9],
  [18, 45],
  [99, 99],
])('English says on one row of 16 cells that %i wait, and others did for %i minutes', (count, minutes) => {
  const test = LobbyUnderTest.open();
  test.state.queuedMs = [minutes * MINUTE_MS];
  for (let n = 0; n < count; n += 1) test.take('A');
  const rows = areaOf(test, ['total'], { face: latin(), change: { languages: ['en'] } });
  expect(rows).toEqual([expect.stringMatching(/^Queue \d+ +avg \d+m$/)]);
});

describe('the clock', () => {
  it("shows the lobby's own time, where it is known", () => {
    const test = LobbyUnderTest.open().setClock(Date.UTC(2026, 10, 21, 2, 42, 59));
    expect(areaOf(test, ['clock'])).toEqual(['10:42']);
    expect(areaOf(test, ['clock'], { face: digits(6) })).toEqual(['10-42']);
    expect(areaOf(test, ['clock'], { face: digits(4) })).toEqual([]);
    test.setClock(test.now.at, false);
    expect(areaOf(test, ['clock'])).toEqual([]);
  });
});

describe('notices and texts', () => {
  it('are shown to their end, the newest notice first', () => {
    const test = LobbyUnderTest.open();
    post(test, 'tea', { kind: 'ordinary', texts: { 'zh-CN': '茶水间在二楼' } });
    post(test, 'door', { kind: 'ordinary', texts: { 'zh-CN': '北门关闭，请走东门' } });
    post(test, 'phone', { kind: 'ordinary', on: ['phone'], texts: { 'zh-CN': '手机' } });
    expect(pagesOf(test, ['notices'], 4, { face: chinese(12, 1) })).toEqual([
      '北门关闭，',
      '请走东门',
      '茶水间在二楼',
      '北门关闭，',
    ]);
  });

  it('are aligned as the area is', () => {
    const text = { 'zh-CN': '右', 'zh-TW': '右', en: 'R' };
    const rows = (align: 'left' | 'centre' | 'right') =>
      areaOf(LobbyUnderTest.open(), [{ text }], { face: chinese(6, 3), align });
    expect(rows('left')).toEqual(['右']);
    expect(rows('centre')).toEqual(['', '  右']);
    expect(rows('right')).toEqual(['    右']);
  });

  it('are read in the language of the board, or in one that it has signs for', () => {
    const test = LobbyUnderTest.open();
    const look = { shows: shows([area(['lobby'])], { languages: ['zh-TW'] }) };
    expect(rowsOf(test, look)[0]).toBe('锦苑物业');
    expect(rowsOf(test, { ...look, face: latin() })[0]).toBe('Jinyuan');
  });

  it('are passed over where marks would stand for most of them, and shown where for a few', () => {
    const test = LobbyUnderTest.open();
    expect(areaOf(test, [inAll('贵宾室')], { face: latin() })).toEqual([]);
    expect(areaOf(test, [inAll('Café Lyon')], { face: latin() })).toEqual(['Café Lyon']);
  });
});

describe('a board for staff', () => {
  it('shows the longest waits against the targets, and marks those that are missed', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.later(9 * MINUTE_MS).take('B');
    const rows = () =>
      contentOf(test, { shows: shows([area(['targets'])]) })
        .rows.map(({ runs }) =>
          runs.map(({ text, colour }) => (colour === 'red' ? text : `<${colour} ${text}>`)).join(''),
        )
        .filter((row) => row !== '');
    expect(rows()).toEqual(['A 咨询    <green 9>/10分', 'B 缴费    <green 0>/10分']);
    test.later(2 * MINUTE_MS);
    expect(rows()).toEqual(['A 咨询  <amber 11>/10分<amber !>', 'B 缴费    <green 2>/10分']);
    test.serve('1', 2);
    expect(rows()).toEqual([]);
  });

  it('says which counter to open, as long as that would help', () => {
    const test = LobbyUnderTest.open();
    test.take('B');
    expect(areaOf(test, ['open-counter'])).toEqual([]);
    test.later(11 * MINUTE_MS);
    expect(areaOf(test, ['open-counter'])).toEqual(['请开2号窗口：', 'B 缴费']);
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    expect(areaOf(test, ['open-counter'])).toEqual([]);
  });
});

it('shows no names of people on any board', () => {
  const test = LobbyUnderTest.open();
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  const all: BoardAreaConfig['show'] = [
    'calls',
    'call',
    'counter',
    'waiting',
    'total',
    'expected',
    'notices',
  ];
  const site = { agents: [{ id: 'lin', name: '林小姐' }] };
  for (const field of all) {
    const text = rowsOf(test, {
      site: { ...house, ...site },
      shows: shows([area([field])], { counter: '1' }),
    }).join('');
    expect(text).not.toMatch(/lin|林/);
  }
});
