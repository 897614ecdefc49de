/**
 * USB devices that a lobby meets, as data: a new one is a new row. After the USB id list of linux-usb.org, the ids of Arduino's
 * board packages, and of serial adapters in the kernel's drivers; of printers without a name there, what their owners report.
 */
import type { PadModelName } from '../pad/models.ts';
import { titleOf, type UsbFacts } from './usb.ts';

/**
 * `arduino`: nothing else has this id. `adapter`: a serial port, and no telling what is behind it. `receipt-printer`: one that
 * speaks ESC/POS. `foreign-printer`: one that does not, as it is sold. `keypad`: made to be one.
 */
export type KnownKind = 'arduino' | 'adapter' | 'receipt-printer' | 'foreign-printer' | 'keypad';

export interface KnownDevice {
  readonly vendor: string;
  /** Null: any of this maker. */
  readonly product: string | null;
  readonly name: string;
  readonly kind: KnownKind;
  /** Of an Arduino: its row in the table of pads. */
  readonly pad?: PadModelName;
  /** What it has to call itself, where other makers have the same number. */
  readonly says?: RegExp;
}

const arduinos = (pad: PadModelName, names: Readonly<Record<string, string>>): KnownDevice[] =>
  rows(names, { kind: 'arduino', pad });

/** @param names by vendor and product, as `lsusb` writes them */
function rows(
  names: Readonly<Record<string, string>>,
  more: Pick<KnownDevice, 'kind' | 'pad'>,
): KnownDevice[] {
  return Object.entries(names).map(([id, name]) => {
    const [vendor = '', product = ''] = id.split(':');
    return { vendor, product: product === '*' ? null : product, name, ...more };
  });
}

export const knownDevices: readonly KnownDevice[] = [
  ...arduinos('firmata', {
    '2341:0001': 'Arduino Uno',
    '2341:0043': 'Arduino Uno R3',
    '2a03:0043': 'Arduino Uno R3',
    '2341:0243': 'Genuino Uno R3',
    '2341:006a': 'Arduino Uno Mini',
    '03eb:2145': 'Arduino Uno WiFi Rev2',
    '2341:0069': 'Arduino Uno R4 Minima',
    '2341:1002': 'Arduino Uno R4 WiFi',
    '2341:0058': 'Arduino Nano Every',
    '2341:8036': 'Arduino Leonardo',
    '2a03:8036': 'Arduino Leonardo',
    '2341:8037': 'Arduino Micro',
    '2a03:8037': 'Arduino Micro',
  }),
  ...arduinos('firmata-mega', {
    '2341:0010': 'Arduino Mega 2560',
    '2341:0042': 'Arduino Mega 2560 R3',
    '2a03:0042': 'Arduino Mega 2560 R3',
    '2341:003f': 'Arduino Mega ADK',
    '2341:0044': 'Arduino Mega ADK R3',
  }),
  ...rows(
    {
      '1a86:5523': 'CH341 serial adapter',
      '1a86:7522': 'CH340 serial adapter',
      '1a86:7523': 'CH340 serial adapter',
      '1a86:55d3': 'CH343 serial adapter',
      '1a86:55d4': 'CH9102 serial adapter',
      '10c4:ea60': 'CP210x serial adapter',
      '10c4:ea70': 'CP2105 serial adapter, two ports',
      '10c4:ea71': 'CP2108 serial adapter, four ports',
      '0403:6001': 'FTDI FT232 serial adapter',
      '0403:6010': 'FTDI FT2232 serial adapter, two ports',
      '0403:6011': 'FTDI FT4232 serial adapter, four ports',
      '0403:6014': 'FTDI FT232H serial adapter',
      '0403:6015': 'FTDI FT231X serial adapter',
      '067b:2303': 'PL2303 serial adapter',
      '067b:23a3': 'PL2303GC serial adapter',
      '067b:23b3': 'PL2303GB serial adapter',
      '067b:23c3': 'PL2303GT serial adapter',
      '067b:23d3': 'PL2303GL serial adapter',
      '067b:23e3': 'PL2303GE serial adapter',
      '067b:23f3': 'PL2303GS serial adapter',
    },
    { kind: 'adapter' },
  ),
  ...rows(
    {
      '04b8:*': 'Epson printer',
      '0416:5011': '58 mm receipt printer (POS58)',
      '0456:0808': 'Receipt printer (USB POS Printer)',
      '0483:5743': 'Receipt printer (Xprinter and others)',
      '0483:5840': '58 mm receipt printer (58Printer)',
      '0fe6:811e': 'Receipt printer (ICS Advent interface)',
      '1fc9:2016': 'Receipt printer (Xprinter and others)',
      '28e9:0289': '58 mm receipt printer (micro-printer)',
      '6868:0500': 'Gprinter receipt printer',
      '1504:*': 'Bixolon printer',
      '0dd4:*': 'Custom printer',
      '154f:*': 'SNBC printer',
      '1d90:*': 'Citizen printer',
    },
    { kind: 'receipt-printer' },
  ),
  ...rows({ '0519:*': 'Star printer' }, { kind: 'foreign-printer' }),
  // The vendor is Texas Instruments, whose number anybody with its chip may use.
  { vendor: '2047', product: null, name: 'Storm keypad', kind: 'keypad', says: /storm/i },
];

/** @returns null for a device that nobody has written down */
export function knownOf(usb: UsbFacts): KnownDevice | null {
  const fits = ({ vendor, product, says }: KnownDevice) =>
    vendor === usb.vendor &&
    (product === null || product === usb.product) &&
    (says === undefined || says.test(titleOf(usb) ?? ''));
  return knownDevices.find(fits) ?? null;
}

/** Printers that say who they are → their models; the first that fits. */
const printerNames: readonly (readonly [name: RegExp, model: string])[] = [
  [/TM-T20/i, 'epson-tm-t20'],
  [/TM-T8[12]/i, 'epson-tm-t82'],
  [/TM-T88/i, 'epson-tm-t88'],
  [/XP-?58/i, 'xprinter-58'],
  [/XP-?80|XP-?[NQ]/i, 'xprinter-80'],
  [/GP-?[A-Z]?80/i, 'gprinter-80'],
  [/(?<!\d)58(?!\d)/, 'escpos-58'],
];

/** The model that is tried first with a printer of this name. */
export function printerModelFor(name: string): string {
  return printerNames.find(([says]) => says.test(name))?.[1] ?? 'escpos-80';
}
