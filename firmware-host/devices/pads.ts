import type { LobbyConfig } from '../../config/schema.ts';
import type { ButtonPad } from '../../drivers/pad/pad.ts';
import { openPad } from '../../drivers/pad/open.ts';
import type { SimulatedPad as PadSimulator } from '../../drivers/pad/simulated-pad.ts';
import type { DeviceView } from '../messages/devices.ts';
import { OpenedDevices, type Opened } from './opened-devices.ts';

export type PadConfig = LobbyConfig['devices']['pads'][number];
type Meaning = PadConfig['buttons'][number];

/** A simulated pad for the lab. */
export interface SimulatedPad {
  readonly device: PadConfig;
  readonly view: DeviceView;
  readonly simulator: PadSimulator;
}

/** What a finger meant. */
export interface PadPress {
  readonly pad: PadConfig;
  readonly meaning: Meaning;
  /** When, in ms since the machine's boot. */
  readonly monoMs: number;
}

/** What a pad can say to whoever stands before it. */
export type PadVoice = Pick<ButtonPad, 'setArmed' | 'thank' | 'refuse'>;

/** The button pads at the counters: opened at once, set up anew after every cut. */
export class Pads extends OpenedDevices<PadConfig, ButtonPad, PadSimulator> {
  constructor(opened: readonly Opened<PadConfig, ButtonPad, PadSimulator>[]) {
    super('pad', opened);
  }

  static open(devices: readonly PadConfig[]): Pads {
    return new Pads(
      devices.map((device) => {
        const { pad: driver, simulator } = openPad(device);
        return { device, driver, simulator };
      }),
    );
  }

  /** The configured pads with what each can say. */
  voices(): { readonly pad: PadConfig; readonly voice: PadVoice }[] {
    return this.opened.map(({ device: pad, driver: voice }) => ({ pad, voice }));
  }

  /** Tells of every press, in the order of the fingers at each pad. */
  onPress(listener: (press: PadPress) => void): void {
    for (const { device: pad, driver } of this.opened) {
      driver.onPress(({ button, monoMs }) => {
        const meaning = pad.buttons[button];
        if (meaning !== undefined) listener({ pad, meaning, monoMs });
      });
    }
  }

  /** Presses for so many ms the button that gives a counter this score, on the first simulated pad that has one: a visitor has one finger. */
  tap(counter: string, score: number, ms: number): void {
    for (const { device, simulator } of this.opened) {
      if (simulator === null) continue;
      const button = device.buttons.findIndex(
        (meaning) => meaning.does === 'rate' && meaning.counter === counter && meaning.score === score,
      );
      if (button >= 0) return simulator.tap(button, ms);
    }
  }

  simulated(): SimulatedPad[] {
    return this.opened.flatMap((opened) => {
      const { device, simulator } = opened;
      return simulator === null ? [] : [{ device, view: this.view(opened), simulator }];
    });
  }

  protected override view(opened: Opened<PadConfig, ButtonPad, PadSimulator>): DeviceView {
    const { counter, buttons } = opened.device;
    const { stuck, noiseBytes } = opened.driver.status;
    return {
      ...super.view(opened),
      pad: {
        counter,
        buttons: buttons.length,
        rates: buttons.some(({ does }) => does === 'rate'),
        stuck: stuck.map((place) => place + 1),
        noiseBytes,
      },
    };
  }
}
