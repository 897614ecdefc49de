/** A printer at the device's end of a serial pair, in the test's own hands: it can be slow, and it outlives the host. */
import { SerialPort } from 'serialport';
import { expect, onTestFinished } from 'vitest';
import type { PrinterSimulator } from '../../drivers/printer/simulator.ts';
import { printerDrivers } from '../../drivers/registry.ts';
import { PATIENTLY } from './patience.ts';

/** @param pace times as long as a real printer needs */
export async function printerAt(path: string, pace: number): Promise<PrinterSimulator> {
  const printer = printerDrivers['escpos-58'].simulate({ pace });
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
  // The pair may be gone before the port is closed.
  port.on('error', () => undefined);
  port.on('data', (bytes: Buffer) => printer.receive(bytes));
  printer.onSend((bytes) => void port.write(Buffer.from(bytes)));
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(error)));
  });
  onTestFinished(
    () => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())),
  );
  return printer;
}

/** Waits for as many papers as there should be, and makes sure that each is whole. */
export async function papersOf(printer: PrinterSimulator, count: number): Promise<string[]> {
  await expect.poll(() => printer.papers.filter(({ done }) => done).length, PATIENTLY).toBe(count);
  return printer.papers
    .map(({ items }) =>
      items.flatMap((item) => (item.kind === 'line' ? item.runs.map(({ text }) => text) : [])).join('\n'),
    )
    .toReversed();
}
