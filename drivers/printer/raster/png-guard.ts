/**
 * What of a PNG file may reach its decoder. The decoder unpacks whatever a file holds, and a file of a kilobyte can hold a
 * gigabyte; so sizes are checked before, and chunks that are of no use here never get there.
 * Source: Portable Network Graphics (PNG) Specification, third edition, sections 5 and 11.
 */
import { inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const fileBytesMax = 1_048_576;
const sideMax = 4000;
const pixelsMax = 4_000_000;
/** The colour type whose samples point into a palette. */
const indexed = 3;

/** Samples in a pixel by colour type, and the bit depths that the type may have. */
const colourTypes = new Map<number, { readonly channels: number; readonly depths: readonly number[] }>([
  [0, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [indexed, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);

/** Profiles, texts and times are left out; a profile is packed too, and nothing guards how large it comes out. */
const wanted = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/** The decoder believes the last of several sizes, and makes every pixel larger with each tRNS. */
const onceOnly = ['IHDR', 'PLTE', 'tRNS'];

const saveAgain = 'Open it in a picture program and export it as PNG once more.';

/**
 * The same picture in a file that is safe to decode. The chunks' check sums are not looked at.
 * @throws Error whose message says to a technician what is wrong with the file and what to do
 */
export function guardedPng(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length === 0) throw new Error('The file is empty. Copy it here again.');
  if (bytes.length > fileBytesMax) {
    throw new Error(
      'The file is larger than 1 MiB. Make the picture smaller: a ticket is at most 576 dots wide.',
    );
  }
  if (!bytes.subarray(0, signature.length).equals(signature)) throw new Error(notPng(bytes));
  const all = chunksOf(bytes);
  const [head] = all;
  if (head?.type !== 'IHDR' || head.data.length !== 13) {
    throw new Error(`The PNG does not say how large its picture is. ${saveAgain}`);
  }
  const repeated = onceOnly.find((once) => all.filter(({ type }) => type === once).length > 1);
  if (repeated !== undefined) throw new Error(`The PNG has ${repeated} more than once. ${saveAgain}`);
  const rawBytes = checkedSize(head.data);
  const isIndexed = head.data[9] === indexed;
  if (isIndexed && !all.some(({ type }) => type === 'PLTE'))
    throw new Error(`The PNG lacks its colours. ${saveAgain}`);
  // Elsewhere a palette is only a suggestion, and the decoder would take it for more.
  const chunks = all.filter(({ type }) => wanted.has(type) && (isIndexed || type !== 'PLTE'));
  checkUnpacked(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
    rawBytes,
  );
  return Buffer.concat([signature, ...chunks.map(({ whole }) => whole)]);
}

function notPng(bytes: Buffer): string {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const isGif = bytes.toString('latin1', 0, 4) === 'GIF8';
  const kind = isJpeg ? 'a JPEG' : isGif ? 'a GIF' : null;
  return kind === null
    ? 'The file is no PNG picture. Export the logo as PNG.'
    : `The file is ${kind} picture, whatever its name says. Export the logo as PNG.`;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** With its length, type and check sum. */
  readonly whole: Buffer;
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (chunks.at(-1)?.type !== 'IEND') {
    const length = at + 12 <= bytes.length ? bytes.readUInt32BE(at) : Infinity;
    const end = at + 12 + length;
    if (end > bytes.length) throw new Error('The PNG is cut short. Copy the file here again.');
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, end - 4),
      whole: bytes.subarray(at, end),
    });
    at = end;
  }
  return chunks;
}

/** @returns how many bytes the picture has when it is unpacked, at most; exactly so where it is not interlaced */
function checkedSize(header: Buffer): { readonly bytes: number; readonly isExact: boolean } {
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const [depth = 0, colourType = 0] = header.subarray(8);
  const isInterlaced = header[12] !== 0;
  const colours = colourTypes.get(colourType);
  if (colours === undefined || !colours.depths.includes(depth)) {
    throw new Error(`The PNG has colours of an unknown kind. ${saveAgain}`);
  }
  if (width === 0 || height === 0) throw new Error(`The picture has no pixels. ${saveAgain}`);
  if (width > sideMax || height > sideMax || width * height > pixelsMax) {
    throw new Error(
      `The picture has ${width} × ${height} pixels; ${sideMax} a side and four million in all are the most. ` +
        'Make it smaller: a ticket is at most 576 dots wide.',
    );
  }
  if (isInterlaced && depth < 8) {
    throw new Error(`The PNG is interlaced and has ${depth}-bit colours. Export it without interlacing.`);
  }
  const rowBytes = (pixels: number): number => 1 + Math.ceil((pixels * colours.channels * depth) / 8);
  // Adam7: seven small pictures, whose rows are at most twice as many, and which begin with a byte each.
  const bytes = isInterlaced ? rowBytes(width) * height + 2 * height + 16 * 7 : rowBytes(width) * height;
  return { bytes, isExact: !isInterlaced };
}

function checkUnpacked(packed: Buffer, raw: { readonly bytes: number; readonly isExact: boolean }): void {
  let unpackedBytes: number;
  try {
    unpackedBytes = inflateSync(packed, { maxOutputLength: raw.bytes }).length;
  } catch (error) {
    throw new Error(`The pixels of the PNG cannot be unpacked. ${saveAgain}`, { cause: error });
  }
  if (raw.isExact && unpackedBytes !== raw.bytes) {
    throw new Error(`The PNG has fewer pixels than it says. ${saveAgain}`);
  }
}
