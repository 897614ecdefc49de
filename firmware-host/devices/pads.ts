import type { LobbyConfig } from '../../config/schema.ts';
import type { ButtonPad } from '../../drivers/pad/pad.ts';
import type { PadSimulator } from '../../drivers/pad/firmata/simulator.ts';
import { openPad } from '../../drivers/pad/open.ts';
import type { DeviceView } from '../messages/views.ts';
import { OpenedDevices } from './opened-devices.ts';

export type PadDevice = LobbyConfig['devices']['pads'][number];

/** A simulated pad for the lab. */
export interface SimulatedPad {
  readonly device: PadDevice;
  readonly view: DeviceView;
  readonly simulator: PadSimulator;
}

/** The rating pads at the counters: opened at once, set up anew after every cut. */
export class Pads extends OpenedDevices<PadDevice, ButtonPad, PadSimulator> {
  constructor(devices: readonly PadDevice[]) {
    super(
      'pad',
      devices.map((device) => {
        const { pad: driver, simulator } = openPad(device);
        return { device, driver, simulator };
      }),
    );
  }

  /** Tells of every press: which pad, and which of its buttons, from 0. */
  onPress(listener: (device: PadDevice, button: number) => void): void {
    for (const { device, driver } of this.opened) driver.onPress((button) => listener(device, button));
  }

  /** Presses a button of the simulated pads at a counter for so many ms. */
  tap(counter: string, button: number, ms: number): void {
    for (const { device, simulator } of this.opened)
      if (device.counter === counter) simulator?.tap(button, ms);
  }

  simulated(): SimulatedPad[] {
    return this.opened.flatMap((opened) => {
      const { device, simulator } = opened;
      return simulator === null ? [] : [{ device, view: this.view(opened), simulator }];
    });
  }
}
