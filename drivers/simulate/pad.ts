import { isPadModel, padModels } from '../pad/models.ts';
import type { PadFaults } from '../pad/firmata/simulator.ts';
import { padDrivers } from '../pad/open.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys: Readonly<Record<string, Exclude<keyof PadFaults, 'stuck'>>> = { h: 'hung', u: 'cableCut' };

/** As a lobby file without `pins` has them: one for each score of a scale of five, the best first. */
const pins = [2, 3, 4, 5, 6];

/** A rating pad whose buttons are the digits: 5 is the best score. */
export const padKind: TerminalKind = {
  models: Object.keys(padModels),
  line: () => padModels.firmata,
  make(model) {
    if (!isPadModel(model)) throw new TypeError(`${model} is no pad`);
    const device = padDrivers[model].simulate(pins, {});
    return {
      device,
      title: padModels[model].title,
      keyHelp: '5 to 1 press a button, h hung, u unplugged, x reset',
      // Nothing is shown on a pad; what a key did is said when it is pressed.
      follow: () => undefined,
      press(key) {
        const button = pins.length - Number(key);
        if (Number.isInteger(button) && pins[button] !== undefined) {
          device.tap(button);
          return `pressed ${key}`;
        }
        if (key === 'x') {
          device.reset();
          return 'reset';
        }
        const fault = keys[key];
        if (fault === undefined) return null;
        device.setFaults({ [fault]: !device.faults[fault] });
        return faultsText({ ...device.faults });
      },
    };
  },
};
