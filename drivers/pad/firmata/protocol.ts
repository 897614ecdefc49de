/**
 * The Firmata protocol 2.5 as a board speaks it: messages from the host, and the board's own. Pure.
 * After github.com/firmata/protocol, protocol.md; what that leaves open, as in FirmataParser of github.com/firmata/arduino.
 */

/** Pin modes. */
export const Mode = {
  input: 0x00,
  output: 0x01,
  analog: 0x02,
  pwm: 0x03,
  servo: 0x04,
  i2c: 0x06,
  serial: 0x0a,
  pullUp: 0x0b,
} as const;

/** Feature ids, the byte after the start of a sysex message; those of servos and of I2C are after servos.md and i2c.md. */
export const Sysex = {
  analogMappingQuery: 0x69,
  analogMappingResponse: 0x6a,
  capabilityQuery: 0x6b,
  capabilityResponse: 0x6c,
  pinStateQuery: 0x6d,
  pinStateResponse: 0x6e,
  extendedAnalog: 0x6f,
  servoConfig: 0x70,
  text: 0x71,
  i2cRequest: 0x76,
  i2cReply: 0x77,
  i2cConfig: 0x78,
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
const versionQuery = 0xf9;
const reset = 0xff;

/** By command, the number of data bytes; the lower half of a command below F0 is a channel, a pin or a port. */
const dataBytes: Readonly<Record<number, number>> = {
  0x90: 2,
  0xc0: 1,
  0xd0: 1,
  0xe0: 2,
  0xf4: 2,
  0xf5: 2,
  0xff: 0,
};

/** The whole buffer of a board. A longer message is read to its end, and then forgotten. */
const sysexBytesMax = 64;

/** Takes a stream that may be cut anywhere, and finds the next message after whatever noise; never throws. */
export class FirmataParser {
  /** A sysex message under way, without its start; null outside of one. */
  #sysex: number[] | null = null;
  /** Another message under way, its command first; empty between messages. */
  #message: number[] = [];

  push(bytes: Uint8Array): HostMessage[] {
    const messages: HostMessage[] = [];
    for (const byte of bytes) {
      const message = this.#sysex ? this.#inSysex(this.#sysex, byte) : this.#take(byte);
      if (message) messages.push(message);
    }
    return messages;
  }

  #inSysex(sysex: number[], byte: number): HostMessage | null {
    if (byte !== endSysex) {
      // Only F7 ends it: a board takes every other command for data here, a reset also.
      if (sysex.length <= sysexBytesMax) sysex.push(byte);
      return null;
    }
    this.#sysex = null;
    const [id, ...data] = sysex;
    return id === undefined || sysex.length > sysexBytesMax ? null : { kind: 'sysex', id, data };
  }

  #take(byte: number): HostMessage | null {
    if (byte >= 0x80) return this.#command(byte);
    const [first = 0] = this.#message;
    if (this.#message.length > 0) this.#message.push(byte);
    return this.#message.length > (dataBytes[kindOf(first)] ?? 0) ? this.#end() : null;
  }

  /** What a board does not know, and the question for its version, may come in the middle of another message. */
  #command(byte: number): HostMessage | null {
    if (byte === startSysex) this.#sysex = [];
    else if (byte === versionQuery) return { kind: 'version-query' };
    else if (dataBytes[kindOf(byte)] === undefined) return null;
    this.#message = byte === startSysex ? [] : [byte];
    return byte === reset ? this.#end() : null;
  }

  #end(): HostMessage | null {
    const [first = 0, low = 0, high = 0] = this.#message;
    this.#message = [];
    return meaning(kindOf(first), first & 0x0f, low, high);
  }
}

const kindOf = (command: number) => (command < 0xf0 ? command & 0xf0 : command);

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
    case reset:
      return { kind: 'reset' };
    default:
      return null;
  }
}

/** Two bytes of 7 bits, the lower first: how everything above 127 is said. */
const pair = (value: number) => [value & 0x7f, (value >> 7) & 0x7f];
/** As many bytes of 7 bits as it takes, the lowest first. */
const groups = (value: number): number[] => (value > 0x7f ? [value & 0x7f, ...groups(value >> 7)] : [value]);
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
  /** @param state up to 16 bits: what was written to an output; of an input, 1 with its pull-up */
  pinState: (pin: number, mode: number, state: number) =>
    sysex(Sysex.pinStateResponse, pin, mode, ...groups(state)),
  /** What a board has to say about a pin that it has not. */
  noPin: (pin: number) => sysex(Sysex.pinStateResponse, pin & 0x7f),
  /** What a register of a device on the I2C bus holds, by byte. */
  i2cReply: (address: number, register: number, bytes: readonly number[]) =>
    sysex(Sysex.i2cReply, ...[address, register, ...bytes].flatMap(pair)),
  text: (text: string) => sysex(Sysex.text, ...pairs(text)),
};
