/** Bytes written by hand after Epson's reference, so that the simulator is not tested with the encoder's own opinion. */

export const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** GS v 0: rows of whole bytes. */
export function raster(rowBytes: number, rows: number, fill: (at: number) => number, m = 0): Buffer {
  const data = Uint8Array.from({ length: rowBytes * rows }, (_, at) => fill(at));
  const size = Buffer.alloc(4);
  size.writeUInt16LE(rowBytes, 0);
  size.writeUInt16LE(rows, 2);
  return Buffer.concat([Buffer.of(0x1d, 0x76, 0x30, m), size, data]);
}

/** GS ( L, or with `isLong` GS 8 L. */
export function graphics(parameters: Buffer, isLong = false): Buffer {
  const size = Buffer.alloc(isLong ? 4 : 2);
  if (isLong) size.writeUInt32LE(parameters.length);
  else size.writeUInt16LE(parameters.length);
  return Buffer.concat([bytes(isLong ? '1d 38 4c' : '1d 28 4c'), size, parameters]);
}

/** A cross of 8 × 8 dots: one byte a row. */
export const cross = bytes('81 42 24 18 18 24 42 81');

/** Function 83 keeps an image of 8 × 8 dots under a key. */
export const keep = (key: string, image = cross): Buffer =>
  graphics(Buffer.concat([bytes('30 53 30'), Buffer.from(key), bytes('01 08 00 08 00 31'), image]));

/** Function 85 prints it. */
export const printKept = (key: string, scale = 1): Buffer =>
  graphics(Buffer.concat([bytes('30 55'), Buffer.from(key), Buffer.of(scale, scale)]));

/** Lines of text, fed to the knife and cut, and a question whether they are out. */
export function job(id: string, ...lines: string[]): Buffer {
  return Buffer.concat([
    Buffer.from(lines.map((text) => `${text}\n`).join('')),
    bytes('1d 56 42 00'),
    bytes('1d 28 48 06 00 30 30'),
    Buffer.from(id),
  ]);
}

/** The answer to that question, in hex with spaces. */
export const confirmed = (id: string): string =>
  `37 22 ${Buffer.from(id)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$& ')} 00`;

/** Real-time commands. */
export const ask = { all: bytes('10 04 01 10 04 02 10 04 03 10 04 04'), printer: bytes('10 04 01') };
export const goOn = bytes('10 05 01');
export const clearAndGoOn = bytes('10 05 02');
export const clearBuffers = bytes('10 14 08 01 03 14 01 06 02 08');
export const reportsOn = bytes('1d 61 0e');
