/** The driver: jobs one after the other on an ESC/POS printer, and what it takes to get well again after a bad one. */
import { DeviceFault, type RandomSource, type Unsubscribe } from '../../driver.ts';
import { endsWithin } from '../../transport/within.ts';
import type { Transport } from '../../transport/transport.ts';
import type { PrintDocument } from '../document.ts';
import { automaticStatusOn, encodeCutOff, encodeJob, initialise, type EncodedJob } from '../encode/encode.ts';
import { sendAndWatch, type ConfirmHabit } from './job-watch.ts';
import { PrinterLink } from './link.ts';
import type { PrinterModel } from '../models/models.ts';
import type { PrinterStatus, PrintOutcome, PrintProblem, TicketPrinter } from '../printer.ts';
import { processIds } from '../encode/process-id.ts';
import type { PrinterSignal } from './status.ts';
import { warmUp } from '../text/text.ts';
import { defaultTiming, type PrinterTiming } from './timing.ts';

export interface EscposOptions {
  readonly random?: RandomSource;
  readonly timing?: PrinterTiming;
}

/** DLE DC4, function 8: clears the buffers at once, also of a printer that is offline; answered by 37 25 00. */
const clearBuffers = Buffer.from([0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8]);

/** Modes as after switching on, and reports of every change. */
const setUp = Buffer.concat([initialise, automaticStatusOn]);

export class EscposPrinter implements TicketPrinter {
  readonly #model: PrinterModel;
  readonly #link: PrinterLink;
  readonly #timing: PrinterTiming;
  readonly #nextProcessId: () => string;
  readonly #firstOpening = Promise.withResolvers<unknown>();
  #habit: ConfirmHabit = 'unknown';
  /** Bytes of an uncertain job may still be in the printer's buffer, waiting to come out as a paper nobody expects. */
  #isUnclean = false;
  /** Half a ticket may hang out of the printer, and would become the head of the next one. */
  #hasScrap = false;
  /** Ends when the printer has been asked how it is and set up, after opening and after every silence. Never rejects. */
  #ready: Promise<unknown>;
  #lastJob: Promise<unknown> = Promise.resolve();

  constructor(model: PrinterModel, transport: Transport, options: EscposOptions = {}) {
    this.#model = model;
    this.#timing = options.timing ?? defaultTiming;
    this.#nextProcessId = processIds(options.random ?? Math.random);
    this.#link = new PrinterLink(transport, this.#timing);
    this.#link.onSignal(({ kind }) => {
      if (kind === 'confirmed') this.#habit = 'confirms';
    });
    this.#link.onAwake(() => {
      this.#ready = this.#prepare();
      // While the printer thinks about its answer, and before anybody wants a ticket.
      warmUp();
      this.#firstOpening.resolve(this.#ready);
    });
    // A job that comes while the port opens for the first time waits for it, instead of failing for being early.
    this.#ready = endsWithin(this.#firstOpening.promise, this.#timing.answerMs);
  }

  get status(): PrinterStatus {
    return this.#link.status;
  }

  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe {
    return this.#link.onStatus(listener);
  }

  async print(document: PrintDocument): Promise<PrintOutcome> {
    const job = encodeJob(document, this.#model, this.#nextProcessId());
    const outcome = this.#lastJob.then(() => this.#run(job));
    // Should it ever reject, that is for the caller of this job; the next one begins all the same.
    this.#lastJob = outcome.then(
      (ended) => this.#tidyAfter(ended),
      () => undefined,
    );
    return outcome;
  }

  close(): Promise<void> {
    this.#firstOpening.resolve(null);
    return this.#link.close();
  }

  async #run(job: EncodedJob): Promise<PrintOutcome> {
    await this.#ready;
    if ((this.#isUnclean || this.#hasScrap) && !this.status.problem) await this.#prepare();
    const { problem } = this.status;
    if (problem) return { state: 'failed', problem };
    return sendAndWatch(this.#link, job, this.#habit, this.#timing);
  }

  /** Before the next job, and before `print` of this one has been answered for long. */
  async #tidyAfter(outcome: PrintOutcome): Promise<void> {
    if (outcome.state === 'failed') return;
    if (outcome.state === 'printed' && outcome.proof === 'status-ok') this.#habit = 'never';
    if (outcome.state === 'uncertain') await this.#tidyUp(outcome.problem);
    this.#link.poll(this.#timing.pollMs);
  }

  /** A printer that stopped in the middle goes on with the rest as soon as it has paper again: that must be gone by then. */
  async #tidyUp(problem: PrintProblem): Promise<void> {
    this.#isUnclean = true;
    // Who puts in a roll or closes the cover has had the torn paper in hand.
    this.#hasScrap = problem !== 'paper-out' && problem !== 'cover-open';
    const { problem: now } = this.status;
    if (now === 'disconnected' || now === 'not-answering') return;
    if (!(await this.#clear())) return;
    this.#isUnclean = false;
    // Clearing leaves the modes as they are in the middle of the ticket, bold and four times as high.
    await this.#send(setUp);
  }

  /** Waits until the printer has said how it is, clears what an uncertain job has left in it, and sets it up. */
  async #prepare(): Promise<void> {
    const isAnswered = await this.#until(() => this.#link.isAnswered, this.#timing.answerMs);
    if (!isAnswered && this.status.connected) this.#link.giveUpWaiting();
    const parts: Buffer[] = [];
    if (this.#isUnclean) {
      const isClear = await this.#clear();
      // A printer that is well and does not answer does not know the request: then no more can be done.
      this.#isUnclean = !isClear && this.status.problem !== null;
    }
    if (this.#hasScrap && !this.#isUnclean && !this.status.problem) {
      parts.push(encodeCutOff(this.#model));
      this.#hasScrap = false;
    }
    if (this.status.connected) await this.#send(Buffer.concat([...parts, setUp]));
    this.#link.poll(this.#timing.pollMs);
  }

  /** True if the printer says that its buffers are clear. Nothing else may be sent until it does. */
  async #clear(): Promise<boolean> {
    this.#link.holdPolls();
    const cleared = this.#until((signal) => signal?.kind === 'cleared', this.#timing.clearMs);
    return (await this.#send(clearBuffers)) && cleared;
  }

  /** False if it could not be sent: the transport has closed then, which the status tells, and its opening begins anew. */
  async #send(bytes: Uint8Array): Promise<boolean> {
    try {
      await this.#link.send(bytes);
      return true;
    } catch (error) {
      if (error instanceof DeviceFault) return false;
      throw error;
    }
  }

  /** Whether `isSo` became true, tried now and at every signal; false at the limit, or when the port is closed. */
  async #until(isSo: (signal?: PrinterSignal) => boolean, limitMs: number): Promise<boolean> {
    if (isSo()) return true;
    if (!this.status.connected) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, limitMs, false);
    const stops = [
      this.#link.onSignal((signal) => isSo(signal) && resolve(true)),
      this.#link.onStatus(({ connected }) => !connected && resolve(false)),
    ];
    const result = await promise;
    clearTimeout(timer);
    for (const stop of stops) stop();
    return result;
  }
}
