import { describe, expect, test } from 'vitest';
import { faultLines, lobby } from './lobby.ts';

describe('YAML that is not well formed', () => {
  test.each([
    ['a tab', 'a:\n\tb: 1', /^2:1 {2}A tab cannot indent/],
    ['an open bracket', 'a: [1, 2\nb: 3', /^2:1 {2}Not valid YAML: Flow sequence/],
    ['an open quote', 'a: "x\n', /Missing closing "quote/],
    ['a second document', `${lobby({})}\n---\nname: x`, /one document; take away the line ---/],
  ])('%s', (_name, text, message) => {
    const faults = faultLines(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
  });

  test('a fault that repeats itself on every line is cut short', () => {
    const faults = faultLines('"\n'.repeat(500));
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toMatch(/more faults of syntax/);
  });
});

describe('YAML that says something else than is seen', () => {
  test.each([
    ['an alias', 'kiosks: &none []\ndevices: { printers: *none }', /Aliases \(\*none\)/],
    ['an anchor', 'kiosks: &none []', /Anchors \(&none\)/],
    ['an alias of itself', 'kiosks: &loop [*loop]', /Aliases \(\*loop\)/],
    ['a tag', 'kiosks: !list []', /^8:9 {2}Tags/],
    ['a tag that runs code elsewhere', 'kiosks: !!js/function "x"', /Tags/],
    ['a binary', 'clock: !!binary YXNzdW1l', /Tags/],
    ['a merge key', 'devices: { <<: { printers: [] } }', /Unknown key "<<"/],
    ['a list as a key', '? [a]\n: 1', /A key must be a word/],
    ['no key at all', ': 1', /A key must be a word/],
  ])('%s is refused', (_name, line, message) => {
    const faults = faultLines(lobby({}, line));
    expect(faults.join('\n')).toMatch(message);
  });

  test('keys that equal each other only as text are one key', () => {
    expect(faultLines(lobby({}, '1: a', "'1': b")).join('\n')).toMatch(/9:1 1 "1" stands here a second time/);
  });
});

/** Each would take minutes, gigabytes or the stack, were it simply parsed. */
const bombs: readonly (readonly [string, string])[] = [
  [
    'a billion laughs',
    Array.from({ length: 10 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [ha, ha]'
        : `l${level}: &l${level} [${Array(10)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    ).join('\n'),
  ],
  ['half a million brackets', '['.repeat(500_000)],
  ['brackets, one a line', '[\n'.repeat(19_000)],
  ['braces', '{'.repeat(20_000)],
  ['explicit keys in each other', '? '.repeat(50_000)],
  ['keys in each other, line by line', ('? '.repeat(64) + '\n').repeat(1_000)],
  ['colons', ': '.repeat(50_000)],
  ['nineteen thousand unknown keys', Array.from({ length: 19_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ['lines without end', '\n'.repeat(900_000)],
  [
    'braces in a text of the ticket',
    [
      'ticket:',
      '  layout:',
      '    - number',
      '    - text: |',
      ...Array(25).fill(`        ${'{'.repeat(900)}`),
    ].join('\n'),
  ],
  ['deep indentation', Array.from({ length: 900 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
];

test.each(bombs)('%s: refused, and soon', { timeout: 10_000 }, (_name, text) => {
  expect(faultLines(text).length).toBeGreaterThan(0);
});

test('a line has 1000 characters at most, a file 20 000 lines', () => {
  expect(faultLines(lobby({}, `# ${'x'.repeat(998)}`))).toEqual([]);
  expect(faultLines(lobby({}, `# ${'x'.repeat(999)}`))).toEqual([
    expect.stringMatching(/^8:1 {2}The line is over 1000 characters/),
  ]);
  expect(faultLines(lobby({}) + '\n'.repeat(20_000 - 7))).toEqual([]);
  expect(faultLines(lobby({}) + '\n'.repeat(20_000 - 6))).toEqual([
    expect.stringMatching(/^20001:1 {2}The file is over 20000 lines/),
  ]);
});
