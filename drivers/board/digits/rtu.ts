/**
 * Modbus-RTU as far as displays need it: one frame to write registers, one to read them, and what is said to them. A library was
 * looked at for it, modbus-serial and jsmodbus: both own their port, their timeouts and a queue of requests, while here boards of
 * several kinds take turns on one line, with echoes and serial servers, and what is superseded must never be sent. Two functions
 * and a CRC are less than what it would take to hold a library back; modbus-serial is the far end in the tests instead.
 */
import { crc16 } from '../crc16.ts';

export interface RtuFrame {
  /** Of the display, in both directions; 0 is all of them. */
  readonly address: number;
  /** The function, with the high bit set in a refusal. */
  readonly code: number;
  readonly data: Uint8Array;
}

export const rtuFunctions = { read: 0x03, writeOne: 0x06, write: 0x10 } as const;
/** Added to the function in a refusal, with one of `rtuExceptions` as its data. */
export const refusal = 0x80;

/** Reasons of a refusal, from the Modbus application protocol. */
export const rtuExceptions = {
  function: 1,
  address: 2,
  value: 3,
  failure: 4,
  /** It takes long, and will be done. */
  accepted: 5,
  busy: 6,
  memory: 8,
  /** From a gateway in between: no way to the display, and no answer of it. */
  noPath: 10,
  noAnswer: 11,
} as const;

/** To every display on the line, without an answer. */
export const toAll = 0;

/** A display has ten registers, which are 29 bytes; what is longer is for a device of another kind. */
const frameBytesMax = 64;
const crcBytes = 2;
/** Address, function and CRC. */
const envelopeBytes = 4;

/** The bytes for the wire. */
export function encodeRtu({ address, code, data }: RtuFrame): Buffer {
  const frame = Buffer.alloc(data.length + envelopeBytes);
  frame.writeUInt8(address, 0);
  frame.writeUInt8(code, 1);
  frame.set(data, 2);
  frame.writeUInt16LE(crcOf(frame), frame.length - crcBytes);
  return frame;
}

/** Values of 16 bits for registers one after the other. @param values 27 at most, or no display here would find them */
export function writeRegisters(address: number, first: number, values: readonly number[]): Buffer {
  const data = Buffer.alloc(5 + 2 * values.length);
  data.writeUInt16BE(first, 0);
  data.writeUInt16BE(values.length, 2);
  data.writeUInt8(2 * values.length, 4);
  for (const [index, value] of values.entries()) data.writeUInt16BE(value, 5 + 2 * index);
  return encodeRtu({ address, code: rtuFunctions.write, data });
}

/** Asks what is in registers one after the other. @param count from 1 to 29 */
export function readRegisters(address: number, first: number, count: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt16BE(first, 0);
  data.writeUInt16BE(count, 2);
  return encodeRtu({ address, code: rtuFunctions.read, data });
}

/** How long frames are that go one way, by their function; those of any other function are not found. */
interface RtuDirection {
  readonly bytes: ReadonlyMap<number, number>;
  /** Where the number of bytes stands that follow it, before the CRC. */
  readonly countAt: ReadonlyMap<number, number>;
}

/** What a display hears. Functions that it does not have are among them, for it to refuse. */
export const requests: RtuDirection = {
  bytes: new Map([1, 2, 3, 4, 5, 6].map((code) => [code, 8])),
  countAt: new Map([
    [0x0f, 6],
    [rtuFunctions.write, 6],
  ]),
};

/** What the host hears, to what it asks. */
export const answers: RtuDirection = {
  bytes: new Map([
    [rtuFunctions.write, 8],
    [rtuFunctions.write | refusal, 5],
    [rtuFunctions.read | refusal, 5],
  ]),
  countAt: new Map([[rtuFunctions.read, 2]]),
};

/**
 * Takes bytes cut anywhere and finds the frames in them. A frame has no beginning of its own, only a silence before it that
 * no serial server keeps; so one ends wherever the latest bytes have the length that their function says, and add up. Noise and
 * echoes before it make no difference, and a frame that another one happens to hold does not hide it. Never throws, keeps 64
 * bytes.
 */
export class RtuParser {
  /** By function, 0 for none; looked up for each byte many times. */
  readonly #bytes = new Uint8Array(256);
  readonly #countAt = new Uint8Array(256);
  readonly #tail = Buffer.alloc(frameBytesMax);
  #length = 0;

  constructor({ bytes, countAt }: RtuDirection) {
    for (const [code, length] of bytes) this.#bytes[code] = length;
    for (const [code, place] of countAt) this.#countAt[code] = place;
  }

  /** The frames that became complete with these bytes, in order. */
  push(bytes: Uint8Array): RtuFrame[] {
    const frames: RtuFrame[] = [];
    for (const byte of bytes) {
      this.#take(byte);
      const frame = this.#find();
      if (frame === null) continue;
      frames.push({
        address: frame.readUInt8(0),
        code: frame.readUInt8(1),
        data: frame.subarray(2, -crcBytes),
      });
    }
    return frames;
  }

  /** What has come of a frame is thrown away. */
  reset(): void {
    this.#length = 0;
  }

  #take(byte: number): void {
    if (this.#length === frameBytesMax) {
      this.#tail.copyWithin(0, 1);
      this.#length -= 1;
    }
    this.#tail[this.#length] = byte;
    this.#length += 1;
  }

  /** A frame that ends with the last byte, the longest if there are several. */
  #find(): Buffer | null {
    for (let at = 0; at <= this.#length - envelopeBytes; at++) {
      if (this.#bytesFrom(at) !== this.#length - at) continue;
      const frame = this.#tail.subarray(at, this.#length);
      if (crcOf(frame) === frame.readUInt16LE(frame.length - crcBytes)) return Buffer.from(frame);
    }
    return null;
  }

  /** How long the frame is that begins here; 0 if none does. */
  #bytesFrom(at: number): number {
    const code = this.#tail[at + 1] ?? 0;
    const countAt = this.#countAt[code] ?? 0;
    if (countAt === 0) return this.#bytes[code] ?? 0;
    return countAt + 1 + (this.#tail[at + countAt] ?? 0) + crcBytes;
  }
}

/** Over all but the place of the CRC itself. */
const crcOf = (frame: Buffer): number => crc16(frame.subarray(0, -crcBytes), 0xffff);
