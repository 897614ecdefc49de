/** Everything that is connected and that Foyer could use. */
import { askFirmware, type Answer } from './ask.ts';
import type { Found } from './found.ts';
import { headers } from './headers.ts';
import { keypads } from './keypads.ts';
import type { Machine } from './machine.ts';
import { portless } from './portless.ts';
import { serialPorts } from './serial-ports.ts';
import { usbPrinters } from './usb-printers.ts';

export interface Findings {
  readonly found: readonly Found[];
  /** What is plugged in and cannot be used, or could not be looked at; a sentence each. */
  readonly troubles: readonly string[];
}

export async function find(machine: Machine): Promise<Findings> {
  const [serial, pins] = await Promise.all([serialPorts(machine), headers(machine)]);
  const udev =
    serial.udevFault === null
      ? []
      : [`udev could not be asked (${serial.udevFault}); names are the kernel's own.`];
  return {
    found: [...serial.found, ...usbPrinters(machine), ...keypads(machine), ...pins],
    troubles: [...portless(machine), ...udev],
  };
}

/** Those that may be asked what they run: an Arduino or a plain adapter, which nobody has open, and which we may open. */
export const askable = ({ found }: Findings): Found[] =>
  found.filter(({ isAskable, access }) => isAskable && access.state === 'free');

/**
 * Asks all of these at once; each is opened for some seconds at most.
 * @returns the answer of each, by its port
 */
export async function askAll(
  machine: Machine,
  asked: readonly Found[],
  waitMs?: number,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = asked.map(async ({ port, node }) => {
    const path = (node ?? '').replace(/^\/dev\//, `${machine.dev}/`);
    return [port, await askFirmware(path, waitMs)] as const;
  });
  return new Map(await Promise.all(answers));
}
