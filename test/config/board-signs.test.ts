/** What a board has no signs for is refused: it would stay dark, or show somebody else's number. */
import { describe, expect, test } from 'vitest';
import { faultLines, lobby, sound } from './lobby.ts';

/** A lobby with one board, in line 10, in whatever language. */
const withBoard = (row: string, changes: Partial<typeof sound> = {}, ...more: string[]): string =>
  lobby(changes, 'devices:', '  boards:', `    - { id: b, port: 'simulated:', ${row} }`, ...more);

const serving = (...letters: string[]) => ({
  services: `services: [${letters.map((letter) => `{ letter: ${letter}, name: { en: ${letter} } }`).join(', ')}]`,
  counters: `counters: [{ id: '1', services: [${letters.join(', ')}] }]`,
});
const ownDigits = (rows = 1) => [
  '  boardTemplates:',
  `    own: { columns: 9, rows: ${rows}, font: digits, show: ['AA', { text: 9 }${rows === 2 ? ', { text: 9, row: 2 }' : ''}] }`,
];
const chinese = { languages: 'languages: [zh-CN]', name: 'name: { zh-CN: 大厅 }' };
const inChinese = {
  ...chinese,
  services: 'services: [{ letter: A, name: { zh-CN: 咨询 } }]',
};

const faultsOfText = (model: string, text: string, changes: Partial<typeof sound> = {}): string[] =>
  faultLines(withBoard(`${model}, areas: [{ row: 1, show: [{ text: ${text} }] }]`, changes));

describe('the letters of services', () => {
  const overCounter = "model: dm56a04, counter: '1'";

  test.each(['K', 'M', 'W', 'X'])('%s has no form on seven strokes', (letter) => {
    expect(faultLines(withBoard(overCounter, serving('A', letter)))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^10:\\d+ devices\\.boards\\[0\\]\\.model dm56a04 has no sign for ${letter}, and would show ${letter}001 as _001; give the service another letter, or take another model\\.$`,
        ),
      ),
    ]);
  });

  test('are told of together', () => {
    expect(faultLines(withBoard(overCounter, serving('K', 'B', 'W')))).toEqual([
      expect.stringContaining('no sign for K, W, and'),
    ]);
  });

  test.each(['B', 'O', 'S', 'V', 'Z'])('%s has one', (letter) => {
    expect(faultLines(withBoard(overCounter, serving(letter)))).toEqual([]);
  });

  test('do not matter where no number is shown', () => {
    const clock = 'model: dm56a04, areas: [{ row: 1, show: [clock] }]';
    expect(faultLines(withBoard(clock, serving('K')))).toEqual([]);
  });

  test('do not matter to digits that leave them out on purpose, or to a board with letters', () => {
    for (const row of [
      "model: template, template: own, counter: '1'",
      "model: bx-5k, counter: '1'",
      "model: alpha, counter: '1'",
    ])
      expect([row, faultLines(withBoard(row, serving('K', 'W'), ...ownDigits()))]).toEqual([row, []]);
  });
});

describe('a board of digits', () => {
  const six = 'model: dm36b06';

  test.each(['lobby', 'waiting', 'total', 'expected', 'satisfaction', 'notices', 'counter'])(
    'has no words for %s',
    (field) => {
      for (const model of [six, 'model: template, template: own'])
        expect(
          faultLines(
            withBoard(
              `${model}, counter: '1', areas: [{ row: 1, show: [call, ${field}] }]`,
              {},
              ...ownDigits(),
            ),
          ),
        ).toEqual([
          expect.stringMatching(
            new RegExp(
              `^10:\\d+ devices\\.boards\\[0\\]\\.areas\\[0\\]\\.show\\[1\\] "${field}" needs words, and this board shows numbers and no words; write call, calls, clock, or take`,
            ),
          ),
        ]);
    },
  );

  test.each(['targets', 'open-counter'])('nor for %s', (field) => {
    expect(faultLines(withBoard(`${six}, for: staff, areas: [{ row: 1, show: [${field}] }]`))).toEqual([
      expect.stringContaining(`"${field}" needs words`),
    ]);
  });

  test('shows numbers and the time', () => {
    expect(faultLines(withBoard(`${six}, counter: '1', areas: [{ row: 1, show: [call, clock] }]`))).toEqual(
      [],
    );
    expect(faultLines(withBoard(`${six}, areas: [{ row: 1, show: [calls, clock] }]`))).toEqual([]);
  });

  test.each(['status', 'staff'])('has no layout %s', (layout) => {
    expect(faultLines(withBoard(`${six}, for: staff, layout: ${layout}`))).toEqual([
      expect.stringMatching(
        /^10:\d+ devices\.boards\[0\]\.layout This layout needs words.*write main or counter/,
      ),
    ]);
  });

  test('with two rows shows the calls, and leaves dark what would be words', () => {
    expect(faultLines(withBoard('model: template, template: own', {}, ...ownDigits(2)))).toEqual([]);
  });

  test('shows a text of the house that is figures', () => {
    expect(faultsOfText(six, "'95598'")).toEqual([]);
    expect(faultsOfText(six, '{ en: Hall, zh-CN: 大厅 }')).toEqual([
      expect.stringMatching(/areas\[0\]\.show\[0\]\.text That text needs letters/),
    ]);
  });
});

describe('a board of Latin letters', () => {
  const alpha = 'model: alpha';

  test.each(['[zh-CN]', '[zh-TW]', '[zh-TW, zh-CN]'])('speaks none of %s', (own) => {
    const changes = { ...inChinese, languages: 'languages: [zh-CN, zh-TW, en]' };
    expect(faultLines(withBoard(`${alpha}, languages: ${own}`, changes))).toEqual([
      expect.stringMatching(
        /^10:\d+ devices\.boards\[0\]\.languages This board has no signs for zh-.*like en/,
      ),
    ]);
    expect(faultLines(withBoard(`model: bx-5k, languages: ${own}`, changes))).toEqual([]);
  });

  test('passes over what it cannot show where there is another one, and where the file says nothing', () => {
    const changes = { ...inChinese, languages: 'languages: [zh-CN, en]' };
    expect(faultLines(withBoard(`${alpha}, languages: [zh-CN, en]`, changes))).toEqual([]);
    expect(faultLines(withBoard(alpha, inChinese))).toEqual([]);
  });

  test('shows no Chinese text, and one of which it lacks a little', () => {
    expect(faultsOfText(alpha, '请勿吸烟', inChinese)).toEqual([
      expect.stringMatching(/areas\[0\]\.show\[0\]\.text This board has no signs for that text.*like en/),
    ]);
    expect(faultsOfText(alpha, '{ zh-CN: 请勿吸烟, en: No smoking }', inChinese)).toEqual([]);
    expect(faultsOfText(alpha, "'Wi-Fi: 大厅'", inChinese)).toEqual([]);
    expect(faultsOfText('model: bx-5k', '请勿吸烟', inChinese)).toEqual([]);
  });
});
