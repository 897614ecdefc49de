/** The conversation with an ESC/POS printer below its jobs: questions, answers, what they say, and whether any come. */
import { isDeepStrictEqual } from 'node:util';
import { DeviceFault, type Unsubscribe } from '../../driver.ts';
import { listeners } from '../../listeners.ts';
import type { Transport } from '../../transport/transport.ts';
import type { PrinterModel } from '../models/model.ts';
import { afterSignal, fineCondition, mendOf, problemOf, type Mend } from './condition.ts';
import type { PrinterStatus, PrintProblem } from '../printer.ts';
import { StatusParser, type PrinterSignal, type RealTimeKind } from './status.ts';
import type { PrinterTiming } from './timing.ts';

/** Causes before their consequences: a job in between is told `cutter-jam`, not `printer-error`, and `paper-out`, not `offline`. */
const questions: readonly RealTimeKind[] = [3, 2, 4, 1];

/**
 * The rule for silence: a printer is held to answer once it has answered a question of ours, for as long as this object
 * lives. From then on, questions without any answer for `silentMs` mean `not-answering`, and after a reopening already for
 * `answerMs`. A printer that has never answered has no back channel (a one-way cable, a print server); of it nothing is
 * known, and nothing held against it.
 */
export class PrinterLink {
  readonly #transport: Transport;
  readonly #timing: PrinterTiming;
  /** None for a model that would not answer. */
  readonly #questions: readonly RealTimeKind[];
  readonly #recovers: boolean;
  readonly #parser = new StatusParser();
  readonly #signals = listeners<[PrinterSignal]>();
  readonly #statuses = listeners<[PrinterStatus]>();
  readonly #awakenings = listeners<[]>();
  #condition = fineCondition;
  #status: PrinterStatus = {
    connected: false,
    problem: 'disconnected',
    paperLow: false,
    isSlow: false,
    portFault: null,
  };
  #portFault: string | null = null;
  #hasBackChannel = false;
  #answersQuestions = false;
  #silent = false;
  #isSlow = false;
  #isTelling = false;
  /** We have closed the port ourselves: as long as it takes to open, that is no news. */
  #isReopening = false;
  /** No answer came for so long that the printer may have been off: it has forgotten what it was told. */
  #missedAnswers = false;
  #unansweredSinceMs: number | null = null;
  #answersDueAtMs = 0;
  /** When everything sent has been on the wire, at the slowest. */
  #wireFreeAtMs = 0;
  #pollTimer: NodeJS.Timeout | undefined;
  #placeTimer: NodeJS.Timeout | undefined;
  #pollMs: number;

  constructor(transport: Transport, model: PrinterModel, timing: PrinterTiming) {
    this.#transport = transport;
    this.#timing = timing;
    this.#questions = model.status.realTime ? questions : [];
    this.#recovers = model.recovers;
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

  get isSilent(): boolean {
    return this.#silent;
  }

  /** What the printer's own problem needs, whether we hear it at present or not; null when it has none. */
  get mend(): Mend | null {
    const mend = mendOf(this.#condition);
    return mend === 'by-host' && !this.#recovers ? 'by-hand' : mend;
  }

  /** How long what was sent may still need to get to the printer, in ms. */
  get wireMs(): number {
    return Math.max(0, this.#wireFreeAtMs - performance.now());
  }

  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  onSignal(listener: (signal: PrinterSignal) => void): Unsubscribe {
    return this.#signals.add(listener);
  }

  /**
   * Called when the port has opened, and when a printer that was not heard is heard again, before the status says so: it may
   * have been switched off.
   */
  onAwake(listener: () => void): Unsubscribe {
    return this.#awakenings.add(listener);
  }

  /** As `Transport.write`. */
  send(bytes: Uint8Array): Promise<void> {
    this.#wireFreeAtMs = performance.now() + this.wireMs + bytes.length * this.#timing.byteMs;
    return this.#transport.write(bytes);
  }

  /** As `send`, where the outcome is no news: the transport closes when it fails, and says so itself. */
  sendIfOpen(bytes: Uint8Array): void {
    this.send(bytes).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  /** Asks all questions now, and from now on every `pollMs`. */
  poll(pollMs: number): void {
    this.#pollMs = pollMs;
    this.#pollNow();
  }

  /** Asks all questions in `pollMs`, and from then on again and again. */
  pollLater(pollMs: number): void {
    this.#pollMs = pollMs;
    clearTimeout(this.#pollTimer);
    if (this.#transport.state === 'open' && this.#questions.length > 0)
      this.#pollTimer = setTimeout(() => this.#pollNow(), pollMs);
  }

  /** The questions have been open for long enough: says so of a printer that is held to answer. */
  giveUpWaiting(): void {
    // It has answered; only what is not known yet.
    if (this.#parser.isPlaceable) return;
    this.#silent = this.#answersQuestions;
    this.#publish();
  }

  /** No questions until the next `poll`: none may stand inside a job, nor follow a request to clear the buffers. */
  holdPolls(): void {
    clearTimeout(this.#pollTimer);
  }

  setSlow(isSlow: boolean): void {
    this.#isSlow = isSlow;
    this.#publish();
  }

  /** As `Transport.reopen`; while the printer does not answer, it is no less silent for being closed. */
  reopen(reason: string): void {
    this.#isReopening = this.#silent;
    this.#transport.reopen(reason);
  }

  close(): Promise<void> {
    clearTimeout(this.#pollTimer);
    clearTimeout(this.#placeTimer);
    this.#isReopening = false;
    return this.#transport.close();
  }

  #opened(): void {
    this.#portFault = null;
    this.#isReopening = false;
    this.#condition = fineCondition;
    this.#unansweredSinceMs = null;
    this.#missedAnswers = false;
    this.#wireFreeAtMs = 0;
    // What was asked of the last opening is not answered in this one.
    this.#parser.forgetQuestions();
    this.poll(this.#timing.pollMs);
    this.#awakenings.emit();
    this.#publish();
  }

  #lost(reason: string): void {
    clearTimeout(this.#placeTimer);
    // The first time it is our own doing; if it does not open again, it is the port's.
    if (this.#isReopening && this.#status.connected) return this.#lostByUs();
    this.#isReopening = false;
    this.#portFault = reason;
    clearTimeout(this.#pollTimer);
    this.#publish();
  }

  #lostByUs(): void {
    clearTimeout(this.#pollTimer);
    this.#publish();
  }

  #pollNow(): void {
    clearTimeout(this.#pollTimer);
    if (this.#transport.state === 'closed' || this.#questions.length === 0) return;
    this.#pollTimer = setTimeout(() => this.#pollNow(), this.#pollMs);
    const nowMs = performance.now();
    this.#judgeSilence(nowMs);
    // On a slow wire the answers stand in line behind the job's bytes.
    if (!this.isAnswered && nowMs < this.#answersDueAtMs) return;
    // What has come is placed as soon as it is quiet.
    if (this.#parser.isPlaceable) return;
    this.#parser.giveUp();
    this.#answersDueAtMs = nowMs + this.wireMs + this.#timing.answerMs;
    for (const n of this.#questions) this.#parser.expect(n);
    this.sendIfOpen(Buffer.from(this.#questions.flatMap((n) => [0x10, 0x04, n])));
  }

  #judgeSilence(nowMs: number): void {
    this.#unansweredSinceMs ??= nowMs + this.wireMs;
    const silentMs = nowMs - this.#unansweredSinceMs;
    if (silentMs >= this.#timing.silentMs) {
      // By now, what was asked is lost.
      this.#parser.forgetQuestions();
      this.giveUpWaiting();
    }
    // Switched off and on, a printer needs longer than this until it answers.
    if (silentMs >= this.#timing.answerMs) this.#missedAnswers = true;
  }

  #received(bytes: Uint8Array): void {
    this.#took(this.#parser.push(bytes));
  }

  #took(signals: readonly PrinterSignal[]): void {
    const heard = signals.some(({ kind }) => kind !== 'transmitted' && kind !== 'flow');
    const wakes = heard && (this.#silent || this.#missedAnswers);
    if (heard) {
      this.#hasBackChannel = true;
      this.#unansweredSinceMs = null;
      this.#silent = false;
      this.#missedAnswers = false;
    }
    for (const signal of signals) {
      if (signal.kind === 'real-time') this.#answersQuestions = true;
      this.#condition = afterSignal(this.#condition, signal);
    }
    if (wakes) this.#awakenings.emit();
    this.#publish();
    for (const signal of signals) this.#signals.emit(signal);
    if (this.#parser.isPlaceable) this.#placeWhenQuiet();
  }

  /** What was given up would have been answered before these. Once all is quiet, it is lost. */
  #placeWhenQuiet(): void {
    clearTimeout(this.#placeTimer);
    const place = () => this.#parser.isPlaceable && this.#took(this.#parser.place());
    this.#placeTimer = setTimeout(place, this.#timing.answerMs / 2);
  }

  /** Whoever is told may change it again: each listener hears all of it in order, so the next telling begins after this one. */
  #publish(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let now = this.#look(); !isDeepStrictEqual(now, this.#status); now = this.#look()) {
      this.#status = now;
      this.#statuses.emit(now);
    }
    this.#isTelling = false;
  }

  #look(): PrinterStatus {
    const connected = this.#transport.state === 'open';
    return {
      connected,
      problem: this.#problem(connected),
      paperLow: this.#condition.paperLow,
      isSlow: this.#isSlow,
      portFault: this.#portFault,
    };
  }

  #problem(connected: boolean): PrintProblem | null {
    if (!connected && !this.#isReopening) return 'disconnected';
    return this.#silent ? 'not-answering' : problemOf(this.#condition);
  }
}
