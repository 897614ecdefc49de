/** 500 times unplugged and plugged in again: nothing is lost, told twice, or left behind. */
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import { openTransport } from '../../../drivers/transport/open-transport.ts';
import type { SimulatedDevice } from '../../../drivers/transport/simulated.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { isCut, isWell, padStatus, PadBench, quickTiming } from './bench.ts';

const cycles = 500;
/** So many that none of them is pressed more often than by a finger. */
const buttons = [2, 3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18];
const wiring: PadWiring = { buttons, lights: { armed: 4, thanks: 12 }, buzzer: 11 };

/** Subscriptions that have not been ended; one may be ended twice. */
class Subscriptions {
  readonly #live = new Set<object>();

  get count(): number {
    return this.#live.size;
  }
  add(stop: () => void): () => void {
    const one = {};
    this.#live.add(one);
    return () => {
      this.#live.delete(one);
      stop();
    };
  }
}

/** A device that knows how many listen to it. */
class Counted implements SimulatedDevice {
  readonly #device: SimulatedDevice;
  readonly listening = new Subscriptions();

  constructor(device: SimulatedDevice) {
    this.#device = device;
  }
  get plugged() {
    return this.#device.plugged;
  }
  receive(bytes: Uint8Array) {
    this.#device.receive(bytes);
  }
  onPlugged(listener: (plugged: boolean) => void) {
    return this.listening.add(this.#device.onPlugged(listener));
  }
  onSend(listener: (bytes: Uint8Array) => void) {
    return this.listening.add(this.#device.onSend(listener));
  }
}

/** The same for a transport, from now on. */
function countListeners(transport: Transport): Subscriptions {
  const all = new Subscriptions();
  const onData = transport.onData.bind(transport);
  const onState = transport.onState.bind(transport);
  transport.onData = (listener) => all.add(onData(listener));
  transport.onState = (listener) => all.add(onState(listener));
  return all;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const openFiles = (pid: number | 'self') => readdirSync(`/proc/${pid}/fd`).length;

const children = () =>
  readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  ).length;

const residentMb = (pid: number) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

describe('a pad that is unplugged 500 times', () => {
  it('is heard each time, and leaves nothing behind', { timeout: 60_000 }, async () => {
    const simulator = new FirmataSimulator(wiring);
    const device = new Counted(simulator);
    const backoff = { firstMs: 20, maxMs: 20 };
    const transport = openTransport(parseAddress('simulated:'), { simulated: device, backoff });
    const listening = countListeners(transport);
    const child = new PadProcess();
    const pad = new KeptPad('firmata', wiring, transport, { process: child, timing: quickTiming });
    // As an Uno does when its port is opened: it would be asked for its version only after 100 ms.
    transport.onState((state) => void (state === 'open' && simulator.reset()));
    const rig = { transport, another: () => transport, cut, mend, close: async () => undefined };
    async function cut() {
      simulator.setFaults({ cableCut: true });
    }
    async function mend() {
      simulator.setFaults({ cableCut: false });
    }
    const bench = await new PadBench(simulator, rig, pad).ready();

    const pids = new Set<number>();
    const measure = () => ({
      files: openFiles('self'),
      childFiles: openFiles(child.pid ?? 0),
      children: children(),
      subscribed: listening.count,
      listening: device.listening.count,
    });
    let atFirst = measure();
    let heapAtFirst = 0;
    const residents: number[] = [];

    for (let cycle = 0; cycle < cycles; cycle++) {
      const button = cycle % buttons.length;
      const isArmed = cycle % 3 > 0;
      pad.setArmed(isArmed);
      await bench.press(button);
      await bench.seen(() => simulator.lights.armed === isArmed);
      // Every other finger is still there when the cable comes out.
      if (cycle % 4 < 2) simulator.setButton(button, false);
      residents.push(residentMb(child.pid ?? 0));
      pids.add(child.pid ?? 0);
      if (cycle === 99) {
        // One that has been replaced may still be on its way out.
        await vi.waitUntil(() => children() === 1, PATIENTLY);
        atFirst = measure();
        heapAtFirst = heapMb();
      }
      await cut();
      await padStatus(pad, isCut);
      simulator.setButton(button, false);
      await mend();
      await padStatus(pad, isWell);
    }

    expect(bench.presses).toEqual(Array.from({ length: cycles }, (_, cycle) => cycle % buttons.length));
    await expect.poll(measure, PATIENTLY).toEqual(atFirst);
    expect(atFirst).toMatchObject({ subscribed: 3, listening: 2 });
    expect(heapMb() - heapAtFirst).toBeLessThan(3);
    // It is replaced after 100 boards, so that it grows no further than in the first of these.
    expect(pids.size).toBeGreaterThanOrEqual(cycles / 100);
    const most = (from: number, to: number) => Math.max(...residents.slice(from, to));
    expect(most(100, cycles) - most(0, 100)).toBeLessThan(15);
    await bench.close();
    expect([child.pid, device.listening.count]).toEqual([null, 0]);
  });
});
