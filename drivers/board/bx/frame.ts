/**
 * The envelope of BX-5K and 6K cards: A5 eight times, then header, data and CRC with four bytes escaped, then 5A. The same in
 * both directions; lengths and CRC are taken before escaping.
 */
import { crc16 } from '../crc16.ts';

export interface Frame {
  /** The receiver's and the sender's address. */
  readonly to: number;
  readonly from: number;
  readonly data: Uint8Array;
}

/** What a stream of bytes turned out to hold. Of a damaged frame only the addresses are told, and they may be wrong too. */
export type Parsed =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'damaged'; readonly to: number; readonly from: number };

/** The makers' software calls itself so. */
export const hostAddress = 0x8000;
/** For every card: without an answer, and with one. */
export const toAllSilently = 0xffff;
export const toAll = 0xfffe;

const begin = 0xa5;
const end = 0x5a;
const beginsWith = Buffer.alloc(8, begin);
/** A6 and 5B begin an escape, so they are escaped themselves. */
const escapes: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
]);
const unescaped = new Map([...escapes].map(([plain, [first, second]]) => [(first << 8) | second, plain]));

const headerBytes = 14;
const crcBytes = 2;
/** Far more than a card takes in one frame; whoever sends more is no card. */
const frameBytesMax = 8192;

const anyDevice = 0xfe;
const protocolVersion = 0x02;

/** The bytes for the wire. */
export function encodeFrame({ to, from, data }: Frame): Buffer {
  const body = Buffer.alloc(headerBytes + data.length + crcBytes);
  body.writeUInt16LE(to, 0);
  body.writeUInt16LE(from, 2);
  // Then three reserved bytes, an option, and the modes of checking (0: CRC) and of display.
  body.writeUInt8(anyDevice, 10);
  body.writeUInt8(protocolVersion, 11);
  body.writeUInt16LE(data.length, 12);
  body.set(data, headerBytes);
  body.writeUInt16LE(crc16(body.subarray(0, -crcBytes), 0), headerBytes + data.length);
  const escaped = Array.from(body, (byte) => escapes.get(byte) ?? [byte]).flat();
  return Buffer.concat([beginsWith, Buffer.from(escaped), Buffer.of(end)]);
}

/**
 * Takes bytes cut anywhere and finds the frames in them. Never throws, keeps 8 KB at most, and begins anew at every A5,
 * which stands nowhere inside a frame.
 */
export class FrameParser {
  #badFrames = 0;
  /** What has come of a frame, unescaped; null between frames. */
  #body: number[] | null = null;
  /** The first byte of an escape whose second has not come. */
  #escape: number | null = null;

  /** Frames that broke off, were too long, or did not add up. */
  get badFrames(): number {
    return this.#badFrames;
  }

  /** What became complete with these bytes, in order. */
  push(bytes: Uint8Array): Parsed[] {
    const all: Parsed[] = [];
    for (const byte of bytes) {
      if (byte === begin) this.#begin();
      else if (this.#body && byte === end) {
        const parsed = this.#finish(this.#body);
        if (parsed) all.push(parsed);
      } else if (this.#body) this.#take(this.#body, byte);
    }
    return all;
  }

  #begin(): void {
    // Of its eight bytes some may be lost, so that one is enough.
    if (this.#body && (this.#body.length > 0 || this.#escape !== null)) this.#badFrames++;
    this.#body = [];
    this.#escape = null;
  }

  #take(body: number[], byte: number): void {
    if (this.#escape === null && (byte === 0xa6 || byte === 0x5b)) {
      this.#escape = byte;
      return;
    }
    const plain = this.#escape === null ? byte : unescaped.get((this.#escape << 8) | byte);
    this.#escape = null;
    if (plain === undefined || body.length === frameBytesMax) this.#drop();
    else body.push(plain);
  }

  #finish(body: number[]): Parsed | null {
    const bytes = Buffer.from(body);
    const isWhole = this.#escape === null && bytes.length >= headerBytes + crcBytes;
    if (!isWhole) return this.#drop();
    this.#body = null;
    const [to, from] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2)];
    const data = bytes.subarray(headerBytes, -crcBytes);
    const adds = crc16(bytes.subarray(0, -crcBytes), 0) === bytes.readUInt16LE(bytes.length - crcBytes);
    if (adds && bytes.readUInt16LE(12) === data.length) return { kind: 'frame', frame: { to, from, data } };
    this.#badFrames++;
    return { kind: 'damaged', to, from };
  }

  #drop(): null {
    this.#badFrames++;
    this.#body = null;
    this.#escape = null;
    return null;
  }
}
