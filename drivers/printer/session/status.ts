/** What an ESC/POS printer sends back, told apart by its bits as Epson's manual orders it. Pure, incremental, never throws. */

/** The part of the printer that DLE EOT n asks about: 1 printer, 2 offline cause, 3 error cause, 4 paper sensors. */
export type RealTimeKind = 1 | 2 | 3 | 4;

export type PrinterSignal =
  | { readonly kind: 'real-time'; readonly n: RealTimeKind; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  /** An answer to GS r or GS I. */
  | { readonly kind: 'transmitted'; readonly byte: number }
  | { readonly kind: 'flow'; readonly on: boolean }
  /** GS ( H: everything before this process id has been printed. */
  | { readonly kind: 'confirmed'; readonly processId: string }
  /** The buffers were cleared. */
  | { readonly kind: 'cleared' }
  /** An answer to DLE EOT, and nobody knows yet to which question: it may be a late one. */
  | { readonly kind: 'unplaced' };

const xon = 0x11;
const xoff = 0x13;

/** What the bytes at the beginning of the buffer are: a signal and its length, the beginning of one, or nothing known. */
type Reading =
  { readonly signals: readonly PrinterSignal[]; readonly length: number } | 'incomplete' | 'noise';

export class StatusParser {
  /** A real-time answer does not say which question it answers; they come in the order of the questions. */
  #asked: RealTimeKind[] = [];
  /** How many questions were given up: their answers are lost, or still to come before all others. */
  #givenUp = 0;
  /** Answers since then. Which question the first of them is for shows by how many they become. */
  #unplaced: number[] = [];
  #buffer: number[] = [];

  /** To be called for every DLE EOT n that is sent. */
  expect(n: RealTimeKind): void {
    this.#asked.push(n);
  }

  /** How many questions have no answer yet. */
  get unanswered(): number {
    return this.#asked.length;
  }

  /** Just as many answers have come as were asked for since others were given up: those may be lost, or these may be late. */
  get isPlaceable(): boolean {
    return this.#unplaced.length > 0 && this.#unplaced.length === this.#asked.length;
  }

  /** Waits no longer for an answer to what was asked. */
  giveUp(): void {
    this.#givenUp += this.#asked.length - this.#unplaced.length;
    this.#asked = [];
    this.#unplaced = [];
  }

  /** Takes what has come for the answers to what was asked last. @returns what they say */
  place(): PrinterSignal[] {
    const answers = this.#unplaced.slice(-this.#asked.length);
    const signals = this.#asked.flatMap((n, index): PrinterSignal[] => {
      const byte = answers[index];
      return byte === undefined ? [] : [{ kind: 'real-time', n, byte }];
    });
    this.forgetQuestions();
    return signals;
  }

  /** Nothing that was asked is answered any more: the port was closed. */
  forgetQuestions(): void {
    this.#asked = [];
    this.#unplaced = [];
    this.#givenUp = 0;
  }

  /** Takes bytes cut anywhere and returns what became complete with them, in order. Noise is dropped byte by byte. */
  push(bytes: Uint8Array): PrinterSignal[] {
    const signals: PrinterSignal[] = [];
    for (const byte of bytes) {
      // Flow control may stand inside any other frame, and is never part of one.
      if (byte === xon || byte === xoff) {
        signals.push({ kind: 'flow', on: byte === xon });
        continue;
      }
      this.#buffer.push(byte);
      this.#takeComplete(signals);
    }
    return signals;
  }

  #takeComplete(signals: PrinterSignal[]): void {
    let position = 0;
    while (position < this.#buffer.length) {
      const reading = this.#read(position);
      if (reading === 'incomplete') break;
      // Noise is skipped by one byte only: the next good frame may begin inside a frame that broke off.
      position += reading === 'noise' ? 1 : reading.length;
      if (reading !== 'noise') signals.push(...reading.signals);
    }
    this.#buffer.splice(0, position);
  }

  #read(at: number): Reading {
    const byte = this.#buffer[at] ?? 0;
    if (byte === 0x37) return this.#block(at);
    if ((byte & 0x93) === 0x12) return this.#realTime(byte);
    if ((byte & 0x93) === 0x10) return this.#automatic(at);
    if ((byte & 0x90) === 0) return { signals: [{ kind: 'transmitted', byte }], length: 1 };
    return 'noise';
  }

  /** 37 22 d1 d2 d3 d4 00 or 37 25 00. */
  #block(at: number): Reading {
    const [identifier, ...data] = this.#buffer.slice(at + 1, at + 7);
    if (identifier === undefined) return 'incomplete';
    if (identifier === 0x25) {
      if (data.length === 0) return 'incomplete';
      return data[0] === 0 ? { signals: [{ kind: 'cleared' }], length: 3 } : 'noise';
    }
    if (identifier !== 0x22) return 'noise';
    const id = data.slice(0, 4);
    if (id.some((byte) => byte < 0x20 || byte > 0x7e)) return 'noise';
    if (data.length < 5) return 'incomplete';
    if (data[4] !== 0) return 'noise';
    return { signals: [{ kind: 'confirmed', processId: String.fromCharCode(...id) }], length: 7 };
  }

  #realTime(byte: number): Reading {
    if (this.#asked.length === 0) {
      this.#givenUp = Math.max(0, this.#givenUp - 1);
      return 'noise';
    }
    this.#unplaced.push(byte);
    // All that were given up have come after all, so the last ones are for what was asked last.
    const isWhole = this.#unplaced.length === this.#givenUp + this.#asked.length;
    if (this.#givenUp > 0) return { signals: isWhole ? this.place() : [{ kind: 'unplaced' }], length: 1 };
    this.#unplaced = [];
    const n = this.#asked.shift();
    return n === undefined ? 'noise' : { signals: [{ kind: 'real-time', n, byte }], length: 1 };
  }

  #automatic(at: number): Reading {
    const [first = 0, ...rest] = this.#buffer.slice(at, at + 4);
    if (rest.some((byte) => (byte & 0x90) !== 0)) return 'noise';
    const [second, third, fourth] = rest;
    if (second === undefined || third === undefined || fourth === undefined) return 'incomplete';
    return { signals: [{ kind: 'automatic', bytes: [first, second, third, fourth] }], length: 4 };
  }
}
