/** What a whole command means to a printer of one model. Pure. */
import type { TextAlign } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import type { Effect } from './effects.ts';
import { readGraphics } from './graphics.ts';

/** @returns null for what this printer does not understand */
type Meaning = (bytes: Buffer, model: PrinterModel) => Effect | null;

const aligns: readonly TextAlign[] = ['left', 'centre', 'right'];
const nothing: Effect = { kind: 'nothing' };

/** Where only the value that changes nothing may be sent: any other would show on paper, and is not drawn here. */
const onlyZero: Meaning = (bytes) => (bytes.subarray(2).every((byte) => byte % 0x30 === 0) ? nothing : null);

const meanings: Readonly<Record<number, Meaning>> = {
  // ESC
  0x1b20: onlyZero,
  0x1b21: ([, , n = 0]) =>
    (n & 0x81) === 0
      ? { kind: 'mode', width: n & 0x20 ? 2 : 1, height: n & 0x10 ? 2 : 1, on: (n & 8) !== 0 }
      : null,
  0x1b2d: () => nothing,
  0x1b32: () => ({ kind: 'line-spacing', dots: null }),
  0x1b33: ([, , n = 0]) => ({ kind: 'line-spacing', dots: n }),
  0x1b3d: ([, , n]) => (n === 1 ? nothing : null),
  0x1b40: () => ({ kind: 'initialise' }),
  0x1b45: ([, , n = 0]) => ({ kind: 'bold', on: (n & 1) === 1 }),
  0x1b47: ([, , n = 0]) => ({ kind: 'bold', on: (n & 1) === 1 }),
  0x1b4a: ([, , n = 0]) => ({ kind: 'feed-dots', dots: n }),
  0x1b4d: onlyZero,
  0x1b52: onlyZero,
  0x1b56: onlyZero,
  0x1b61: ([, , n = 0]) => readAlign(n),
  0x1b63: ([, , what = 0]) => (what >= 0x33 && what <= 0x35 ? nothing : null),
  0x1b64: ([, , n = 0]) => ({ kind: 'feed', lines: n }),
  0x1b69: () => ({ kind: 'cut', feedDots: null }),
  0x1b6d: () => ({ kind: 'cut', feedDots: null }),
  0x1b70: () => nothing,
  0x1b74: readCodePage,
  0x1b7b: onlyZero,
  // FS
  0x1c26: (_, { wideFont }) => (wideFont === null ? null : { kind: 'kanji', on: true }),
  0x1c2d: () => nothing,
  0x1c2e: (_, { wideFont }) => (wideFont === null ? null : { kind: 'kanji', on: false }),
  0x1c43: ([, , n = 0], { wideFont }) =>
    wideFont === 'shift_jis' && n % 0x30 <= 1 ? { kind: 'kanji-code', isShiftJis: n % 0x30 === 1 } : null,
  0x1c53: onlyZero,
  // GS
  0x1d21: ([, , n = 0]) =>
    (n & 0x88) === 0 ? { kind: 'size', width: (n >> 4) + 1, height: (n & 7) + 1 } : null,
  0x1d28: readBlock,
  0x1d38: (bytes, model) => (bytes[2] === 0x4c ? readGraphics(bytes.subarray(7), model.keepsLogo) : null),
  0x1d42: onlyZero,
  0x1d56: readCut,
  0x1d61: ([, , n = 0]) => ({ kind: 'automatic-status', mask: n }),
  0x1d72: ([, , n = 0]) =>
    [1, 2, 0x31, 0x32].includes(n) ? { kind: 'transmit-status', of: n % 0x30 === 1 ? 1 : 2 } : null,
};

/** @param bytes one command from ESC, FS or GS to its end */
export function meaningOf(bytes: Buffer, model: PrinterModel): Effect | null {
  return meanings[bytes.readUInt16BE(0)]?.(bytes, model) ?? null;
}

function readAlign(n: number): Effect | null {
  // 30 to 32 mean the same as 0 to 2.
  const align = aligns[n >= 0x30 ? n - 0x30 : n];
  return align ? { kind: 'align', align } : null;
}

function readCodePage([, , n]: Buffer, { codePages }: PrinterModel): Effect | null {
  const page = Object.entries(codePages).find(([, number]) => number === n);
  return page ? { kind: 'code-page', encoding: page[0] } : null;
}

/** GS V: 0, 1 cut where the paper stands; 65, 66 feed it to the knife and n dots more; 97, 98 the same at the next top of form. */
function readCut([, , m = 0, n = 0]: Buffer): Effect | null {
  if ([0, 1, 0x30, 0x31].includes(m)) return { kind: 'cut', feedDots: null };
  return [65, 66, 97, 98].includes(m) ? { kind: 'cut', feedDots: n } : null;
}

function readBlock(bytes: Buffer, model: PrinterModel): Effect | null {
  const data = bytes.subarray(5);
  if (bytes[2] === 0x6b) return model.qr ? readQr(data) : null;
  if (bytes[2] === 0x48) return readProcessId(data);
  return bytes[2] === 0x4c ? readGraphics(data, model.keepsLogo) : null;
}

/** GS ( k, cn 31: two-dimensional symbols, QR code. */
function readQr(data: Buffer): Effect | null {
  const [symbol, code, n = 0] = data;
  if (symbol !== 0x31) return null;
  if (code === 0x41 || code === 0x45) return nothing;
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
