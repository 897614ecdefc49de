import type { Line, Seat } from '../../../drivers/board/line/line.ts';

/** A station that says what it is told to, and counts what it hears. */
export class Talker {
  readonly seat: Seat;
  readonly heard: string[] = [];
  /** Of what it has heard, what came while it waited for an answer. */
  readonly answers: string[] = [];
  readonly told: string[] = [];
  /** What it says at its next turn; null for nothing. */
  words: string | null = null;
  /** So long it waits for an answer. */
  waitMs = 100;
  #wait: NodeJS.Timeout | undefined;
  #isWaiting = false;

  constructor(line: Line) {
    this.seat = line.join({
      speak: () => this.#speak(),
      hear: (bytes) => {
        const words = Buffer.from(bytes).toString();
        this.heard.push(words);
        if (!this.#isWaiting) return;
        this.answers.push(words);
        this.#end();
      },
      opened: () => void this.told.push('opened'),
      lost: (reason) => {
        clearTimeout(this.#wait);
        this.told.push(`lost: ${reason}`);
      },
    });
  }

  say(words: string, isUrgent = false): void {
    this.words = words;
    this.seat.ask(isUrgent);
  }

  #speak(): Uint8Array | null {
    if (this.words === null) return null;
    this.#isWaiting = true;
    this.#wait = setTimeout(() => this.#end(), this.waitMs);
    const words = Buffer.from(this.words);
    this.words = null;
    return words;
  }

  #end(): void {
    this.#isWaiting = false;
    clearTimeout(this.#wait);
    this.seat.release();
  }
}
