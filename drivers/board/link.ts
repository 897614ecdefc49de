/** The conversation with a card below its content: one frame at a time, its answer, or the lack of one. */
import { DeviceFault } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { Transport } from '../transport/transport.ts';
import { readAnswer, type CardAnswer } from './bx5k/commands.ts';
import { FrameParser } from './bx5k/frame.ts';

/** A frame that was sent, and until when its answer may come. */
interface Unanswered {
  readonly frame: Buffer;
  readonly untilMs: number;
}

/**
 * Answers do not say what they answer, and come in the order of the frames; some never come. So an answer may belong to any
 * frame that has had none, and is counted as the oldest one's: then never fewer are expected than are to come.
 */
export class BoardLink {
  readonly #transport: Transport;
  /** For so long after a frame was given up its answer may still come. */
  readonly #lateMs: number;
  readonly #parser = new FrameParser();
  readonly #openings = listeners<[]>();
  readonly #losses = listeners<[reason: string]>();
  readonly #answers = listeners<[answer: CardAnswer, isTimely: boolean]>();
  readonly #silences = listeners<[]>();
  #isOpen = false;
  /** Oldest first. */
  #unanswered: readonly Unanswered[] = [];
  /** Whether the newest of `#unanswered` is still waited for. */
  #isPending = false;
  #limit: NodeJS.Timeout | undefined;

  constructor(transport: Transport, lateMs: number) {
    this.#transport = transport;
    this.#lateMs = lateMs;
    transport.onData((bytes) => this.#received(bytes));
    transport.onState((state, reason) => (state === 'open' ? this.#opened() : this.#lost(reason)));
    // A transport that is open already will not say so again; its owner may not have subscribed to us yet.
    if (transport.state === 'open') queueMicrotask(() => this.#opened());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether answers to frames that were given up may still come. */
  get isOwed(): boolean {
    this.#forgetOld();
    return this.#unanswered.length > (this.#isPending ? 1 : 0);
  }

  /** Called when the port has opened. */
  onOpen(listener: () => void): void {
    this.#openings.add(listener);
  }

  /** Called when the port is closed, or could not be opened for another reason than before; what was pending has ended. */
  onLost(listener: (reason: string) => void): void {
    this.#losses.add(listener);
  }

  /** Called at every answer; `isTimely` says that it is certainly one to the pending frame, which has ended with it. */
  onAnswer(listener: (answer: CardAnswer, isTimely: boolean) => void): void {
    this.#answers.add(listener);
  }

  /** Called when the pending frame has ended without an answer. */
  onSilence(listener: () => void): void {
    this.#silences.add(listener);
  }

  /** Hands a frame to the port, now, and waits `limitMs` for the answer. A frame still pending is given up. */
  send(frame: Buffer, limitMs: number): void {
    this.#giveUp();
    this.#forgetOld();
    const untilMs = performance.now() + limitMs + this.#lateMs;
    this.#unanswered = [...this.#unanswered, { frame, untilMs }];
    this.#isPending = true;
    this.#limit = setTimeout(() => {
      this.#giveUp();
      this.#silences.emit();
    }, limitMs);
    // What cannot be sent is no news: the transport closes then, and says so itself.
    this.#transport.write(frame).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  close(): Promise<void> {
    this.#forget();
    return this.#transport.close();
  }

  #opened(): void {
    if (this.#isOpen || this.#transport.state === 'closed') return;
    this.#isOpen = true;
    this.#openings.emit();
  }

  #lost(reason: string): void {
    this.#isOpen = false;
    this.#forget();
    this.#losses.emit(reason);
  }

  #forget(): void {
    this.#giveUp();
    this.#unanswered = [];
  }

  #giveUp(): void {
    clearTimeout(this.#limit);
    this.#isPending = false;
  }

  /** What is pending stays: its limit comes first. */
  #forgetOld(): void {
    const nowMs = performance.now();
    this.#unanswered = this.#unanswered.filter(({ untilMs }) => untilMs > nowMs);
  }

  #received(bytes: Uint8Array): void {
    for (const parsed of this.#parser.push(bytes)) {
      const answer = parsed.kind === 'frame' ? readAnswer(parsed.frame.data) : null;
      if (answer) this.#answered(answer);
    }
  }

  #answered(answer: CardAnswer): void {
    this.#forgetOld();
    const pending = this.#isPending ? this.#unanswered.at(-1)?.frame : undefined;
    // Of the same frame sent twice it does not matter which was answered.
    const isTimely = pending !== undefined && this.#unanswered.every(({ frame }) => frame.equals(pending));
    this.#unanswered = this.#unanswered.slice(1);
    if (isTimely) this.#giveUp();
    this.#answers.emit(answer, isTimely);
  }
}
