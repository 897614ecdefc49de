/** What of a board's bytes is a message, and how much is noise. */
import { describe, expect, it } from 'vitest';
import { messageBytesMax, NoiseMeter } from '../../../drivers/pad/firmata/noise.ts';
import { say } from '../../../drivers/pad/firmata/protocol.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { cuts, noise } from './noise.ts';

const seed = seedOf('noise meter');

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const version = 'f9 02 05';
const port = '90 04 00';

const cases: [name: string, sent: string, messages: string, noiseBytes: number][] = [
  ['a version', version, version, 0],
  ['ports, with pin 7 and without', '90 04 01 9f 7f 00', '90 04 01 9f 7f 00', 0],
  ['a channel', 'e3 7f 07', 'e3 7f 07', 0],
  ['sysex', 'f0 79 02 05 f7 f0 71 f7', 'f0 79 02 05 f7 f0 71 f7', 0],
  ['data without a command', `13 00 ${port} 7f`, port, 3],
  ['commands that no board says', `80 c0 01 ${port} d1 f4 02 f5 ff fe b3 11 12`, port, 12],
  ['an end without a beginning', `f7 ${port} f7`, port, 2],
  ['sysex without an id', `f0 f7 ${port}`, port, 2],
  ['sysex that a message cuts off', `f0 71 41 ${port}`, port, 3],
  ['sysex that sysex cuts off', 'f0 6e 02 f0 6e 02 0b 01 f7', 'f0 6e 02 0b 01 f7', 3],
  ['a port that a port cuts off', `90 ${port} 90 04 ${port}`, `${port} ${port}`, 3],
  ['a port that an end cuts off', `90 04 f7 ${port}`, port, 3],
  ['a port that is wider than 8 bits', `90 04 02 ${port}`, port, 3],
  ['a version that is cut off', `f9 02 ${version}`, version, 2],
];

describe('noise meter', () => {
  it.each(cases)('knows %s: %s', (_, sent, messages, noiseBytes) => {
    const meter = new NoiseMeter();
    expect(hex(meter.push(bytes(sent)))).toBe(messages);
    expect(meter.take()).toBe(noiseBytes);
    expect(meter.take()).toBe(0);
  });

  it(`finds the same however the bytes are cut, seed ${seed}`, () => {
    const random = seeded(seed);
    const all = Buffer.concat([...cases.map(([, sent]) => bytes(sent)), noise(random, 500), bytes(version)]);
    const found = cuts(all, random).map((pieces) => {
      const meter = new NoiseMeter();
      const messages = Buffer.concat(pieces.map((piece) => meter.push(piece)));
      return `${hex(messages)}, ${meter.take()}`;
    });
    expect(new Set(found).size).toBe(1);
  });

  it('does not count a message that has not ended yet', () => {
    const meter = new NoiseMeter();
    meter.push(bytes('f0 79 02'));
    expect(meter.take()).toBe(0);
    expect(hex(meter.push(bytes('05 f7')))).toBe('f0 79 02 05 f7');
    expect(meter.take()).toBe(0);
  });

  it('lets no message grow without an end', () => {
    const meter = new NoiseMeter();
    const tail = 10_000;
    meter.push(Buffer.concat([bytes('f0'), Buffer.alloc(messageBytesMax - 2 + tail, 1)]));
    expect(meter.take()).toBe(messageBytesMax - 1 + tail);
    expect(hex(meter.push(bytes(`f7 ${port}`)))).toBe(port);
    expect(meter.take()).toBe(1);
  });

  it(`counts every byte of 10^6 once, and then knows the next message, seed ${seed}`, () => {
    const random = seeded(seed);
    const meter = new NoiseMeter();
    let sent = 0;
    let passed = 0;
    while (sent < 1_000_000) {
      const piece = noise(random, 1000);
      sent += piece.length;
      passed += meter.push(piece).length;
    }
    // Whatever was under way, this ends it.
    passed += meter.push(bytes('f7')).length;
    meter.push(bytes('f9'));
    expect(passed + meter.take()).toBe(sent + 1);
    expect(hex(meter.push(bytes('02 05')))).toBe(version);
  });
});

describe('noise of a simulated line', () => {
  it('is all that is counted, and every message comes through it', () => {
    const pad = new FirmataSimulator(buttonsOnly([2]));
    const meter = new NoiseMeter();
    let sent = 0;
    const passed: string[] = [];
    pad.onSend((said) => {
      sent += said.length;
      passed.push(hex(meter.push(said)));
    });
    pad.setFaults({ garbage: true });
    expect(sent).toBeGreaterThan(0);
    pad.receive(bytes('f4 02 0b d0 01'));
    const rounds = 50;
    for (let round = 0; round < rounds; round++) {
      pad.setButton(0, true);
      pad.setButton(0, false);
      pad.receive(bytes('f9 f0 6d 02 f7'));
    }
    const round = ['90 00 00', '90 04 00', version, hex(say.pinState(2, 11, 1))];
    const expected = ['', '90 04 00', ...Array.from({ length: rounds }, () => round).flat()];
    expect(passed).toEqual(expected);
    expect(meter.take()).toBe(sent - bytes(expected.join('')).length);
  });
});
