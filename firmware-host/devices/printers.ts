import type { LobbyConfig } from '../../config/schema.ts';
import type { PrinterSimulator } from '../../drivers/printer/simulator.ts';
import type { PrinterStatus, TicketPrinter } from '../../drivers/printer/printer.ts';
import { openPrinter } from '../../drivers/registry.ts';
import type { SimulatedPrinterView } from '../messages/lab.ts';
import type { DeviceView } from '../messages/views.ts';
import { tellChanges } from './watch.ts';

type PrinterDevice = LobbyConfig['devices']['printers'][number];

interface Opened {
  readonly device: PrinterDevice;
  readonly printer: TicketPrinter;
  readonly simulator: PrinterSimulator | null;
}

/** The lobby's printers: opened at once, reconnected by themselves, seen by health and lab. */
export class Printers {
  readonly #opened: readonly Opened[];

  constructor(devices: readonly PrinterDevice[]) {
    this.#opened = devices.map((device) => ({ device, ...openPrinter(device) }));
  }

  /** By their id in the configuration. */
  byId(): ReadonlyMap<string, TicketPrinter> {
    return new Map(this.#opened.map(({ device, printer }) => [device.id, printer]));
  }

  /** Whether one of them would spend paper. */
  get isAnyReal(): boolean {
    return this.#opened.some(({ simulator }) => simulator === null);
  }

  views(): DeviceView[] {
    return this.#opened.map(deviceView);
  }

  simulator(id: string): PrinterSimulator | null {
    return this.#opened.find(({ device }) => device.id === id)?.simulator ?? null;
  }

  /** The simulated ones with their papers. */
  simulated(): SimulatedPrinterView[] {
    return this.#opened.flatMap((opened) => {
      const { simulator } = opened;
      if (simulator === null) return [];
      const { widthDots, columns, faults, papers } = simulator;
      return [{ device: deviceView(opened), widthDots, columns, faults, papers }];
    });
  }

  onState(listener: (view: DeviceView) => void): void {
    for (const opened of this.#opened) {
      opened.printer.onStatus(tellChanges(() => deviceView(opened), listener));
    }
  }

  /** Tells when a simulated printer or its status has changed. */
  onSimulated(listener: () => void): void {
    for (const { printer, simulator } of this.#opened) {
      if (simulator === null) continue;
      simulator.onChange(listener);
      printer.onStatus(listener);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(({ printer }) => printer.close()));
  }
}

function deviceView({ device, printer }: Opened): DeviceView {
  const { status } = printer;
  return {
    id: device.id,
    kind: 'printer',
    model: device.model,
    port: device.port,
    state: stateOf(status),
    problem: status.problem,
    portFault: status.portFault,
    paperLow: status.paperLow,
  };
}

function stateOf({ connected, problem, paperLow }: PrinterStatus): DeviceView['state'] {
  if (!connected || problem === 'not-answering') return 'lost';
  return problem !== null || paperLow ? 'degraded' : 'ready';
}
