/** The conversation with an ESC/POS printer below its jobs: questions, answers, what they say, and whether any come. */
import { isDeepStrictEqual } from 'node:util';
import { DeviceFault, type Unsubscribe } from '../../driver.ts';
import { listeners } from '../../listeners.ts';
import type { Transport } from '../../transport/transport.ts';
import { afterSignal, fineCondition, problemOf } from './condition.ts';
import type { PrinterStatus, PrintProblem } from '../printer.ts';
import { StatusParser, type PrinterSignal, type RealTimeKind } from './status.ts';
import type { PrinterTiming } from './timing.ts';

/** Causes before their consequence: with the printer's `offline` last, a job in between is told `paper-out`, not `offline`. */
const questions: readonly RealTimeKind[] = [2, 3, 4, 1];

/**
 * The rule for silence: a printer is held to answer once it has answered a question of ours, for as long as this object
 * lives. From then on, questions without any answer for `silentMs` mean `not-answering`, and after a reopening already for `answerMs`. A printer
 * that has never answered has no back channel (a one-way cable, a print server); of it nothing is known, and nothing held
 * against it.
 */
export class PrinterLink {
  readonly #transport: Transport;
  readonly #timing: PrinterTiming;
  readonly #parser = new StatusParser();
  readonly #signals = listeners<[PrinterSignal]>();
  readonly #statuses = listeners<[PrinterStatus]>();
  readonly #openings = listeners<[]>();
  #condition = fineCondition;
  #status: PrinterStatus = { connected: false, problem: 'disconnected', paperLow: false, portFault: null };
  #portFault: string | null = null;
  #hasBackChannel = false;
  #answersQuestions = false;
  #silent = false;
  #unansweredSinceMs: number | null = null;
  #pollTimer: NodeJS.Timeout | undefined;
  #pollMs: number;

  constructor(transport: Transport, timing: PrinterTiming) {
    this.#transport = transport;
    this.#timing = timing;
    this.#pollMs = timing.pollMs;
    transport.onData((bytes) => this.#received(bytes));
    transport.onState((state, reason) => (state === 'open' ? this.#opened() : this.#lost(reason)));
    // A transport that is open already will not say so again; its owner may not have subscribed to us yet.
    if (transport.state === 'open') queueMicrotask(() => this.#opened());
  }

  get status(): PrinterStatus {
    return this.#status;
  }

  /** Whether the printer has ever sent anything that a printer sends. */
  get hasBackChannel(): boolean {
    return this.#hasBackChannel;
  }

  /** Whether all questions have been answered. */
  get isAnswered(): boolean {
    return this.#parser.unanswered === 0;
  }

  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  onSignal(listener: (signal: PrinterSignal) => void): Unsubscribe {
    return this.#signals.add(listener);
  }

  /** Called when the port has opened, and when a printer that was silent is heard again: it may have been switched off. */
  onAwake(listener: () => void): Unsubscribe {
    return this.#openings.add(listener);
  }

  /** As `Transport.write`. */
  send(bytes: Uint8Array): Promise<void> {
    return this.#transport.write(bytes);
  }

  /** Asks all DLE EOT questions now, and from now on every `pollMs`. */
  poll(pollMs: number): void {
    this.#pollMs = pollMs;
    this.#pollNow();
  }

  /** The questions have been open for long enough: says so of a printer that is held to answer. */
  giveUpWaiting(): void {
    this.#silent = this.#answersQuestions;
    this.#publish();
  }

  /** No questions until the next `poll`: none may stand inside a job, nor follow a request to clear the buffers. */
  holdPolls(): void {
    clearTimeout(this.#pollTimer);
  }

  close(): Promise<void> {
    clearTimeout(this.#pollTimer);
    return this.#transport.close();
  }

  #opened(): void {
    this.#portFault = null;
    this.#condition = fineCondition;
    this.#unansweredSinceMs = null;
    this.#publish();
    this.poll(this.#timing.pollMs);
    this.#openings.emit();
  }

  #lost(reason: string): void {
    this.#portFault = reason;
    clearTimeout(this.#pollTimer);
    this.#publish();
  }

  #pollNow(): void {
    clearTimeout(this.#pollTimer);
    if (this.#transport.state === 'closed') return;
    this.#pollTimer = setTimeout(() => this.#pollNow(), this.#pollMs);
    const nowMs = performance.now();
    this.#unansweredSinceMs ??= nowMs;
    if (nowMs - this.#unansweredSinceMs >= this.#timing.silentMs) this.giveUpWaiting();
    this.#parser.forgetQuestions();
    for (const n of questions) this.#parser.expect(n);
    const bytes = Buffer.from(questions.flatMap((n) => [0x10, 0x04, n]));
    // A poll that cannot be sent is no news: the transport closes then, and says so itself.
    this.#transport.write(bytes).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  #received(bytes: Uint8Array): void {
    const signals = this.#parser.push(bytes);
    const heard = signals.some(({ kind }) => kind !== 'transmitted' && kind !== 'flow');
    const wakes = heard && this.#silent;
    if (heard) {
      this.#hasBackChannel = true;
      this.#unansweredSinceMs = null;
      this.#silent = false;
    }
    for (const signal of signals) {
      if (signal.kind === 'real-time') this.#answersQuestions = true;
      this.#condition = afterSignal(this.#condition, signal);
    }
    this.#publish();
    for (const signal of signals) this.#signals.emit(signal);
    if (wakes) this.#openings.emit();
  }

  #publish(): void {
    const connected = this.#transport.state === 'open';
    const next: PrinterStatus = {
      connected,
      problem: this.#problem(connected),
      paperLow: this.#condition.paperLow,
      portFault: this.#portFault,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }

  #problem(connected: boolean): PrintProblem | null {
    if (!connected) return 'disconnected';
    return this.#silent ? 'not-answering' : problemOf(this.#condition);
  }
}
