/** From what a board shall show to a frame, as its template says. Pure. */
import { encodeText } from './characters.ts';
import { sizeOf, type Figures, type FrameField } from './fields.ts';

export interface FrameValues {
  readonly address: number;
  /** The texts of the board's rows, as the face shows them and no longer than it has columns. */
  readonly rows: readonly string[];
  /** Percent. */
  readonly brightness: number;
}

const space = 0x20;

/**
 * The number that a row begins with, as a board of figures shows it: its letter, if it has one, and its figures. Null where it
 * begins with anything else, such as dashes, a time or words: figures out of these would be somebody's number.
 */
function numberIn(row = ''): { readonly letter: string; readonly figures: string } | null {
  const [, letter, figures] = /^\s*([A-Za-z]?)(\d+)(?!\S)/.exec(row) ?? [];
  return letter === undefined || figures === undefined ? null : { letter, figures };
}

/** Whether a frame with these fields would show nothing of these rows, or 0 where there is no number. */
export function isDark(fields: readonly FrameField[], rows: readonly string[]): boolean {
  return fields.every((field) => {
    if (field.kind === 'digits' || field.kind === 'letter') return numberIn(rows[field.row]) === null;
    return !('row' in field) || (rows[field.row] ?? '').trim() === '';
  });
}

export function encodeFrame(fields: readonly FrameField[], values: FrameValues): Buffer {
  const parts = fields.map((field) => encodeField(field, values));
  // Lengths before sums, which may be over them.
  for (const [index, field] of fields.entries()) {
    if (field.kind !== 'length') continue;
    const counted = parts.slice(field.start, field.end);
    const length = counted.reduce((all, { length: own }) => all + own, field.plus);
    parts[index] = encodeNumber(length, field.size, field.isLowFirst);
  }
  for (const [index, field] of fields.entries()) {
    if (field.kind !== 'checksum') continue;
    const sum = field.sum.of(Buffer.concat(parts.slice(field.start, field.end)));
    parts[index] = encodeNumber(sum, field.size, field.isLowFirst);
  }
  return Buffer.concat(parts);
}

/** One of another place's value takes the room that it will have. */
function encodeField(field: FrameField, { address, rows, brightness }: FrameValues): Buffer {
  switch (field.kind) {
    case 'bytes':
      return field.bytes;
    case 'address':
      return encodeNumber(address, field.size, field.isLowFirst);
    case 'text':
      return padded(encodeText(rows[field.row] ?? '', field.encoding), field);
    case 'rest':
      return encodeText(rows[field.row] ?? '', field.encoding);
    case 'digits':
      return encodeFigures(numberIn(rows[field.row])?.figures ?? '', field);
    case 'letter':
      return Buffer.from(numberIn(rows[field.row])?.letter || ' ', 'latin1');
    case 'brightness':
      // Off is nothing on it: what the lowest value means, nobody knows.
      return Buffer.of(Math.max(1, Math.round((brightness * field.most) / 100)));
    case 'length':
    case 'checksum':
      return Buffer.alloc(sizeOf(field));
  }
}

function padded(bytes: Buffer, { size, pad, align }: Extract<FrameField, { kind: 'text' }>): Buffer {
  const free = Math.max(0, size - bytes.length);
  const left = { left: 0, centre: Math.floor(free / 2), right: free }[align];
  return Buffer.concat([Buffer.alloc(left, pad), bytes, Buffer.alloc(free - left, pad)], size);
}

/**
 * A number that has no room is none rather than another one. None is spaces, and 0 where figures are binary or BCD: these have no
 * hyphen and nothing empty, and no ticket has the number 0.
 */
function encodeFigures(figures: string, { as, size, isLowFirst, pad, most }: Figures): Buffer {
  const known = figures.length > most ? '' : figures;
  if (as === 'binary') return encodeNumber(Number(known), size, isLowFirst);
  if (as === 'bcd') {
    const bytes = Buffer.from(known.padStart(2 * size, '0'), 'hex');
    return isLowFirst ? Buffer.from(bytes.toReversed()) : bytes;
  }
  if (known === '') return Buffer.alloc(size, space);
  return Buffer.from(known.padStart(size, String.fromCharCode(pad)), 'latin1');
}

function encodeNumber(value: number, size: number, isLowFirst: boolean): Buffer {
  const bytes = Buffer.alloc(size);
  let left = value;
  for (let place = 0; place < size; place++) {
    bytes[isLowFirst ? place : size - 1 - place] = left % 0x100;
    left = Math.floor(left / 0x100);
  }
  return bytes;
}
