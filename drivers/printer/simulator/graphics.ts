/** Images in ESC/POS: GS v 0, whose rows are printed as they come, and the blocks of GS ( L and GS 8 L. */
import type { DotImage } from '../raster/dots.ts';
import type { Effect } from './effects.ts';

/** GS v 0 m xL xH yL yH, without its data. */
export const rasterHeaderBytes = 8;

/** The highest that printers take in one command. */
const rasterRowsMax = 4095;

/** Rows that become one effect, as a head with a small memory prints them. */
const bandRows = 24;

interface RasterShape {
  readonly rowBytes: number;
  readonly rows: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Null for one that no printer takes. */
export function rasterShape(header: Buffer): RasterShape | null {
  const m = (header[3] ?? 0) & ~0x30;
  const rowBytes = header.readUInt16LE(4);
  const rows = header.readUInt16LE(6);
  if (header[2] !== 0x30 || m > 3 || rowBytes === 0 || rows === 0 || rows > rasterRowsMax) return null;
  return { rowBytes, rows, scaleX: (m & 1) + 1, scaleY: (m >> 1) + 1 };
}

/** Takes the data of one GS v 0 and gives it back in bands, the same ones however the data were cut. */
export class RasterReader {
  readonly #shape: RasterShape;
  #rowsDone = 0;
  #band: Buffer[] = [];
  #bandBytes = 0;
  /** On the wire, for the band that comes next. */
  #wireBytes = rasterHeaderBytes;

  constructor(shape: RasterShape) {
    this.#shape = shape;
  }

  get isDone(): boolean {
    return this.#rowsDone === this.#shape.rows;
  }

  /** How many of so many bytes it takes now. */
  takes(available: number): number {
    return Math.min(available, this.#wantedBytes() - this.#bandBytes);
  }

  /** @param data as many as `takes` said; @returns the band that they complete */
  push(data: Buffer): { effect: Effect; length: number } | null {
    this.#band.push(Buffer.from(data));
    this.#bandBytes += data.length;
    this.#wireBytes += data.length;
    if (this.#bandBytes < this.#wantedBytes()) return null;
    const { rowBytes, scaleX, scaleY } = this.#shape;
    const heightDots = this.#bandBytes / rowBytes;
    const plain = { widthDots: rowBytes * 8, heightDots, bits: Buffer.concat(this.#band) };
    const continues = this.#rowsDone > 0;
    const length = this.#wireBytes;
    this.#rowsDone += heightDots;
    this.#band = [];
    this.#bandBytes = 0;
    this.#wireBytes = 0;
    return { effect: { kind: 'raster', rows: enlarged(plain, scaleX, scaleY), continues }, length };
  }

  #wantedBytes(): number {
    return Math.min(bandRows, this.#shape.rows - this.#rowsDone) * this.#shape.rowBytes;
  }
}

/**
 * GS ( L and GS 8 L from their m on. Functions 50 (print what 112 stored), 81 and 82 (drop), 83 (keep), 85 (print what is kept),
 * 112 (store); null for any other, and for data of another size than they say.
 */
export function readGraphics(data: Buffer, keeps: boolean): Effect | null {
  const [m, code = -1] = data;
  if (m !== 0x30) return null;
  if ((code === 50 || code === 2) && data.length === 2) return { kind: 'graphics-print' };
  if (code === 112) return readStored(data);
  return keeps ? readKept(code, data) : null;
}

/** a bx by c xL xH yL yH d… */
function readStored(data: Buffer): Effect | null {
  if (data.length < 10) return null;
  const [, , tone, scaleX = 0, scaleY = 0, colour] = data;
  const isScale = [1, 2].includes(scaleX) && [1, 2].includes(scaleY);
  const image = imageOf(data, 6, 10);
  if (tone !== 48 || colour !== 49 || !isScale || !image) return null;
  return { kind: 'graphics-store', image: enlarged(image, scaleX, scaleY) };
}

function readKept(code: number, data: Buffer): Effect | null {
  const isAll = data.length === 5 && data.subarray(2).toString('latin1') === 'CLR';
  if (code === 81) return isAll ? { kind: 'graphics-drop', key: null } : null;
  const key = data.subarray(code === 83 ? 3 : 2, code === 83 ? 5 : 4).toString('latin1');
  if (!/^[ -~]{2}$/.test(key)) return null;
  if (code === 82) return data.length === 4 ? { kind: 'graphics-drop', key } : null;
  if (code === 85) {
    const [, , , , scaleX = 0, scaleY = 0] = data;
    const isScale = data.length === 6 && [1, 2].includes(scaleX) && [1, 2].includes(scaleY);
    return isScale ? { kind: 'graphics-print-kept', key, scaleX, scaleY } : null;
  }
  // a kc1 kc2 b xL xH yL yH c d…
  if (code !== 83 || data.length < 11 || data[2] !== 48 || data[5] !== 1 || data[10] !== 49) return null;
  const image = imageOf(data, 6, 11);
  return image && { kind: 'graphics-keep', key, image };
}

/** Its width and height stand at `sizeAt`, its rows from `rowsAt` to the end. */
function imageOf(data: Buffer, sizeAt: number, rowsAt: number): DotImage | null {
  const widthDots = data.readUInt16LE(sizeAt);
  const heightDots = data.readUInt16LE(sizeAt + 2);
  const bits = data.subarray(rowsAt);
  const isWhole = widthDots > 0 && heightDots > 0 && bits.length === Math.ceil(widthDots / 8) * heightDots;
  return isWhole ? { widthDots, heightDots, bits: Buffer.from(bits) } : null;
}

/** Every dot `scaleX` times as wide and `scaleY` times as high. */
export function enlarged(image: DotImage, scaleX: number, scaleY: number): DotImage {
  return scaleX === 1 && scaleY === 1 ? image : redrawn(image, image.widthDots * scaleX, scaleX, scaleY);
}

/** Its left part, as wide as the paper: what would be beyond the edge is not printed. */
export function cropped(image: DotImage, widthDots: number): DotImage {
  return image.widthDots <= widthDots ? image : redrawn(image, widthDots, 1, 1);
}

function redrawn(from: DotImage, widthDots: number, scaleX: number, scaleY: number): DotImage {
  const heightDots = from.heightDots * scaleY;
  const rowBytes = Math.ceil(widthDots / 8);
  const fromRowBytes = Math.ceil(from.widthDots / 8);
  const bits = new Uint8Array(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y++) {
    const fromRow = Math.floor(y / scaleY) * fromRowBytes;
    for (let x = 0; x < widthDots; x++) {
      const fromX = Math.floor(x / scaleX);
      const isBlack = ((from.bits[fromRow + (fromX >> 3)] ?? 0) & (0x80 >> (fromX & 7))) !== 0;
      const at = y * rowBytes + (x >> 3);
      if (isBlack) bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { widthDots, heightDots, bits };
}
