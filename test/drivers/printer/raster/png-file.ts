import { deflateSync, crc32 } from 'node:zlib';

export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly isInterlaced?: boolean;
  /** Rows as they stand in the file, each with its filter byte. */
  readonly raw: Uint8Array;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  readonly extra?: readonly Buffer[];
}

/** A PNG file by hand: also such as no encoder makes. */
export function pngFile(parts: PngParts): Buffer {
  const {
    width,
    height,
    depth,
    colourType,
    isInterlaced = false,
    raw,
    palette,
    transparency,
    extra = [],
  } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, isInterlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    ...extra,
    ...(palette ? [pngChunk('PLTE', Buffer.from(palette))] : []),
    ...(transparency ? [pngChunk('tRNS', Buffer.from(transparency))] : []),
    pngChunk('IDAT', deflateSync(raw)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Rows without a filter. */
export function unfiltered(rows: readonly (readonly number[])[]): Buffer {
  return Buffer.from(rows.flatMap((row) => [0, ...row]));
}
