/** The wire format of Firmata as a board has it, after github.com/firmata/protocol (protocol.md). */
import { describe, expect, it } from 'vitest';
import { FirmataParser, say, type HostMessage } from '../../../drivers/pad/firmata/protocol.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { cuts, noise } from './noise.ts';

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

  it(`reads all of them however they are cut, seed ${seed}`, () => {
    const all = bytes(messages.map(([, text]) => text).join(''));
    for (const pieces of cuts(all, seeded(seed))) {
      const parser = new FirmataParser();
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(messages.map(([, , message]) => message));
    }
  });

  it('answers the question for the version within another message', () => {
    expect(new FirmataParser().push(bytes('f4 02 f9 0b'))).toEqual([
      { kind: 'version-query' },
      { kind: 'pin-mode', pin: 2, mode: 11 },
    ]);
  });

  it('takes a sysex message of 64 bytes, which is all that a board has room for', () => {
    const parser = new FirmataParser();
    expect(parser.push(bytes(`f0 71 ${'01 '.repeat(63)}f7`))).toHaveLength(1);
    expect(parser.push(bytes(`f0 71 ${'01 '.repeat(64)}f7`))).toEqual([]);
  });

  it.each([
    ['a message that breaks off', 'f4 02'],
    ['data without a command', '01 7f 00'],
    ['commands that there are not', '80 01 b3 02 f1 f6 f7'],
    ['a sysex message without anything', 'f0 f7'],
    ['a sysex message that is too long', `f0 71 ${'01 '.repeat(64)}f7`],
    ['a sysex message that swallows a reset', 'f0 79 ff f9 f7'],
    ['a message that another one cuts off', '90 04 d0'],
  ])('goes on after %s', (_, text) => {
    const found = new FirmataParser().push(bytes(`${text} d1 01`));
    expect(found.at(-1)).toEqual({ kind: 'report-port', port: 1, on: true });
    expect(found.filter(({ kind }) => kind !== 'sysex')).toHaveLength(1);
  });

  it(`survives noise, and after the end of a message reads the next one, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new FirmataParser();
    const missedAfter: string[] = [];
    for (let at = 0; at < 1_000_000;) {
      const piece = noise(random, 997);
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
    ['pin 4, servo, 20000', say.pinState(4, 4, 20_000), 'f0 6e 04 04 20 1c 01 f7'],
    ['register 5 of device 0x68 with 0x81', say.i2cReply(0x68, 5, [0x81]), 'f0 77 68 00 05 00 01 01 f7'],
    ['text "é"', say.text('é'), 'f0 71 69 01 f7'],
  ])('%s', (_, message, text) => {
    expect(hex(message)).toBe(text);
  });
});
