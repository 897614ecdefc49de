/** Asking what is behind a serial port, on a real pseudo-terminal. */
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { askFirmware } from '../../../drivers/find/ask.ts';
import { devices } from '../../../drivers/find/command.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import type { SimulatedDevice } from '../../../drivers/transport/simulated.ts';
import { PtyPair } from '../rigs.ts';
import { tempDir } from '../../support/temp.ts';
import { FakeMachine, plugged } from './fake-machine.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function behindAPort(device: SimulatedDevice): Promise<string> {
  const pair = new PtyPair(tempDir(), device);
  await pair.start();
  onTestFinished(() => pair.stop());
  return pair.hostPath;
}

/** Says the same to everything that it hears, and remembers what that was. */
class Parrot implements SimulatedDevice {
  readonly plugged = true;
  readonly heard: number[] = [];
  readonly #words: Uint8Array;
  #send: (bytes: Uint8Array) => void = () => undefined;

  constructor(...words: number[]) {
    this.#words = Uint8Array.from(words);
  }

  receive(bytes: Uint8Array): void {
    this.heard.push(...bytes);
    if (this.#words.length > 0) this.#send(this.#words);
  }

  onPlugged(): () => void {
    return () => undefined;
  }

  onSend(listener: (bytes: Uint8Array) => void): () => void {
    this.#send = listener;
    return () => undefined;
  }
}

const shortMs = 250;

/** Firmware 2.6 of this name. */
const named = (name: string): number[] => [
  0xf0,
  0x79,
  2,
  6,
  ...[...Buffer.from(name)].flatMap((byte) => [byte, 0]),
  0xf7,
];
const hostileName = named('A\n   as a pad:\r\u001B[2J\u0007');
const longName = named('A'.repeat(200));

describe('asking for the firmware', () => {
  it('hears the name and the version', async () => {
    const path = await behindAPort(new FirmataSimulator(buttonsOnly([2, 3])));
    expect(await askFirmware(path)).toEqual({ kind: 'firmata', firmware: 'StandardFirmata 2.5' });
  });

  it('hears silence, and asks with four bytes', async () => {
    const silent = new Parrot();
    const path = await behindAPort(silent);
    expect(await askFirmware(path, shortMs)).toEqual({ kind: 'silent' });
    expect(silent.heard).toEqual([0xf9, 0xf0, 0x79, 0xf7]);
  });

  it.each([
    ['of a printer', [0x12, 0x14, 0x00], { kind: 'other', bytes: 3 }],
    ['with a version only', [0xf9, 2, 3], { kind: 'firmata', firmware: 'Firmata 2.3' }],
    ['after noise', [0xf0, 0x12, 0xf0, 0x79, 2, 6, 0x41, 0, 0xf7], { kind: 'firmata', firmware: 'A 2.6' }],
    ['with lines and escapes in it', hostileName, { kind: 'firmata', firmware: 'A as a pad: [2J 2.6' }],
    ['without an end', longName, { kind: 'firmata', firmware: `${'A'.repeat(80)} 2.6` }],
    ['half a message', [0xf0, 0x79, 2, 6, 0x41], { kind: 'other', bytes: 5 }],
    ['of another kind', [0xf0, 0x71, 2, 6, 0xf7], { kind: 'other', bytes: 5 }],
  ] as const)('reads an answer %s', async (_what, words, answer) => {
    expect(await askFirmware(await behindAPort(new Parrot(...words)), shortMs)).toEqual(answer);
  });

  it('says why a port was not opened', async () => {
    expect(await askFirmware('/dev/none')).toMatchObject({
      kind: 'not-opened',
      why: expect.stringMatching(/No such file/i),
    });
  });
});

describe('npm run devices -- --ask', () => {
  it('says beforehand what it does, and names the firmware', async () => {
    const fake = await machineWith({
      ttyACM0: new FirmataSimulator(buttonsOnly([2])),
      ttyUSB0: new Parrot(0x12),
    });
    const { text, remarks } = await ask(fake);
    expect(remarks).toMatch(
      /^Asking \/dev\/ttyACM0, \/dev\/ttyUSB0: an Arduino starts anew, anything else gets 4 bytes/,
    );
    expect(text).toContain('says   StandardFirmata 2.5');
    expect(text).toContain('says   1 bytes that are no Firmata');
  });

  it('takes an adapter that speaks Firmata for a pad and nothing else', async () => {
    const fake = await machineWith({ ttyUSB0: new FirmataSimulator(buttonsOnly([2])) });
    const { text } = await ask(fake);
    expect(text.match(/under devices\.\w+/g)).toEqual(['under devices.pads']);
  });

  it('leaves alone what somebody has open, what is no adapter, and what may not be opened', async () => {
    const parrot = new Parrot();
    const fake = await machineWith({ ttyACM0: parrot });
    fake.absoluteLink('proc/31/fd/3', fake.realPath('dev/ttyACM0'));
    fake.serial('ttyACM1', { socket: '1-2', id: '0416:5011', title: 'POS58' });
    const { remarks } = await ask(fake);
    expect(remarks).toMatch(/no Arduino and no adapter/);
    const denied = { ...fake.machine, proc: join(fake.dir, 'none'), mayOpen: () => false };
    await devices(['--ask'], {
      machine: denied,
      user: 'foyer',
      say: () => undefined,
      remark: () => undefined,
      askMs: shortMs,
    });
    expect(parrot.heard).toEqual([]);
  });
});

/** A machine whose ports of these names lead to devices that answer. */
async function machineWith(ports: Readonly<Record<string, SimulatedDevice>>): Promise<FakeMachine> {
  const fake = new FakeMachine();
  for (const [name, device] of Object.entries(ports)) {
    const path = await behindAPort(device);
    fake.serial(name, name === 'ttyACM0' ? plugged.uno : plugged.ch340);
    fake.replaceByLink(`dev/${name}`, path);
  }
  return fake;
}

async function ask(fake: FakeMachine): Promise<{ text: string; remarks: string }> {
  fake.usePrograms();
  const all = { text: '', remarks: '' };
  await devices(['--ask'], {
    machine: fake.machine,
    user: 'foyer',
    say: (part) => void (all.text += part),
    remark: (part) => void (all.remarks += part),
    askMs: shortMs,
  });
  return all;
}
