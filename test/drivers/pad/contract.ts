/** What every pad keeps to, whatever the wire; run on simulators, and on a real pad where there is one. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FirmataPad } from '../../../drivers/pad/kept-pad.ts';
import type { ButtonPad, PadStatus } from '../../../drivers/pad/pad.ts';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { PadSimulator, type PadSimulatorOptions } from '../../../drivers/pad/firmata/simulator.ts';
import type { PadTiming } from '../../../drivers/pad/timing.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import type { Rig, RigMaker } from '../rigs.ts';

/** What is waited for in vain is short, but not so short that a busy machine would be taken for a silent pad. */
export const quickTiming: PadTiming = { setUpMs: 3000, askMs: 500, releaseMs: 20, wrongDeviceMs: 100 };

export const pins = [2, 3, 7, 8, 14];

/** Resolves when the pad's status is as wanted, now or by an event. */
export function padStatus(pad: ButtonPad, isSo: (status: PadStatus) => boolean): Promise<PadStatus> {
  if (isSo(pad.status)) return Promise.resolve(pad.status);
  return new Promise((resolve) => {
    const stop = pad.onStatus((status) => {
      if (!isSo(status)) return;
      stop();
      resolve(status);
    });
  });
}

export const isWell = ({ problem }: PadStatus) => problem === null;
const isSilent = ({ problem }: PadStatus) => problem === 'not-answering';
const isCut = ({ problem }: PadStatus) => problem === 'disconnected';

/** A simulated pad, the driver on it, and every press in order. */
export class PadBench {
  readonly simulator: PadSimulator;
  readonly pad: FirmataPad;
  readonly presses: number[] = [];
  readonly #rig: Rig;

  private constructor(simulator: PadSimulator, rig: Rig, child: PadProcess, wired: readonly number[]) {
    this.simulator = simulator;
    this.#rig = rig;
    this.pad = new FirmataPad(wired, rig.transport, { process: child, timing: quickTiming });
    this.pad.onPress((button) => this.presses.push(button));
  }

  /** @param wired the pins that the configuration names, if other than where the buttons are */
  static async on(
    makeRig: RigMaker,
    child: PadProcess,
    options: PadSimulatorOptions & { down?: number; wired?: number[] } = {},
  ): Promise<PadBench> {
    const simulator = new PadSimulator(pins, options);
    if (options.down !== undefined) simulator.setButton(options.down, true);
    return new PadBench(simulator, await makeRig(simulator), child, options.wired ?? pins);
  }

  async ready(): Promise<this> {
    await padStatus(this.pad, isWell);
    return this;
  }

  /** Presses a button and resolves when the driver has told of it; what came before it has been told by then. */
  press(button: number): Promise<void> {
    const told = this.pressOf(button);
    this.simulator.setButton(button, true);
    return told;
  }

  pressOf(button: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.pad.onPress((pressed) => {
        if (pressed !== button) return;
        stop();
        resolve();
      });
    });
  }

  /** Lets a button go, and resolves when it has been up for longer than a release takes. */
  async release(button: number): Promise<void> {
    this.simulator.setButton(button, false);
    // Another finger's tap is the clock here: what counts is time on the device's side.
    const other = this.simulator.buttons.length - 1;
    this.simulator.tap(other, quickTiming.releaseMs * 2);
    await new Promise<void>((resolve) => {
      const stop = this.simulator.onChange(() => {
        if (this.simulator.buttons[other]) return;
        stop();
        resolve();
      });
    });
  }

  async cut(): Promise<void> {
    await this.#rig.cut();
    await padStatus(this.pad, isCut);
  }

  async mend(): Promise<void> {
    await this.#rig.mend();
    await this.ready();
  }

  async close(): Promise<void> {
    await this.pad.close();
    await this.#rig.close();
  }
}

/** The contract on a simulator that a rig wires up. */
export function padContract(name: string, makeRig: RigMaker): void {
  describe(`rating pad, ${name}`, () => {
    const child = new PadProcess();
    let leave: () => Promise<void>;
    let bench: PadBench | null = null;
    // One child for all tests, as one host has: it must not matter what it has seen before.
    beforeAll(() => void ({ leave } = child.join()));
    afterAll(() => leave());
    beforeEach(() => void (bench = null));
    afterEach(() => bench?.close());
    const on = async (options?: Parameters<typeof PadBench.on>[2]) =>
      (bench = await PadBench.on(makeRig, child, options));

    hearsButtons(on);
    survivesTroubles(on);
  });
}

type Opener = (options?: Parameters<typeof PadBench.on>[2]) => Promise<PadBench>;

function hearsButtons(on: Opener): void {
  it('tells every press once, in order', async () => {
    const bench = await (await on()).ready();
    for (const button of pins.keys()) await bench.press(button);
    for (const button of pins.keys()) bench.simulator.setButton(button, false);
    expect(bench.presses).toEqual([...pins.keys()]);
  });

  it('tells a press of a held button once, and its next one', async () => {
    const bench = await (await on()).ready();
    await bench.press(0);
    await bench.press(1);
    await bench.release(0);
    await bench.press(0);
    expect(bench.presses).toEqual([0, 1, 4, 0]);
  });

  it('tells one press of a contact that chatters, and of the shortest tap', async () => {
    const bench = await (await on()).ready();
    for (const down of [true, false, true, false, true]) bench.simulator.setButton(0, down);
    const tapped = bench.pressOf(1);
    bench.simulator.setButton(1, true);
    bench.simulator.setButton(1, false);
    await tapped;
    await bench.press(2);
    expect(bench.presses).toEqual([0, 1, 2]);
  });

  it('tells no press of a button that is down at the start, and its next one', async () => {
    const bench = await (await on({ down: 0 })).ready();
    await bench.press(1);
    await bench.release(0);
    await bench.press(0);
    expect(bench.presses).toEqual([1, 4, 0]);
  });
}

function survivesTroubles(on: Opener): void {
  it('comes back after a cut, with a button that is still held', async () => {
    const bench = await (await on()).ready();
    await bench.press(0);
    await bench.cut();
    bench.simulator.setButton(1, true);
    await bench.mend();
    await bench.press(2);
    expect(bench.presses).toEqual([0, 2]);
  });

  it('says that a hung board does not answer, and comes back with it', async () => {
    const bench = await (await on()).ready();
    bench.simulator.setFaults({ hung: true });
    bench.simulator.setButton(0, true);
    await padStatus(bench.pad, isSilent);
    bench.simulator.setFaults({ hung: false });
    await bench.ready();
    await bench.press(1);
    expect(bench.presses).toEqual([1]);
  });

  it.each([
    ['says so', true],
    ['starts without a word', false],
  ])('sets a board up again that was reset and %s', async (_, reportsItself) => {
    const bench = await (await on({ reportsItself })).ready();
    await bench.press(0);
    bench.simulator.reset();
    await padStatus(bench.pad, isSilent);
    await bench.ready();
    await bench.press(1);
    expect(bench.presses).toEqual([0, 1]);
  });

  it('says that a board lacks a pin', async () => {
    const bench = await on({ wired: [2, 54] });
    await padStatus(bench.pad, ({ problem }) => problem === 'wrong-device');
    await bench.cut();
    expect(bench.presses).toEqual([]);
  });
}

/** What can be tried on a real pad without a hand on it. */
export function realPadContract(
  name: string,
  wired: readonly number[],
  makeTransport: () => Transport,
): void {
  describe(`rating pad, ${name}`, () => {
    it('is set up', async () => {
      const pad = new FirmataPad(wired, makeTransport());
      expect(await padStatus(pad, isWell)).toEqual({ connected: true, problem: null, portFault: null });
      await pad.close();
    });
  });
}
