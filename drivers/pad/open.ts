/** How pads are opened, and simulated: a model without a driver does not compile. */
import { parseAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import type { Transport } from '../transport/transport.ts';
import type { PadDevice } from './device.ts';
import { FirmataPad, type FirmataOptions } from './kept-pad.ts';
import { padModels, type PadModel, type PadModelName } from './models.ts';
import type { ButtonPad } from './pad.ts';
import { PadSimulator, type PadSimulatorOptions } from './firmata/simulator.ts';

export interface PadDriver {
  readonly kind: 'pad';
  readonly model: PadModel;
  /** The driver on a transport; it owns the transport and closes it. `pins` has the pin of each button. */
  open(transport: Transport, pins: readonly number[], options?: FirmataOptions): ButtonPad;
  /** The same model, wired alike, from the other side of the wire. */
  simulate(pins: readonly number[], options?: PadSimulatorOptions): PadSimulator;
}

export const padDrivers = {
  firmata: {
    kind: 'pad',
    model: padModels.firmata,
    open: (transport, pins, options) => new FirmataPad(pins, transport, options),
    simulate: (pins, options) => new PadSimulator(pins, options),
  },
} as const satisfies Record<PadModelName, PadDriver>;

export interface OpenedPad {
  readonly pad: ButtonPad;
  /** The pad itself, where the port is `simulated:`; null where there is hardware. `pad.close()` leaves it alone. */
  readonly simulator: PadSimulator | null;
}

/**
 * Opens a configured pad. Returns at once: the port opens, and reopens, in the background, and `status` tells how it is.
 * A simulated pad is reached through the same transport, child process and driver as a real one.
 * @throws DeviceFault `bad-address` when `port` cannot be understood.
 */
export function openPad(
  device: Pick<PadDevice, 'model' | 'port'> & { readonly pins: readonly number[] },
  options: FirmataOptions = {},
): OpenedPad {
  const driver: PadDriver = padDrivers[device.model];
  const address = parseAddress(device.port, driver.model);
  const simulator =
    address.kind === 'simulated' ? driver.simulate(device.pins, { pace: address.pace }) : null;
  const transport = openTransport(address, { ...options, simulated: simulator });
  return { pad: driver.open(transport, device.pins, options), simulator };
}
