/**
 * Every device model Foyer can drive: model → what it is, how it is opened, how it is simulated. The configuration composes
 * its schema from here, so a model that is not in the table cannot be configured, and one without a driver does not compile.
 */
import Type, { type Static } from 'typebox';
import type { RandomSource } from './driver.ts';
import { EscposPrinter, type EscposOptions } from './printer/escpos-printer.ts';
import { printerModels, type PrinterModel, type PrinterModelName } from './printer/models.ts';
import type { TicketPrinter } from './printer/printer.ts';
import { PrinterSimulator, type SimulatorOptions } from './printer/simulator.ts';
import { addressForms, parseAddress } from './transport/address.ts';
import { openTransport } from './transport/open-transport.ts';
import type { Transport } from './transport/transport.ts';

export interface PrinterDriver {
  readonly kind: 'printer';
  readonly model: PrinterModel;
  /** The driver on a transport; it owns the transport and closes it. */
  open(transport: Transport, options?: EscposOptions): TicketPrinter;
  /** The same model from the other side of the wire. */
  simulate(options?: SimulatorOptions): PrinterSimulator;
}

function escpos(model: PrinterModel): PrinterDriver {
  return {
    kind: 'printer',
    model,
    open: (transport, options) => new EscposPrinter(model, transport, options),
    simulate: (options) => new PrinterSimulator(model, options),
  };
}

export const printerDrivers = {
  'escpos-58': escpos(printerModels['escpos-58']),
  'escpos-80': escpos(printerModels['escpos-80']),
} as const satisfies Record<PrinterModelName, PrinterDriver>;

/** A ticket printer in the configuration. `port` is checked by `parseAddress`, which says more than a pattern could. */
export const PrinterDevice = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,31}$',
      description: 'A short name, unique in the lobby: small letters, digits and hyphens, at most 32',
    }),
    model: Type.Unsafe<PrinterModelName>(
      Type.Union(
        Object.entries(printerDrivers).map(([name, { model }]) => Type.Literal(name, { title: model.title })),
      ),
    ),
    port: Type.String({ minLength: 1, description: `Where the printer is: ${addressForms}` }),
  },
  { additionalProperties: false },
);
export type PrinterDevice = Static<typeof PrinterDevice>;

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
  const driver: PrinterDriver = printerDrivers[device.model];
  const address = parseAddress(device.port);
  const simulator = address.kind === 'simulated' ? driver.simulate({ pace: address.pace }) : null;
  const transport = openTransport(address, { ...options, simulated: simulator });
  return { printer: driver.open(transport, options), simulator };
}
