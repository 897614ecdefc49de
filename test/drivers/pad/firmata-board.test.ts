/**
 * What the simulated board answers, byte by byte. Named after the section of github.com/firmata/protocol that says so
 * (protocol.md, and i2c.md, servos.md), or after StandardFirmata 2.5 of github.com/firmata/arduino where that leaves it open.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boardUpTo, mega } from '../../../drivers/pad/firmata/boards.ts';
import { NoiseMeter } from '../../../drivers/pad/firmata/noise.ts';
import { say } from '../../../drivers/pad/firmata/protocol.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { padModels } from '../../../drivers/pad/models.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { cuts, noise } from './noise.ts';

const seed = seedOf('Firmata board');

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
/** The command of a message, and the channel that it is about. */
const channelOf = (message: string) => message.slice(0, 2);
const alive = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const text = (words: string) => hex(say.text(words));

const name = [...Buffer.from('StandardFirmata.ino')].map((byte) => `${byte.toString(16)} 00`).join(' ');

const digital = '00 01 0b 01 01 01';
const modes = {
  none: '7f',
  plain: `${digital} 04 0e 7f`,
  pwm: `${digital} 03 08 04 0e 7f`,
  i2c: `${digital} 04 0e 06 01 7f`,
  analog: `${digital} 02 0a 04 0e 7f`,
  analogI2c: `${digital} 02 0a 04 0e 06 01 7f`,
};

/** A row for each pin. */
function pins(count: number, rows: Partial<Record<keyof typeof modes, readonly number[]>>): string {
  const rowOf = (pin: number) => Object.entries(rows).find(([, some]) => some.includes(pin))?.[0] ?? 'plain';
  return Array.from({ length: count }, (_, pin) => modes[rowOf(pin) as keyof typeof modes]).join(' ');
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const unoPins = pins(20, {
  none: [0, 1],
  pwm: [3, 5, 6, 9, 10, 11],
  analog: range(14, 17),
  analogI2c: [18, 19],
});
const megaPins = pins(70, {
  none: [0, 1],
  pwm: [...range(2, 13), 44, 45, 46],
  i2c: [20, 21],
  analog: range(54, 69),
});
const megaChannels = range(0, 15).map((channel) => channel.toString(16).padStart(2, '0'));

let pad: FirmataSimulator;
let said: string[];

function listen(to: FirmataSimulator): void {
  pad = to;
  said = [];
  pad.onSend((sent) => void said.push(hex(sent)));
}

/** What it answers, message by message. */
function ask(sent: string): string[] {
  pad.receive(bytes(sent));
  return said.splice(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  listen(new FirmataSimulator(buttonsOnly([2, 3, 8, 14])));
});
afterEach(() => void vi.useRealTimers());

const exchanges: [source: string, sent: string, answers: string[]][] = [
  ['Request version report', 'f9', ['f9 02 05']],
  ['Query Firmware Name and Version', 'f0 79 f7', [`f0 79 02 05 ${name} f7`]],
  ['Capability Query', 'f0 6b f7', [`f0 6c ${unoPins} f7`]],
  ['Analog Mapping Query', 'f0 69 f7', [`f0 6a ${'7f '.repeat(14)}00 01 02 03 04 05 f7`]],
  ['Pin State Query: an output', 'f0 6d 04 f7', ['f0 6e 04 01 00 f7']],
  ['Pin State Query: an output by its port', '90 10 00 f0 6d 04 f7', ['f0 6e 04 01 01 f7']],
  ['Pin State Query: an output by Set digital pin value', 'f5 04 01 f0 6d 04 f7', ['f0 6e 04 01 01 f7']],
  ['Pin State Query: an analog input', 'f0 6d 0e f7', ['f0 6e 0e 02 00 f7']],
  ['Pin State Query: an input', 'f4 04 00 f0 6d 04 f7', ['f0 6e 04 00 00 f7']],
  ['Pin State Query: an input with its pull-up', 'f4 04 0b f0 6d 04 f7', ['f0 6e 04 0b 01 f7']],
  ['Pin State Query: PWM', 'f4 03 03 e3 7f 01 f0 6d 03 f7', ['f0 6e 03 03 7f 01 f7']],
  ['Extended Analog: PWM', 'f4 03 03 f0 6f 03 40 f7 f0 6d 03 f7', ['f0 6e 03 03 40 f7']],
  ['Extended Analog: beyond pin 15', 'f4 11 04 f0 6f 11 34 01 f7 f0 6d 11 f7', ['f0 6e 11 04 34 01 f7']],
  ['Extended Analog: 16 bits', 'f4 02 04 f0 6f 02 20 1c 01 f7 f0 6d 02 f7', ['f0 6e 02 04 20 1c 01 f7']],
  ['Toggle digital port reporting', 'f4 02 0b d0 01', ['90 04 00']],
  ['Toggle digital port reporting: pin 7', 'f4 07 0b d0 01', ['90 00 01']],
  ['Toggle digital port reporting: off', 'd1 00', []],
  ['servos.md: config', 'f0 70 04 20 04 60 12 f7 f0 6d 04 f7', ['f0 6e 04 04 00 f7']],
  ['servos.md: write', 'f4 04 04 e4 5a 00 f0 6d 04 f7', ['f0 6e 04 04 5a f7']],
  ['i2c.md: config', 'f0 78 00 00 f7 f0 6d 12 f7', ['f0 6e 12 06 00 f7']],
  ['i2c.md: write', 'f0 76 68 00 01 00 f7', []],
  [
    'i2c.md: a register',
    'f0 76 68 08 05 00 06 00 f7',
    [text('I2C: Too few bytes received'), 'f0 77 68 00 05 00 f7'],
  ],
  [
    'i2c.md: no register',
    'f0 76 68 08 06 00 f7',
    [text('I2C: Too few bytes received'), 'f0 77 68 00 00 00 f7'],
  ],
  ['i2c.md: 10 bits', 'f0 76 68 28 06 00 f7', [text('10-bit addressing not supported')]],
  ['StandardFirmata: a mode that there is not', 'f4 04 30', [text('Unknown pin mode')]],
  ['StandardFirmata: a mode that it leaves to others', 'f4 04 08', [text('Unknown pin mode')]],
  ['StandardFirmata: a serial port that it has not', 'f4 04 0a', []],
  ['StandardFirmata: a mode that this pin has not', 'f4 04 0b d0 01 f4 04 03', ['90 10 00', '90 00 00']],
  ['StandardFirmata: its own serial port', 'f4 00 0b f0 6d 00 f7', ['f0 6e 00 00 00 f7']],
  ['StandardFirmata: the state of a pin that it has not', 'f0 6d 20 f7', ['f0 6e 20 f7']],
  [
    'StandardFirmata: a pull-up by writing',
    'f4 04 00 90 10 00 f0 6d 04 f7 d0 01',
    ['f0 6e 04 00 01 f7', '90 10 00'],
  ],
  ['StandardFirmata: no pull-up by F5', 'f4 04 00 f5 04 01 f0 6d 04 f7', ['f0 6e 04 00 00 f7']],
  ['StandardFirmata: string data', 'f0 71 48 00 69 00 f7', []],
  ['StandardFirmata: features that it has not', 'f0 01 02 f7 f0 72 01 f7 f0 00 01 01 f7', []],
  ['StandardFirmata: pins and ports beyond the board', 'f4 60 0b f5 60 01 9f 7f 01 df 01 cf 01 ef 01 01', []],
];

describe('simulated board', () => {
  it.each(exchanges)('%s: %s', (_, sent, answers) => {
    expect(ask(sent)).toEqual(answers);
  });

  it('says the same however the messages are cut', () => {
    const all = bytes(exchanges.map(([, sent]) => sent).join(''));
    const heard = cuts(all, seeded(seed)).map((pieces) => {
      listen(new FirmataSimulator(buttonsOnly([2, 3])));
      for (const piece of pieces) pad.receive(piece);
      return said.join('|');
    });
    expect(new Set(heard).size).toBe(1);
  });

  it(`answers after 10^6 bytes of noise, and sends nothing but messages, seed ${seed}`, () => {
    const random = seeded(seed);
    const meter = new NoiseMeter();
    pad.onSend((sent) => void meter.push(sent));
    for (let at = 0; at < 1_000_000; at += 1000) {
      pad.receive(noise(random, 1000));
      said = [];
    }
    expect(meter.take()).toBe(0);
    ask('f7 ff');
    expect(ask('f9')).toEqual(['f9 02 05']);
    expect(vi.getTimerCount()).toBe(0);
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

  it('reports several ports, each by itself', () => {
    ask('f4 02 0b f4 08 0b f4 0e 0b d0 01 d1 01 d2 01');
    pad.setButton(2, true);
    pad.setButton(0, true);
    pad.setButton(3, true);
    expect(said).toEqual(['91 40 00', '90 00 00', '91 00 00']);
  });

  it('reports an input that becomes one, and then none, while its port is reported', () => {
    expect(ask('d0 01 f4 02 0b f4 02 01')).toEqual(['90 00 00', '90 04 00', '90 00 00']);
  });

  it('forgets modes and reports when it is reset, and says nothing', () => {
    ask('f4 02 0b d0 01 c0 01');
    expect(ask('ff f0 6d 02 f7')).toEqual(['f0 6e 02 01 00 f7']);
    pad.setButton(0, true);
    vi.advanceTimersByTime(1000);
    expect(said).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
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

  it('begins in the middle of nothing after its reset button', () => {
    ask('f0 79');
    pad.reset();
    said.splice(0);
    expect(ask('f9')).toEqual(['f9 02 05']);
  });

  it('asks devices on its bus anew with every sample, until it shall stop', () => {
    expect(ask('f0 76 68 10 05 00 06 00 f7')).toEqual([]);
    vi.advanceTimersByTime(19);
    expect(said.splice(0)).toEqual([text('I2C: Too few bytes received'), 'f0 77 68 00 05 00 f7']);
    ask('f0 76 68 18 f7');
    vi.advanceTimersByTime(100);
    expect(said).toEqual([]);
    const nine = ask('f0 76 68 10 05 00 06 00 f7 '.repeat(9));
    expect(nine).toEqual([text('too many queries')]);
    ask('f0 78 f7 f4 12 0b');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('holds as many servos as its timers can', () => {
    const attach = (pin: number) => ask(`f4 ${pin.toString(16).padStart(2, '0')} 04`);
    expect(range(2, 13).flatMap(attach)).toEqual([]);
    expect(attach(14)).toEqual([text('Max servos attached')]);
    attach(14);
    ask('f4 02 01');
    expect(attach(15)).toEqual([]);
  });
});

describe('analog inputs of the simulated board', () => {
  it('are told when their reports begin, and then as often as the sampling interval says', () => {
    expect(ask('c1 01').map(channelOf)).toEqual(['e1']);
    vi.advanceTimersByTime(18);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said.splice(0).map(channelOf)).toEqual(['e1']);
    ask('f0 7a 48 01 f7 c0 01');
    vi.advanceTimersByTime(400);
    expect(said.splice(0).map(channelOf)).toEqual(['e0', 'e1', 'e0', 'e1']);
    ask('c0 00 c1 00');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are told by setting their mode, and no more by setting another', () => {
    expect(ask('f4 0e 02').map(channelOf)).toEqual(['e0']);
    ask('f4 0e 0b');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('measure 0 where a button is pressed, and something between where nothing is wired', () => {
    pad.setButton(3, true);
    expect(ask('c0 01')).toEqual(['e0 00 00']);
    pad.setButton(3, false);
    vi.advanceTimersByTime(19);
    expect(said[0]).toMatch(/^e0 .. 0[23]$/);
  });

  it('keep no process alive', () => {
    vi.useRealTimers();
    const before = alive();
    ask('c0 01');
    expect(alive()).toBe(before);
    pad.reset();
  });

  it.each([{ cableCut: true }, { hung: true }])('take no samples while nobody hears them: %j', (fault) => {
    ask('c0 01');
    pad.setFaults(fault);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    pad.setFaults({ cableCut: false });
    vi.advanceTimersByTime(19);
    expect(said.map(channelOf)).toEqual(fault.hung === true ? [] : ['e0']);
  });
});

describe('simulated Mega', () => {
  beforeEach(() => listen(new FirmataSimulator(buttonsOnly([22, 69]), { board: mega })));

  it('has its own pins', () => {
    expect(ask('f0 6b f7')).toEqual([`f0 6c ${megaPins} f7`]);
    expect(ask('f0 69 f7')).toEqual([`f0 6a ${'7f '.repeat(54)}${megaChannels.join(' ')} f7`]);
    expect(ask('f0 6d 46 f7 f0 6d 45 f7')).toEqual(['f0 6e 46 f7', 'f0 6e 45 02 00 f7']);
  });

  it('has nine ports', () => {
    expect(ask('f4 16 0b f4 45 0b d2 01 d8 01 d9 01')).toEqual(['92 40 00', '98 20 00']);
    pad.setButton(1, true);
    expect(said).toEqual(['98 00 00']);
  });

  it('is the board of its model', () => {
    expect(boardUpTo(padModels['firmata-mega'].pins.to)).toBe(mega);
    expect(() => boardUpTo(27)).toThrow(TypeError);
  });
});
