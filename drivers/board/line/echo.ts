/**
 * A half-duplex adapter hears itself: what it sends comes back before any answer does. This takes it away again. Pure.
 */
export class EchoFilter {
  /** What was sent and has not come back. */
  #owed = Buffer.alloc(0);
  #collisions = 0;

  /** Echoes that came back as something else: two have spoken at once, or the adapter makes no echo after all. */
  get collisions(): number {
    return this.#collisions;
  }

  sent(bytes: Uint8Array): void {
    this.#owed = Buffer.concat([this.#owed, bytes]);
  }

  /** A turn is over: what has not come back by now will not. */
  forget(): void {
    this.#owed = Buffer.alloc(0);
  }

  /** What somebody else has said. From the first byte on that is no echo, everything is. */
  received(bytes: Uint8Array): Uint8Array {
    let echoed = 0;
    while (echoed < bytes.length && echoed < this.#owed.length && bytes[echoed] === this.#owed[echoed])
      echoed += 1;
    this.#owed = this.#owed.subarray(echoed);
    const others = bytes.subarray(echoed);
    if (others.length > 0 && this.#owed.length > 0) {
      this.#collisions += 1;
      this.forget();
    }
    return others;
  }
}
