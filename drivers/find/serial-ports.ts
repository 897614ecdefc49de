/** Serial ports: from the kernel, from udev by way of serialport, and under the names that stay the same. */
import { join } from 'node:path';
import { accessTo } from './access.ts';
import { printerChoice, type Choice, type Found } from './found.ts';
import { knownOf, printerModelFor, type KnownDevice } from './known.ts';
import { codeOf, linksIn, namesIn, textOf, type Link, type Machine } from './machine.ts';
import { plain, quoted } from './plain.ts';
import { interfaceOf, titleOf, usbOf, type UsbFacts } from './usb.ts';

const portNames = /^(?:ttyUSB|ttyACM|ttyAMA|ttyS|ttyXRUSB|ttyCH|ttyWCH|rfcomm)/;

interface Port {
  /** As the kernel calls it, like ttyUSB0. */
  readonly name: string;
  readonly usb: UsbFacts | null;
  /** All that is in the port's USB device is the same as in another one's: nothing tells the two apart. */
  readonly twin: string;
}

export interface SerialPorts {
  readonly found: readonly Found[];
  /** Why udev could not be asked; null when it could. */
  readonly udevFault: string | null;
}

export async function serialPorts(machine: Machine): Promise<SerialPorts> {
  const udev = await askUdev();
  const names = new Set([...namesIn(join(machine.sys, 'class/tty')), ...udev.ports.keys()]);
  const ports = [...names]
    .filter((name) => portNames.test(name) && isThere(machine, name))
    .map((name): Port => {
      const device = `class/tty/${name}/device`;
      const usb = usbOf(machine, device) ?? udev.ports.get(name) ?? null;
      const twin = JSON.stringify([usb?.vendor, usb?.product, usb?.serial, interfaceOf(machine, device)]);
      return { name, usb, twin };
    });
  const twins = Map.groupBy(ports, ({ twin }) => twin);
  const links = { byId: linksIn(machine, 'serial/by-id'), byPath: linksIn(machine, 'serial/by-path') };
  const consoles = (textOf(join(machine.sys, 'class/tty/console/active')) ?? '').split(' ');
  const found = ports.map((port) => {
    const isOne = twins.get(port.twin)?.length === 1;
    return describe(machine, port, stableName(port, links, isOne), consoles.includes(port.name));
  });
  return { found, udevFault: udev.fault };
}

/** A PC has nodes for serial ports that were never built in; the kernel says of these that their type is unknown. */
function isThere(machine: Machine, name: string): boolean {
  return (
    !/^tty(?:S|AMA)/.test(name) || !['0', null].includes(textOf(join(machine.sys, 'class/tty', name, 'type')))
  );
}

interface Udev {
  readonly ports: ReadonlyMap<string, UsbFacts | null>;
  readonly fault: string | null;
}

/**
 * serialport asks `udevadm`. Where there is none it rejects; where it fails, the list is short or empty without a word, so that
 * the kernel is asked besides in every case.
 */
async function askUdev(): Promise<Udev> {
  const { SerialPort } = await import('serialport');
  try {
    const listed = await SerialPort.list();
    return {
      ports: new Map(listed.map((port) => [port.path.replace(/^\/dev\//, ''), factsOf(port)])),
      fault: null,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fault = codeOf(error) === 'ENOENT' ? 'there is no udevadm' : plain(error.message);
    return { ports: new Map(), fault };
  }
}

type Listed = Awaited<ReturnType<(typeof import('serialport'))['SerialPort']['list']>>[number];

function factsOf({ vendorId, productId, serialNumber, manufacturer, pnpId }: Listed): UsbFacts | null {
  if (vendorId === undefined || productId === undefined) return null;
  return {
    vendor: plain(vendorId).toLowerCase(),
    product: plain(productId).toLowerCase(),
    serial: plain(serialNumber ?? '') || null,
    maker: plain(manufacturer ?? '') || null,
    // usb-MAKER_PRODUCT_SERIAL-if00-port0: all that it says of the product.
    title: plain(pnpId?.replace(/^usb-/, '').replaceAll('_', ' ') ?? '') || null,
  };
}

interface StableName {
  /** Below /dev. */
  readonly path: string;
  readonly note: string | null;
}

function stableName(
  { name, usb }: Port,
  { byId, byPath }: { byId: readonly Link[]; byPath: readonly Link[] },
  isOne: boolean,
): StableName {
  const leadsHere = ({ target }: Link) => target === name;
  const id = byId.find(leadsHere);
  if (id && usb !== null && usb.serial !== null && isOne) return { path: id.path, note: null };
  // Since systemd 255 there is a second name, with usbv2 or usbv3 in it, which older ones do not have.
  const paths = byPath.filter(leadsHere).toSorted((left, right) => left.path.length - right.path.length);
  const place = paths[0]?.path ?? null;
  if (usb === null) return { path: name, note: null };
  const why = whyByPath(usb, isOne);
  if (place !== null)
    return { path: place, note: `${why}: this name is that of the socket, so leave it in there.` };
  return { path: name, note: 'No lasting name is known for it: it may be another one after a restart.' };
}

function whyByPath({ serial }: UsbFacts, isOne: boolean): string {
  if (serial === null) return 'It has no serial number';
  return isOne ? 'udev has no name for it by its serial number' : 'Another one has the same serial number';
}

function describe(machine: Machine, port: Port, stable: StableName, isConsole: boolean): Found {
  const { name, usb } = port;
  const known = usb === null ? null : knownOf(usb);
  const node = join(machine.dev, name);
  const address = `serial:/dev/${stable.path}`;
  const notes = stable.note === null ? [] : [stable.note];
  if (isConsole)
    notes.push('It is the console of this machine; raspi-config switches that off on a Raspberry Pi.');
  return {
    name: titleFor(known, usb),
    port: address,
    node: `/dev/${name}`,
    usb,
    access: accessTo(machine, node),
    choices: isConsole ? [] : choicesFor(known, usb, address),
    notes,
    isAskable: !isConsole && (known?.kind === 'arduino' || known?.kind === 'adapter'),
  };
}

function titleFor(known: KnownDevice | null, usb: UsbFacts | null): string {
  if (usb === null) return 'Serial port of this machine';
  if (known === null) return titleOf(usb) ?? 'Serial port over USB';
  return known.name;
}

function choicesFor(known: KnownDevice | null, usb: UsbFacts | null, port: string): Choice[] {
  if (known?.kind === 'arduino') return [arduinoChoice(port, known.pad ?? 'firmata', 'a pad')];
  if (known?.kind === 'receipt-printer') {
    return [printerChoice(port, printerModelFor(`${known.name} ${usb === null ? '' : titleOf(usb)}`))];
  }
  if (known !== null && known.kind !== 'adapter') return [];
  const others = [boardChoice(port), printerChoice(port, 'escpos-80')];
  return usb === null
    ? others
    : [arduinoChoice(port, 'firmata', 'a pad: an Arduino Nano or a copy'), ...others];
}

const arduinoChoice = (port: string, model: string, what: string): Choice => ({
  list: 'pads',
  what,
  entry: [
    ['model', model],
    ['port', quoted(port)],
  ],
  remarks: { model: 'buttons from pin 2 on, the best score first' },
});

const boardChoice = (port: string): Choice => ({
  list: 'boards',
  what: 'an LED board',
  entry: [
    ['model', 'bx-5k'],
    ['port', quoted(port)],
  ],
  remarks: { model: 'or another one of docs/boards.md' },
});
