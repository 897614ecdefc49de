/** A template's frames with every default applied: what encoder, check and simulator read. Pure. */
import { encodingsFor, type TemplateEncoding } from './characters.ts';
import { checksums, type Checksum } from './checksum.ts';
import type { FrameName, FrameTemplate, TemplateField } from './schema.ts';

/** Fields of the same frame, as an array is sliced: the first one, and the one after the last. */
interface Span {
  readonly start: number;
  readonly end: number;
}

interface Numeral {
  /** In bytes. */
  readonly size: number;
  readonly isLowFirst: boolean;
}

interface InRow {
  /** From 0. */
  readonly row: number;
}

interface InWords extends InRow {
  readonly size: number;
  readonly encoding: TemplateEncoding;
}

export interface Figures extends InRow, Numeral {
  readonly kind: 'digits';
  readonly as: 'ascii' | 'bcd' | 'binary';
  readonly pad: number;
  /** The board has cells for so many. */
  readonly most: number;
}

export type FrameField =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | ({ readonly kind: 'address' } & Numeral)
  | ({ readonly kind: 'text'; readonly pad: number; readonly align: 'left' | 'centre' | 'right' } & InWords)
  /** `size` is the most that it may have. */
  | ({ readonly kind: 'rest' } & InWords)
  | Figures
  | ({ readonly kind: 'letter' } & InRow)
  | ({ readonly kind: 'length'; readonly plus: number } & Numeral & Span)
  | ({ readonly kind: 'checksum'; readonly sum: Checksum } & Numeral & Span)
  | { readonly kind: 'brightness'; readonly most: number };

export type FieldKind = FrameField['kind'];

/** The fields of a frame; null if the template has no such frame. */
export function fieldsOf(template: FrameTemplate, name: FrameName): readonly FrameField[] | null {
  const frame = template[name];
  if (frame === undefined) return null;
  const [encoding] = encodingsFor[template.font];
  const letterRows = frame.flatMap((field) =>
    typeof field === 'string' || field.letter === undefined ? [] : [field.row ?? 1],
  );
  return frame.map((field, index) => {
    if (typeof field === 'string') return { kind: 'bytes', bytes: fromHex(field) };
    const most = template.columns - (letterRows.includes(field.row ?? 1) ? 1 : 0);
    return readField(field, { index, count: frame.length, encoding, most });
  });
}

interface Place {
  readonly index: number;
  readonly count: number;
  readonly encoding: TemplateEncoding;
  readonly most: number;
}

function readField(field: TemplateField, place: Place): FrameField {
  const row = (field.row ?? 1) - 1;
  const isLowFirst = field.order === 'low-first';
  const { encoding = place.encoding } = field;
  if (field.address !== undefined) return { kind: 'address', size: field.address, isLowFirst };
  if (field.text !== undefined) {
    const { text: size, align = 'left' } = field;
    return { kind: 'text', size, row, encoding, align, pad: byteOf(field.pad ?? '20') };
  }
  if (field.rest !== undefined) return { kind: 'rest', size: field.rest, row, encoding };
  if (field.digits !== undefined) {
    const { digits: size, as = 'ascii' } = field;
    return { kind: 'digits', size, row, as, isLowFirst, pad: byteOf(field.pad ?? '30'), most: place.most };
  }
  if (field.letter !== undefined) return { kind: 'letter', row };
  if (field.brightness !== undefined) return { kind: 'brightness', most: field.brightness };
  return readSpan(field, place);
}

function readSpan(field: TemplateField, { index, count }: Place): FrameField {
  const { order, plus = 0 } = field;
  if (field.length !== undefined) {
    const span = { start: (field.from ?? index + 2) - 1, end: field.to ?? count };
    return { kind: 'length', size: field.length, isLowFirst: order === 'low-first', plus, ...span };
  }
  const sum: Checksum = checksums[field.checksum ?? 'sum8'];
  const isLowFirst = order === undefined ? sum.isLowFirst : order === 'low-first';
  const span = { start: (field.from ?? 1) - 1, end: field.to ?? index };
  return { kind: 'checksum', sum, size: sum.size, isLowFirst, ...span };
}

/** How many bytes a field has; of one that varies, the most. */
export function sizeOf(field: FrameField): number {
  if (field.kind === 'bytes') return field.bytes.length;
  return field.kind === 'letter' || field.kind === 'brightness' ? 1 : field.size;
}

/** How many figures have room in the bytes, whatever they are. */
export function figuresOf({ as, size }: Figures): number {
  if (as === 'ascii') return size;
  return as === 'bcd' ? 2 * size : Math.floor(Math.log10(2 ** (8 * size)));
}

const byteOf = (hex: string) => Number.parseInt(hex, 16);

export const fromHex = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
