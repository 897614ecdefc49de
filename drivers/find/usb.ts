/** What a USB device says of itself, as the kernel keeps it in /sys; each of it words of one line. */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { textOf, unlessMissing, type Machine } from './machine.ts';
import { plain } from './plain.ts';

export interface UsbFacts {
  /** Four hex digits each, as `lsusb` shows them. */
  readonly vendor: string;
  readonly product: string;
  /** Null where the device has none: then two of a kind cannot be told apart. */
  readonly serial: string | null;
  readonly maker: string | null;
  readonly title: string | null;
}

/** Between a device and the USB device that it is a part of. */
const stepsMax = 8;

/**
 * The USB device that a device of the kernel is a part of; null where it is of no USB device.
 * @param path of the device in /sys, such as `class/tty/ttyUSB0/device`
 */
export function usbOf(machine: Machine, path: string): UsbFacts | null {
  return findUsb(machine, path)?.usb ?? null;
}

/** Which of the USB device's functions it is; null where it is none. */
export function interfaceOf(machine: Machine, path: string): string | null {
  return findUsb(machine, path)?.function ?? null;
}

function findUsb(machine: Machine, path: string): { usb: UsbFacts; function: string | null } | null {
  let folder = unlessMissing(() => realpathSync(join(machine.sys, path)));
  if (folder === null) return null;
  let part: string | null = null;
  for (let step = 0; step < stepsMax; step++) {
    part ??= textOf(join(folder, 'bInterfaceNumber'));
    const usb = usbAt(folder);
    if (usb !== null) return { usb, function: part };
    folder = dirname(folder);
  }
  return null;
}

/** @param folder of a USB device; null where it is none */
export function usbAt(folder: string): UsbFacts | null {
  const [vendor, product] = [textOf(join(folder, 'idVendor')), textOf(join(folder, 'idProduct'))];
  if (vendor === null || product === null) return null;
  const said = (name: string) => plain(textOf(join(folder, name)) ?? '') || null;
  return {
    vendor: plain(vendor),
    product: plain(product),
    serial: said('serial'),
    maker: said('manufacturer'),
    title: said('product'),
  };
}

/** As it calls itself; null where it says nothing. */
export function titleOf({ maker, title }: UsbFacts): string | null {
  if (maker === null || title === null) return title ?? maker;
  return title.toLowerCase().startsWith(maker.toLowerCase()) ? title : plain(`${maker} ${title}`);
}
