/** Pins of a Raspberry Pi's header that two devices want, whichever way their ports are written. */
import { describe, expect, test } from 'vitest';
import { faultLines, lobby } from './lobby.ts';

/** A lobby whose printer is in line 9 at this port, with pads from line 11 on. */
const withPads = (printerPort: string, ...pads: string[]): string =>
  lobby(
    { counters: "counters: [{ id: '1', services: [A] }, { id: '2', services: [A] }]" },
    'devices:',
    `  printers: [{ id: paper, model: escpos-80, port: '${printerPort}' }]`,
    '  pads:',
    ...pads.map((pad) => `    - { ${pad} }`),
    'ratings: { scale: 3 }',
  );

const pad = (id: string, port: string, pins: string, more = '') =>
  `id: ${id}, model: gpio, port: '${port}', counter: '1', pins: [${pins}]${more}`;

describe('a pin of the header that two pads have', () => {
  test.each([
    ['gpio:', 'gpio:'],
    ['gpio:', 'gpio:pinctrl-rp1'],
    ['gpio:pinctrl-bcm2711', 'gpio:'],
    ['gpio:other', 'gpio:other'],
    ['gpio:', 'gpio:?'],
    ['gpio:?', 'gpio:pinctrl-rp1?'],
    ['gpio:other', 'gpio:other?'],
  ])('%s, %s', (one, other) => {
    const others = pad('q', other, '5, 6, 13', ', buzzer: 27');
    expect(faultLines(withPads('simulated:', pad('p', one, '17, 27, 22'), others))).toEqual([
      expect.stringMatching(/^12:\d+ devices\.pads\[1\]\.buzzer Pin 27 belongs to the pad of line 11:/),
    ]);
  });

  test('is two pins on two chips', () => {
    const other = pad('q', 'gpio:other', '17, 27, 22');
    expect(faultLines(withPads('simulated:', pad('p', 'gpio:', '17, 27, 22'), other))).toEqual([]);
  });

  test.each(['gpio:a b', 'gpio:?x=1', 'gpio: '])(
    'is not looked at where a port cannot be read: %s',
    (port) => {
      const text = withPads('simulated:', pad('p', port, '17, 27, 22'), pad('q', port, '17, 27, 22'));
      expect(faultLines(text)).toEqual([
        expect.stringMatching(/^11:\d+ devices\.pads\[0\]\.port /),
        expect.stringMatching(/^12:\d+ devices\.pads\[1\]\.port /),
      ]);
    },
  );
});

describe('the serial port of the header is at GPIO 14 and 15', () => {
  test.each(['ttyAMA0', 'serial0', 'ttyS0', '/serial0'])('and in use by a printer at %s', (name) => {
    const text = withPads(
      `serial:/dev/${name}?baudRate=19200`,
      pad('p', 'gpio:', '14, 27, 22', ', buzzer: 15'),
    );
    const why = 'belongs to the serial port that the device of line 9 is at; choose another pin.';
    expect(faultLines(text)).toEqual([
      expect.stringMatching(new RegExp(`^11:\\d+ devices\\.pads\\[0\\]\\.pins\\[0\\] Pin 14 ${why}$`)),
      expect.stringMatching(new RegExp(`^11:\\d+ devices\\.pads\\[0\\]\\.buzzer Pin 15 ${why}$`)),
    ]);
  });

  test('and in use by another pad further down', () => {
    const arduino = "id: q, model: firmata, port: 'serial:/dev/serial0', counter: '2'";
    expect(faultLines(withPads('simulated:', pad('p', 'gpio:', '14, 27, 22'), arduino))).toEqual([
      expect.stringMatching(/^11:.*Pin 14 belongs to the serial port that the device of line 12 is at/),
    ]);
  });

  test('and free for buttons otherwise', () => {
    const own = pad('p', 'gpio:', '14, 15, 22');
    expect(faultLines(withPads('serial:/dev/ttyUSB0', own))).toEqual([]);
    expect(faultLines(withPads('serial:/dev/ttyS0', pad('p', 'gpio:other', '14, 15, 22')))).toEqual([]);
    expect(faultLines(withPads('serial:/dev/ttyS0', pad('p', 'simulated:', '14, 15, 22')))).toEqual([]);
  });
});
