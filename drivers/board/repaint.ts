/** When a part of a board is sent once more, in case the board forgot: never so often that there is no room for a call. */
import type { BoardTiming } from './timing.ts';

/** Besides the time on the wire, what a frame takes of a line: the board thinks, and answers. */
const turnaroundMs = 50;
/** Something was sent so shortly ago that somebody may be called again right now, and shall find the line free. */
const recentMs = 400;

/** How much of a board there is to be sent once more, and how many boards share its line. */
export interface RepaintLoad {
  readonly parts: number;
  readonly stations: number;
}

/** What becomes of it, between `start` and `stop`. */
interface RepaintEvents {
  /** The next part has to be sent once more, with whatever is sent next. */
  readonly mark: () => void;
  /** Nothing has been sent for a moment: it is sent now. */
  readonly send: () => void;
}

export class Repaint {
  readonly #timing: BoardTiming;
  readonly #load: () => RepaintLoad;
  readonly #events: RepaintEvents;
  /** On the wire, the last frame with one part. */
  #partMs = 0;
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

  /** A frame with so many parts takes so long on the wire. */
  sent(parts: number, frameMs: number): void {
    this.#sentAtMs = performance.now();
    if (parts === 1) this.#partMs = frameMs;
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
    const { repaintMs, repaintShare } = this.#timing;
    const { parts, stations } = this.#load();
    const fairMs = ((this.#partMs + turnaroundMs) * stations) / repaintShare;
    return Math.max(repaintMs / Math.max(1, parts), fairMs);
  }
}
