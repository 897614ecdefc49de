/** Which boards may share a line, as the lobby file says it. */
import { describe, expect, test } from 'vitest';
import { faultLines, lobby } from './lobby.ts';

/** A lobby whose boards begin in line 10, one a line. */
const withBoards = (rows: readonly string[], ...more: string[]): string =>
  lobby({}, 'devices:', '  boards:', ...rows.map((row) => `    - { ${row} }`), ...more);

const bx = "id: b, model: bx-5k, port: 'simulated:'";

const on = (id: string, port: string, more = '') => `id: ${id}, model: bx-5k, port: '${port}'${more}`;
const usb = 'serial:/dev/ttyUSB1';
const by = (id: string, template: string, address: number) =>
  `id: ${id}, model: template, template: ${template}, counter: '1', port: '${usb}', address: ${address}`;
const sign = (id: string, more: string) => `id: ${id}, model: alpha, port: '${usb}'${more}`;
const printer = (port: string) => `  printers: [{ id: p, model: escpos-58, port: '${port}' }]`;

const two = (name: string, rows: readonly string[] = []) =>
  withBoards([by('a', name, 1), by('b', name, 2)], ...rows);
const own = (keys: string) =>
  two('mine', [`  boardTemplates: { mine: { columns: 4, font: latin, ${keys} } }`]);
const answers = (id: string, address: number) =>
  `id: ${id}, model: alpha-2, port: '${usb}', address: ${address}`;

describe('boards on one line', () => {
  test.each([usb, 'tcp://board:5005', 'simulated:?line=windows', 'serial:/dev/ttyUSB1?gapMs=10&echo=true'])(
    'share %s where each has its own address',
    (port) => {
      expect(faultLines(withBoards([on('a', port), on('b', port, ', address: 2')]))).toEqual([]);
      expect(faultLines(withBoards([on('a', port), on('b', port)]))).toEqual([
        expect.stringMatching(/^11:\d+ devices\.boards\[1\]\.address The board in line 10 answers to 1 /),
      ]);
    },
  );

  test('boards with a simulated line each may have one address', () => {
    expect(faultLines(withBoards([on('a', 'simulated:'), on('b', 'simulated:')]))).toEqual([]);
  });

  test.each([
    [usb, `${usb}?baudRate=9600`],
    [usb, `${usb}?gapMs=5`],
    ['simulated:?line=a', 'simulated:?pace=0&line=a'],
    ['tcp://board:5005', 'tcp://board:5005?echo=true'],
  ])('have the same settings: not %s and %s', (one, other) => {
    expect(faultLines(withBoards([on('a', one), on('b', other, ', address: 2')]))).toEqual([
      expect.stringMatching(/^11:\d+ devices\.boards\[1\]\.port Boards on one line .* as in line 10/),
    ]);
  });

  test.each([
    ["id: b, model: dm56a04, counter: '1', port: 'serial:/dev/ttyUSB1', address: 2"],
    ["id: b, model: template, template: qt-gb2312, port: 'serial:/dev/ttyUSB1', address: 2"],
  ])('speak the same: not bx-5k and { %s }', (other) => {
    expect(faultLines(withBoards([on('a', usb), other]))).toEqual([
      expect.stringMatching(/^11:\d+ devices\.boards\[1\]\.port The board in line 10 speaks something else/),
    ]);
  });

  test('may be of two models of one family', () => {
    const other = `id: b, model: bx-6k, port: '${usb}', address: 2`;
    expect(faultLines(withBoards([on('a', usb), other]))).toEqual([]);
  });

  test('are described by one template', () => {
    expect(faultLines(withBoards([by('a', 'qt-gb2312', 1), by('b', 'qt-gb2312', 2)]))).toEqual([]);
    expect(faultLines(withBoards([by('a', 'qt-gb2312', 1), by('b', '3a-sum-0a', 2)]))).toHaveLength(1);
  });

  describe('of one template', () => {
    const show = "show: ['02', { address: 1 }, { text: 4 }]";

    test.each(['id-hi-lo-sum', '3a-sum-0a', 'qt-gb2312'])('that comes along share a line: %s', (name) => {
      expect(faultLines(two(name))).toEqual([]);
    });

    test.each([
      [show],
      [`${show}, answer: '06 address', refusal: '15 address'`],
      [`${show}, clear: ['03', { address: 2 }], answer: 'address 06'`],
    ])('share it where all that is said has the address: %s', (keys) => {
      expect(faultLines(own(keys))).toEqual([]);
    });

    test.each([
      ["show: ['02', { text: 4 }]", 'show'],
      [`${show}, blink: ['03', { text: 4 }]`, 'blink'],
      [`${show}, clear: ['03']`, 'clear'],
      [`${show}, dim: ['03', { brightness: 15 }]`, 'dim'],
      [`${show}, answer: '06'`, 'answer'],
      [`${show}, answer: '06 address', refusal: '15'`, 'refusal'],
      [`${show}, clear: ['03'], answer: '06'`, 'clear, answer'],
    ])('do not share it where something has none: %s', (keys, where) => {
      expect(faultLines(own(keys))).toEqual([
        expect.stringMatching(
          new RegExp(
            `^11:\\d+ devices\\.boards\\[1\\]\\.template Boards .* mine has none in ${where}; add it there, or`,
          ),
        ),
      ]);
      const [alone] = own(keys).split('\n    - { id: b');
      const [, templates] = own(keys).split('\n  boardTemplates');
      expect(faultLines(`${alone}\n  boardTemplates${templates}`)).toEqual([]);
    });
  });

  test('only one of them is an Alpha sign that answers', () => {
    expect(faultLines(withBoards([answers('a', 1)]))).toEqual([]);
    expect(faultLines(withBoards([answers('a', 1), sign('b', ', address: 2')]))).toEqual([]);
    expect(faultLines(withBoards([sign('a', ', address: 2'), answers('b', 1), answers('c', 3)]))).toEqual([
      expect.stringMatching(
        /^12:\d+ devices\.boards\[2\]\.model What alpha-2 answers .* line 11 .* model: alpha,/,
      ),
    ]);
  });

  test.each([
    [usb, 'serial:/dev/../dev//ttyUSB1'],
    ['tcp://board:5005', 'tcp://Board.:5005'],
  ])('find out that %s and %s are one', (one, other) => {
    expect(faultLines(withBoards([on('a', one), on('b', other, ', address: 2')]))).toEqual([
      expect.stringMatching(/^11:\d+ devices\.boards\[1\]\.port Boards on one line .* as in line 10/),
    ]);
    expect(faultLines(withBoards([on('a', one)], printer(other)))).toEqual([
      expect.stringMatching(/^10:\d+ devices\.boards\[0\]\.port .* belongs to the device in line 11/),
    ]);
  });

  test('Alpha signs have an address that is not everybody’s', () => {
    expect(faultLines(withBoards([sign('a', '')]))).toEqual([]);
    expect(faultLines(withBoards([sign('a', ''), sign('b', ', address: 2')]))).toEqual([
      expect.stringMatching(/^10:\d+ devices\.boards\[0\]\.address Address 0 is every sign/),
    ]);
    expect(faultLines(withBoards([sign('a', ', address: 1'), sign('b', ', address: 2')]))).toEqual([]);
  });

  test('share it with nothing else, and nothing else says what is for such lines', () => {
    expect(faultLines(withBoards([on('a', usb)], printer(usb)))).toEqual([
      expect.stringMatching(/^10:\d+ devices\.boards\[0\]\.port .* belongs to the device in line 11/),
    ]);
    for (const [port, key] of [
      ['serial:/dev/ttyS0?echo=true', 'echo'],
      ['tcp://printer:9100?gapMs=5', 'gapMs'],
      ['simulated:?line=a', 'line'],
    ] as const)
      expect(faultLines(withBoards([bx], printer(port)))).toEqual([
        expect.stringMatching(
          `^11:\\d+ devices\\.printers\\[0\\]\\.port ${key} is for lines that boards share`,
        ),
      ]);
  });
});
