import type { LobbyConfig } from '../../config/schema.ts';
import type { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import type { TicketPrinter } from '../../drivers/printer/printer.ts';
import { openPrinter } from '../../drivers/printer/open.ts';
import type { SimulatedPrinterView } from '../messages/lab.ts';
import { OpenedDevices } from './opened-devices.ts';

type PrinterDevice = LobbyConfig['devices']['printers'][number];

/** The lobby's printers: opened at once, reconnected by themselves. */
export class Printers extends OpenedDevices<PrinterDevice, TicketPrinter, PrinterSimulator> {
  constructor(devices: readonly PrinterDevice[]) {
    super(
      'printer',
      devices.map((device) => {
        const { printer: driver, simulator } = openPrinter(device);
        return { device, driver, simulator };
      }),
    );
  }

  /** By their id in the configuration. */
  byId(): ReadonlyMap<string, TicketPrinter> {
    return new Map(this.opened.map(({ device, driver }) => [device.id, driver]));
  }

  /** Somebody has looked after it. One that is not there has nothing to try. */
  retry(id: string): void {
    this.opened.find(({ device }) => device.id === id)?.driver.retry();
  }

  /** Whether one of them would spend paper. */
  get isAnyReal(): boolean {
    return this.opened.some(({ simulator }) => simulator === null);
  }

  /** The simulated ones with their papers. */
  simulated(): SimulatedPrinterView[] {
    return this.opened.flatMap((opened) => {
      const { simulator } = opened;
      if (simulator === null) return [];
      const { widthDots, columns, faults, papers } = simulator;
      return [{ device: this.view(opened), widthDots, columns, faults, papers }];
    });
  }
}
