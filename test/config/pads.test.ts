/** What the lobby file says of button pads: what comes of it, and what is refused, where and why. */
import { describe, expect, test } from 'vitest';
import { configOf, faultLines, lobby, sound } from './lobby.ts';

/** A lobby with two counters, whose pads begin in line 10, one a line. */
const withPads = (rows: readonly string[], changes: Partial<typeof sound> = {}, ...more: string[]): string =>
  lobby(
    { counters: "counters: [{ id: '1', services: [A] }, { id: '2', services: [A] }]", ...changes },
    'devices:',
    '  pads:',
    ...rows.map((row) => `    - { ${row} }`),
    ...more,
  );

const firmata = "id: p, model: firmata, port: 'simulated:'";
const gpio = "id: p, model: gpio, port: 'gpio:'";
const keypad = "id: p, model: keypad, port: 'input:/dev/input/by-id/usb-keypad-event-kbd'";
const padOf = (row: string, ...more: string[]) => configOf(withPads([row], {}, ...more)).devices.pads[0];

/** Of a scale of three, whose scores are quickly written. */
const three = 'ratings: { scale: 3 }';
const rates = (from: number) =>
  [3, 2, 1].map((score, place) => `{ pin: ${from + place}, does: 'rate:${score}' }`).join(', ');

describe('a pad', () => {
  test('of an Arduino that says nothing of pins has a button for each score, the best one first', () => {
    expect(padOf(`${firmata}, counter: '1'`)).toEqual({
      id: 'p',
      model: 'firmata',
      port: 'simulated:',
      counter: '1',
      wiring: { buttons: [2, 3, 4, 5, 6], lights: { armed: null, thanks: null }, buzzer: null },
      buttons: [5, 4, 3, 2, 1].map((score) => ({ does: 'rate', score, counter: '1' })),
    });
    expect(padOf(`${firmata}, counter: '1'`, three)?.wiring.buttons).toEqual([2, 3, 4]);
  });

  test('has the pins, the lights and the sounder that it names', () => {
    const pad = padOf(
      `${gpio}, counter: '2', pins: [17, 27, 22], lights: { armed: 5, thanks: 6 }, buzzer: 13`,
      three,
    );
    expect(pad?.wiring).toEqual({ buttons: [17, 27, 22], lights: { armed: 5, thanks: 6 }, buzzer: 13 });
    expect(pad?.buttons).toEqual([3, 2, 1].map((score) => ({ does: 'rate', score, counter: '2' })));
    expect(padOf(`${firmata}, counter: '1', lights: { thanks: 12 }`)?.wiring.lights).toEqual({
      armed: null,
      thanks: 12,
    });
  });

  test('may be for the agent, each button for a counter of its own or that of the pad', () => {
    const pad = padOf(
      `${firmata}, counter: '2', buttons: [{ pin: 7, does: call-next }, { pin: 8, does: call-staff, counter: '1' }]`,
    );
    expect(pad).toMatchObject({ counter: '2', wiring: { buttons: [7, 8] } });
    expect(pad?.buttons).toEqual([
      { does: 'call-next', counter: '2' },
      { does: 'call-staff', counter: '1' },
    ]);
  });

  test('lies at the counter of its first button where it says none of its own', () => {
    const pad = padOf(
      `${firmata}, buttons: [{ pin: 7, does: hold, counter: '2' }, { pin: 8, does: hold, counter: '1' }]`,
    );
    expect(pad?.counter).toBe('2');
  });

  test('may rate two counters at once, each with all scores', () => {
    const others = rates(5).replaceAll(' }', ", counter: '2' }");
    const pad = padOf(`${firmata}, counter: '1', buttons: [${rates(2)}, ${others}]`, three);
    expect(pad?.buttons.map((button) => [button.counter, 'score' in button && button.score])).toEqual([
      ['1', 3],
      ['1', 2],
      ['1', 1],
      ['2', 3],
      ['2', 2],
      ['2', 1],
    ]);
  });

  test('of keys has their codes', () => {
    const pad = padOf(
      `${keypad}, counter: '1', buttons: [{ key: KP5, does: recall }, { key: ENTER, does: start }]`,
    );
    expect(pad?.wiring.buttons).toEqual([76, 28]);
  });

  test('two on one header share its chip, not its pins', () => {
    const other = gpio.replace('id: p', 'id: q');
    const rows = [`${gpio}, counter: '1', pins: [17, 27, 22]`, `${other}, counter: '2', pins: [5, 6, 13]`];
    expect(faultLines(withPads(rows, {}, three))).toEqual([]);
  });
});

const button = (given: string) => `${firmata}, counter: '1', buttons: [${given}]`;
const key = (given: string) => `${keypad}, counter: '1', buttons: [${given}]`;

describe('refused, where it stands and with the remedy', () => {
  test.each([
    [firmata, 'pads[0]', /"counter" is missing.*counter: '1'/],
    [`${firmata}, counter: '3'`, 'pads[0].counter', /no counter "3"; there are 1, 2\./],
    [
      button("{ pin: 7, does: start, counter: '3' }"),
      'pads[0].buttons[0].counter',
      /no counter "3"; there are 1, 2\./,
    ],
    [
      `${firmata}, buttons: [{ pin: 7, does: start }]`,
      'pads[0].buttons[0]',
      /which counter .*counter: '1' here, or for the pad as a whole/,
    ],
    [
      `${firmata}, counter: '1', pins: [2, 3, 4, 5, 6], buttons: [{ pin: 7, does: start }]`,
      'pads[0].pins',
      /either pins or buttons/,
    ],
    [`${firmata}, counter: '1', pins: [2, 3]`, 'pads[0].pins', /scale of 5 needs as many pins; these are 2/],
    [`${firmata}, counter: '1', pins: [2, 3, 4, 5, 5]`, 'pads[0].pins[4]', /in the list twice/],
    [`${firmata}, counter: '1', pins: [2, 3, 4, 5, 1]`, 'pads[0].pins[4]', /2 to 19 of firmata,/],
    [
      `${firmata}, counter: '1', pins: [2, 3, 4, 5, 20]`,
      'pads[0].pins[4]',
      /A firmata has no pin 20; it has 2 to 19/,
    ],
    [button('{ pin: 13, does: start }'), 'pads[0].buttons[0].pin', /Pin 13 has the board’s own light/],
    [`${firmata}, counter: '1', pins: [2, 3, 4, 5, 13]`, 'pads[0].pins[4]', /Pin 13 .*choose another/],
    [button('{ pin: 40, does: start }'), 'pads[0].buttons[0].pin', /has no pin 40; it has 2 to 19/],
    [
      `${firmata}, counter: '1', lights: { armed: 33 }`,
      'pads[0].lights.armed',
      /has no pin 33; it has 2 to 19/,
    ],
    [`${firmata}, counter: '1', buzzer: 33`, 'pads[0].buzzer', /has no pin 33; it has 2 to 19/],
    [`${gpio}, counter: '1'`, 'pads[0]', /A gpio has no usual pins; name them, like pins: \[17/],
    [`${gpio}, counter: '1', pins: [2, 3, 4, 5, 28]`, 'pads[0].pins[4]', /has no pin 28; it has 2 to 27/],
    [`${keypad}, counter: '1'`, 'pads[0]', /A keypad has no usual keys; name them, like buttons/],
    [`${keypad}, counter: '1', pins: [2, 3, 4, 5, 6]`, 'pads[0].pins', /keys and no pins; write buttons/],
    [
      `${keypad}, counter: '1', buttons: [{ key: KP5, does: start }], lights: { armed: 5 }`,
      'pads[0].lights',
      /no pins to switch lights by; take it away/,
    ],
    [
      `${keypad}, counter: '1', buttons: [{ key: KP5, does: start }], buzzer: 5`,
      'pads[0].buzzer',
      /no pins to switch buzzer by/,
    ],
    [key('{ pin: 5, does: start }'), 'pads[0].buttons[0].pin', /keys and no pins; write key, like key: KP5/],
    [key('{ does: start }'), 'pads[0].buttons[0]', /Its key is missing/],
    [
      key('{ key: KPX, does: start }'),
      'pads[0].buttons[0].key',
      /There is no key "KPX"\. Did you mean "KP\w"\?/,
    ],
    [
      button('{ key: KP5, does: start }'),
      'pads[0].buttons[0].key',
      /pins and no keys; write pin, like pin: 7/,
    ],
    [button('{ does: start }'), 'pads[0].buttons[0]', /Its pin is missing/],
    [button('{ pin: 7, does: call-nxt }'), 'pads[0].buttons[0].does', /Did you mean "call-next"/],
    [
      button('{ pin: 7, does: start }, { pin: 7, does: hold }'),
      'pads[0].buttons[1].pin',
      /This pin is taken already, in line 10/,
    ],
    [
      key('{ key: KP5, does: start }, { key: KP5, does: hold }'),
      'pads[0].buttons[1].key',
      /This key is taken already, in line 10/,
    ],
    [
      `${firmata}, counter: '1', pins: [7, 8, 9, 10, 11], lights: { armed: 9 }`,
      'pads[0].lights.armed',
      /taken already, in line 10/,
    ],
    [
      `${firmata}, counter: '1', lights: { armed: 12, thanks: 12 }`,
      'pads[0].lights.thanks',
      /taken already, in line 10/,
    ],
    [
      `${firmata}, counter: '1', lights: { armed: 12 }, buzzer: 12`,
      'pads[0].buzzer',
      /taken already, in line 10/,
    ],
    [
      `${firmata}, counter: '1', lights: { armed: 4 }`,
      'pads[0].lights.armed',
      /a button at pin 4 already.*by pins/,
    ],
    [
      button("{ pin: 2, does: 'rate:5' }, { pin: 3, does: 'rate:4' }, { pin: 4, does: 'rate:2' }"),
      'pads[0].buttons',
      /counter 1 .* any score of 5; rate:1, rate:3 are missing/,
    ],
    [
      button([5, 4, 3, 2, 1, 5].map((score, n) => `{ pin: ${n + 2}, does: 'rate:${score}' }`).join(', ')),
      'pads[0].buttons[5].does',
      /score of counter 1 has a button already, in line 10/,
    ],
    [
      button([5, 4, 3, 2, 1, 7].map((score, n) => `{ pin: ${n + 2}, does: 'rate:${score}' }`).join(', ')),
      'pads[0].buttons[5].does',
      /scale of 5 has no score 7; it has rate:1 to rate:5/,
    ],
    [
      "id: p, counter: '1', model: firmata, port: 'gpio:'",
      'pads[0].port',
      /gpio: is no port for a firmata; use one of serial:, tcp:, simulated:/,
    ],
    [
      "id: p, counter: '1', model: gpio, port: 'serial:/dev/ttyACM0', pins: [2, 3, 4, 5, 6]",
      'pads[0].port',
      /no port for a gpio; use one of gpio:, simulated:/,
    ],
    [
      "id: p, counter: '1', model: keypad, port: 'tcp://10.0.0.1:3030', buttons: [{ key: A, does: hold }]",
      'pads[0].port',
      /no port for a keypad; use one of input:, simulated:/,
    ],
    [
      "id: p, counter: '1', model: firmata, port: com1",
      'pads[0].port',
      /no kind of port; use .*ttyACM0.*gpio:/,
    ],
  ] as const)('{ %s }', (row, path, message) => {
    const faults = faultLines(withPads([row]));
    expect(faults).toHaveLength(1);
    const [where = '', found = '', ...said] = faults[0]?.split(' ') ?? [];
    expect([where.slice(0, 3), found]).toEqual(['10:', `devices.${path}`]);
    expect(said.join(' ')).toMatch(message);
  });

  test.each([
    ['serial:/dev/ttyACM0', 'firmata', ''],
    ['tcp://pad:3030', 'firmata', ''],
    ['input:/dev/input/event0', 'keypad', ', buttons: [{ key: A, does: hold }]'],
  ])('two pads on one port: %s', (port, model, more) => {
    const rows = ['p', 'q'].map((id) => `id: ${id}, counter: '1', model: ${model}, port: '${port}'${more}`);
    expect(faultLines(withPads(rows))).toEqual([
      expect.stringMatching(
        /^11:\d+ devices\.pads\[1\]\.port .* belongs to the device in line 10; give each/,
      ),
    ]);
  });

  test.each([
    ['printers', 'escpos-58', 'gpio:', 'serial:, tcp:, usb:, simulated:'],
    ['printers', 'escpos-58', 'input:/dev/input/event0', 'serial:, tcp:, usb:, simulated:'],
    ['boards', 'bx-5k', 'gpio:', 'serial:, tcp:, simulated:'],
    ['boards', 'bx-5k', 'input:/dev/input/event0', 'serial:, tcp:, simulated:'],
  ])('%s: a port for buttons (%s, %s)', (kind, model, port, known) => {
    const text = lobby({}, 'devices:', `  ${kind}: [{ id: d, model: ${model}, port: '${port}' }]`);
    expect(faultLines(text)).toEqual([
      expect.stringMatching(
        new RegExp(`^9:\\d+ .*port ${port} is no port for a .*; use one of ${known}\\.$`),
      ),
    ]);
  });

  test('all that is wrong with one pad is told at once', () => {
    const row = `${firmata}, counter: '9', buttons: [{ pin: 7, does: 'rate:9' }, { key: A, does: hold }]`;
    expect(faultLines(withPads([row]))).toEqual([
      expect.stringMatching(/pads\[0\]\.counter There is no counter/),
      expect.stringMatching(/pads\[0\]\.buttons .* are missing/),
      expect.stringMatching(/buttons\[0\]\.does .* no score 9/),
      expect.stringMatching(/buttons\[1\]\.key .*no keys/),
    ]);
  });

  test('a silent call for help has somebody whom it reaches: a lobby without levels is refused', () => {
    const row = `${firmata}, counter: '1', buttons: [{ pin: 7, does: call-staff }]`;
    expect(faultLines(withPads([row], {}, 'assist: []'))).toEqual([
      expect.stringMatching(/^11:\d+ assist .*needs 1 or more/),
    ]);
  });
});
