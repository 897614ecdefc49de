/** When a part of a board is sent once more, in case the board forgot: never so often that there is no room for a call. */
import type { BoardTiming } from './timing.ts';

/** What a frame has beside its parts. */
const envelopeBytes = 25;
/** Besides the time on the wire, what a frame takes of a line: the board thinks, and answers. */
const turnaroundMs = 50;
/** Something was sent so shortly ago that somebody may be called again right now, and shall find the line free. */
const recentMs = 400;

/** What it takes to send all of a board once more. */
export interface RepaintLoad {
  /** In so many goes. */
  readonly goes: number;
  /** Each of so many bytes, beside those of the frame itself. */
  readonly goBytes: number;
  /** How many boards share the line. */
  readonly stations: number;
}

/** What becomes of it, between `start` and `stop`. */
interface RepaintEvents {
  /** The next go has to be sent once more, with whatever is sent next. */
  readonly mark: () => void;
  /** Nothing has been sent for a moment: it is sent now. */
  readonly send: () => void;
}

export class Repaint {
  readonly #timing: BoardTiming;
  readonly #load: () => RepaintLoad;
  readonly #events: RepaintEvents;
  #sentAtMs = -Infinity;
  #markedAtMs = 0;
  #isMarked = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(timing: BoardTiming, load: () => RepaintLoad, events: RepaintEvents) {
    this.#timing = timing;
    this.#load = load;
    this.#events = events;
  }

  /** Anew if it has begun already. */
  start(): void {
    this.#markedAtMs = performance.now();
    this.#isMarked = false;
    this.#lookAfter(this.#pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** A frame is on its way. */
  sent(): void {
    this.#sentAtMs = performance.now();
  }

  #lookAfter(ms: number): void {
    this.stop();
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    const [nowMs, pauseMs] = [performance.now(), this.#pauseMs];
    if (nowMs >= this.#markedAtMs + pauseMs) {
      this.#markedAtMs = nowMs;
      this.#isMarked = true;
      this.#events.mark();
    }
    const isFree = nowMs >= this.#sentAtMs + recentMs;
    const isDue = this.#isMarked && isFree;
    if (isDue) this.#isMarked = false;
    const nextMs = this.#markedAtMs + pauseMs - nowMs;
    this.#lookAfter(this.#isMarked ? Math.min(nextMs, recentMs / 2) : nextMs);
    if (isDue) this.#events.send();
  }

  /** Longer where many boards share a slow line. */
  get #pauseMs(): number {
    const { repaintMs, repaintShare, msPerByte } = this.#timing;
    const { goes, goBytes, stations } = this.#load();
    const goMs = (goBytes + envelopeBytes) * msPerByte + turnaroundMs;
    return Math.max(repaintMs / Math.max(1, goes), (goMs * stations) / repaintShare);
  }
}
