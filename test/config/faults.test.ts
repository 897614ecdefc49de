import { describe, expect, test } from 'vitest';
import { formatFaults, formatPath, quote } from '../../config/faults.ts';
import { nearest } from '../../config/nearest.ts';
import { faultLines, faultsOf, lobby, sound } from './lobby.ts';

test('a sound lobby has no fault', () => {
  expect(faultLines(lobby({}))).toEqual([]);
});

/** Each a lobby with one fault: what is changed, where the fault is found, and what its message must say. */
const single: readonly (readonly [Partial<typeof sound>, string[], string, RegExp])[] = [
  [{ name: 'name: Hall' }, [], '1:7 name', /mapping .* not "Hall".*zh-CN/],
  [{ name: 'name: { zh-CN: 厅 }' }, [], '1:7 name', /name in en is missing/],
  [{ name: 'name: { en: Hall, fr: Salle }' }, [], '1:19 name.fr', /Unknown key "fr".*zh-TW/],
  [{ name: 'name: { en: "" }' }, [], '1:13 name.en', /^It is empty/],
  [{ name: 'name: { en: " Hall" }' }, [], '1:13 name.en', /without spaces/],
  [{ name: 'name: { en: "a\\tb" }' }, [], '1:13 name.en', /control characters/],
  [{ name: 'name: { en: "a\\u202eb" }' }, [], '1:13 name.en', /"a\\u202eb" does not fit/],
  [{ name: `name: { en: ${'x'.repeat(41)} }` }, [], '1:13 name.en', /40 characters at most/],
  [{ name: 'name: { en: 4711 }' }, [], '1:13 name.en', /number 4711.*quotes/],
  [{ timeZone: 'timeZone: Asia/Shanghia' }, [], '2:11 timeZone', /"Asia\/Shanghia".*mean "Asia\/Shanghai"/],
  [{ timeZone: 'timeZone: "+08:00"' }, [], '2:11 timeZone', /no IANA time zone/],
  [{ timeZone: 'timeZone: EST' }, [], '2:11 timeZone', /no IANA time zone/],
  [{ timeZone: 'timeZone:' }, [], '2:10 timeZone', /Nothing stands here.*Asia\/Shanghai/],
  [{ languages: 'languages: [en, zh-HK]' }, [], '3:17 languages[1]', /not one of zh-CN, zh-TW, en/],
  [{ languages: 'languages: [en, en]' }, [], '3:17 languages[1]', /"en" stands in the list twice/],
  [{ languages: 'languages: []' }, [], '3:12 languages', /needs 1 or more/],
  [{ access: 'access: open' }, [], '4:9 access', /not one of demo.*only one built so far/],
  [{ access: '' }, [], '1:1 ', /"access" is missing.*demo/],
  [{ services: 'services: { letter: A }' }, [], '5:11 services', /must be a list/],
  [{ counters: "counters: [{ id: '1', services: [A, 2] }]" }, [], '6:37 counters[0].services[1]', /quotes/],
  [
    { counters: "counters: [{ id: '1', services: [A, B] }]" },
    [],
    '6:37 counters[0].services[1]',
    /no service "B"; there are A/,
  ],
  [{ counters: 'counters: [{ id: 1, services: [A] }]' }, [], '6:18 counters[0].id', /number 1.*quotes/],
  [
    { counters: 'counters: [{ id: Nr 1, services: [A] }]' },
    [],
    '6:18 counters[0].id',
    /"Nr 1" does not fit.*hyphens/,
  ],
  [
    { counters: "counters: [{ id: '1', servces: [A], services: [A] }]" },
    [],
    '6:23 counters[0].servces',
    /mean "services"/,
  ],
  [{}, ['dayStartAt: "04:00"'], '8:1 dayStartAt', /Did you mean "dayStartsAt"/],
  [{}, ['dayStartsAt: "24:00"'], '8:14 dayStartsAt', /"24:00" does not fit.*HH:MM/],
  [{}, ['dayStartsAt: 4'], '8:14 dayStartsAt', /number 4.*quotes/],
  [{}, ['clock: asume'], '8:8 clock', /not one of synchronised, rtc, assume\. Did you mean "assume"/],
  [{}, ['publicUrl: ftp://example.org'], '8:12 publicUrl', /no web address.*https:/],
  [{}, ['publicUrl: queue.example.org'], '8:12 publicUrl', /no web address/],
  [{}, ['publicUrl: https://me:secret@example.org'], '8:12 publicUrl', /user name/],
  [{}, ['publicUrl: https://example.org/?a=1'], '8:12 publicUrl', /no \?/],
  [{}, ['publicUrl: https://example.org/hall/'], '8:12 publicUrl', /has a path.*host name of their own/],
  [{}, [`publicUrl: https://${'排队.'.repeat(28)}example`], '8:12 publicUrl', /written out/],
  [{}, ['kiosks: []'], '8:9 kiosks', /too short: it needs 1/],
  [{}, ['kiosks: [{ id: first }]'], '8:16 kiosks[0].id', /"first" means whichever/],
  [{}, ['kiosks: [{ id: door, printer: p }]'], '8:31 kiosks[0].printer', /no printer "p".*has none/],
  [{}, ['devices: { printer: [] }'], '8:12 devices.printer', /Did you mean "printers"/],
  [{}, ['__proto__: { polluted: true }'], '8:1 __proto__', /Unknown key "__proto__"/],
  [{}, ['a/b~c.d: 1'], '8:1 a/b~c.d', /Unknown key "a\/b~c\.d"/],
  [{}, ['name.en: Hall'], '8:1 name.en', /Unknown key "name\.en"/],
  [{}, ['agents: []'], '8:1 agents', /second time; keep this one or that of line 7/],
];

test.each(single)('%o %o: the fault is at %s', (changes, more, place, message) => {
  const faults = faultsOf(lobby(changes, ...more));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

function printers(...rows: string[]): string {
  return lobby({}, 'devices:', '  printers:', ...rows.map((row) => `    - { ${row} }`));
}

describe('devices', () => {
  test.each([
    ['id: p, model: escpos-85, port: "simulated:"', /not one of .*escpos-58, .*\. Did you mean "escpos-58"/],
    ['id: p, model: escpos-58, port: "ttyUSB0"', /no kind of port.*serial:/],
    ['id: p, model: escpos-58, port: ""', /^It is empty.*tcp:/],
    ['id: p, model: escpos-58, port: "serial:/dev/ttyUSB0?baud=9600"', /unknown setting "baud"/],
    ['id: p, model: escpos-58, prt: "simulated:", port: "simulated:"', /Did you mean "port"/],
  ])('%s', (row, message) => {
    const faults = faultsOf(printers(row));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line: 10 });
    expect(faults[0]?.message).toMatch(message);
  });

  test('two printers on one real port are refused, whatever the settings; on simulated ones they are not', () => {
    const twice = printers(
      'id: p, model: escpos-58, port: "serial:/dev/ttyUSB0"',
      'id: q, model: escpos-80, port: "serial:/dev/ttyUSB0?baudRate=19200"',
    );
    expect(faultLines(twice)).toEqual([
      expect.stringMatching(
        /^11:40 devices\.printers\[1\]\.port serial:\/dev\/ttyUSB0 belongs to .* line 10/,
      ),
    ]);
    const apart = printers(
      'id: p, model: escpos-58, port: "simulated:"',
      'id: q, model: escpos-80, port: "simulated:"',
    );
    expect(faultLines(apart)).toEqual([]);
  });
});

/** A lobby with one device of a kind; it stands in line 10. */
const withDevice = (kind: 'boards' | 'pads', row: string, ...more: string[]): string =>
  lobby({}, 'devices:', `  ${kind}:`, `    - { ${row} }`, ...more);

describe('boards and pads', () => {
  test.each([
    ['boards', 'id: b, model: bx-7k, port: "simulated:"', /"bx-7k" is not one of bx-5k.*Did you mean "bx-/],
    ['boards', 'id: b, model: bx-5k, port: "simulated:", widthDots: 100', /steps of 8/],
    ['boards', 'id: b, model: bx-5k, port: "simulated:", heightDots: 24', /16 to a line/],
    ['boards', 'id: b, model: bx-5k, port: "com1"', /no kind of port/],
    ['pads', 'id: p, model: firmata, port: "simulated:"', /"counter" is missing/],
    ['pads', "id: p, model: firmata, port: 'simulated:', counter: '2'", /no counter "2"; there are 1\./],
    [
      'pads',
      "id: p, model: firmata, port: 'simulated:', counter: '1', pins: [2, 3]",
      /scale of 5 .* these are 2/,
    ],
    [
      'pads',
      "id: p, model: firmata, port: 'simulated:', counter: '1', pins: [2, 3, 4, 5, 5]",
      /stands in the list twice/,
    ],
    ['pads', "id: p, model: firmata, port: 'simulated:', counter: '1', pins: [2, 3, 4, 5, 1]", /2 to 19/],
  ] as const)('%s: { %s }', (kind, row, message) => {
    const faults = faultsOf(withDevice(kind, row));
    expect(faults.map(({ line }) => line)).toEqual([10]);
    expect(faults[0]?.message).toMatch(message);
  });

  test('a scale of three needs three pins, and takes them', () => {
    const pad = "id: p, model: firmata, port: 'simulated:', counter: '1', pins: [4, 5, 6]";
    expect(faultLines(withDevice('pads', pad, 'ratings: { scale: 3 }'))).toEqual([]);
    expect(faultLines(withDevice('pads', pad, 'ratings: { scale: 6 }'))).toEqual([
      expect.stringMatching(/^10:\d+ devices\.pads\[0\]\.pins A scale of 6/),
      expect.stringMatching(/^11:19 ratings\.scale .*3, 4, 5, 7 or 10/),
    ]);
  });

  test('a device of one kind may not have the id or the port of another', () => {
    const board = 'id: b, model: bx-5k, port: "tcp://board:5005"';
    const printer = '  printers: [{ id: b, model: escpos-58, port: "tcp://board:5005" }]';
    expect(faultLines(withDevice('boards', board, printer))).toEqual([
      expect.stringMatching(/^10:.* devices\.boards\[0\]\.id The id "b" is taken already, in line 11/),
      expect.stringMatching(/^10:.* devices\.boards\[0\]\.port .* belongs to the device in line 11/),
    ]);
  });
});

describe('ids are unique', () => {
  test.each([
    [
      '5:62 services[1].letter',
      { services: 'services: [{ letter: A, name: { en: Enquiries } }, { letter: A, name: { en: B } }]' },
    ],
    [
      '6:46 counters[1].id',
      { counters: "counters: [{ id: '1', services: [A] }, { id: '1', services: [A] }]" },
    ],
    ['7:36 agents[1].id', { agents: 'agents: [{ id: a, name: A }, { id: a, name: B }]' }],
  ])('%s', (place, changes) => {
    const faults = faultLines(lobby(changes));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/is taken already, in line \d; choose another one\.$/);
    expect(faults[0]).toContain(`${place} The `);
  });

  test('a kiosk and a printer may share one', () => {
    const shared = lobby(
      {},
      'kiosks: [{ id: a, printer: a }]',
      'devices: { printers: [{ id: a, model: escpos-58, port: "simulated:" }] }',
    );
    expect(faultLines(shared)).toEqual([]);
  });
});

test('a service that no counter serves is refused', () => {
  const services = 'services: [{ letter: A, name: { en: A } }, { letter: B, name: { en: B } }]';
  expect(faultLines(lobby({ services }))).toEqual([
    expect.stringMatching(/^5:54 services\[1\]\.letter No counter serves "B"/),
  ]);
});

function counters(count: number): string {
  const rows = Array.from({ length: count }, (_, id) => `  - { id: '${id}', services: [A] }`);
  return ['counters:', ...rows].join('\n');
}

test('counts are bounded: 26 services, 99 counters', () => {
  expect(faultLines(lobby({ counters: counters(99) }))).toEqual([]);
  expect(faultLines(lobby({ counters: counters(100) }))).toEqual([
    expect.stringMatching(/^7:3 counters The list is too long: 99 at most/),
  ]);
});

test('all faults come at once, of form and of sense, from top to bottom', () => {
  const text = lobby(
    { timeZone: 'timezone: Asia/Shanghai', access: 'access: none', counters: "counters: [{ id: '1' }]" },
    'clock: set',
    'kiosks: [{ id: door, printer: p }]',
    ...Array.from({ length: 20 }, (_, index) => `extra${index}: 1`),
  );
  const places = faultLines(text).map((line) => line.split(' ').slice(0, 2).join(' '));
  expect(places.slice(0, 6)).toEqual([
    '1:1 ',
    '2:1 timezone',
    '4:9 access',
    '6:12 counters[0]',
    '8:8 clock',
    '9:31 kiosks[0].printer',
  ]);
  // The library by itself stops at eight.
  expect(places).toHaveLength(26);
});

test('faults for the terminal: clickable, counted, and unable to steer it', () => {
  const faults = faultsOf(lobby({ access: 'access: "\\e[2J\\u009b"' }, 'x: 1'));
  const text = formatFaults([
    ...faults,
    { file: 'a.yaml', line: null, column: null, path: '', message: 'The file is empty.' },
  ]);
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^lobby\.yaml:4:9: access: "\\u001b\[2J\\u009b" is not one of demo\./),
    expect.stringMatching(/^lobby\.yaml:8:1: x: Unknown key "x"\./),
    'a.yaml: The file is empty.',
    '3 faults; nothing was started or changed.',
  ]);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('paths as people write them', () => {
  expect(formatPath([])).toBe('');
  expect(formatPath(['services', 2, 'name', 'zh-CN'])).toBe('services[2].name.zh-CN');
  expect(quote('x'.repeat(100))).toHaveLength(63);
});

test.each([
  ['timezone', 'timeZone'],
  ['servcies', 'services'],
  ['servies', 'services'],
  ['nme', 'name'],
  ['nmae', 'name'],
  ['zzz', null],
  ['', null],
  ['completely-different', null],
])('the nearest to %j is %j', (word, expected) => {
  expect(nearest(word, ['name', 'timeZone', 'services', 'counters'])).toBe(expected);
});
