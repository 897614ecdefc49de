import { describe, expect, it } from 'vitest';
import {
  chooseChip,
  hold,
  setLow,
  mustHave,
  parseChips,
  parseLevels,
  parseMajor,
  readLevels,
  reasonOf,
  watch,
} from '../../drivers/transport/gpio/commands.ts';
import { edgeLine, LineReader, parseHostLine, parsePortLine } from '../../drivers/transport/gpio/lines.ts';
import { parseWords } from '../support/gpio/options.ts';
import { seeded, seedOf } from '../support/seeded.ts';

const seed = seedOf('lines of a GPIO port');

describe('the programs of libgpiod are called', () => {
  it.each([
    [1, readLevels(1, 'gpiochip0', [17, 27]), 'gpioget --bias=pull-up gpiochip0 17 27'],
    [2, readLevels(2, 'gpiochip0', [17, 27]), 'gpioget --chip=gpiochip0 --bias=pull-up --numeric 17 27'],
    [
      1,
      watch(1, 'gpiochip4', [17]),
      'gpiomon --line-buffered --bias=pull-up --format=%o %e %s %n gpiochip4 17',
    ],
    [2, watch(2, 'gpiochip4', [17]), 'gpiomon --banner --chip=gpiochip4 --bias=pull-up --format=%o %e %S 17'],
    [1, hold(1, 'gpiochip0', 12, true), 'gpioset --mode=signal gpiochip0 12=1'],
    [2, hold(2, 'gpiochip0', 12, false), 'gpioset --banner --chip=gpiochip0 12=0'],
    [1, setLow(1, 'gpiochip0', [12, 13]), 'gpioset --mode=exit gpiochip0 12=0 13=0'],
    [2, setLow(2, 'gpiochip0', [12, 13]), 'gpioset --toggle=0 --chip=gpiochip0 12=0 13=0'],
  ] as const)('in version %i: %o', (major, { program, args }, line) => {
    expect([program, ...args].join(' ')).toBe(line);
    expect(() => parseWords(major === 1 ? '1.6.3' : '2.2.1', program, args)).not.toThrow();
  });
});

it.each([
  ['2.2.1', watch(1, 'gpiochip0', [17])],
  ['2.2.1', hold(1, 'gpiochip0', 12, true)],
  ['1.6.3', readLevels(2, 'gpiochip0', [17])],
  ['1.6.3', watch(2, 'gpiochip0', [17])],
  ['1.6.3', hold(2, 'gpiochip0', 12, true)],
] as const)('%s does not know the words of the other version: $1.program', (version, { program, args }) => {
  expect(() => parseWords(version, program, args)).toThrow(/unrecognized option/);
});

describe('what the programs say', () => {
  it.each([
    ['gpiomon (libgpiod) v1.6.3\nCopyright (C) 2017-2018 Bartosz Golaszewski\n', 1],
    ['gpiomon (libgpiod) v2.2.1\n', 2],
    ['gpiomon (libgpiod) v2.3-devel\n', 2],
    ['gpiomon (libgpiod) v3.0\n', null],
    ['', null],
  ])('tells the version: %j', (said, major) => expect(parseMajor(said)).toBe(major));

  const pi5 =
    'gpiochip10 [gpio-brcmstb@107d508500] (32 lines)\ngpiochip11 [gpio-brcmstb@107d508520] (4 lines)\n' +
    'gpiochip0 [pinctrl-rp1] (54 lines)\n';
  const pi4 = 'gpiochip0 [pinctrl-bcm2711] (58 lines)\ngpiochip1 [raspberrypi-exp-gpio] (8 lines)\n';
  const pi3 =
    'gpiochip0 [pinctrl-bcm2835] (54 lines)\ngpiochip1 [brcmvirt-gpio] (2 lines)\ngpiochip2 [raspberrypi-exp-gpio] (8 lines)\n';

  it.each([
    ['a Pi 5', pi5, null, 'gpiochip0'],
    ['a Pi 5 of 2023', pi5.replace('gpiochip0 ', 'gpiochip4 '), null, 'gpiochip4'],
    ['a Pi 4', pi4, null, 'gpiochip0'],
    ['a Pi 3', pi3, null, 'gpiochip0'],
    ['a chip by its label', pi3, 'raspberrypi-exp-gpio', 'gpiochip2'],
  ])('shows the chip of %s', (_, said, label, name) => {
    expect(chooseChip(parseChips(said), label).name).toBe(name);
  });

  it('shows which chips there are where the wanted one is not', () => {
    const chips = parseChips(pi4);
    expect(() => chooseChip(chips, 'pinctrl-rp1')).toThrow(
      'there is no GPIO chip pinctrl-rp1 here; there is pinctrl-bcm2711, raspberrypi-exp-gpio',
    );
    expect(() => chooseChip([], null)).toThrow('no header of a Raspberry Pi here; there are no GPIO chips');
    expect(() => mustHave(chooseChip(chips, null), [17, 58])).toThrow(
      'pinctrl-bcm2711 has no GPIO 58, only 0 to 57',
    );
  });

  it.each([
    ['1 0 1\n', 3, [true, false, true]],
    ['0\n', 1, [false]],
    ['1 0\n', 3, null],
    ['"17"=active\n', 1, null],
    ['', 1, null],
  ])('tells levels: %j', (said, count, levels) => expect(parseLevels(said, count)).toEqual(levels));

  it.each([
    ['gpiomon: error waiting for events: Permission denied\n', /group gpio/],
    ["gpiomon: unable to open chip '/dev/gpiochip0': Permission denied\n", /group gpio/],
    [
      'gpiomon: error waiting for events: Device or resource busy\n',
      /GPIO 17 or 27 is in use by another program/,
    ],
    [
      'a\ngpiomon: error reading line events: No such device\n',
      /^gpiomon: error reading line events: No such device$/,
    ],
    ['', /^gpiomon was ended by SIGKILL$/],
  ])('tells why it ended: %j', (said, reason) => {
    for (const major of [1, 2] as const)
      expect(reasonOf(watch(major, 'gpiochip0', [17, 27]), said, 'was ended by SIGKILL')).toMatch(reason);
  });
});

describe('lines of a GPIO port', () => {
  it.each([
    ['17=1', { kind: 'level', line: 17, isHigh: true }],
    ['17 0 12345 678', { kind: 'edge', line: 17, isHigh: false, monoMs: 12_345_000.000678 }],
    ['17 1 12345 678000000', { kind: 'edge', line: 17, isHigh: true, monoMs: 12_345_678 }],
    ['17 2 12345.000000678', { kind: 'edge', line: 17, isHigh: false, monoMs: 12_345_000.000678 }],
    ['17 1 12345.678000000', { kind: 'edge', line: 17, isHigh: true, monoMs: 12_345_678 }],
    ['!', { kind: 'begun' }],
    // Neither version numbers its edges so.
    ['17 2 12345 678', null],
    ['17 0 12345.000000678', null],
    ["Monitoring line '17'...", null],
    ['17=2', null],
    ['', null],
  ])('from it: %j', (text, line) => expect(parsePortLine(text)).toEqual(line));

  it('keeps the time of an edge to a nanosecond or two', () => {
    const monoMs = 68_690_123.456789;
    expect(parsePortLine(edgeLine(17, false, monoMs).trimEnd())).toMatchObject({
      isHigh: false,
      monoMs: expect.closeTo(monoMs, 5) as number,
    });
  });

  it.each([
    ['?', { kind: 'ask' }],
    ['12=1', { kind: 'switch', line: 12, isHigh: true }],
    ['17 1 12345 678', null],
  ])('to it: %j', (text, line) => expect(parseHostLine(text)).toEqual(line));

  it('are put together from whatever parts, and never held beyond their length', () => {
    let dropped = 0;
    const reader = new LineReader((bytes) => (dropped += bytes));
    const read = (text: string) => reader.read(Buffer.from(text));
    expect(read('17=')).toEqual([]);
    expect(read('1\n\n27')).toEqual(['17=1', '']);
    expect(read('=0\n')).toEqual(['27=0']);
    for (let part = 0; part < 100; part++) expect(read('x'.repeat(1000))).toEqual([]);
    expect(read('yy\n17=0\n')).toEqual(['17=0']);
    expect(dropped).toBe(100_003);
  });

  it('come out of random bytes without an error, and none is lost after them', () => {
    const random = seeded(seed);
    let dropped = 0;
    const reader = new LineReader((bytes) => (dropped += bytes));
    let total = 0;
    let read = 0;
    for (let part = 0; part < 1000; part++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 1000) }, () =>
        Math.floor(random() * 256),
      );
      total += bytes.length;
      for (const text of reader.read(bytes)) {
        read += text.length + 1;
        parsePortLine(text);
        parseHostLine(text);
      }
    }
    expect(reader.read(Buffer.from('\n17=0\n')).at(-1)).toBe('17=0');
    expect(read + dropped).toBeGreaterThan(total - 1100);
  });
});
