/** The conversation with a board below its content: one frame at a time, its answer, or the lack of one. */
import type { AnswerReader, BoardAnswer } from './codec.ts';
import type { Line, Seat } from './line/line.ts';

/** A frame that was sent, and until when its answer may come. */
interface Unanswered {
  readonly frame: Buffer;
  readonly untilMs: number;
}

/** A frame for a turn. */
export interface Said {
  readonly frame: Buffer;
  /** So long an answer is waited for; of a board that never answers, so long the frame is under way. */
  readonly limitMs: number;
}

/** Whether a turn was asked for. */
type Asked = 'not' | 'ordinary' | 'urgent';

/** What happens on a link. */
export interface LinkEvents {
  /** The port has opened. */
  readonly opened: () => void;
  /** The port is closed, or could not be opened for another reason than before; what was pending has ended. */
  readonly lost: (reason: string) => void;
  /** The turn has come: what is sent now, or null for nothing. */
  readonly turn: () => Said | null;
  /** An answer; `isTimely` says that it is certainly one to the pending frame, which has ended with it. */
  readonly answered: (answer: BoardAnswer, isTimely: boolean) => void;
  /** The pending frame has ended without an answer. */
  readonly silence: () => void;
}

/**
 * Answers do not say what they answer, and come in the order of the frames; some never come. So an answer may belong to any
 * frame that has had none, and is counted as the oldest one's: then never fewer are expected than are to come.
 */
export class BoardLink {
  readonly #seat: Seat;
  readonly #events: LinkEvents;
  readonly #reader: AnswerReader;
  /** For so long after a frame was given up its answer may still come. */
  readonly #lateMs: number;
  /** Oldest first. */
  #unanswered: readonly Unanswered[] = [];
  /** Whether the newest of `#unanswered` is still waited for. */
  #isPending = false;
  #limit: NodeJS.Timeout | undefined;
  /** While answers that came in one go are told: whether a turn was asked for meanwhile, and how urgently. */
  #asked: Asked | null = null;

  constructor(line: Line, reader: AnswerReader, lateMs: number, events: LinkEvents) {
    this.#reader = reader;
    this.#lateMs = lateMs;
    this.#events = events;
    this.#seat = line.join({
      speak: () => this.#speak(),
      hear: (bytes) => this.#heard(bytes),
      opened: () => {
        this.#reader.reset();
        events.opened();
      },
      lost: (reason) => {
        this.#forget();
        events.lost(reason);
      },
    });
  }

  get isOpen(): boolean {
    return this.#seat.isOpen;
  }

  /** How many boards share the line. */
  get stations(): number {
    return this.#seat.stations;
  }

  /** Whether answers to frames that were given up may still come. */
  get isOwed(): boolean {
    this.#forgetOld();
    return this.#unanswered.length > (this.#isPending ? 1 : 0);
  }

  /** Wants a turn, which may come within the call. */
  ask(isUrgent: boolean): void {
    if (this.#asked === null) this.#seat.ask(isUrgent);
    else this.#asked = isUrgent ? 'urgent' : 'ordinary';
  }

  /** What is pending is not waited for any longer, and the turn is over. */
  giveUp(): void {
    this.#stopWaiting();
    if (this.#asked === null) this.#seat.release();
  }

  close(): Promise<void> {
    this.#forget();
    return this.#seat.leave();
  }

  #speak(): Uint8Array | null {
    const said = this.#events.turn();
    if (said === null) return null;
    const { frame, limitMs } = said;
    this.#forgetOld();
    this.#reader.reset();
    this.#unanswered = [...this.#unanswered, { frame, untilMs: performance.now() + limitMs + this.#lateMs }];
    this.#isPending = true;
    this.#limit = setTimeout(() => {
      this.#stopWaiting();
      this.#events.silence();
      this.#seat.release();
    }, limitMs);
    return frame;
  }

  #forget(): void {
    this.#stopWaiting();
    this.#unanswered = [];
  }

  #stopWaiting(): void {
    clearTimeout(this.#limit);
    this.#isPending = false;
  }

  /** What is pending stays: its limit comes first. */
  #forgetOld(): void {
    const nowMs = performance.now();
    this.#unanswered = this.#unanswered.filter(({ untilMs }) => untilMs > nowMs);
  }

  #heard(bytes: Uint8Array): void {
    const answers = this.#reader.push(bytes);
    if (answers.length === 0) return;
    // What came in one go came before any frame that is sent because of it, and is no answer to that.
    this.#asked = 'not';
    for (const answer of answers) this.#answered(answer);
    const asked: Asked = this.#asked;
    this.#asked = null;
    if (asked !== 'not') this.#seat.ask(asked === 'urgent');
    if (!this.#isPending) this.#seat.release();
  }

  #answered(answer: BoardAnswer): void {
    this.#forgetOld();
    const pending = this.#isPending ? this.#unanswered.at(-1)?.frame : undefined;
    // Of the same frame sent twice it does not matter which was answered.
    const isTimely = pending !== undefined && this.#unanswered.every(({ frame }) => frame.equals(pending));
    this.#unanswered = this.#unanswered.slice(1);
    if (isTimely) this.#stopWaiting();
    this.#events.answered(answer, isTimely);
  }
}
