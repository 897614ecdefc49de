/** ESC/POS from the printer's side: a byte stream, cut anywhere, as commands. Pure; knows modes only where they change the reading. */
import iconv from 'iconv-lite';
import type { TextAlign } from '../document.ts';
import { fromPrinterBytes } from '../text/text.ts';

export type Effect =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'align'; readonly align: TextAlign }
  /** Null: the default. */
  | { readonly kind: 'line-spacing'; readonly dots: number | null }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'kanji'; readonly on: boolean }
  | { readonly kind: 'cut' }
  | { readonly kind: 'qr-module'; readonly dots: number }
  | { readonly kind: 'qr-store'; readonly content: string }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'automatic-status'; readonly mask: number }
  | { readonly kind: 'process-id'; readonly id: readonly number[] }
  /** Understood, and without effect on what a simulated paper shows. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly hex: string };

export type Command = Effect & { /** Bytes it took on the wire. */ readonly length: number };

/** A command whose length is fixed by its first two bytes: how many parameters follow, and what it means. */
interface Fixed {
  readonly parameters: number;
  readonly read: (n: number) => Effect | null;
}

const aligns: readonly TextAlign[] = ['left', 'centre', 'right'];

const fixed: Readonly<Record<number, Fixed>> = {
  0x1b40: { parameters: 0, read: () => ({ kind: 'initialise' }) },
  0x1b32: { parameters: 0, read: () => ({ kind: 'line-spacing', dots: null }) },
  0x1b33: { parameters: 1, read: (n) => ({ kind: 'line-spacing', dots: n }) },
  0x1b45: { parameters: 1, read: (n) => ({ kind: 'bold', on: (n & 1) === 1 }) },
  0x1b61: { parameters: 1, read: readAlign },
  0x1b64: { parameters: 1, read: (n) => ({ kind: 'feed', lines: n }) },
  0x1c26: { parameters: 0, read: () => ({ kind: 'kanji', on: true }) },
  0x1c2e: { parameters: 0, read: () => ({ kind: 'kanji', on: false }) },
  0x1d21: { parameters: 1, read: readSize },
  0x1d56: { parameters: 1, read: (n) => ([0, 1, 0x30, 0x31].includes(n) ? { kind: 'cut' } : null) },
  0x1d61: { parameters: 1, read: (n) => ({ kind: 'automatic-status', mask: n }) },
};

export class EscposDecoder {
  #buffer = Buffer.alloc(0);
  #isKanji = false;

  /** Bytes that have come and not been read as commands. */
  get pendingBytes(): number {
    return this.#buffer.length;
  }

  push(bytes: Uint8Array): void {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
  }

  /** The next command, or null until more bytes come. */
  next(): Command | null {
    const read = this.#buffer.length === 0 ? null : this.#read(this.#buffer);
    if (!read) return null;
    this.#buffer = this.#buffer.subarray(read.length);
    if (read.kind === 'kanji') this.#isKanji = read.on;
    if (read.kind === 'initialise') this.#isKanji = false;
    return read;
  }

  /** Drops what has not been read, half a command included; modes stay. */
  clear(): void {
    this.#buffer = Buffer.alloc(0);
  }

  #read(bytes: Buffer): Command | null {
    const [first = 0, second] = bytes;
    if (first === 0x0a) return { kind: 'line-feed', length: 1 };
    if (first === 0x0d) return { kind: 'nothing', length: 1 };
    if (first === 0x1b || first === 0x1c || first === 0x1d)
      return second === undefined ? null : command(bytes);
    if (first < 0x20 || first === 0x7f) return unknown(bytes, 1);
    if (first < 0x80) return { kind: 'text', text: String.fromCharCode(first), length: 1 };
    if (!this.#isKanji) return { kind: 'text', text: iconv.decode(bytes.subarray(0, 1), 'cp437'), length: 1 };
    return second === undefined
      ? null
      : { kind: 'text', text: fromPrinterBytes(bytes.subarray(0, 2)), length: 2 };
  }
}

function command(bytes: Buffer): Command | null {
  const code = bytes.readUInt16BE(0);
  if (code === 0x1d28) return block(bytes);
  const known = fixed[code];
  if (!known) return unknown(bytes, 2);
  const length = 2 + known.parameters;
  if (bytes.length < length) return null;
  const effect = known.read(bytes[2] ?? 0);
  return effect ? { ...effect, length } : unknown(bytes, length);
}

/** GS ( x pL pH …: the length stands in the command, so an unknown one can be stepped over. */
function block(bytes: Buffer): Command | null {
  if (bytes.length < 5) return null;
  const length = 5 + bytes.readUInt16LE(3);
  if (bytes.length < length) return null;
  const data = bytes.subarray(5, length);
  const effect = bytes[2] === 0x6b ? readQr(data) : bytes[2] === 0x48 ? readProcessId(data) : null;
  return effect ? { ...effect, length } : unknown(bytes, length);
}

/** GS ( k, cn 31: two-dimensional symbols, QR code. */
function readQr(data: Buffer): Effect | null {
  const [symbol, code, n = 0] = data;
  if (symbol !== 0x31) return null;
  if (code === 0x41 || code === 0x45) return { kind: 'nothing' };
  if (code === 0x43) return n >= 1 && n <= 16 ? { kind: 'qr-module', dots: n } : null;
  if (code === 0x50) return { kind: 'qr-store', content: data.subarray(3).toString('utf8') };
  return code === 0x51 ? { kind: 'qr-print' } : null;
}

/** GS ( H, function 48. */
function readProcessId(data: Buffer): Effect | null {
  const [code, m, ...id] = data;
  const isRequest = code === 0x30 && m === 0x30 && id.length === 4;
  return isRequest && id.every((byte) => byte >= 0x20 && byte <= 0x7e) ? { kind: 'process-id', id } : null;
}

function readAlign(n: number): Effect | null {
  // 30 to 32 mean the same as 0 to 2.
  const align = aligns[n >= 0x30 ? n - 0x30 : n];
  return align ? { kind: 'align', align } : null;
}

function readSize(n: number): Effect | null {
  return (n & 0x88) === 0 ? { kind: 'size', width: (n >> 4) + 1, height: (n & 7) + 1 } : null;
}

function unknown(bytes: Buffer, length: number): Command {
  return { kind: 'unknown', hex: bytes.subarray(0, length).toString('hex'), length };
}
