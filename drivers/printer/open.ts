/** How printers are opened, and simulated. */
import type { RandomSource } from '../driver.ts';
import { parseAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import type { Transport } from '../transport/transport.ts';
import { modelOfPrinter, type PrinterDevice } from './device.ts';
import type { PrinterModel } from './models/model.ts';
import { printerModel } from './models/models.ts';
import type { TicketPrinter } from './printer.ts';
import { EscposPrinter, type EscposOptions } from './session/escpos-printer.ts';
import { timingOn } from './session/timing.ts';
import { PrinterSimulator, type SimulatorOptions } from './simulator/simulator.ts';

export interface PrinterDriver {
  readonly kind: 'printer';
  readonly model: PrinterModel;
  /** The driver on a transport; it owns the transport and closes it. */
  open(transport: Transport, options?: EscposOptions): TicketPrinter;
  /** The same model from the other side of the wire. */
  simulate(options?: SimulatorOptions): PrinterSimulator;
}

/**
 * The driver of a model; all that are known speak ESC/POS.
 * @throws TypeError for a name that is no model
 */
export function printerDriver(name: string): PrinterDriver {
  return driverOf(printerModel(name));
}

function driverOf(model: PrinterModel): PrinterDriver {
  return {
    kind: 'printer',
    model,
    open: (transport, options) => new EscposPrinter(model, transport, options),
    simulate: (options) => new PrinterSimulator(model, options),
  };
}

export interface OpenOptions extends EscposOptions {
  /** For backoff jitter and job ids; `Math.random` when left out. */
  readonly random?: RandomSource;
}

export interface OpenedPrinter {
  readonly printer: TicketPrinter;
  /** The printer itself, where the port is `simulated:`; null where there is hardware. `printer.close()` leaves it alone. */
  readonly simulator: PrinterSimulator | null;
}

/**
 * Opens a configured printer. Returns at once: the port opens, and reopens, in the background, and `status` tells how it is.
 * A simulated printer is reached through the same transport, codec and driver as a real one.
 * @throws DeviceFault `bad-address` when `port` cannot be understood.
 */
export function openPrinter(device: PrinterDevice, options: OpenOptions = {}): OpenedPrinter {
  const driver = driverOf(modelOfPrinter(device));
  const address = parseAddress(device.port, driver.model.serial);
  const simulator = address.kind === 'simulated' ? driver.simulate({ pace: address.pace }) : null;
  const transport = openTransport(address, { ...options, simulated: simulator });
  return { printer: driver.open(transport, { timing: timingOn(address), ...options }), simulator };
}
