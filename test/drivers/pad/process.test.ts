/** The child process: what becomes of the pads when it dies, hangs, is replaced, or hears noise; and what is left of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listeners } from '../../../drivers/listeners.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import { PadProcess, type PadProcessOptions } from '../../../drivers/pad/child/process.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import type { SimulatedDevice } from '../../../drivers/transport/simulated.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { inProcess, transportTo } from '../rigs.ts';
import { isWell, onRig, PadBench, padStatus, quickTiming } from './bench.ts';
import { noise } from './noise.ts';

const seed = seedOf('child process for pads');

const wiring = buttonsOnly([2, 3, 7, 8, 14]);

/** Whether a process runs; one that has ended and that nobody has asked after yet does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function pidOf({ pid }: PadProcess): number {
  if (pid === null) throw new Error('there is no child');
  return pid;
}

const make = (options: PadProcessOptions = {}) =>
  new PadProcess({ backoff: { firstMs: 20, maxMs: 50 }, ...options });

const stand = onRig(() => new FirmataSimulator(wiring), inProcess);

describe('child process for pads', () => {
  let benches: PadBench[];
  beforeEach(() => void (benches = []));
  afterEach(() => Promise.all(benches.map((bench) => bench.close())));

  async function open(child: PadProcess): Promise<PadBench> {
    const bench = await PadBench.on({ family: 'firmata', wiring }, stand(), child);
    benches.push(bench);
    return bench.ready();
  }

  it.each([
    ['is killed', 'SIGKILL', {}],
    ['hangs', 'SIGSTOP', { hangMs: 1500 }],
  ] as const)('is started again when it %s, and every pad comes back', async (_, signal, options) => {
    const child = make(options);
    const both = [await open(child), await open(child)];
    const before = pidOf(child);
    const lost = both.map(({ pad }) => padStatus(pad, (status) => !isWell(status)));
    process.kill(before, signal);
    await Promise.all(lost);
    expect(both.map(({ pad }) => pad.status)).toEqual(
      both.map(() => ({
        connected: true,
        problem: 'not-answering',
        portFault: null,
        stuck: [],
        noiseBytes: 0,
      })),
    );
    for (const bench of both) {
      await bench.ready();
      await bench.press(0);
      expect(bench.presses).toEqual([0]);
    }
    expect(pidOf(child)).not.toBe(before);
    expect(isRunning(before)).toBe(false);
  });

  it('is replaced when it has met too many boards, and every pad comes back', async () => {
    const child = make({ deadBoardsMax: 3 });
    const [one, other] = [await open(child), await open(child)];
    const before = pidOf(child);
    for (let reset = 0; reset < 3; reset++) {
      expect(pidOf(child)).toBe(before);
      one.controls.reset();
      await padStatus(one.pad, (status) => !isWell(status));
      await one.ready();
    }
    await other.ready();
    expect(pidOf(child)).not.toBe(before);
    await one.press(0);
    await other.press(1);
    expect([one.presses, other.presses]).toEqual([[0], [1]]);
    await expect.poll(() => isRunning(before), PATIENTLY).toBe(false);
  });

  it.each([
    ['that runs', 'SIGCONT'],
    ['that hangs', 'SIGSTOP'],
  ] as const)('closing the last pad ends a child %s within a second', async (_, signal) => {
    const child = make();
    const both = [await open(child), await open(child)] as const;
    const pid = pidOf(child);
    await both[0].close();
    expect(isRunning(pid)).toBe(true);
    process.kill(pid, signal);
    const startMs = performance.now();
    await both[1].pad.close();
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect([isRunning(pid), child.pid]).toEqual([false, null]);
  });

  it('closing before there is a child leaves none', async () => {
    const child = make();
    const pad = new KeptPad('firmata', wiring, transportTo('simulated:', new FirmataSimulator(wiring)), {
      process: child,
    });
    await pad.close();
    expect(child.pid).toBeNull();
  });
});

const script = (then: string) => `
  import { openPad } from '${new URL('../../../drivers/pad/open.ts', import.meta.url).href}';
  import { buttonsOnly } from '${new URL('../../../drivers/pad/wiring.ts', import.meta.url).href}';
  import { sharedPadProcess } from '${new URL('../../../drivers/pad/child/process.ts', import.meta.url).href}';
  const { pad } = openPad({ model: 'firmata', port: 'simulated:', wiring: buttonsOnly([2]) });
  pad.onStatus(({ problem }) => {
    if (problem !== null) return;
    process.stdout.write(String(sharedPadProcess.pid));
    ${then}
  });`;

describe('a host with a pad', () => {
  it.each([
    ['ends by itself once its pad is closed', 'void pad.close();', [0, null]],
    ['takes the child with it when it is killed', "process.kill(process.pid, 'SIGKILL');", [null, 'SIGKILL']],
  ])('%s', async (_, then, end) => {
    const host = spawn(process.execPath, ['--input-type=module', '-e', script(then)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let pid = '';
    host.stdout.on('data', (bytes: Buffer) => (pid += bytes.toString()));
    expect(await once(host, 'close')).toEqual(end);
    expect(Number(pid)).toBeGreaterThan(0);
    await expect.poll(() => isRunning(Number(pid)), PATIENTLY).toBe(false);
  });
});

/** A pad on whose wire something else speaks too; what the pad says can be changed on its way. */
class Disturbed implements SimulatedDevice {
  readonly plugged = true;
  readonly pad: FirmataSimulator;
  change = (bytes: Uint8Array): Uint8Array => bytes;
  readonly #noise = listeners<[Uint8Array]>();

  constructor(pad: FirmataSimulator) {
    this.pad = pad;
    pad.onSend((bytes) => this.say(this.change(bytes)));
  }
  onPlugged() {
    return () => undefined;
  }
  onSend(listener: (bytes: Uint8Array) => void) {
    return this.#noise.add(listener);
  }
  receive(bytes: Uint8Array): void {
    this.pad.receive(bytes);
  }
  say(bytes: Uint8Array): void {
    this.#noise.emit(bytes);
  }
}

describe('a pad on a bad wire', () => {
  let device: Disturbed;
  let child: PadProcess;
  let pad: KeptPad;
  beforeEach(() => {
    device = new Disturbed(new FirmataSimulator(wiring));
    child = new PadProcess();
    pad = new KeptPad('firmata', wiring, transportTo('simulated:', device), {
      process: child,
      timing: quickTiming,
    });
  });
  afterEach(() => pad.close());

  /** What the next press of a button is told as. */
  function press(button: number): Promise<number> {
    const told = new Promise<number>((resolve) => pad.onPress((heard) => resolve(heard.button)));
    device.pad.setButton(button, true);
    return told;
  }

  it(`survives a million bytes of noise, seed ${seed}`, async () => {
    const random = seeded(seed);
    await pad.close();
    child = make({ bytesPerSecondMax: Infinity });
    pad = new KeptPad('firmata', wiring, transportTo('simulated:', device), {
      process: child,
      timing: quickTiming,
    });
    await padStatus(pad, isWell);
    const { pid } = child;
    for (let burst = 0; burst < 5; burst++) {
      for (let piece = 0; piece < 200; piece++) device.say(noise(random, 1000));
      // Noise alone may well be without consequence.
      device.pad.reset();
      await padStatus(pad, (status) => !isWell(status));
      await padStatus(pad, isWell);
    }
    expect(await press(1)).toBe(1);
    expect(child.pid).toBe(pid);
  });

  it('ends a flood before the child drowns in it, and hears the others meanwhile', async () => {
    const bench = await PadBench.on({ family: 'firmata', wiring }, stand(), child);
    await Promise.all([bench.ready(), padStatus(pad, isWell)]);
    const { pid } = child;
    const silent = padStatus(pad, (status) => !isWell(status));
    for (let piece = 0; piece < 200; piece++) device.say(new Uint8Array(1000));
    await silent;
    await bench.press(1);
    expect(bench.presses).toEqual([1]);
    await padStatus(pad, isWell);
    expect(await press(1)).toBe(1);
    expect(child.pid).toBe(pid);
    await bench.close();
  });

  it('is not outgrown by boards that say what they are, but never how their buttons are', async () => {
    await pad.close();
    child = make({ deadBoardsMax: 2 });
    const timing = { ...quickTiming, setUpMs: 200 };
    pad = new KeptPad('firmata', wiring, transportTo('simulated:', device), {
      process: child,
      timing,
      random: () => 0,
    });
    device.change = (bytes) => ((bytes[0] ?? 0) >> 4 === 0x9 ? new Uint8Array() : bytes);
    await expect.poll(() => child.pid, PATIENTLY).not.toBeNull();
    const before = pidOf(child);
    await expect.poll(() => [null, before].includes(child.pid), PATIENTLY).toBe(false);
    device.change = (bytes) => bytes;
    await padStatus(pad, isWell);
    expect(await press(1)).toBe(1);
  });

  it('sees by itself that a board without pull-ups has got newer firmware', async () => {
    // The capabilities of StandardFirmata 2.3, which had no mode 0b.
    device.change = (bytes) =>
      bytes[1] === 0x6c
        ? Buffer.from(Buffer.from(bytes).toString('hex').replaceAll('00010b01', '0001'), 'hex')
        : bytes;
    await padStatus(pad, ({ problem }) => problem === 'wrong-device');
    device.change = (bytes) => bytes;
    await padStatus(pad, isWell);
    expect(await press(2)).toBe(2);
  });
});
