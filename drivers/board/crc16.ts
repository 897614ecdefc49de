/**
 * CRC-16 with the polynomial 8005 reflected (A001), low bit first: beginning with 0 it is CRC-16/ARC, as BX cards take it, and with
 * FFFF CRC-16/MODBUS. Tried on public frames of both.
 */
export function crc16(bytes: Uint8Array, initial: 0 | 0xffff): number {
  let crc: number = initial;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
