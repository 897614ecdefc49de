/** One direction of a serial wire, as slow as it is: bytes come out no faster than its speed, ten bits each (8N1). */

/** Bytes are handed on in groups as long as this at most: a timer for each byte would keep a machine busy with timers. */
const stepMs = 8;

/** What a timer that came late has to hand on is cut into pieces, so that the other end can say XOFF in time. */
const pieceBytes = 32;

export class Wire {
  readonly #msPerByte: number;
  readonly #deliver: (bytes: Uint8Array) => void;
  #queue: Uint8Array[] = [];
  /** When the first byte of the queue begins to cross, on the monotonic clock. */
  #beginsAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isHeld = false;

  /** @param baudRate bits a second; 0 delivers at once */
  constructor(baudRate: number, deliver: (bytes: Uint8Array) => void) {
    this.#msPerByte = baudRate > 0 ? 10_000 / baudRate : 0;
    this.#deliver = deliver;
  }

  send(bytes: Uint8Array): void {
    if (this.#msPerByte === 0) return this.#deliver(bytes);
    if (bytes.length === 0) return;
    if (this.#queue.length === 0) this.#beginsAtMs = Math.max(this.#beginsAtMs, performance.now());
    this.#queue.push(Uint8Array.from(bytes));
    this.#schedule();
  }

  /** XOFF: what has not crossed stays with the sender. */
  hold(): void {
    this.#isHeld = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** XON */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#beginsAtMs = Math.max(this.#beginsAtMs, performance.now());
    this.#schedule();
  }

  /** The cable is cut, or an end is switched off: what is under way is lost. */
  drop(): void {
    this.#queue = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#isHeld || this.#queue.length === 0) return;
    const waiting = this.#queue.reduce((sum, { length }) => sum + length, 0);
    const step = Math.min(waiting, Math.max(1, Math.floor(stepMs / this.#msPerByte)));
    const dueMs = this.#beginsAtMs + step * this.#msPerByte - performance.now();
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, dueMs)).unref();
  }

  /** Everything that has crossed by now, also what a late timer has missed: so the speed is right on the whole. */
  #tick(): void {
    this.#timer = undefined;
    const crossed = Math.floor((performance.now() - this.#beginsAtMs) / this.#msPerByte + 1e-6);
    let left = crossed;
    while (left > 0 && !this.#isHeld && this.#queue.length > 0) {
      const bytes = this.#take(Math.min(left, pieceBytes));
      left -= bytes.length;
      this.#beginsAtMs += bytes.length * this.#msPerByte;
      this.#deliver(bytes);
    }
    this.#schedule();
  }

  #take(count: number): Uint8Array {
    const all = Buffer.concat(this.#queue);
    this.#queue = count < all.length ? [all.subarray(count)] : [];
    return all.subarray(0, count);
  }
}
