/** Known devices that are plugged in and that no driver has made a port of. */
import { readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { knownOf } from './known.ts';
import { namesIn, textOf, unlessMissing, type Machine } from './machine.ts';
import { titleOf, usbAt, type UsbFacts } from './usb.ts';

const printerClass = '07';

/** A sentence or two for each. */
export function portless(machine: Machine): string[] {
  const bus = join(machine.sys, 'bus/usb/devices');
  // 1-1.4 is a device, 1-1.4:1.0 one of its functions.
  const names = namesIn(bus);
  return names.flatMap((name) => {
    const usb = name.includes(':') ? null : usbAt(join(bus, name));
    if (usb === null) return [];
    const parts = names.filter((part) => part.startsWith(`${name}:`)).map((part) => join(bus, part));
    return parts.some(hasPort) ? [] : remedy(usb, parts);
  });
}

function remedy(usb: UsbFacts, parts: readonly string[]): string[] {
  // What a program has taken from the kernel is usbfs's.
  const isTaken = parts.some((part) => driverOf(part) === 'usbfs');
  if (parts.some((part) => textOf(join(part, 'bInterfaceClass')) === printerClass)) {
    const why = isTaken ? 'A program has it, mostly CUPS: remove it there.' : 'Try: sudo modprobe usblp';
    return [`${nameOf(usb)} is a printer without /dev/usb/lp. ${why}`];
  }
  if (!['arduino', 'adapter'].includes(knownOf(usb)?.kind ?? '')) return [];
  const why = isTaken ? 'A program has it, mostly brltty: sudo apt remove brltty' : 'See: sudo dmesg | tail';
  return [`${nameOf(usb)} has no serial port. ${why}`];
}

const driverOf = (part: string): string | null =>
  unlessMissing(() => basename(readlinkSync(join(part, 'driver'))));

/** Whether a function has become a tty or an lp. */
const hasPort = (part: string): boolean => namesIn(part).some((name) => /^(?:tty|usbmisc)/.test(name));

const nameOf = (usb: UsbFacts): string =>
  `${knownOf(usb)?.name ?? titleOf(usb) ?? 'USB device'} (${usb.vendor}:${usb.product})`;
