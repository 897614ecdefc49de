/** How pads are opened, and simulated: a family without a driver does not compile. */
import { parseAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import type { PadDevice } from './device.ts';
import { boardUpTo } from './firmata/boards.ts';
import { FirmataSimulator } from './firmata/simulator.ts';
import { GpioSimulator } from './gpio/simulator.ts';
import { KeypadSimulator } from './keypad/simulator.ts';
import { KeptPad, type PadOptions } from './kept-pad.ts';
import { padModels, type PadModel } from './models.ts';
import type { ButtonPad } from './pad.ts';
import type { SimulatedPad, SimulatedPadOptions } from './simulated-pad.ts';
import { outputsOf, type PadWiring } from './wiring.ts';

type Simulate = (wiring: PadWiring, options: SimulatedPadOptions, model: PadModel) => SimulatedPad;

const simulators: Readonly<Record<PadModel['family'], Simulate>> = {
  firmata: (wiring, options, { pins }) =>
    new FirmataSimulator(wiring, { ...options, board: boardUpTo(pins?.to) }),
  gpio: (wiring, options) => new GpioSimulator(wiring, options),
  keypad: (wiring, options) => new KeypadSimulator(wiring, options),
};

/** A pad of this model, wired alike, from the other side of the wire. */
export function simulatePad(
  model: PadModel,
  wiring: PadWiring,
  options: SimulatedPadOptions = {},
): SimulatedPad {
  return simulators[model.family](wiring, options, model);
}

export interface OpenedPad {
  readonly pad: ButtonPad;
  /** The pad itself, where the port is `simulated:`; null where there is hardware. `pad.close()` leaves it alone. */
  readonly simulator: SimulatedPad | null;
}

/**
 * Opens a configured pad. Returns at once: the port opens, and reopens, in the background, and `status` tells how it is.
 * A simulated pad is reached through the same transport, child process and driver as a real one.
 * @throws DeviceFault `bad-address` when `port` cannot be understood.
 */
export function openPad(
  device: Pick<PadDevice, 'model' | 'port'> & { readonly wiring: PadWiring },
  options: PadOptions = {},
): OpenedPad {
  const { wiring } = device;
  const model: PadModel = padModels[device.model];
  const address = parseAddress(device.port, model);
  const simulator = address.kind === 'simulated' ? simulatePad(model, wiring, { pace: address.pace }) : null;
  const gpio = { inputs: wiring.buttons, outputs: outputsOf(wiring) };
  const transport = openTransport(address, { ...options, gpio, simulated: simulator });
  return { pad: new KeptPad(model.family, wiring, transport, options), simulator };
}
