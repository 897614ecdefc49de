/**
 * How many bytes a printer has that it may not have printed: never more than its buffer holds, because it throws away the rest.
 * With a printer that says by process id what is on paper, that is exact; with all others it is told by the time that the
 * paper needs, or earlier where the printer answers a question that stands behind the bytes.
 */

/** A part of a job with the printer. */
interface Part {
  readonly bytes: number;
  /** The process id behind it; null where time, or an answer to GS r, takes it off. */
  readonly processId: string | null;
  timer: NodeJS.Timeout | undefined;
}

export class SendWindow {
  readonly #sizeBytes: number;
  #parts: Part[] = [];
  /** When the paper of all parts that time takes off is out, by the printer's speed. */
  #paperOutAtMs = 0;
  #room = Promise.withResolvers<void>();

  /** @param sizeBytes what the printer's buffer holds */
  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  /** Whether so many bytes may be sent now. What is larger than the buffer may be sent when nothing else is in it. */
  hasRoom(bytes: number): boolean {
    const used = this.#parts.reduce((sum, part) => sum + part.bytes, 0);
    return used === 0 || used + bytes <= this.#sizeBytes;
  }

  /** Resolves at the next moment when there is more room than now. */
  async moreRoom(): Promise<void> {
    return this.#room.promise;
  }

  /** A part is sent that ends with a request for this process id. */
  addProven(bytes: number, processId: string): void {
    this.#parts.push({ bytes, processId, timer: undefined });
  }

  /** A part is sent whose way into the printer and out on paper takes so long, counted from when the parts before it are out. */
  addTimed(bytes: number, takesMs: number): void {
    const nowMs = performance.now();
    this.#paperOutAtMs = Math.max(this.#paperOutAtMs, nowMs) + takesMs;
    const part: Part = { bytes, processId: null, timer: undefined };
    part.timer = setTimeout(() => this.#takeOff(part), this.#paperOutAtMs - nowMs);
    this.#parts.push(part);
  }

  /** A process id has come back: its part and all before it are out. */
  confirmed(processId: string): void {
    const part = this.#parts.find((each) => each.processId === processId);
    if (part) this.#takeOff(part);
  }

  /** An answer to GS r has come: the oldest part is out of the buffer, whatever the clock says. */
  answered(): void {
    const part = this.#parts.find(({ timer }) => timer !== undefined);
    if (part) this.#takeOff(part);
  }

  /** The printer's buffer is empty, or nothing that we know of it holds any more. */
  clear(): void {
    const last = this.#parts.at(-1);
    if (last) this.#takeOff(last);
    this.#paperOutAtMs = 0;
  }

  #takeOff(part: Part): void {
    const index = this.#parts.indexOf(part);
    for (const { timer } of this.#parts.splice(0, index + 1)) clearTimeout(timer);
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }
}
