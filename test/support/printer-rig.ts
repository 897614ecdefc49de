/** A printer at the device's end of a serial pair, in the test's own hands: it can be slow, and it outlives the host. */
import { expect } from 'vitest';
import type { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { printerDriver } from '../../drivers/registry.ts';
import { plugIn } from './device-at.ts';
import { PATIENTLY } from './patience.ts';

/** @param pace times as long as a real printer needs */
export async function printerAt(path: string, pace: number): Promise<PrinterSimulator> {
  const printer = printerDriver('escpos-58').simulate({ pace });
  await plugIn(printer, path);
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
