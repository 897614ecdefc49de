/**
 * How many bytes a printer has that it may not have printed: never more than its buffer holds, because it throws away the rest.
 * With a printer that says by process id what is on paper, or answers a question that stands behind the bytes, that is exact;
 * of all others it is told by the time that the paper needs.
 */

/** A part of a job with the printer. */
interface Part {
  readonly bytes: number;
  /** The process id behind it; null where an answer to GS r, or time, takes it off. */
  readonly processId: string | null;
  timer: NodeJS.Timeout | undefined;
}

/** How long a part needs, in ms, as far as it can be told. */
export interface PartTime {
  /** Until its last byte is with the printer. */
  readonly wireMs: number;
  /** From then, or from when the parts before it are out, until it is out. */
  readonly paperMs: number;
}

export class SendWindow {
  readonly #sizeBytes: number;
  #parts: Part[] = [];
  /** Questions that have no answer yet, each by the part before it; answers come in their order. */
  #asked: Part[] = [];
  /** Whether the printer answers GS r; null as long as nobody knows. */
  #answers: boolean | null = null;
  /** When the paper of all parts is out, by the printer's speed. */
  #paperOutAtMs = 0;
  #room = Promise.withResolvers<void>();

  /** @param sizeBytes what the printer's buffer holds */
  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  /** Whether it is worth asking: it answers, or nobody knows. */
  get mayAsk(): boolean {
    return this.#answers !== false;
  }

  /** Whether an answer to GS r is still to come, from a printer that has given some. */
  get owesAnswer(): boolean {
    return this.#answers === true && this.#asked.length > 0;
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

  /** A part is sent of which only the clock tells when it is out. */
  addTimed(bytes: number, time: PartTime): void {
    this.#timed({ bytes, processId: null, timer: undefined }, this.#outInMs(time));
  }

  /**
   * A part is sent that ends with GS r. Its answer decides; only as long as none has ever come, the clock ends the waiting.
   * @param patienceMs longer than the paper needs, for the first answer of all
   */
  addAsked(bytes: number, time: PartTime, patienceMs: number): void {
    const part: Part = { bytes, processId: null, timer: undefined };
    this.#asked.push(part);
    const outInMs = this.#outInMs(time);
    if (this.#answers === true) this.#parts.push(part);
    else this.#timed(part, outInMs + patienceMs);
  }

  /** A process id has come back: its part and all before it are out. */
  confirmed(processId: string): void {
    const part = this.#parts.find((each) => each.processId === processId);
    if (part) this.#takeOff(part);
  }

  /** An answer to GS r has come: what stands before its question is out of the buffer, whatever the clock says. */
  answered(): void {
    const part = this.#asked.shift();
    if (!part) return;
    this.#answers = true;
    // From now on, answers decide also about those for which the clock was set.
    for (const { timer } of this.#asked) clearTimeout(timer);
    if (this.#parts.includes(part)) this.#takeOff(part);
  }

  /** The printer's buffer is empty, or nothing that we know of it holds any more. */
  clear(): void {
    const last = this.#parts.at(-1);
    if (last) this.#takeOff(last);
    this.#asked = [];
  }

  /** Another printer may be there, which does or does not answer. To be called while no job is under way. */
  forgetHabit(): void {
    this.#asked = [];
    this.#answers = null;
  }

  #outInMs({ wireMs, paperMs }: PartTime): number {
    const nowMs = performance.now();
    this.#paperOutAtMs = Math.max(this.#paperOutAtMs, nowMs + wireMs) + paperMs;
    return this.#paperOutAtMs - nowMs;
  }

  #timed(part: Part, ms: number): void {
    part.timer = setTimeout(() => {
      if (this.#asked.includes(part)) this.#answers ??= false;
      this.#takeOff(part);
    }, ms);
    this.#parts.push(part);
  }

  #takeOff(part: Part): void {
    const index = this.#parts.indexOf(part);
    for (const { timer } of this.#parts.splice(0, index + 1)) clearTimeout(timer);
    // Whatever the clock still counted has come out sooner.
    if (this.#parts.length === 0) this.#paperOutAtMs = 0;
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }
}
