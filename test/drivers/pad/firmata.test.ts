/** The simulated board, byte by byte, after github.com/firmata/protocol (protocol.md) and StandardFirmata 2.5. */
import { beforeEach, describe, expect, it } from 'vitest';
import { FirmataParser, say, type HostMessage } from '../../../drivers/pad/firmata/protocol.ts';
import { PadSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { noise } from './noise.ts';

const seed = seedOf('Firmata parser');

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const messages: [name: string, text: string, message: HostMessage][] = [
  ['sets pin 2 to pull-up', 'f4 02 0b', { kind: 'pin-mode', pin: 2, mode: 11 }],
  ['sets pin 13 to output', 'f4 0d 01', { kind: 'pin-mode', pin: 13, mode: 1 }],
  ['writes 1 to pin 13', 'f5 0d 01', { kind: 'pin-value', pin: 13, value: 1 }],
  ['writes pins 0, 2 and 7 of port 1', '91 05 01', { kind: 'write-port', port: 1, value: 0x85 }],
  ['writes 300 to analog pin 3', 'e3 2c 02', { kind: 'write-analog', pin: 3, value: 300 }],
  ['switches reports of channel 2 on', 'c2 01', { kind: 'report-analog', channel: 2, on: true }],
  ['switches reports of port 1 on', 'd1 01', { kind: 'report-port', port: 1, on: true }],
  ['switches reports of port 0 off', 'd0 00', { kind: 'report-port', port: 0, on: false }],
  ['asks for the version', 'f9', { kind: 'version-query' }],
  ['resets', 'ff', { kind: 'reset' }],
  ['asks for the firmware', 'f0 79 f7', { kind: 'sysex', id: 0x79, data: [] }],
  ['asks for the state of pin 4', 'f0 6d 04 f7', { kind: 'sysex', id: 0x6d, data: [4] }],
  ['sets the sampling interval to 200 ms', 'f0 7a 48 01 f7', { kind: 'sysex', id: 0x7a, data: [0x48, 1] }],
];

describe('Firmata parser', () => {
  it.each(messages)('%s: %s', (_, text, message) => {
    expect(new FirmataParser().push(bytes(text))).toEqual([message]);
  });

  it.each([1, 2, 3, 7])('reads all of them in pieces of %i bytes', (pieceBytes) => {
    const parser = new FirmataParser();
    const all = bytes(messages.map(([, text]) => text).join(''));
    const found: HostMessage[] = [];
    for (let at = 0; at < all.length; at += pieceBytes)
      found.push(...parser.push(all.subarray(at, at + pieceBytes)));
    expect(found).toEqual(messages.map(([, , message]) => message));
  });

  it.each([
    ['a message that breaks off', 'f4 02'],
    ['data without a command', '01 7f 00'],
    ['commands that there are not', '80 01 b3 02 f1 f6 f7'],
    ['a sysex message without anything', 'f0 f7'],
    ['a sysex message that is too long', `f0 71 ${'01 '.repeat(64)}f7`],
    ['a sysex message that swallows a reset', 'f0 79 ff f9 f7'],
  ])('goes on after %s', (_, text) => {
    const found = new FirmataParser().push(bytes(`${text} d1 01`));
    expect(found.at(-1)).toEqual({ kind: 'report-port', port: 1, on: true });
    expect(found.filter(({ kind }) => kind !== 'sysex').length).toBe(1);
  });

  it(`survives noise, and after the end of a message reads the next one, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new FirmataParser();
    const missedAfter: string[] = [];
    for (let at = 0; at < 100_000;) {
      const piece = noise(random, 97);
      parser.push(piece);
      at += piece.length;
      const [end, ...more] = parser.push(bytes('f7 f9')).toReversed();
      if (end?.kind !== 'version-query' || more.length > 1) missedAfter.push(hex(piece));
    }
    expect(missedAfter).toEqual([]);
  });
});

describe("the board's own messages", () => {
  it.each([
    ['version 2.5', say.version(2, 5), 'f9 02 05'],
    ['firmware "Ab" 2.5', say.firmware(2, 5, 'Ab'), 'f0 79 02 05 41 00 62 00 f7'],
    ['port 1 with pins 0, 2 and 7', say.port(1, 0x85), '91 05 01'],
    ['channel 3 with 300', say.analog(3, 300), 'e3 2c 02'],
    ['two pins, one of them without a mode', say.capabilities([[], [[0, 1]]]), 'f0 6c 7f 00 01 7f f7'],
    ['channels', say.analogMapping([127, 0]), 'f0 6a 7f 00 f7'],
    ['pin 3, PWM, 255', say.pinState(3, 3, 255), 'f0 6e 03 03 7f 01 f7'],
    ['text "é"', say.text('é'), 'f0 71 69 01 f7'],
  ])('%s', (_, message, text) => {
    expect(hex(message)).toBe(text);
  });
});

describe('simulated board', () => {
  let pad: PadSimulator;
  let said: string[];

  beforeEach(() => {
    pad = new PadSimulator([2, 3, 8, 14]);
    said = [];
    pad.onSend((sent) => said.push(hex(sent)));
  });

  /** What it answers, message by message. */
  function ask(text: string): string[] {
    pad.receive(bytes(text));
    return said.splice(0);
  }

  const name = [...Buffer.from('StandardFirmata.ino')].map((byte) => `${byte.toString(16)} 00`).join(' ');
  const modes = {
    plain: '00 01 0b 01 01 01 7f',
    pwm: '00 01 0b 01 01 01 03 08 7f',
    analog: '00 01 0b 01 01 01 02 0a 7f',
    i2c: '00 01 0b 01 01 01 02 0a 06 01 7f',
  };
  const { plain, pwm, analog, i2c } = modes;
  // Pins 0 and 1 are the serial port; 3, 5, 6, 9, 10 and 11 have PWM, A0 to A5 are 14 to 19.
  const digital = ['7f', '7f', plain, pwm, plain, pwm, pwm, plain, plain, pwm, pwm, pwm, plain, plain];
  const all = [...digital, analog, analog, analog, analog, i2c, i2c].join(' ');

  it.each([
    ['its version', 'f9', ['f9 02 05']],
    ['its firmware', 'f0 79 f7', [`f0 79 02 05 ${name} f7`]],
    ['its capabilities', 'f0 6b f7', [`f0 6c ${all} f7`]],
    ['its channels', 'f0 69 f7', [`f0 6a ${'7f '.repeat(14)}00 01 02 03 04 05 f7`]],
    ['the state of an output', 'f0 6d 04 f7', ['f0 6e 04 01 00 f7']],
    ['the state of an output that is high', 'f5 04 01 f0 6d 04 f7', ['f0 6e 04 01 01 f7']],
    ['the state of an input with a pull-up', 'f4 04 0b f0 6d 04 f7', ['f0 6e 04 0b 01 f7']],
    ['the state of an input pulled up by writing', 'f4 04 00 90 10 00 f0 6d 04 f7', ['f0 6e 04 00 01 f7']],
    ['the state of a pin with PWM', 'f4 03 03 e3 7f 01 f0 6d 03 f7', ['f0 6e 03 03 7f 01 f7']],
    ['nothing of a pin that it has not', 'f0 6d 20 f7', []],
    ['a channel when its reports begin', 'c0 01', ['e0 00 00']],
    ['text about a mode that there is not', 'f4 04 30', [hex(say.text('Unknown pin mode'))]],
    ['nothing to what it does not know', 'f0 01 02 f7 f0 7a 48 01 f7 f4 00 0b f4 60 0b df 01', []],
  ])('says %s', (_, text, answer) => {
    expect(ask(text)).toEqual(answer);
  });

  it('reports a port when its reports begin, and at every change of an input', () => {
    expect(ask('f4 02 0b f4 03 0b d0 01')).toEqual(['90 0c 00']);
    pad.setButton(0, true);
    pad.setButton(1, true);
    pad.setButton(0, false);
    expect(said.splice(0)).toEqual(['90 08 00', '90 00 00', '90 04 00']);
    pad.setButton(2, true);
    expect(said).toEqual([]);
    expect(ask('d0 01')).toEqual(['90 04 00']);
    expect(ask('d0 00')).toEqual([]);
    pad.setButton(1, false);
    expect(said).toEqual([]);
  });

  it('reads a floating input, and an output, as 0', () => {
    expect(ask('f4 02 00 d0 01')).toEqual(['90 00 00']);
  });

  it('forgets modes and reports when it is reset, and says nothing', () => {
    ask('f4 02 0b d0 01');
    expect(ask('ff f0 6d 02 f7')).toEqual(['f0 6e 02 01 00 f7']);
    pad.setButton(0, true);
    expect(said).toEqual([]);
  });

  it.each([
    ['after its reset button', () => pad.reset()],
    ['after a time of hanging', () => (pad.setFaults({ hung: true }), pad.setFaults({ hung: false }))],
  ])('says who it is %s', (_, start) => {
    ask('f4 02 0b d0 01');
    start();
    expect(said.splice(0)).toEqual(['f9 02 05', `f0 79 02 05 ${name} f7`]);
    expect(ask('f0 6d 02 f7')).toEqual(['f0 6e 02 01 00 f7']);
  });
});
