/** Finds real-time commands in what a printer receives: they are obeyed as they arrive, whatever waits in the buffer. */

export type Received =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** DLE EOT n */
  | { readonly kind: 'status'; readonly n: 1 | 2 | 3 | 4 }
  /** DLE DC4, function 8 */
  | { readonly kind: 'clear' };

const clearBuffers = '10140801031401060208';
const statuses = { '100401': 1, '100402': 2, '100403': 3, '100404': 4 } as const;
const sequences = [clearBuffers, ...Object.keys(statuses)];

/**
 * It looks at bytes, not at commands, as printers do: a sequence inside another command's data is obeyed as well. A
 * sequence may be cut anywhere; a DLE that turns out to begin none is data.
 */
export class RealTimeScanner {
  #held: number[] = [];

  push(bytes: Uint8Array): Received[] {
    const found: Received[] = [];
    let data: number[] = [];
    const flush = () => {
      if (data.length > 0) found.push({ kind: 'data', bytes: Uint8Array.from(data) });
      data = [];
    };
    for (const byte of bytes) {
      this.#held.push(byte);
      const hex = Buffer.from(this.#held).toString('hex');
      if (sequences.includes(hex)) {
        flush();
        found.push(meaning(hex));
        this.#held = [];
      } else if (!sequences.some((sequence) => sequence.startsWith(hex))) {
        data.push(...this.#letGo());
      }
    }
    flush();
    return found;
  }

  /** All that cannot be the beginning of a sequence any more: up to the next DLE that may be one. */
  #letGo(): number[] {
    const next = this.#held.findIndex((_, at) => {
      const rest = Buffer.from(this.#held.slice(at)).toString('hex');
      return at > 0 && sequences.some((sequence) => sequence.startsWith(rest));
    });
    return this.#held.splice(0, next < 0 ? this.#held.length : next);
  }
}

function meaning(hex: string): Received {
  return hex in statuses ? { kind: 'status', n: statuses[hex as keyof typeof statuses] } : { kind: 'clear' };
}
