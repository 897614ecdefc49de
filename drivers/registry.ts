/**
 * Every device model Foyer can drive: model → what it is, how it is opened, how it is simulated. The configuration composes
 * its schema from here, so a model that is not in the table cannot be configured, and one without a driver does not compile.
 */
import Type, { type Static } from 'typebox';
import { deviceId } from './device-id.ts';
import type { RandomSource } from './driver.ts';
import { FirmataPad, type FirmataOptions } from './pad/firmata-pad.ts';
import { padModels, type PadModel, type PadModelName } from './pad/models.ts';
import type { ButtonPad } from './pad/pad.ts';
import { PadSimulator, type PadSimulatorOptions } from './pad/simulator.ts';
import { EscposPrinter, type EscposOptions } from './printer/session/escpos-printer.ts';
import { timingOn } from './printer/session/timing.ts';
import { wideFonts, type PrinterModel, type WideFont } from './printer/models/model.ts';
import { printerModel, printerModels } from './printer/models/models.ts';
import type { TicketPrinter } from './printer/printer.ts';
import { PrinterSimulator, type SimulatorOptions } from './printer/simulator/simulator.ts';
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

/** A ticket printer in the configuration. `port` is checked by `parseAddress`, which says more than a pattern could. */
export const PrinterDevice = Type.Object(
  {
    id: deviceId,
    model: Type.Unsafe<string>(
      Type.Union([...printerModels].map(([name, { title }]) => Type.Literal(name, { title }))),
    ),
    port: Type.String({ minLength: 1, description: `Where the printer is: ${addressForms}` }),
    wideFont: Type.Optional(
      Type.Unsafe<WideFont | 'none'>(
        Type.Enum([...wideFonts, 'none'], {
          description:
            'The two-byte characters that its own font has, as its self-test page says: gb18030, big5, shift_jis, euc-kr, or none',
          otherwise: 'those of the model',
        }),
      ),
    ),
    rollTickets: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 5000,
        default: 250,
        description: 'Tickets on a new roll of paper, from 20 to 5000; rolls that ran out correct it',
      }),
    ),
  },
  { additionalProperties: false },
);
export type PrinterDevice = Static<typeof PrinterDevice>;

/**
 * The model of a configured printer, with the font that it was bought with.
 * @throws TypeError for a name that is no model
 */
export function modelOfPrinter({ model, wideFont }: Pick<PrinterDevice, 'model' | 'wideFont'>): PrinterModel {
  const bought = printerModel(model);
  return wideFont === undefined ? bought : { ...bought, wideFont: wideFont === 'none' ? null : wideFont };
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

/** A rating pad in the configuration. Where it says no `pins`, whoever reads the configuration decides; `openPad` needs them. */
export const PadDevice = Type.Object(
  {
    id: deviceId,
    counter: Type.String({ description: 'The id of the counter where the pad lies' }),
    model: Type.Unsafe<PadModelName>(
      Type.Union(
        Object.entries(padDrivers).map(([name, { model }]) => Type.Literal(name, { title: model.title })),
      ),
    ),
    port: Type.String({ minLength: 1, description: `Where the pad is: ${addressForms}` }),
    pins: Type.Optional(
      Type.Array(
        Type.Integer({ minimum: 2, maximum: 19, description: 'A pin that a button can be on: 2 to 19' }),
        {
          minItems: 1,
          maxItems: 10,
          uniqueItems: true,
          description: 'The pin of each button, the best score first',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PadDevice = Static<typeof PadDevice>;

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
