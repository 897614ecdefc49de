/** How long commands are, also those that are not understood: a printer that misjudges one prints the rest of it as text. */

/** Parameters behind the two bytes of a command, where their number is always the same: second byte in hex, and how many. */
const parametersOf: readonly (readonly [lead: number, list: string])[] = [
  [0x1b, '20:1 21:1 24:2 25:1 2d:1 32:0 33:1 3c:0 3d:1 3f:1 40:0 42:2 45:1 47:1 4a:1 4b:1 4c:0 4d:1 52:1'],
  [0x1b, '53:0 54:1 55:1 56:1 57:8 5c:2 61:1 63:2 64:1 65:1 69:0 6d:0 70:3 72:1 74:1 75:1 76:0 7b:1'],
  [0x1c, '21:1 26:0 2d:1 2e:0 3f:2 43:1 53:2 57:1 70:2'],
  [0x1d, '21:1 24:2 2f:1 3a:0 42:1 45:1 48:1 49:1 4c:2 50:2 54:1 57:2 5c:2 5e:3 61:1 62:1 63:0 66:1 68:1'],
  [0x1d, '72:1 77:1'],
];

const fixedParameters = new Map(
  parametersOf.flatMap(([lead, list]) =>
    list.split(' ').map((entry): [number, number] => {
      const [second = '', count = ''] = entry.split(':');
      return [lead * 256 + Number.parseInt(second, 16), Number(count)];
    }),
  ),
);

/** A printer's memory for graphics; a block that says it is longer is no block. */
const graphicsBytesMax = 1_048_576;

/** ESC D has at most 32 tabs, GS k at most 255 characters; both end with NUL. */
const tabsMax = 32;
const barcodeMax = 255;

type Variable = (bytes: Buffer) => number | null;

const variable: Readonly<Record<number, Variable>> = {
  // ESC * m nL nH: dots by columns of one byte, or of three.
  0x1b2a: (b) => (b.length < 5 ? null : 5 + b.readUInt16LE(3) * ((b[2] ?? 0) >= 32 ? 3 : 1)),
  0x1b44: (b) => toNul(b, 2, tabsMax),
  0x1b28: block,
  0x1c28: block,
  0x1d28: block,
  // GS 8 L p1 to p4
  0x1d38: (b) => {
    if (b.length < 7) return null;
    const size = b.readUInt32LE(3);
    return size > graphicsBytesMax ? 2 : 7 + size;
  },
  // GS * x y: 8 × x by 8 × y dots.
  0x1d2a: (b) => (b.length < 4 ? null : 4 + (b[2] ?? 0) * (b[3] ?? 0) * 8),
  // GS k m: up to 6 ends with NUL, above 64 says its length.
  0x1d6b: (b) => {
    const [, , m, n] = b;
    if (m === undefined) return null;
    if (m <= 6) return toNul(b, 3, barcodeMax);
    return n === undefined ? null : 4 + n;
  },
  // GS V m, and GS V m n, which feeds.
  0x1d56: (b) => (b.length < 3 ? null : (b[2] ?? 0) >= 0x41 ? 4 : 3),
};

/**
 * The length of the command that `bytes` begin with (ESC, FS or GS), all of its data included, which may not have come yet; null
 * until enough has come to tell; 2 for one that nobody knows. GS v 0 is not for here: its data are read as they come.
 */
export function commandLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const code = bytes.readUInt16BE(0);
  const parameters = fixedParameters.get(code);
  if (parameters !== undefined) return 2 + parameters;
  const measure = variable[code];
  return measure ? measure(bytes) : 2;
}

/** GS ( x pL pH: the length stands in the command. */
function block(bytes: Buffer): number | null {
  return bytes.length < 5 ? null : 5 + bytes.readUInt16LE(3);
}

function toNul(bytes: Buffer, from: number, max: number): number | null {
  const end = bytes.indexOf(0, from);
  if (end >= 0 && end <= from + max) return end + 1;
  return bytes.length > from + max ? from + max : null;
}
