/**
 * Which characters a font file has, out of its cmap table. A style sheet's `unicode-range` promises more than the file keeps,
 * and a canvas then takes any font of the machine, so that the same ticket would look different on another kiosk.
 * Sources: WOFF File Format 2.0, sections 4 and 5; OpenType, table cmap.
 */
import { brotliDecompressSync } from 'node:zlib';

const headerBytes = 48;
/** Numbers of known tables in a WOFF2 directory. */
const cmapTag = 0;
const glyfTag = 10;
const locaTag = 11;
const spelledTag = 63;

/** @throws Error when the file is no WOFF2 or has no table of Unicode characters that is known here */
export function charactersOf(woff2: Buffer): ReadonlySet<number> {
  if (woff2.toString('latin1', 0, 4) !== 'wOF2') throw new Error('the font is no WOFF2 file');
  const directory = readDirectory(woff2);
  const data = woff2.subarray(directory.endsAt, directory.endsAt + woff2.readUInt32BE(20));
  return readCmap(brotliDecompressSync(data).subarray(directory.cmapAt));
}

/** Tables lie in the order of the directory, one right after the other, in one compressed block. */
function readDirectory(woff2: Buffer): { readonly endsAt: number; readonly cmapAt: number } {
  let at = headerBytes;
  let tableAt = 0;
  let cmapAt = -1;
  /** UIntBase128: seven bits a byte, the highest first, the last without the top bit. */
  const readBase128 = (): number => {
    let value = 0;
    let byte: number;
    do {
      byte = woff2.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
    } while (byte >= 0x80);
    return value;
  };
  for (let table = 0; table < woff2.readUInt16BE(12); table += 1) {
    const flags = woff2.readUInt8(at++);
    const tag = flags & 0x3f;
    const transform = flags >> 6;
    if (tag === spelledTag) at += 4;
    const bytes = readBase128();
    // For glyf and loca 3 means as it is, for all others 0.
    const isTransformed = transform !== (tag === glyfTag || tag === locaTag ? 3 : 0);
    if (tag === cmapTag) cmapAt = tableAt;
    tableAt += isTransformed ? readBase128() : bytes;
  }
  if (cmapAt < 0) throw new Error('the font has no table of characters');
  return { endsAt: at, cmapAt };
}

function readCmap(cmap: Buffer): ReadonlySet<number> {
  const characters = new Set<number>();
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, characters);
    if (format === 12) readGroups(table, characters);
  }
  if (characters.size === 0) throw new Error('the font has no characters that can be read');
  return characters;
}

/** Format 4: segments of the first 65,536 characters. Glyph 0 is the empty box, which is no character. */
function readSegments(table: Buffer, characters: Set<number>): void {
  const arrayBytes = table.readUInt16BE(6);
  const endsAt = 14;
  const startsAt = endsAt + arrayBytes + 2;
  const deltasAt = startsAt + arrayBytes;
  const offsetsAt = deltasAt + arrayBytes;
  for (let segment = 0; segment < arrayBytes; segment += 2) {
    const start = table.readUInt16BE(startsAt + segment);
    const offset = table.readUInt16BE(offsetsAt + segment);
    const delta = table.readUInt16BE(deltasAt + segment);
    for (let code = start; code <= table.readUInt16BE(endsAt + segment) && code !== 0xffff; code += 1) {
      const raw = offset === 0 ? code : table.readUInt16BE(offsetsAt + segment + offset + 2 * (code - start));
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) characters.add(code);
    }
  }
}

/** Format 12: groups of any characters. */
function readGroups(table: Buffer, characters: Set<number>): void {
  for (let group = 0; group < table.readUInt32BE(12); group += 1) {
    const at = 16 + group * 12;
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code += 1) {
      characters.add(code);
    }
  }
}
