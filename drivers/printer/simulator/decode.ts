/** ESC/POS from the printer's side: a byte stream, cut anywhere, as commands. Pure; knows modes only where they change the reading. */
import type { PrinterModel } from '../models/model.ts';
import { Characters } from './characters.ts';
import { meaningOf } from './commands.ts';
import { unknown, type Command, type Effect } from './effects.ts';
import { RasterReader, rasterHeaderBytes, rasterShape } from './graphics.ts';
import { commandLength } from './shape.ts';

const gsV = 0x1d76;

export class EscposDecoder {
  readonly #model: PrinterModel;
  readonly #characters: Characters;
  #buffer = Buffer.alloc(0);
  /** Where the first byte that was not read stands in it. */
  #at = 0;
  /** The command under way: its bytes leave the buffer as they come, so a long one never fills it. */
  #partial: { readonly bytes: Buffer; taken: number } | null = null;
  #raster: RasterReader | null = null;

  constructor(model: PrinterModel) {
    this.#model = model;
    this.#characters = new Characters(model);
  }

  /** Bytes that have come and not been read. */
  get pendingBytes(): number {
    return this.#buffer.length - this.#at;
  }

  push(bytes: Uint8Array): void {
    const rest = this.#buffer.subarray(this.#at);
    this.#buffer = rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([rest, bytes]);
    this.#at = 0;
  }

  /** The next command, or null until more bytes come. */
  next(): Command | null {
    const read = this.#raster
      ? this.#rows(this.#raster)
      : this.#partial
        ? this.#more(this.#partial)
        : this.#read();
    if (read) this.#obey(read);
    return read;
  }

  /** Drops what has not been read, half a command included; modes stay. */
  clear(): void {
    this.#buffer = Buffer.alloc(0);
    this.#at = 0;
    this.#partial = null;
    this.#raster = null;
  }

  #obey(effect: Effect): void {
    if (effect.kind === 'kanji') this.#characters.setKanji(effect.on);
    if (effect.kind === 'kanji-code') this.#characters.setKanjiCode(effect.isShiftJis);
    if (effect.kind === 'code-page') this.#characters.setPage(effect.encoding);
    if (effect.kind === 'initialise') this.#characters.initialise();
  }

  #read(): Command | null {
    const first = this.#buffer[this.#at];
    if (first === undefined) return null;
    if (first === 0x1b || first === 0x1c || first === 0x1d) return this.#command();
    if (first >= 0x20 && first !== 0x7f) return this.#text(first);
    const control = this.#take(1);
    if (first === 0x0a) return { kind: 'line-feed', length: 1 };
    if (first === 0x09) return { kind: 'tab', length: 1 };
    return first === 0x0d ? { kind: 'nothing', length: 1 } : { ...unknown(control), length: 1 };
  }

  #text(first: number): Command | null {
    const character = this.#characters.read(first, this.#buffer[this.#at + 1]);
    if (!character) return null;
    this.#at += character.length;
    const { text, isWide, length } = character;
    return { kind: 'text', text, isWide, length };
  }

  #command(): Command | null {
    const rest = this.#buffer.subarray(this.#at);
    if (rest.length >= 2 && rest.readUInt16BE(0) === gsV) return this.#rasterBegins(rest);
    const length = commandLength(rest);
    if (length === null) return null;
    if (rest.length >= length) return this.#whole(this.#take(length));
    this.#partial = { bytes: Buffer.alloc(length), taken: 0 };
    return this.#more(this.#partial);
  }

  #more(partial: { readonly bytes: Buffer; taken: number }): Command | null {
    const part = this.#take(partial.bytes.length - partial.taken);
    part.copy(partial.bytes, partial.taken);
    partial.taken += part.length;
    if (partial.taken < partial.bytes.length) return null;
    this.#partial = null;
    return this.#whole(partial.bytes);
  }

  #whole(bytes: Buffer): Command {
    return { ...(meaningOf(bytes, this.#model) ?? unknown(bytes)), length: bytes.length };
  }

  #rasterBegins(rest: Buffer): Command | null {
    if (rest.length < rasterHeaderBytes) return null;
    const shape = rasterShape(rest);
    const header = this.#take(rasterHeaderBytes);
    if (!shape) return this.#whole(header);
    this.#raster = new RasterReader(shape);
    return this.#rows(this.#raster);
  }

  #rows(raster: RasterReader): Command | null {
    const band = raster.push(this.#take(raster.takes(this.pendingBytes)));
    if (raster.isDone) this.#raster = null;
    return band && { ...band.effect, length: band.length };
  }

  /** So many bytes out of the buffer, or all that there are. */
  #take(count: number): Buffer {
    const taken = this.#buffer.subarray(this.#at, this.#at + count);
    this.#at += taken.length;
    return taken;
  }
}
