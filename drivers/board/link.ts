/** The conversation with a card below its content: one frame at a time, its answer, or the lack of one. */
import { DeviceFault } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { Transport } from '../transport/transport.ts';
import { readAnswer, type CardAnswer } from './bx5k/commands.ts';
import { FrameParser } from './bx5k/frame.ts';

export class BoardLink {
  readonly #transport: Transport;
  readonly #parser = new FrameParser();
  readonly #openings = listeners<[]>();
  readonly #losses = listeners<[reason: string]>();
  readonly #answers = listeners<[answer: CardAnswer, isTimely: boolean]>();
  readonly #silences = listeners<[]>();
  #isOpen = false;
  /** The frame whose answer is waited for. */
  #pending: Buffer | null = null;
  /** The last frame that was given up; its answer may still come. */
  #givenUp: Buffer | null = null;
  /** Answers do not say what they answer: the next one may belong to a frame that was given up, and another than `#pending`. */
  #mayBeLate = false;
  #limit: NodeJS.Timeout | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onData((bytes) => this.#received(bytes));
    transport.onState((state, reason) => (state === 'open' ? this.#opened() : this.#lost(reason)));
    // A transport that is open already will not say so again; its owner may not have subscribed to us yet.
    if (transport.state === 'open') queueMicrotask(() => this.#opened());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Called when the port has opened. */
  onOpen(listener: () => void): void {
    this.#openings.add(listener);
  }

  /** Called when the port is closed, or could not be opened for another reason than before; what was pending has ended. */
  onLost(listener: (reason: string) => void): void {
    this.#losses.add(listener);
  }

  /** Called at every answer; `isTimely` says that it is one to the pending frame, which has ended with it. */
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
    this.#mayBeLate = this.#givenUp !== null && !this.#givenUp.equals(frame);
    this.#pending = frame;
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
    clearTimeout(this.#limit);
    this.#pending = null;
    this.#givenUp = null;
  }

  #giveUp(): void {
    clearTimeout(this.#limit);
    this.#givenUp = this.#pending ?? this.#givenUp;
    this.#pending = null;
  }

  #received(bytes: Uint8Array): void {
    for (const parsed of this.#parser.push(bytes)) {
      const answer = parsed.kind === 'frame' ? readAnswer(parsed.frame.data) : null;
      if (answer) this.#answered(answer);
    }
  }

  #answered(answer: CardAnswer): void {
    const isTimely = this.#pending !== null && !this.#mayBeLate;
    this.#mayBeLate = false;
    this.#givenUp = null;
    if (isTimely) {
      clearTimeout(this.#limit);
      this.#pending = null;
    }
    this.#answers.emit(answer, isTimely);
  }
}
