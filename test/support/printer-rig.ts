/** A printer at the device's end of a serial pair, in the test's own hands: it can be slow, and it outlives the host. */
import { expect } from 'vitest';
import type { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { printerDriver } from '../../drivers/printer/open.ts';
import { plugIn } from './device-at.ts';
import { PATIENTLY } from './patience.ts';

/** @param pace times as long as a real printer needs */
export async function printerAt(path: string, pace: number): Promise<PrinterSimulator> {
  const printer = printerDriver('escpos-58').simulate({ pace });
  await plugIn(printer, path);
  return printer;
}

/**
 * Waits for as many papers with words on them as there should be, and makes sure that each is whole. A strip without any is no
 * paper: a host that comes back cuts off what may hang out, and by then it may have come out whole.
 */
export async function papersOf(printer: PrinterSimulator, count: number): Promise<string[]> {
  const whole = () => printer.papers.filter(({ done, items }) => done && wordsOn(items) !== '');
  await expect.poll(() => whole().length, PATIENTLY).toBe(count);
  return whole()
    .map(({ items }) => wordsOn(items))
    .toReversed();
}

type Items = PrinterSimulator['papers'][number]['items'];

const wordsOn = (items: Items): string =>
  items
    .flatMap((item) => (item.kind === 'line' ? item.runs.map(({ text }) => text) : []))
    .join('\n')
    .trim();
