import { padModels, type PadModel } from '../pad/models.ts';
import { simulatePad } from '../pad/open.ts';
import type { PadFaults, SimulatedPad } from '../pad/simulated-pad.ts';
import type { PadWiring } from '../pad/wiring.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys = new Map<string, Exclude<keyof PadFaults, 'stuck'>>([
  ['c', 'chatter'],
  ['g', 'garbage'],
  ['h', 'hung'],
  ['u', 'cableCut'],
]);

/** As the wiring guide has it: a button for each score of a scale of five, the best first. */
const wiring: PadWiring = {
  buttons: [2, 3, 4, 5, 6],
  lights: { armed: 11, thanks: 12 },
  buzzer: 10,
};

export const wiringText = 'buttons on pins 2 to 6, lights on 11 (armed) and 12 (thanks), a buzzer on 10';

/** At the end of a serial line; pins of the host's own, and keypads, are not. */
const models = new Map<string, PadModel>(
  Object.entries<PadModel>(padModels).filter(([, { ports }]) => ports.includes('serial')),
);

/** A rating pad whose buttons are the digits: 5 is the best score. */
export const padKind: TerminalKind = {
  models: [...models.keys()],
  line: modelOf,
  make(model) {
    const { title } = modelOf(model);
    const device = simulatePad(modelOf(model), wiring);
    return {
      device,
      title,
      keyHelp:
        '5 to 1 press a button, s the last one stuck, c chatter, g garbage, h hung, u unplugged, x reset',
      follow: (say) => followLights(device, say),
      press: pressOn(device),
    };
  },
};

function modelOf(name: string): PadModel {
  const model = models.get(name);
  if (model === undefined) throw new TypeError(`${name} is no pad with a serial line`);
  return model;
}

function pressOn(device: SimulatedPad): (key: string) => string | null {
  const { buttons } = wiring;
  let last = 0;
  return (key) => {
    const button = buttons.length - Number(key);
    if (Number.isInteger(button) && buttons[button] !== undefined) {
      last = button;
      device.tap(button);
      return `pressed ${key}`;
    }
    if (key === 'x') {
      device.reset();
      return 'reset';
    }
    const fault = keys.get(key);
    if (key === 's') device.setFaults({ stuck: device.faults.stuck === null ? last : null });
    else if (fault === undefined) return null;
    else device.setFaults({ [fault]: !device.faults[fault] });
    const { stuck } = device.faults;
    return faultsText({ ...device.faults, [`stuck ${buttons.length - (stuck ?? 0)}`]: stuck !== null });
  };
}

function followLights(device: SimulatedPad, say: (text: string) => void): void {
  const shown = () => ({ ...device.lights, buzzer: device.isSounding });
  let before: Readonly<Record<string, boolean>> = shown();
  device.onChange(() => {
    const now = shown();
    for (const [name, isOn] of Object.entries(now))
      if (isOn !== before[name]) say(`${name} ${isOn ? 'on' : 'off'}`);
    before = now;
  });
}
