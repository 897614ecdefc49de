/** Finds real-time commands in what a printer receives: they are obeyed as they arrive, whatever waits in the buffer. */
import { commandLength } from './shape.ts';

export type Received =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** DLE EOT n */
  | { readonly kind: 'status'; readonly n: 1 | 2 | 3 | 4 }
  /** DLE ENQ n: 1 goes on from the line that failed, 2 clears the buffers first. */
  | { readonly kind: 'recover'; readonly n: 1 | 2 }
  /** DLE DC4, function 8 */
  | { readonly kind: 'clear' };

const dle = 0x10;

const sequences: readonly (readonly [hex: string, meaning: Received])[] = [
  ['10140801031401060208', { kind: 'clear' }],
  ['100401', { kind: 'status', n: 1 }],
  ['100402', { kind: 'status', n: 2 }],
  ['100403', { kind: 'status', n: 3 }],
  ['100404', { kind: 'status', n: 4 }],
  ['100501', { kind: 'recover', n: 1 }],
  ['100502', { kind: 'recover', n: 2 }],
];

/**
 * It looks at bytes, not at commands, as printers do: a sequence inside another command's data is obeyed as well, but for printers
 * that `sparesImages`. A sequence may be cut anywhere; a DLE that turns out to begin none is data.
 */
export class RealTimeScanner {
  readonly #images: ImageTracker | null;
  #held: number[] = [];

  constructor(options: { readonly sparesImages?: boolean } = {}) {
    this.#images = options.sparesImages ? new ImageTracker() : null;
  }

  push(bytes: Uint8Array): Received[] {
    const found: Received[] = [];
    let data: number[] = [];
    const pass = (byte: number) => {
      data.push(byte);
      this.#images?.pass(byte);
    };
    for (const byte of bytes) {
      if (this.#held.length === 0 && (byte !== dle || this.#images?.isInside)) {
        pass(byte);
        continue;
      }
      this.#held.push(byte);
      const hex = Buffer.from(this.#held).toString('hex');
      const meaning = sequences.find(([sequence]) => sequence === hex)?.[1];
      if (meaning) {
        if (data.length > 0) found.push({ kind: 'data', bytes: Uint8Array.from(data) });
        data = [];
        found.push(meaning);
        this.#held = [];
      } else if (!mayBecomeOne(hex)) this.#letGo().forEach(pass);
    }
    if (data.length > 0) found.push({ kind: 'data', bytes: Uint8Array.from(data) });
    return found;
  }

  /** All that cannot be the beginning of a sequence any more: up to the next DLE that may be one. */
  #letGo(): number[] {
    const next = this.#held.findIndex(
      (_, at) => at > 0 && mayBecomeOne(Buffer.from(this.#held.slice(at)).toString('hex')),
    );
    return this.#held.splice(0, next < 0 ? this.#held.length : next);
  }
}

function mayBecomeOne(hex: string): boolean {
  return sequences.some(([sequence]) => sequence.startsWith(hex));
}

/** Follows the stream as far as it takes to know whether the next byte is an image's. */
class ImageTracker {
  #head: number[] = [];
  #left = 0;
  #isImage = false;

  get isInside(): boolean {
    return this.#isImage;
  }

  pass(byte: number): void {
    if (this.#left > 0) {
      this.#left -= 1;
      if (this.#left === 0) this.#isImage = false;
      return;
    }
    if (this.#head.length === 0 && (byte < 0x1b || byte > 0x1d)) return;
    this.#head.push(byte);
    const head = Buffer.from(this.#head);
    const isRaster = head[0] === 0x1d && head[1] === 0x76;
    const length = isRaster ? rasterLength(head) : commandLength(head);
    if (length === null) return;
    this.#left = Math.max(0, length - head.length);
    const isGraphics = head[0] === 0x1d && head[2] === 0x4c && (head[1] === 0x28 || head[1] === 0x38);
    this.#isImage = this.#left > 0 && (isRaster || isGraphics);
    this.#head = [];
  }
}

/** GS v 0 m xL xH yL yH d… */
function rasterLength(head: Buffer): number | null {
  return head.length < 8 ? null : 8 + head.readUInt16LE(4) * head.readUInt16LE(6);
}
