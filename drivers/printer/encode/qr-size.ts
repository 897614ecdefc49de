/** How large a QR code comes out, so that it is never wider than the paper: a printer then prints nothing, and says nothing. */

/** Bytes that versions 1, 2, … hold with error correction M (ISO/IEC 18004, table 7, byte mode). */
const capacityBytes = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331];

/** The longest content a ticket's QR code may have, in bytes. */
export const qrContentMax = capacityBytes.at(-1) ?? 0;

/** Clear paper that a reader needs at each side, in modules. */
const quietModules = 4;

/** Modules along one side of the symbol for so many bytes, quiet zone not counted. */
export function qrModules(contentBytes: number): number {
  const version = capacityBytes.findIndex((capacity) => contentBytes <= capacity) + 1;
  if (version === 0) throw new RangeError(`a QR code of ${contentBytes} bytes is not for a ticket`);
  return 17 + 4 * version;
}

/** The module size nearest to the wish, 1 to 8 dots, with which symbol and quiet zone fit on the paper. */
export function fittingModuleDots(contentBytes: number, wishDots: number, widthDots: number): number {
  const fits = Math.floor(widthDots / (qrModules(contentBytes) + 2 * quietModules));
  return Math.max(1, Math.min(8, Math.round(wishDots), fits));
}
