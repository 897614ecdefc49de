/** Where a device is, as the configuration says it in one line. Pure: nothing is opened or looked for. */
import { posix } from 'node:path';
import { DeviceFault } from '../driver.ts';
import { devicePath, number, oneOf, onlyKeys, parseQuery, Refusal, type Query } from './address-query.ts';
import { alsa, pages, type AlsaAddress, type PagesAddress } from './sound-address.ts';

/** What a line with several devices on it needs beside its speed. */
interface SharedLine {
  /** Whether the adapter hears itself: all that is sent comes back. */
  readonly echo: boolean;
  /** Silence before each frame, in ms; null: what its devices need. */
  readonly gapMs: number | null;
}

export interface SerialAddress extends SharedLine {
  readonly kind: 'serial';
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  /** Hardware flow control: RTS and CTS. */
  readonly rtscts: boolean;
  /** Software flow control: XON and XOFF from the device hold back what is sent. */
  readonly xon: boolean;
}

export interface TcpAddress extends SharedLine {
  readonly kind: 'tcp';
  readonly host: string;
  readonly port: number;
}

export interface UsbAddress {
  readonly kind: 'usb';
  readonly path: string;
}

/** Lines of a GPIO chip of this machine, such as the pins of a Raspberry Pi's header. */
export interface GpioAddress {
  readonly kind: 'gpio';
  /** The chip's label; null for the chip of the header, whichever model this is. */
  readonly label: string | null;
}

/** A keyboard or keypad as the kernel's input devices tell of it. */
export interface InputAddress {
  readonly kind: 'input';
  readonly path: string;
}

export interface SimulatedAddress {
  readonly kind: 'simulated';
  /** Times as long as a real device needs; 0 is at once. */
  readonly pace: number;
  /** Devices that name the same line share it; null is a line of its own. */
  readonly line: string | null;
}

export type Address =
  | SerialAddress
  | TcpAddress
  | UsbAddress
  | GpioAddress
  | InputAddress
  | AlsaAddress
  | PagesAddress
  | SimulatedAddress;

/** What a kind of device is told by example: in messages, and in the description in the configuration's schema. */
export interface PortExamples {
  /** All that its ports can look like. */
  readonly forms: string;
  readonly tcp: string;
}

const tcpPaper = 'tcp://192.168.1.20:9100';
const tcpBoard = 'tcp://192.168.1.20:5005';

/** For devices with a port of their own. */
export const ownPorts: PortExamples = {
  forms:
    `serial:/dev/ttyUSB0?baudRate=19200 (also dataBits, parity, stopBits, rtscts, xon), ${tcpPaper}, ` +
    'usb:/dev/usb/lp0, or simulated: (optional ?pace=0)',
  tcp: tcpPaper,
};

const tcpPad = 'tcp://192.168.1.20:3030';

export const padPorts: PortExamples = {
  forms:
    `serial:/dev/ttyACM0 (also baudRate), ${tcpPad}, gpio: for the header of a Raspberry Pi (also gpio:pinctrl-rp1), ` +
    'input:/dev/input/by-id/usb-keypad-event-kbd, or simulated: (optional ?pace=0)',
  tcp: tcpPad,
};

export const speakerPorts: PortExamples = {
  forms:
    'alsa:default or alsa:plughw:1,0 for a sound card of this machine, pages: for the televisions, ' +
    'or simulated: (optional ?pace=0)',
  tcp: tcpPaper,
};

/** For devices that may share a line. */
export const linePorts: PortExamples = {
  forms:
    'serial:/dev/ttyUSB0?baudRate=19200 (also dataBits, parity, stopBits, rtscts, xon, echo, gapMs), ' +
    `${tcpBoard} (also echo, gapMs), or simulated: (also pace, line)`,
  tcp: tcpBoard,
};

/** What a kind of device has where its port does not say otherwise. */
export interface AddressDefaults {
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  /** How a serial device holds us back; `none` when left out. */
  readonly flow?: 'rtscts' | 'xon' | 'none';
}

const schemes = { serial, tcp, usb, gpio, input, alsa, pages, simulated } satisfies Record<
  Address['kind'],
  (rest: string, query: Query, defaults: AddressDefaults, examples: PortExamples) => Address
>;

/**
 * Reads a port of the configuration.
 * @param examples what a message shows of how it is written
 * @throws DeviceFault `bad-address`, whose message names the text, the fault and what is allowed.
 */
export function parseAddress(
  text: string,
  defaults: AddressDefaults = { baudRate: 9600 },
  examples: PortExamples = ownPorts,
): Address {
  try {
    return parse(text, defaults, examples);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new DeviceFault('bad-address', `port "${text}": ${error.message}`, { cause: error });
  }
}

/** The port in short, for messages and logs. */
export function formatAddress(address: Address): string {
  switch (address.kind) {
    case 'serial':
      return `serial:${address.path}`;
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'usb':
    case 'input':
      return `${address.kind}:${address.path}`;
    case 'gpio':
      return `gpio:${address.label ?? ''}`;
    case 'alsa':
      return `alsa:${address.device}`;
    case 'pages':
    case 'simulated':
      return `${address.kind}:`;
  }
}

/** Where its cable ends: the same text for ports that are written differently and lead to one device. Null where there is none. */
export function placeOf(address: Address): string | null {
  switch (address.kind) {
    case 'serial':
    case 'usb':
    case 'input':
      return formatAddress({ ...address, path: posix.normalize(address.path) });
    case 'tcp':
      return formatAddress({ ...address, host: address.host.toLowerCase().replace(/\.$/, '') });
    case 'gpio':
    case 'alsa':
    case 'pages':
      return formatAddress(address);
    case 'simulated':
      return address.line === null ? null : `simulated:?line=${address.line}`;
  }
}

function parse(text: string, defaults: AddressDefaults, examples: PortExamples): Address {
  // Nobody sees it in the file, and no device has it in its name.
  if (text !== text.trim()) throw new Refusal('has a space at its beginning or its end; take it away');
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(colon, 0));
  if (!isScheme(scheme)) {
    throw new Refusal(
      `begins with ${scheme === '' ? 'no kind of port' : `"${scheme}:"`}; use ${examples.forms}`,
    );
  }
  const mark = text.indexOf('?', colon);
  const rest = text.slice(colon + 1, mark < 0 ? undefined : mark);
  return schemes[scheme](rest, parseQuery(mark < 0 ? '' : text.slice(mark + 1)), defaults, examples);
}

function isScheme(text: string): text is Address['kind'] {
  return Object.hasOwn(schemes, text);
}

function serial(path: string, query: Query, defaults: AddressDefaults): SerialAddress {
  onlyKeys(query, ['baudRate', 'dataBits', 'parity', 'stopBits', 'rtscts', 'xon', 'echo', 'gapMs']);
  // A port that says one of the two means it: the other one is not added to it.
  const flow = query.has('rtscts') || query.has('xon') ? 'none' : defaults.flow;
  return {
    kind: 'serial',
    path: devicePath(path, '/dev/ttyUSB0'),
    baudRate: number(query, 'baudRate', {
      from: 300,
      to: 4_000_000,
      otherwise: defaults.baudRate,
      whole: true,
    }),
    dataBits: oneOf(query, 'dataBits', [8, 7], defaults.dataBits),
    parity: oneOf(query, 'parity', ['none', 'even', 'odd'], defaults.parity),
    stopBits: oneOf(query, 'stopBits', [1, 2]),
    rtscts: flow === 'rtscts' || oneOf(query, 'rtscts', [false, true]),
    xon: flow === 'xon' || oneOf(query, 'xon', [false, true]),
    ...sharedLine(query),
  };
}

const gapMaxMs = 1000;

function sharedLine(query: Query): SharedLine {
  const gap = { from: 0, to: gapMaxMs, otherwise: 0, whole: true };
  return {
    echo: oneOf(query, 'echo', [false, true]),
    gapMs: query.has('gapMs') ? number(query, 'gapMs', gap) : null,
  };
}

function tcp(
  rest: string,
  query: Query,
  _defaults: AddressDefaults,
  { tcp: example }: PortExamples,
): TcpAddress {
  onlyKeys(query, ['echo', 'gapMs']);
  const match = /^\/\/(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(rest);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new Refusal(`needs a host and a port from 1 to 65535, like ${example}`);
  }
  return { kind: 'tcp', host, port, ...sharedLine(query) };
}

function usb(path: string, query: Query): UsbAddress {
  onlyKeys(query, []);
  return { kind: 'usb', path: devicePath(path, '/dev/usb/lp0') };
}

function gpio(label: string, query: Query): GpioAddress {
  onlyKeys(query, []);
  if (!/^[\w.-]*$/.test(label))
    throw new Refusal(
      'needs the label of a chip as gpiodetect shows it in brackets, or nothing; for example gpio:pinctrl-rp1',
    );
  return { kind: 'gpio', label: label === '' ? null : label };
}

function input(path: string, query: Query): InputAddress {
  onlyKeys(query, []);
  return { kind: 'input', path: devicePath(path, '/dev/input/by-id/usb-keypad-event-kbd') };
}

function simulated(rest: string, query: Query): SimulatedAddress {
  onlyKeys(query, ['pace', 'line']);
  if (rest !== '')
    throw new Refusal(`has "${rest}" after "simulated:"; nothing but ?pace= or ?line= may follow`);
  return {
    kind: 'simulated',
    pace: number(query, 'pace', { from: 0, to: 100, otherwise: 1, whole: false }),
    line: query.get('line') || null,
  };
}
