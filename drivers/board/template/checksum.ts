/** The sums by which counter boards know a frame that came whole. */
import { crc16 } from '../crc16.ts';

export interface Checksum {
  readonly size: 1 | 2;
  /** Of two bytes the low one comes first, unless the template says otherwise. */
  readonly isLowFirst: boolean;
  readonly of: (bytes: Uint8Array) => number;
}

const sum = (bytes: Uint8Array) => bytes.reduce((all, byte) => all + byte, 0);

/** Polynomial 1021, highest bit first, beginning with 0. */
function xmodemCrc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return crc;
}

export const checksums = {
  sum8: { size: 1, isLowFirst: false, of: (bytes) => sum(bytes) & 0xff },
  /** What makes the whole add up to 0. */
  'sum8-negated': { size: 1, isLowFirst: false, of: (bytes) => -sum(bytes) & 0xff },
  'sum8-inverted': { size: 1, isLowFirst: false, of: (bytes) => ~sum(bytes) & 0xff },
  xor8: { size: 1, isLowFirst: false, of: (bytes) => bytes.reduce((all, byte) => all ^ byte, 0) },
  sum16: { size: 2, isLowFirst: false, of: (bytes) => sum(bytes) & 0xffff },
  'crc16-modbus': { size: 2, isLowFirst: true, of: (bytes) => crc16(bytes, 0xffff) },
  'crc16-arc': { size: 2, isLowFirst: true, of: (bytes) => crc16(bytes, 0) },
  'crc16-xmodem': { size: 2, isLowFirst: false, of: xmodemCrc },
} as const satisfies Record<string, Checksum>;

export type ChecksumKind = keyof typeof checksums;
export const checksumKinds = Object.keys(checksums) as readonly ChecksumKind[];
