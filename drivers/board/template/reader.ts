/**
 * Finds a template's frames in a stream of bytes, as the board itself would. Reads fields on its own and encodes nothing, so that
 * a fault of the encoder is not repeated here.
 */
import { encodingOf, templateFace, type TemplateEncoding } from './characters.ts';
import { fieldsOf, sizeOf, type Figures, type FrameField } from './fields.ts';
import { frameNames, type FrameName, type FrameTemplate } from './schema.ts';

/** What a frame says, damaged ones apart. */
export interface HeardFrame {
  readonly name: FrameName;
  /** Null where the frame has none, and so is meant for whoever hears it. */
  readonly address: number | null;
  /** What stands in each row of the board. */
  readonly rows: readonly string[];
  /** Percent; null where the frame says nothing about it. */
  readonly brightness: number | null;
}

interface KnownFrame {
  readonly name: FrameName;
  readonly fields: readonly FrameField[];
}

/** The bytes of each field, in order. */
type Pieces = readonly Buffer[];

export class TemplateReader {
  readonly #template: FrameTemplate;
  /** Those that say most by themselves first: a short one may fit what a long one says. */
  readonly #frames: readonly KnownFrame[];
  #bytes = Buffer.alloc(0);

  constructor(template: FrameTemplate) {
    this.#template = template;
    this.#frames = frameNames
      .flatMap((name): KnownFrame[] => {
        const fields = fieldsOf(template, name);
        return fields === null ? [] : [{ name, fields }];
      })
      .toSorted((one, other) => fixedBytes(other.fields) - fixedBytes(one.fields));
  }

  /** The frames that became complete with these bytes, in order. Never throws, and keeps one frame at most. */
  push(bytes: Uint8Array): HeardFrame[] {
    const heard: HeardFrame[] = [];
    for (const byte of bytes) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.of(byte)]);
      while (this.#bytes.length > 0) {
        const found = this.#find();
        if (found === 'unfinished') break;
        if (found === 'none') {
          this.#bytes = this.#bytes.subarray(1);
          continue;
        }
        heard.push(found.heard);
        this.#bytes = this.#bytes.subarray(found.size);
      }
    }
    return heard;
  }

  reset(): void {
    this.#bytes = Buffer.alloc(0);
  }

  /** What begins with the first byte. */
  #find(): 'none' | 'unfinished' | { readonly heard: HeardFrame; readonly size: number } {
    let isUnfinished = false;
    for (const { name, fields } of this.#frames) {
      const pieces = takeApart(fields, this.#bytes);
      if (pieces === 'unfinished') isUnfinished = true;
      if (pieces === 'unfinished' || pieces === 'none') continue;
      const heard = understand(name, fields, pieces, this.#template);
      if (heard) return { heard, size: pieces.reduce((all, { length }) => all + length, 0) };
    }
    return isUnfinished ? 'unfinished' : 'none';
  }
}

const fixedBytes = (fields: readonly FrameField[]): number =>
  fields.reduce((all, field) => all + (field.kind === 'bytes' ? field.bytes.length : 0), 0);

function takeApart(fields: readonly FrameField[], bytes: Buffer): Pieces | 'none' | 'unfinished' {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const field of fields) {
    const rest = bytes.subarray(at);
    const size = field.kind === 'rest' ? restSize(field, fields, pieces, rest) : sizeOf(field);
    if (size === null) return 'none';
    const piece = rest.subarray(0, size);
    if (field.kind === 'bytes' && !piece.equals(field.bytes.subarray(0, piece.length))) return 'none';
    if (isWords(field) && !piece.every((byte) => canStandIn(byte, field))) return 'none';
    if (piece.length < size) return 'unfinished';
    pieces.push(piece);
    at += size;
  }
  return pieces;
}

type Words = Extract<FrameField, { kind: 'text' | 'rest' }>;

const isWords = (field: FrameField): field is Words => field.kind === 'text' || field.kind === 'rest';

const canStandIn = (byte: number, field: Words): boolean =>
  encodingOf(field.encoding).hasByte(byte) || (field.kind === 'text' && byte === field.pad);

/** How long a text of any length is here: Infinity until its end has come, null if it cannot be one. */
function restSize(
  field: Extract<FrameField, { kind: 'rest' }>,
  fields: readonly FrameField[],
  before: Pieces,
  bytes: Buffer,
): number | null {
  const index = before.length;
  const counter = fields.findIndex(
    (other, place) => place < index && other.kind === 'length' && other.start <= index && index < other.end,
  );
  const length = fields[counter];
  const told = before[counter];
  if (length?.kind === 'length' && told) {
    const others = fields.slice(length.start, length.end).filter((other) => other !== field);
    const size = numberOf(told, length.isLowFirst) - length.plus - bytesIn(others);
    return size < 0 || size > field.size ? null : size;
  }
  const end = bytes.findIndex((byte) => !encodingOf(field.encoding).hasByte(byte));
  if (end > field.size || (end === -1 && bytes.length > field.size)) return null;
  return end === -1 ? Infinity : end;
}

const bytesIn = (fields: readonly FrameField[]): number =>
  fields.reduce((all, field) => all + sizeOf(field), 0);

/** Null if a sum or a length is wrong, or something in it is no text or no number. */
function understand(
  name: FrameName,
  fields: readonly FrameField[],
  pieces: Pieces,
  template: FrameTemplate,
): HeardFrame | null {
  if (!fields.every((field, index) => adds(field, pieces, index))) return null;
  const rows = Array.from({ length: template.rows ?? 1 }, () => '');
  let [address, brightness]: (number | null)[] = [null, null];
  for (const [index, field] of fields.entries()) {
    const piece = pieces[index] ?? Buffer.alloc(0);
    if (field.kind === 'address') address = numberOf(piece, field.isLowFirst);
    if (field.kind === 'brightness') brightness = Math.round(((piece[0] ?? 0) * 100) / field.most);
    if (!('row' in field)) continue;
    const text = readRow(field, piece, template);
    if (text === null) return null;
    rows[field.row] = (rows[field.row] ?? '') + text;
  }
  return { name, address: address ?? null, rows, brightness: brightness ?? null };
}

function adds(field: FrameField, pieces: Pieces, index: number): boolean {
  if (field.kind !== 'length' && field.kind !== 'checksum') return true;
  const told = numberOf(pieces[index] ?? Buffer.alloc(0), field.isLowFirst);
  const over = Buffer.concat(pieces.slice(field.start, field.end));
  return told === (field.kind === 'length' ? over.length + field.plus : field.sum.of(over));
}

type RowField = Extract<FrameField, { readonly row: number }>;

function readRow(field: RowField, piece: Buffer, template: FrameTemplate): string | null {
  if (field.kind === 'digits') return readFigures(field, piece);
  if (field.kind === 'letter') return /^[A-Za-z ]$/.exec(piece.toString('latin1'))?.[0] ?? null;
  if (field.kind === 'rest') return decode(piece, field.encoding);
  const { align, pad, encoding } = field;
  let [start, end] = [0, piece.length];
  if (align !== 'left') while (start < end && piece[start] === pad) start++;
  if (align !== 'right') while (end > start && piece[end - 1] === pad) end--;
  const text = decode(piece.subarray(start, end), encoding);
  if (text === null) return null;
  const { columns, font, rows = 1 } = template;
  const free = Math.max(0, columns - templateFace(font, { columns, rows }).cellsOf(text));
  return ' '.repeat({ left: 0, centre: Math.floor(free / 2), right: free }[align]) + text;
}

/** As many figures as there is room for, with zeros in front unless they came as spaces. */
function readFigures({ as, isLowFirst, pad, most }: Figures, piece: Buffer): string | null {
  if (as === 'binary') return inRoom(String(numberOf(piece, isLowFirst)), most);
  if (as === 'bcd') {
    const figures = Buffer.from(isLowFirst ? piece.toReversed() : piece).toString('hex');
    return /^\d+$/.test(figures) ? inRoom(figures, most) : null;
  }
  const text = piece.toString('latin1');
  if (/^ +$/.test(text)) return text;
  const figures = pad === 0x20 ? text.trimStart() : text;
  return /^\d+$/.test(figures) ? text : null;
}

function inRoom(figures: string, room: number): string {
  const known = figures.replace(/^0+/, '');
  return known.length > room ? '-'.repeat(room) : known.padStart(room, '0');
}

/** By the platform's tables, which the encoder does not use. Its GBK has all of GB2312. */
function decode(bytes: Buffer, encoding: TemplateEncoding): string | null {
  const label = encoding === 'ascii' ? 'utf-8' : encoding === 'gb2312' ? 'gbk' : encoding;
  const text = new TextDecoder(label).decode(bytes);
  return /[\p{Cc}\ufffd]/u.test(text) ? null : text;
}

const numberOf = (bytes: Buffer, isLowFirst: boolean): number =>
  bytes.reduce(
    (all, byte, place) => all + byte * 0x100 ** (isLowFirst ? place : bytes.length - 1 - place),
    0,
  );
