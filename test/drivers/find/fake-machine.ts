/** A machine with devices of its own: the parts of /sys, /dev and /proc that are looked at, in a directory, and stand-in programs. */
import { chmodSync, chownSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { vi } from 'vitest';
import type { Machine } from '../../../drivers/find/machine.ts';
import { tempDir } from '../../support/temp.ts';

export interface Plugged {
  /** Where it is plugged in, as the kernel numbers it: 1-1.4. */
  readonly socket: string;
  /** As lsusb writes it: 2341:0043. */
  readonly id: string;
  readonly maker?: string;
  readonly title?: string;
  readonly serial?: string;
}

const computer = 'devices/platform/soc/usb1';
const byPath = (socket: string) => `platform-soc.usb-usb-0:${socket.replace(/^\d+-/, '')}:1.0`;

export class FakeMachine {
  readonly dir = tempDir();
  readonly bin = join(this.dir, 'bin');
  /** What `udevadm info -e` says. */
  readonly #udev: string[] = [];

  constructor() {
    for (const folder of ['sys/class/tty', 'dev', 'proc', 'bin'])
      mkdirSync(join(this.dir, folder), { recursive: true });
    this.write('group', 'root:x:0:\nlp:x:7:\ndialout:x:20:foyer\ninput:x:104:\n');
    this.program('udevadm', 'exit 1');
  }

  get machine(): Machine {
    return {
      sys: join(this.dir, 'sys'),
      dev: join(this.dir, 'dev'),
      proc: join(this.dir, 'proc'),
      groups: join(this.dir, 'group'),
      mayOpen: () => true,
    };
  }

  /** Programs of this machine, and no others, are found from now on in this test. */
  usePrograms(): void {
    vi.stubEnv('PATH', this.bin);
  }

  program(name: string, script: string): void {
    const path = this.write(join('bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  write(path: string, text: string): string {
    const whole = join(this.dir, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  }

  link(path: string, target: string): void {
    const whole = join(this.dir, path);
    mkdirSync(dirname(whole), { recursive: true });
    symlinkSync(relative(dirname(whole), join(this.dir, target)), whole);
  }

  absoluteLink(path: string, target: string): void {
    const whole = join(this.dir, path);
    mkdirSync(dirname(whole), { recursive: true });
    symlinkSync(target, whole);
  }

  replaceByLink(path: string, target: string): void {
    this.remove(path);
    this.absoluteLink(path, target);
  }

  remove(path: string): void {
    rmSync(join(this.dir, path), { recursive: true });
  }

  /** Where a path of this machine really leads. */
  realPath(path: string): string {
    return realpathSync(join(this.dir, path));
  }

  /** Gives a node to a group, as udev does. */
  own(path: string, group: number): void {
    chownSync(join(this.dir, path), 0, group);
    chmodSync(join(this.dir, path), 0o660);
  }

  /** A USB device with one function; a driver has to be given to it. @returns the function's folder in /sys */
  usb({ socket, id, maker, title, serial }: Plugged, interfaceClass: string): string {
    const [vendor = '', product = ''] = id.split(':');
    const folder = `sys/${computer}/${socket}`;
    const facts = { idVendor: vendor, idProduct: product, manufacturer: maker, product: title, serial };
    for (const [name, text] of Object.entries(facts))
      if (text !== undefined) this.write(`${folder}/${name}`, `${text}\n`);
    const part = `${folder}/${socket}:1.0`;
    this.write(`${part}/bInterfaceNumber`, '00\n');
    this.write(`${part}/bInterfaceClass`, `${interfaceClass}\n`);
    this.link(`sys/bus/usb/devices/${socket}`, folder);
    this.link(`sys/bus/usb/devices/${socket}:1.0`, part);
    return part;
  }

  /** A serial port over USB; udev makes its names as its rules say. */
  serial(name: string, plugged: Plugged): void {
    const part = this.usb(plugged, name.startsWith('ttyACM') ? '02' : 'ff');
    const device = name.startsWith('ttyACM') ? part : `${part}/${name}`;
    const tty = `${device}/tty/${name}`;
    this.write(`${tty}/dev`, '166:0\n');
    this.link(`${tty}/device`, device);
    this.link(`sys/class/tty/${name}`, tty);
    this.write(`dev/${name}`, '');
    const port = name.startsWith('ttyACM') ? '' : '-port0';
    const id = `usb-${idSerial(plugged)}-if00${port}`;
    const place = `${byPath(plugged.socket)}${port}`;
    this.#udevLink(`dev/serial/by-id/${id}`, `dev/${name}`);
    this.#udevLink(`dev/serial/by-path/${place}`, `dev/${name}`);
    this.#tellUdev(name, tty, plugged, [`/dev/serial/by-path/${place}`, `/dev/serial/by-id/${id}`]);
  }

  printer(name: string, plugged: Plugged, deviceId: string): void {
    const part = this.usb(plugged, '07');
    this.write(`${part}/ieee1284_id`, `${deviceId}\n`);
    this.write(`${part}/usbmisc/${name}/dev`, '180:0\n');
    this.link(`${part}/usbmisc/${name}/device`, part);
    this.link(`sys/class/usbmisc/${name}`, `${part}/usbmisc/${name}`);
    this.write(`dev/usb/${name}`, '');
  }

  /** @param keys the bits of its keys, as the kernel writes them */
  keys(event: string, plugged: Plugged, keys: string): void {
    const input = `${this.usb(plugged, '03')}/0003:${plugged.id.toUpperCase()}.0001/input/${event.replace('event', 'input')}`;
    this.write(`${input}/name`, `${[plugged.maker, plugged.title].join(' ').trim()}\n`);
    this.write(`${input}/capabilities/key`, `${keys}\n`);
    this.write(`${input}/${event}/dev`, '13:64\n');
    this.link(`${input}/${event}/device`, input);
    this.link(`sys/class/input/${event}`, `${input}/${event}`);
    this.write(`dev/input/${event}`, '');
    this.#udevLink(`dev/input/by-id/usb-${idSerial(plugged)}-event-kbd`, `dev/input/${event}`);
    this.#udevLink(`dev/input/by-path/${byPath(plugged.socket)}-event-kbd`, `dev/input/${event}`);
  }

  /** The first who asks for a name has it, as long as nobody is unplugged. */
  #udevLink(path: string, target: string): void {
    try {
      this.link(path, target);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }

  /** As systemd 252 of Debian 12 writes a device; its lines are in this order. */
  #tellUdev(name: string, tty: string, plugged: Plugged, links: readonly string[]): void {
    const path = tty.replace(/^sys/, '');
    const [vendor, product] = plugged.id.split(':');
    const own = {
      DEVPATH: path,
      DEVNAME: `/dev/${name}`,
      SUBSYSTEM: 'tty',
      ID_BUS: 'usb',
      ID_MODEL: plugged.title?.replaceAll(' ', '_'),
      ID_MODEL_ID: product,
      ID_SERIAL: idSerial(plugged),
      ID_SERIAL_SHORT: plugged.serial,
      ID_VENDOR_ENC: plugged.maker?.replaceAll(' ', '\\x20'),
      ID_VENDOR_ID: vendor,
      ID_USB_INTERFACE_NUM: '00',
      DEVLINKS: links.join(' '),
      TAGS: ':systemd:',
    };
    this.#udev.push(
      [
        `P: ${path}`,
        `M: ${name}`,
        'R: 0',
        'U: tty',
        'D: c 166:0',
        `N: ${name}`,
        'L: 0',
        ...links.map((link) => `S: ${link.slice('/dev/'.length)}`),
        ...Object.entries(own).flatMap(([key, value]) => (value === undefined ? [] : [`E: ${key}=${value}`])),
        '',
      ].join('\n'),
    );
    const disk =
      'P: /devices/virtual/block/loop0\nM: loop0\nU: block\nT: disk\nD: b 7:0\nN: loop0\nE: DEVNAME=/dev/loop0\n';
    const all = this.write('udev.txt', [disk, ...this.#udev].join('\n'));
    this.program(
      'udevadm',
      `[ "$*" = "info -e" ] && while IFS= read -r line; do printf '%s\\n' "$line"; done < '${all}'`,
    );
  }
}

/** As udev makes it of maker, title and serial number; the ids stand in for what a device does not say. */
function idSerial({ id, maker, title, serial }: Plugged): string {
  const [vendor = '', product = ''] = id.split(':');
  return [maker ?? vendor, title ?? product, serial]
    .filter((part) => part !== undefined)
    .map((part) => part.replaceAll(/[^\w.:+-]/g, '_'))
    .join('_');
}

/** Devices as people plug them in. */
export const plugged = {
  uno: {
    socket: '1-1.1',
    id: '2341:0043',
    maker: 'Arduino (www.arduino.cc)',
    title: '0043',
    serial: '75833353035351B0A1C2',
  },
  ch340: { socket: '1-1.2', id: '1a86:7523', title: 'USB Serial' },
  cp2102: {
    socket: '1-1.3',
    id: '10c4:ea60',
    maker: 'Silicon Labs',
    title: 'CP2102 USB to UART Bridge Controller',
    serial: '0001',
  },
  epson: { socket: '1-1.4', id: '04b8:0e15', maker: 'EPSON', title: 'TM-T20II', serial: '5839' },
  numpad: { socket: '1-1.5', id: '1a2c:0e24', maker: 'SEM', title: 'USB Keyboard' },
} as const satisfies Record<string, Plugged>;

export const epsonId = 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;';

/** What a keypad of digits has: ESC, BACKSPACE, TAB, NUMLOCK to KPDOT, KPENTER, KPSLASH. */
export const numpadKeys = keyBits([1, 14, 15, 55, ...range(69, 83), 96, 98]);
/** What every keyboard has. */
export const keyboardKeys = keyBits(range(1, 127));

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

function keyBits(codes: readonly number[]): string {
  const words = [0n, 0n];
  for (const code of codes) words[code >> 6] = (words[code >> 6] ?? 0n) | (1n << BigInt(code & 63));
  return words
    .toReversed()
    .map((word) => word.toString(16))
    .join(' ');
}
