/** Waits for the proof that a job is on paper. */
import { DeviceFault, type Unsubscribe } from '../../driver.ts';
import type { PrinterLink } from './link.ts';
import type { PrintOutcome, PrintProblem } from '../printer.ts';
import type { PrinterSignal } from './status.ts';
import type { PrinterTiming } from './timing.ts';

/** Whether a printer sends process ids; older ones and clones do not, and it shows only by waiting in vain once. */
export type ConfirmHabit = 'unknown' | 'confirms' | 'never';

export interface WatchedJob {
  readonly bytes: Uint8Array;
  readonly processId: string;
}

/** `printed`, but without saying how many bytes, or `uncertain`. `failed` is decided before there is a job to watch. */
type Verdict = { readonly proof: 'confirmed' | 'status-ok' | 'sent' } | { readonly problem: PrintProblem };

/**
 * Sends a job and waits for its proof, the best one there is:
 * - its process id: `confirmed`.
 * - for a printer that sends no process ids: the automatic status that the job's end asks for, or a full round of answers
 *   after `settleMs`, without a problem in it: `status-ok`. Whether it sends any is learnt by its first job.
 * - for a printer without back channel: that the bytes were sent.
 * A problem, a cut, or silence of a printer that has spoken before makes the job uncertain, as does a process id that is
 * missing from a printer that has sent them: it is well, but it has lost at least the end of our bytes.
 * The link's polls are held when this resolves.
 */
export async function sendAndWatch(
  link: PrinterLink,
  job: WatchedJob,
  habit: ConfirmHabit,
  timing: PrinterTiming,
): Promise<PrintOutcome> {
  const watch = new JobWatch(link, job, habit, timing);
  const verdict = await watch.verdict();
  if ('problem' in verdict) return { state: 'uncertain', problem: verdict.problem };
  return { state: 'printed', proof: verdict.proof, bytes: job.bytes.length };
}

class JobWatch {
  readonly #link: PrinterLink;
  readonly #job: WatchedJob;
  readonly #habit: ConfirmHabit;
  readonly #timing: PrinterTiming;
  readonly #decided = Promise.withResolvers<Verdict>();
  readonly #subscriptions: Unsubscribe[];
  #deadline: NodeJS.Timeout | undefined;
  #settle: NodeJS.Timeout | undefined;
  #isSent = false;
  /** A full account of the printer's condition has come after the last byte. */
  #isWell = false;
  #isSettled = false;

  constructor(link: PrinterLink, job: WatchedJob, habit: ConfirmHabit, timing: PrinterTiming) {
    this.#link = link;
    this.#job = job;
    this.#habit = habit;
    this.#timing = timing;
    this.#subscriptions = [
      link.onSignal((signal) => this.#heard(signal)),
      link.onStatus(({ problem }) => problem && this.#decide({ problem })),
    ];
  }

  async verdict(): Promise<Verdict> {
    this.#link.holdPolls();
    this.#link.send(this.#job.bytes).then(
      () => this.#sent(),
      (error: unknown) => this.#decide({ problem: problemOf(error) }),
    );
    try {
      return await this.#decided.promise;
    } finally {
      clearTimeout(this.#deadline);
      clearTimeout(this.#settle);
      this.#link.holdPolls();
      for (const unsubscribe of this.#subscriptions) unsubscribe();
    }
  }

  #decide(verdict: Verdict): void {
    this.#decided.resolve(verdict);
  }

  #sent(): void {
    if (!this.#link.hasBackChannel) return this.#decide({ proof: 'sent' });
    this.#isSent = true;
    this.#deadline = setTimeout(() => this.#waitedInVain(), this.#timing.confirmMs);
    // Asked anew shortly before the end: a printer may have answered once after the last byte, and then hung.
    const { settleMs, confirmMs, answerMs } = this.#timing;
    const askMs = this.#habit === 'never' ? settleMs : confirmMs - answerMs;
    this.#settle = setTimeout(() => this.#settled(), askMs);
    this.#link.poll(this.#timing.jobPollMs);
  }

  #settled(): void {
    this.#isSettled = true;
    this.#isWell = false;
    this.#link.poll(this.#timing.jobPollMs);
  }

  #heard(signal: PrinterSignal): void {
    if (signal.kind === 'confirmed') {
      if (signal.processId === this.#job.processId) this.#decide({ proof: 'confirmed' });
      return;
    }
    if (!this.#isSent) return;
    const isReport = signal.kind === 'automatic';
    if (isReport || (signal.kind === 'real-time' && this.#link.isAnswered)) this.#isWell = true;
    if (this.#habit === 'never' && this.#isWell && (isReport || this.#isSettled))
      this.#decide({ proof: 'status-ok' });
  }

  /** A problem would have decided before; so it is well, or it has said nothing. */
  #waitedInVain(): void {
    const isProof = this.#isWell && this.#habit !== 'confirms';
    this.#decide(isProof ? { proof: 'status-ok' } : { problem: 'not-answering' });
  }
}

function problemOf(error: unknown): PrintProblem {
  if (error instanceof DeviceFault && error.code === 'not-answering') return 'not-answering';
  return 'disconnected';
}
