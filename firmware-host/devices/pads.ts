import type { LobbyConfig } from '../../config/schema.ts';
import type { ButtonPad, PadStatus } from '../../drivers/pad/pad.ts';
import type { PadSimulator } from '../../drivers/pad/simulator.ts';
import { openPad } from '../../drivers/registry.ts';
import type { DeviceView } from '../messages/views.ts';
import { tellChanges } from './watch.ts';

export type PadDevice = LobbyConfig['devices']['pads'][number];

interface Opened {
  readonly device: PadDevice;
  readonly pad: ButtonPad;
  readonly simulator: PadSimulator | null;
}

/** A simulated pad for the lab. */
export interface SimulatedPad {
  readonly device: PadDevice;
  readonly view: DeviceView;
  readonly simulator: PadSimulator;
}

/** The rating pads at the counters: opened at once, set up anew after every cut, seen by health and lab. */
export class Pads {
  readonly #opened: readonly Opened[];

  constructor(devices: readonly PadDevice[]) {
    this.#opened = devices.map((device) => ({ device, ...openPad(device) }));
  }

  /** Tells of every press: which pad, and which of its buttons, from 0. */
  onPress(listener: (device: PadDevice, button: number) => void): void {
    for (const { device, pad } of this.#opened) pad.onPress((button) => listener(device, button));
  }

  views(): DeviceView[] {
    return this.#opened.map(deviceView);
  }

  simulator(id: string): PadSimulator | null {
    return this.#opened.find(({ device }) => device.id === id)?.simulator ?? null;
  }

  /** Presses a button of the simulated pads at a counter for so many ms. */
  tap(counter: string, button: number, ms: number): void {
    for (const { device, simulator } of this.#opened)
      if (device.counter === counter) simulator?.tap(button, ms);
  }

  simulated(): SimulatedPad[] {
    return this.#opened.flatMap((opened) => {
      const { device, simulator } = opened;
      return simulator === null ? [] : [{ device, view: deviceView(opened), simulator }];
    });
  }

  onState(listener: (view: DeviceView) => void): void {
    for (const opened of this.#opened) opened.pad.onStatus(tellChanges(() => deviceView(opened), listener));
  }

  /** Tells when a simulated pad or its status has changed. */
  onSimulated(listener: () => void): void {
    for (const { pad, simulator } of this.#opened) {
      if (simulator === null) continue;
      simulator.onChange(listener);
      pad.onStatus(listener);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(({ pad }) => pad.close()));
  }
}

function deviceView({ device, pad }: Opened): DeviceView {
  const { id, model, port } = device;
  const { problem, portFault } = pad.status;
  return { id, kind: 'pad', model, port, state: stateOf(pad.status), problem, portFault, paperLow: false };
}

function stateOf({ connected, problem }: PadStatus): DeviceView['state'] {
  if (!connected || problem === 'not-answering') return 'lost';
  return problem === null ? 'ready' : 'degraded';
}
