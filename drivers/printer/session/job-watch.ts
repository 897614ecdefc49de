/** Waits for the proof that a job is on paper. */
import type { Unsubscribe } from '../../driver.ts';
import type { PrinterModel } from '../models/model.ts';
import type { PrinterLink } from './link.ts';
import type { PrinterStatus, PrintOutcome, PrintProblem } from '../printer.ts';
import type { PrinterSignal } from './status.ts';
import type { PrinterTiming } from './timing.ts';

/** Whether a printer sends process ids; older ones and clones do not, and it shows only by waiting in vain once. */
export type ConfirmHabit = 'unknown' | 'confirms' | 'never';

/** Before it has shown it. */
export function habitOf({ confirms }: PrinterModel): ConfirmHabit {
  return confirms === 'yes' ? 'confirms' : confirms === 'no' ? 'never' : 'unknown';
}

export interface WatchedJob {
  readonly bytes: number;
  readonly processId: string;
  /** How long its paper needs to come out. */
  readonly paperMs: number;
  /** Whether an answer is missing that stands behind a part of it: that part may be lost. */
  readonly owesAnswer: () => boolean;
}

type Verdict = { readonly proof: 'confirmed' | 'status-ok' | 'sent' } | { readonly problem: PrintProblem };

/**
 * Watches a job from before its first byte, and waits for the best proof there is:
 * - its process id: `confirmed`.
 * - for a printer that sends no process ids: the automatic status that the job's end asks for, or a full round of answers
 *   after `settleMs`, without a problem in it: `status-ok`. Whether it sends any is learnt by its first job.
 * - for a printer without back channel: that the bytes were sent.
 * Of a job in several parts, the answers behind them must have come too, where the printer has given any.
 * A problem, a cut, or silence of a printer that has spoken before makes the job uncertain, as does a process id that is
 * missing from a printer that has sent them: it is well, but it has lost at least the end of our bytes. Before its first byte
 * a job has failed instead. Only an error that may be mended under a job is waited for, for `resumeMs`.
 */
export class JobWatch {
  readonly outcome: Promise<PrintOutcome>;
  readonly #link: PrinterLink;
  readonly #job: WatchedJob;
  readonly #habit: ConfirmHabit;
  readonly #timing: PrinterTiming;
  readonly #decided = Promise.withResolvers<Verdict>();
  readonly #subscriptions: Unsubscribe[];
  #deadline: NodeJS.Timeout | undefined;
  #settle: NodeJS.Timeout | undefined;
  #resume: NodeJS.Timeout | undefined;
  #slow: NodeJS.Timeout | undefined;
  /** Nothing that could still hold it up is before it. */
  #isFirst = false;
  #hasBegun = false;
  #isSent = false;
  #isOver = false;
  /** A full account of the printer's condition has come after the last byte. */
  #isWell = false;
  #isSettled = false;
  #hasReported = false;

  constructor(link: PrinterLink, job: WatchedJob, habit: ConfirmHabit, timing: PrinterTiming) {
    this.#link = link;
    this.#job = job;
    this.#habit = habit;
    this.#timing = timing;
    this.#subscriptions = [
      link.onSignal((signal) => this.#heard(signal)),
      link.onStatus((status) => this.#looked(status)),
    ];
    this.outcome = this.#decided.promise.then((verdict) => this.#outcomeOf(verdict));
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** All its bytes are on their way. */
  get isSent(): boolean {
    return this.#isSent;
  }

  /** The printer was well after the job's last byte, as far as it said. */
  get wasWell(): boolean {
    return this.#isWell;
  }

  /** The jobs before it are done: from now on, time counts against it. */
  lead(): void {
    if (this.#isOver) return;
    this.#isFirst = true;
    this.#slow = setTimeout(() => this.#link.setSlow(true), this.#timing.slowMs);
    this.#wait();
  }

  /** Its first byte leaves now. */
  begin(): void {
    this.#hasBegun = true;
    this.#wait();
  }

  /** Its last byte has left. */
  sent(): void {
    if (!this.#link.hasBackChannel) return this.decide({ proof: 'sent' });
    this.#isSent = true;
    this.#wait();
    // A printer that confirms says enough by itself; the others are asked at once.
    if (this.#habit !== 'confirms') this.#link.poll(this.#timing.jobPollMs);
  }

  /** A later one was confirmed: that is no news of whether the printer confirms. */
  overtaken(): void {
    this.#isWell = false;
    this.decide({ problem: 'not-answering' });
  }

  decide(verdict: Verdict): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of [this.#deadline, this.#settle, this.#resume, this.#slow]) clearTimeout(timer);
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#decided.resolve(verdict);
    if (this.#isFirst) this.#link.setSlow(false);
  }

  #outcomeOf(verdict: Verdict): PrintOutcome {
    if ('proof' in verdict) return { state: 'printed', proof: verdict.proof, bytes: this.#job.bytes };
    return { state: this.#hasBegun ? 'uncertain' : 'failed', problem: verdict.problem };
  }

  /** Begins to wait, or anew after a sign of progress. */
  #wait(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#settle);
    if (!this.#isFirst || !this.#hasBegun || this.#isOver || this.#resume) return;
    const isAnswering = this.#habit === 'confirms' || this.#job.owesAnswer();
    if (!this.#isSent && !isAnswering) return;
    const { confirmMs, settleMs, answerMs } = this.#timing;
    // What is still on the wire or in the mechanism cannot be confirmed; without process ids, its end is not seen anyway.
    const extraMs = this.#link.wireMs + (isAnswering ? this.#job.paperMs : 0);
    this.#deadline = setTimeout(() => this.#waitedInVain(), confirmMs + extraMs);
    if (!this.#isSent) return;
    // Asked anew shortly before the end: a printer may have answered once after the last byte, and then hung.
    const askMs = this.#habit === 'never' ? settleMs : confirmMs - answerMs;
    this.#settle = setTimeout(() => this.#settled(), askMs + extraMs);
  }

  #settled(): void {
    this.#isSettled = true;
    this.#isWell = false;
    this.#link.poll(this.#timing.jobPollMs);
  }

  #heard(signal: PrinterSignal): void {
    if (signal.kind === 'confirmed') {
      if (signal.processId === this.#job.processId) this.decide({ proof: 'confirmed' });
      // Of another part of it, or of the job before it.
      else this.#wait();
      return;
    }
    // The next part is on its way.
    if (signal.kind === 'transmitted' && !this.#isSent) this.#wait();
    if (!this.#isSent) return;
    const isReport = signal.kind === 'automatic';
    this.#hasReported ||= isReport;
    if (isReport || (signal.kind === 'real-time' && this.#link.isAnswered)) this.#isWell = true;
    const isProven = this.#isWell && (this.#hasReported || this.#isSettled) && !this.#job.owesAnswer();
    if (this.#habit === 'never' && isProven) this.decide({ proof: 'status-ok' });
  }

  #looked({ problem }: PrinterStatus): void {
    if (problem === null) return this.#mended();
    const { mend } = this.#link;
    const isMendable = problem !== 'disconnected' && problem !== 'not-answering' && mend !== 'by-hand';
    if (!this.#hasBegun || !isMendable) return this.decide({ problem });
    clearTimeout(this.#deadline);
    clearTimeout(this.#settle);
    this.#isWell = false;
    this.#resume ??= setTimeout(() => this.decide({ problem }), this.#timing.resumeMs);
    this.#link.setSlow(true);
  }

  #mended(): void {
    if (!this.#resume) return;
    clearTimeout(this.#resume);
    this.#resume = undefined;
    this.#wait();
  }

  /** A problem would have decided before; so it is well, or it has said nothing. */
  #waitedInVain(): void {
    const isProof = this.#isWell && this.#isSent && this.#habit !== 'confirms' && !this.#job.owesAnswer();
    this.decide(isProof ? { proof: 'status-ok' } : { problem: 'not-answering' });
  }
}
