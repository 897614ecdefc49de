/**
 * What a BX-5K board would show, read from the bytes on its wire apart from all code of the drivers: after the maker's frame
 * format, as far as rows of text need it, so that an encoder and a simulator that are wrong together are still found out.
 */
import iconv from 'iconv-lite';

const START = 0xa5;
const END = 0x5a;
/** Second byte of an escape → what it stands for, by the first. */
const escapes: Readonly<Record<number, readonly [one: number, two: number]>> = {
  0xa6: [0xa6, START],
  0x5b: [0x5b, END],
};
const HEADER_BYTES = 14;
const CRC_BYTES = 2;
const AREA_HEADER_BYTES = 27;
const ALL_AREAS = 0xff;

/** The rows of text that stand on the board after all these bytes, by their height in dots from the top. */
export function readBoard(bytes: Buffer): string[] {
  const rows = new Map<number, string>();
  for (const frame of framesIn(bytes)) applyFrame(rows, frame);
  return [...rows].toSorted(([one], [other]) => one - other).map(([, text]) => text);
}

/** The data of each whole frame. Throws at one whose sum is wrong; half a frame, as a cut leaves it, is passed over. */
function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  let plain: number[] | null = null;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const pair = escapes[byte];
    if (byte === START) plain = [];
    else if (plain === null) continue;
    else if (byte === END) {
      frames.push(dataOf(Buffer.from(plain)));
      plain = null;
    } else if (pair === undefined) plain.push(byte);
    else plain.push(pair[(bytes[(at += 1)] ?? 0) - 1] ?? 0);
  }
  return frames;
}

function dataOf(frame: Buffer): Buffer {
  const body = frame.subarray(0, -CRC_BYTES);
  if (sumOf(body) !== frame.readUInt16LE(body.length))
    throw new Error(`a wrong sum: ${frame.toString('hex')}`);
  const data = body.subarray(HEADER_BYTES);
  if (data.length !== body.readUInt16LE(HEADER_BYTES - 2))
    throw new Error(`a wrong length: ${frame.toString('hex')}`);
  return data;
}

/** CRC-16/ARC, bit by bit. */
function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xa001 : sum >>> 1;
  }
  return sum;
}

/** A3 06: areas to delete, then areas to show. Other commands show nothing. */
function applyFrame(rows: Map<number, string>, data: Buffer): void {
  if (data[0] !== 0xa3 || data[1] !== 0x06) return;
  const deleted = data[5] ?? 0;
  if (deleted === ALL_AREAS) rows.clear();
  let at = 6 + (deleted === ALL_AREAS ? 0 : deleted);
  const count = data[at] ?? 0;
  at += 1;
  for (let n = 0; n < count; n += 1) {
    const length = data.readUInt16LE(at);
    const area = data.subarray(at + 2, at + 2 + length);
    rows.set(area.readUInt16LE(3), textOf(area.subarray(AREA_HEADER_BYTES)));
    at += 2 + length;
  }
}

/** Without the card's escapes: \C and one digit for a colour, \F and a font. */
const textOf = (bytes: Buffer): string =>
  iconv.decode(bytes, 'gb2312').replaceAll(/\\C\d|\\F[A-Z]?\d{3}/g, '');
