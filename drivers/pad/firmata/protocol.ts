/**
 * The Firmata protocol 2.5 as a board speaks it: messages from the host, and the board's own. Pure.
 * After github.com/firmata/protocol, protocol.md; what that leaves open, as in FirmataParser of github.com/firmata/arduino.
 */

/** Pin modes. */
export const Mode = { input: 0x00, output: 0x01, analog: 0x02, pwm: 0x03, i2c: 0x06, pullUp: 0x0b } as const;

/** Feature ids, the byte after the start of a sysex message. */
export const Sysex = {
  analogMappingQuery: 0x69,
  analogMappingResponse: 0x6a,
  capabilityQuery: 0x6b,
  capabilityResponse: 0x6c,
  pinStateQuery: 0x6d,
  pinStateResponse: 0x6e,
  extendedAnalog: 0x6f,
  text: 0x71,
  firmware: 0x79,
  samplingInterval: 0x7a,
} as const;

/** A message from the host. Pins are the board's numbers, channels count analog inputs, a port is 8 pins, the lowest in bit 0. */
export type HostMessage =
  | { readonly kind: 'pin-mode'; readonly pin: number; readonly mode: number }
  | { readonly kind: 'pin-value'; readonly pin: number; readonly value: number }
  | { readonly kind: 'write-port'; readonly port: number; readonly value: number }
  | { readonly kind: 'write-analog'; readonly pin: number; readonly value: number }
  | { readonly kind: 'report-analog'; readonly channel: number; readonly on: boolean }
  | { readonly kind: 'report-port'; readonly port: number; readonly on: boolean }
  | { readonly kind: 'version-query' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'sysex'; readonly id: number; readonly data: readonly number[] };

const startSysex = 0xf0;
const endSysex = 0xf7;

/** By command, the number of data bytes; the lower half of a command below F0 is a channel, a pin or a port. */
const dataBytes: Readonly<Record<number, number>> = {
  0x90: 2,
  0xc0: 1,
  0xd0: 1,
  0xe0: 2,
  0xf4: 2,
  0xf5: 2,
  0xf9: 0,
  0xff: 0,
};

/** The whole buffer of an Uno. A longer message is read to its end, and then forgotten. */
const sysexBytesMax = 64;

/** Takes a stream that may be cut anywhere, and finds the next message after whatever noise; never throws. */
export class FirmataParser {
  /** The message under way, its command first; empty between messages. */
  #message: number[] = [];

  push(bytes: Uint8Array): HostMessage[] {
    const messages: HostMessage[] = [];
    for (const byte of bytes) {
      const message = this.#message[0] === startSysex ? this.#inSysex(byte) : this.#take(byte);
      if (message) messages.push(message);
    }
    return messages;
  }

  #inSysex(byte: number): HostMessage | null {
    if (byte !== endSysex) {
      // Only F7 ends it: a board takes every other command for data here, a reset also.
      if (this.#message.length <= sysexBytesMax) this.#message.push(byte);
      return null;
    }
    const [, id, ...data] = this.#message;
    const isWhole = this.#message.length <= sysexBytesMax;
    this.#message = [];
    return id === undefined || !isWhole ? null : { kind: 'sysex', id, data };
  }

  #take(byte: number): HostMessage | null {
    if (byte >= 0x80) this.#message = [byte];
    else if (this.#message.length > 0) this.#message.push(byte);
    const [first = 0, low = 0, high = 0] = this.#message;
    if (first === startSysex) return null;
    const command = first < 0xf0 ? first & 0xf0 : first;
    const length = dataBytes[command];
    if (length !== undefined && this.#message.length <= length) return null;
    this.#message = [];
    return length === undefined ? null : meaning(command, first & 0x0f, low, high);
  }
}

function meaning(command: number, place: number, low: number, high: number): HostMessage | null {
  switch (command) {
    case 0x90:
      return { kind: 'write-port', port: place, value: low | (high << 7) };
    case 0xc0:
      return { kind: 'report-analog', channel: place, on: low !== 0 };
    case 0xd0:
      return { kind: 'report-port', port: place, on: low !== 0 };
    case 0xe0:
      return { kind: 'write-analog', pin: place, value: low | (high << 7) };
    case 0xf4:
      return { kind: 'pin-mode', pin: low, mode: high };
    case 0xf5:
      return { kind: 'pin-value', pin: low, value: high };
    case 0xf9:
      return { kind: 'version-query' };
    case 0xff:
      return { kind: 'reset' };
    default:
      return null;
  }
}

/** Two bytes of 7 bits, the lower first: how everything above 127 is said. */
const pair = (value: number) => [value & 0x7f, (value >> 7) & 0x7f];
const pairs = (text: string) => [...Buffer.from(text, 'latin1')].flatMap(pair);

const sysex = (id: number, ...data: number[]) => Uint8Array.of(startSysex, id, ...data, endSysex);

/** The board's own messages. */
export const say = {
  version: (major: number, minor: number) => Uint8Array.of(0xf9, major, minor),
  firmware: (major: number, minor: number, name: string) =>
    sysex(Sysex.firmware, major, minor, ...pairs(name)),
  /** @param value 8 bits, the port's lowest pin in bit 0 */
  port: (port: number, value: number) => Uint8Array.of(0x90 | port, ...pair(value)),
  /** @param value 14 bits */
  analog: (channel: number, value: number) => Uint8Array.of(0xe0 | channel, ...pair(value)),
  /** @param pins for each pin its modes, each with its resolution in bits */
  capabilities: (pins: readonly (readonly (readonly [mode: number, bits: number])[])[]) =>
    sysex(Sysex.capabilityResponse, ...pins.flatMap((modes) => [...modes.flat(), 0x7f])),
  /** @param channels for each pin its analog channel, or 127 */
  analogMapping: (channels: readonly number[]) => sysex(Sysex.analogMappingResponse, ...channels),
  /** @param state what was written to an output; of an input, 1 with its pull-up */
  pinState: (pin: number, mode: number, state: number) =>
    sysex(Sysex.pinStateResponse, pin, mode, ...(state > 0x7f ? pair(state) : [state])),
  text: (text: string) => sysex(Sysex.text, ...pairs(text)),
};
