/** What the lobby file says of LED boards: what comes of it, and what is refused, where and why. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { areasOf, boardLayouts } from '../../config/board-layouts.ts';
import { formatFaults } from '../../config/faults.ts';
import { loadConfig } from '../../config/load.ts';
import { boardModels } from '../../drivers/board/models.ts';
import { configOf, faultLines, lobby, sound } from './lobby.ts';

/** A lobby whose boards begin in line 10, one a line, in whatever language. */
const withBoards = (
  rows: readonly string[],
  changes: Partial<typeof sound> = {},
  ...more: string[]
): string => lobby(changes, 'devices:', '  boards:', ...rows.map((row) => `    - { ${row} }`), ...more);

const bx = "id: b, model: bx-5k, port: 'simulated:'";
const alpha = "id: b, model: alpha, port: 'simulated:'";
const digits = "id: b, model: dm56a04, port: 'simulated:', counter: '1'";
const described = "id: b, model: template, port: 'simulated:'";
const boardsOf = (rows: readonly string[], ...more: string[]) =>
  configOf(withBoards(rows, {}, ...more)).devices.boards;

describe('a board', () => {
  test('has all that its model and the lobby bring, where the file says nothing', () => {
    expect(boardsOf([bx])).toEqual([
      {
        id: 'b',
        model: 'bx-5k',
        port: 'simulated:',
        shows: {
          counter: null,
          areas: [
            { row: 1, column: 1, rows: 3, columns: null, show: ['calls'], align: 'left' },
            { row: 4, column: 1, rows: 1, columns: null, show: ['total', 'notices'], align: 'left' },
          ],
          languages: ['en'],
          pageSeconds: 6,
          languageSeconds: 12,
          brightness: [{ from: '00:00', percent: 100 }],
          offWhenClosed: true,
          callEffect: 'blink',
        },
      },
    ]);
  });

  test('keeps what its driver has to know apart from what it shows', () => {
    const [board] = boardsOf([
      `${bx}, widthDots: 64, heightDots: 16, address: 7, answerMs: 300, repaintSeconds: 9, counter: '1', calls: none, offWhenClosed: false`,
    ]);
    const { shows, ...device } = board ?? {};
    expect(device).toEqual({
      id: 'b',
      model: 'bx-5k',
      port: 'simulated:',
      widthDots: 64,
      heightDots: 16,
      address: 7,
      answerMs: 300,
      repaintSeconds: 9,
    });
    expect(shows).toMatchObject({ counter: '1', callEffect: 'none', offWhenClosed: false });
    expect(shows?.areas.map(({ show }) => show)).toEqual([['call']]);
  });

  test('shows areas of the house, with every text in every language', () => {
    const areas =
      "areas: [{ row: 1, rows: 2, show: [calls], align: centre }, { row: 3, column: 9, rows: 1, columns: 8, show: [clock, { text: 'Wi-Fi: hall' }] }, { row: 4, show: [{ text: { en: No smoking } }] }]";
    const [board] = boardsOf([`${bx}, ${areas}`]);
    expect(board?.shows.areas).toEqual([
      { row: 1, column: 1, rows: 2, columns: null, show: ['calls'], align: 'centre' },
      {
        row: 3,
        column: 9,
        rows: 1,
        columns: 8,
        show: ['clock', { text: { 'zh-CN': 'Wi-Fi: hall', 'zh-TW': 'Wi-Fi: hall', en: 'Wi-Fi: hall' } }],
        align: 'left',
      },
      {
        row: 4,
        column: 1,
        rows: null,
        columns: null,
        show: [{ text: { 'zh-CN': 'No smoking', 'zh-TW': 'No smoking', en: 'No smoking' } }],
        align: 'left',
      },
    ]);
  });

  test('is described by a template that comes along, or by one of the house, which wins', () => {
    const row = `${described}, counter: '1', template: 3a-sum-0a`;
    expect(boardsOf([row])[0]?.template).toMatchObject({ columns: 4, font: 'latin' });
    const own =
      "  boardTemplates: { 3a-sum-0a: { columns: 9, font: latin, show: ['3A', { text: 9 }, '0A'] } }";
    expect(boardsOf([row], own)[0]?.template).toMatchObject({ columns: 9 });
  });
});

test.each(boardLayouts)('the layout %s covers boards of every height, once', (layout) => {
  for (let rows = 1; rows <= 16; rows += 1) {
    const areas = areasOf(layout, { rows });
    const covered = areas.flatMap(({ row, rows: own }) =>
      Array.from({ length: own ?? 0 }, (_, index) => row + index),
    );
    expect(covered).toEqual(Array.from({ length: rows }, (_, index) => index + 1));
    expect(areas.every(({ show }) => show.length > 0)).toBe(true);
  }
});

/** One thing wrong with one board, in line 10; where in it, and what is said. */
const single: readonly (readonly [row: string, place: string, message: RegExp])[] = [
  [`${bx}, columns: 16`, 'columns', /size is in dots; write widthDots and heightDots/],
  [`${alpha}, widthDots: 128`, 'widthDots', /in characters; write columns and rows/],
  [`${digits}, rows: 1`, 'rows', /has 4 digits; take it away/],
  [`${described}, template: qt-gb2312, columns: 16`, 'columns', /description says how large/],
  [`${bx}, address: 255`, 'address', /^255 is no address of bx-5k; write 1 to 254/],
  [`${digits}, address: 0`, 'address', /^0 is no address of dm56a04; write 1 to 247/],
  [`${bx}, address: 256`, 'address', /from 0 to 255/],
  [described, '', /^"template" is missing.*3a-sum-0a.*boardTemplates/],
  [`${described}, template: qt-gb231`, 'template', /no template "qt-gb231".*Did you mean "qt-gb2312"/],
  [`${bx}, template: qt-gb2312`, 'template', /^Only boards of the model template/],
  [`${bx}, counter: '2'`, 'counter', /no counter "2"; there are 1\./],
  [`${bx}, layout: counter`, 'layout', /of one counter; write counter:/],
  [`${bx}, layout: mein`, 'layout', /Did you mean "main"/],
  [`${bx}, layout: staff`, 'layout', /for staff.*write for: staff/],
  [`${bx}, areas: [{ row: 1, show: [call] }]`, 'areas[0].show[0]', /"call" is of one counter/],
  [`${bx}, areas: [{ row: 1, show: [clock, targets] }]`, 'areas[0].show[1]', /"targets" is for staff/],
  [`${bx}, for: staff, areas: [{ row: 1, show: [target] }]`, 'areas[0].show[0]', /Did you mean "targets"/],
  [`${bx}, layout: main, areas: [{ row: 1, show: [clock] }]`, 'areas', /layout of their own/],
  [`${bx}, areas: [{ row: 5, show: [clock] }]`, 'areas[0].row', /^The board has 4 rows, and .* behind/],
  [`${bx}, areas: [{ row: 3, rows: 3, show: [clock] }]`, 'areas[0].rows', /end at row 5.* write 2 or less/],
  [`${bx}, areas: [{ row: 1, column: 17, show: [clock] }]`, 'areas[0].column', /^The board has 16 columns/],
  [
    `${bx}, areas: [{ row: 1, column: 9, columns: 9, show: [clock] }]`,
    'areas[0].columns',
    /end at column 17, and the board has 16 columns; write 8 or less/,
  ],
  [
    `${bx}, areas: [{ row: 1, rows: 2, columns: 8, show: [calls] }, { row: 2, column: 8, show: [clock] }]`,
    'areas[1]',
    /lies over the area in line 10/,
  ],
  [
    `${bx}, areas: [{ row: 1, columns: 5, show: [calls] }]`,
    'areas[0]',
    /^There are 5 columns.*"A001 1" needs 6/,
  ],
  [`${bx}, areas: [{ row: 1, show: [] }]`, 'areas[0].show', /too short/],
  [
    `${bx}, areas: [{ row: 1, show: [{ text: { zh-CN: 好 } }] }]`,
    'areas[0].show[0].text',
    /text in en is missing/,
  ],
  [`${bx}, areas: [{ row: 1, show: [{ text: '' }] }]`, 'areas[0].show[0].text', /It is empty/],
  [`${bx}, languages: [en, zh-CN]`, 'languages[1]', /"zh-CN" is no language of the lobby; it has en\./],
  [`${bx}, brightness: [{ from: '7:00', percent: 90 }]`, 'brightness[0].from', /HH:MM in quotes/],
  [`${bx}, brightness: [{ from: '07:00', percent: 0 }]`, 'brightness[0].percent', /from 1 to 100/],
  [
    `${bx}, brightness: [{ from: '18:00', percent: 50 }, { from: '07:00', percent: 90 }]`,
    'brightness[1].from',
    /^07:00 comes before 18:00/,
  ],
  [
    `${bx}, brightness: [{ from: '07:00', percent: 50 }, { from: '07:00', percent: 90 }]`,
    'brightness[1].from',
    /^07:00 stands here twice/,
  ],
  [`${bx}, pageSeconds: 1`, 'pageSeconds', /in seconds, from 2 to 60/],
  [`${bx}, calls: flash`, 'calls', /not one of blink, scroll, none/],
  ["id: b, model: bx-5k, port: 'usb:/dev/usb/lp0'", 'port', /no port for a board; use one of serial:, tcp:/],
  ["id: b, model: bx-5k, port: '/dev/ttyUSB0'", 'port', /192\.168\.1\.20:5005 \(also echo/],
];

test.each(single)('%s', (row, place, message) => {
  const path = place === '' ? 'devices.boards[0]' : `devices.boards[0].${place}`;
  const faults = faultLines(withBoards([row]));
  expect(faults).toHaveLength(1);
  const [where = '', found = '', ...said] = faults[0]?.split(' ') ?? [];
  expect([where.slice(0, 3), found]).toEqual(['10:', path]);
  expect(said.join(' ')).toMatch(message);
});

test('all that is wrong is told at once, each in its place', () => {
  const rows = [
    `${bx}, columns: 9, counter: '9', languages: [zh-TW], brightness: [{ from: '09:00', percent: 1 }, { from: '08:00', percent: 1 }]`,
    "id: c, model: bx-5k, port: 'simulated:', areas: [{ row: 9, show: [targets] }]",
  ];
  expect(faultLines(withBoards(rows)).map((line) => line.replace(/:\d+ (\S+) .*/, ' $1'))).toEqual([
    '10 devices.boards[0].columns',
    '10 devices.boards[0].counter',
    '10 devices.boards[0].languages[0]',
    '10 devices.boards[0].brightness[1].from',
    '11 devices.boards[1].areas[0].row',
    '11 devices.boards[1].areas[0].show[0]',
  ]);
});

const four = (services: string, board = digits) => faultLines(withBoards([board], { services }));
const service = (more: string) => `services: [{ letter: A, name: { en: Enquiries }${more} }]`;

const beside = (column: number) =>
  four(
    service(''),
    `${bx}, counter: '1', areas: [{ row: 1, columns: 4, show: [call] }, { row: 1, column: ${column}, show: [clock] }]`,
  );

describe('a number is never cut', () => {
  test('what nobody can widen is told what else to do', () => {
    const here = `${described}, template: 3a-sum-0a`;
    expect(four(service(''), here)).toEqual([expect.stringMatching(/needs 6; write counter: and the id/)]);
    const long = service(', numbers: { digits: 4 }');
    expect(four(long)).toEqual([
      expect.stringMatching(/A0001 needs 5; take a wider board, or shorter numbers\.$/),
    ]);
    const narrow = `${bx}, widthDots: 40`;
    expect(four(service(''), narrow)).toEqual([expect.stringMatching(/or make room for it\.$/)]);
  });

  test('four digits have room for A001, and for no number that is longer', () => {
    expect(four(service(''))).toEqual([]);
    expect(four(service(', numbers: { to: 999 }, slips: { from: 901, to: 960 }'))).toEqual([]);
    for (const numbers of ['digits: 4', 'to: 1000', 'from: 1000'])
      expect(four(service(`, numbers: { ${numbers} }`))).toEqual([
        expect.stringMatching(/^10:\d+ devices\.boards\[0\] There are 4 columns here, and .* A\d{4} needs 5/),
      ]);
    expect(four(service(', slips: { from: 901, to: 1960 }'))).toEqual([
      expect.stringMatching(/A1960 needs 5/),
    ]);
  });

  test('in the lobby the counter has to stand beside it', () => {
    const here = "id: b, model: dm56a04, port: 'simulated:'";
    expect(four(service(''), here)).toEqual([
      expect.stringMatching(/"A001 1" needs 6; write counter: and the id of the counter it hangs over\./),
    ]);
    expect(four(service(''), here.replace('dm56a04', 'dm36b06'))).toEqual([]);
  });

  test('beside another area it has a cell less, which stays dark', () => {
    expect(beside(5)).toEqual([expect.stringMatching(/There are 3 columns here, .* A001 needs 4/)]);
    expect(beside(6)).toEqual([]);
  });

  test('what shows no numbers may be as narrow as it likes', () => {
    const clock = "id: b, model: dm56a04, port: 'simulated:', areas: [{ row: 1, columns: 2, show: [clock] }]";
    expect(four(service(', numbers: { digits: 4 }'), clock)).toEqual([]);
  });
});

const withOwn = (text: string) =>
  withBoards([`${described}, counter: '1', template: own`], {}, '  boardTemplates:', `    own: ${text}`);

describe('templates of the house', () => {
  test('are checked as the driver will need them, and a board that uses a wrong one has no fault of its own', () => {
    expect(faultLines(withOwn("{ columns: 8, font: latin, show: ['AA', { rest: 8 }] }"))).toEqual([
      expect.stringMatching(
        /^12:\d+ devices\.boardTemplates\.own\.show\[1\]\.rest Nothing says where this text ends/,
      ),
    ]);
    expect(faultLines(withOwn('{ columns: 2, font: latin, show: [{ address: 1, text: 2 }] }'))).toEqual([
      expect.stringMatching(/^12:\d+ devices\.boardTemplates\.own\.show\[0\]/),
    ]);
    expect(faultLines(withOwn('{ columns: 8, font: latin }'))).toEqual([
      expect.stringMatching(/^12:\d+ devices\.boardTemplates\.own "show" is missing/),
    ]);
  });

  test('say how wide a board is', () => {
    expect(faultLines(withOwn("{ columns: 4, font: latin, show: ['AA', { text: 4 }] }"))).toEqual([]);
    expect(faultLines(withOwn("{ columns: 3, font: latin, show: ['AA', { text: 3 }] }"))).toEqual([
      expect.stringMatching(/^10:\d+ devices\.boards\[0\] There are 3 columns/),
    ]);
  });

  test('have names like any other', () => {
    const named = withBoards([bx], {}, '  boardTemplates:', '    My Board: { columns: 4 }');
    expect(faultLines(named)).toEqual([expect.stringMatching(/^12:\d+ .*"My Board" cannot be a name here/)]);
  });
});

test('each model hangs in one of the lobbies that come along, beside boards that share a line', async () => {
  const loaded = await Promise.all(
    ['property-service-centre', 'government-hall'].map((name) =>
      loadConfig(join(fileURLToPath(new URL('../../config/lobbies/', import.meta.url)), `${name}.yaml`)),
    ),
  );
  const boards = loaded.flatMap((one) => {
    if (!one.ok) throw new Error(formatFaults(one.faults));
    return one.config.devices.boards;
  });
  const families = new Set(boards.map(({ model }) => boardModels[model].family));
  expect(families).toEqual(new Set(Object.values(boardModels).map(({ family }) => family)));
  expect(
    boards.filter(({ port }) => port === 'simulated:?line=windows').map(({ shows }) => shows.counter),
  ).toEqual(['1', '2']);
  expect(boards.filter(({ model }) => model === 'dm56a04').map(({ address }) => address)).toEqual([1, 2, 3]);
});
