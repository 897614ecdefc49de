/** How a printer's own words become what people see of it. */
import { expect, it } from 'vitest';
import type { PrinterStatus } from '../../drivers/printer/printer.ts';
import { OpenedDevices } from '../../firmware-host/devices/opened-devices.ts';
import { HeldPrinter } from '../support/printing-house.ts';

const device = { id: 'paper', model: 'escpos-58', port: 'serial:/dev/ttyS1' };

function printer() {
  const driver = new HeldPrinter();
  const simulator = null as { onChange(): () => void } | null;
  return { driver, devices: new OpenedDevices('printer', [{ device, driver, simulator }]) };
}

const table: readonly (readonly [Partial<PrinterStatus>, string, string | null])[] = [
  [{}, 'ready', null],
  [{ isSlow: true }, 'degraded', 'slow'],
  [{ isSlow: true, problem: 'cutter-jam' }, 'degraded', 'cutter-jam'],
  [{ paperLow: true }, 'degraded', null],
  [{ isSlow: true, paperLow: true }, 'degraded', 'slow'],
  [{ problem: 'not-answering' }, 'lost', 'not-answering'],
  [{ connected: false, problem: 'disconnected' }, 'lost', 'disconnected'],
];

it.each(table)('%j is %s, because of %s', (status, state, problem) => {
  const { driver, devices } = printer();
  driver.becomes(status);
  expect(devices.views()).toMatchObject([{ id: 'paper', kind: 'printer', state, problem }]);
});

it('tells when it becomes slow, and when it is no longer', () => {
  const { driver, devices } = printer();
  const told: string[] = [];
  devices.onState(({ state, problem }) => told.push(problem ?? state));
  driver.becomes({});
  driver.becomes({ isSlow: true });
  driver.becomes({ isSlow: true });
  driver.becomes({});
  expect(told).toEqual(['ready', 'slow', 'ready']);
});
