/** What a printer needs so that the next job comes out well: set up, cleared of what a bad job has left, helped out of errors. */
import { DeviceFault, type RandomSource } from '../../driver.ts';
import { endsWithin } from '../../transport/within.ts';
import { encodeKeptImage, type KeptImage } from '../encode/kept-image.ts';
import { encodeCut, setUp } from '../encode/set-up.ts';
import type { PrinterModel } from '../models/model.ts';
import type { PrintProblem } from '../printer.ts';
import { climb, ground, pauseMs, rungFor, type Ladder, type Rung, type Trouble } from './ladder.ts';
import type { PrinterLink } from './link.ts';
import type { PrinterSignal } from './status.ts';
import type { PrinterTiming } from './timing.ts';

/** DLE DC4, function 8: clears the buffers at once, also of a printer that is offline; answered by 37 25 00. */
const clearBuffers = Buffer.from([0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8]);

/** DLE ENQ: 1 goes on with the line in which an error came, 2 forgets what was to be printed; either ends the error. */
const resumePrinting = Buffer.from([0x10, 0x05, 1]);
const endError = Buffer.from([0x10, 0x05, 2]);

export interface CaretakerOptions {
  readonly link: PrinterLink;
  readonly model: PrinterModel;
  readonly timing: PrinterTiming;
  readonly random: RandomSource;
  /** Whether a job is with the printer and not given up. */
  readonly hasJob: () => boolean;
}

export class Caretaker {
  readonly #link: PrinterLink;
  readonly #model: PrinterModel;
  readonly #timing: PrinterTiming;
  readonly #random: RandomSource;
  readonly #hasJob: () => boolean;
  readonly #firstOpening = Promise.withResolvers<void>();
  readonly #early: Promise<unknown>;
  /** It is not set up: modes are those of a printer just switched on, or of the middle of a job. */
  #isBare = true;
  /**
   * Bytes of an uncertain job may still be in the printer's buffer, waiting to come out as a paper nobody expects. At first
   * they may be those of a host that lost its power.
   */
  #isUnclean: boolean;
  /** Half a ticket may hang out of the printer, or did before this preparation, and would become the head of the next one. */
  #hasScrap = false;
  /** The same, unless the printer stands still until somebody tears it off. */
  #mayPrintOn = false;
  /** Images that jobs have asked it to keep, and those of them that are in its memory. */
  readonly #kept = new Map<string, Buffer>();
  #inMemory = new Set<string>();
  /** The preparation under way. Never rejects. */
  #preparing: Promise<void> | null = null;
  /** It has to begin anew: the port has opened meanwhile. */
  #isStale = false;
  #isClosed = false;
  #ladder: Ladder = ground;
  #timer: NodeJS.Timeout | undefined;

  constructor({ link, model, timing, random, hasJob }: CaretakerOptions) {
    this.#link = link;
    this.#model = model;
    this.#timing = timing;
    this.#random = random;
    this.#hasJob = hasJob;
    // Where it cannot be told to forget, or could not say that it has, there is nothing to wait for.
    this.#isUnclean = model.clears && model.status.realTime;
    // A job that comes while the port opens for the first time waits for it, instead of failing for being early.
    this.#early = endsWithin(this.#firstOpening.promise, timing.firstOpenMs);
    link.onAwake(() => this.#awoke());
    link.onStatus(() => this.look());
  }

  /** Whether there is nothing to do before the next job. */
  get isDone(): boolean {
    return !this.#isBare && !this.#isUnclean && this.#preparing === null;
  }

  /** Resolves when the printer is as it should be before a job, or cannot be brought there; the status tells which. */
  async ready(): Promise<void> {
    await this.#early;
    if (this.#preparing) await this.#preparing;
    if (!this.isDone && !this.#link.status.problem) await this.#prepare();
  }

  /**
   * A job has ended badly, and no job is with the printer any more. One that stopped in the middle goes on with the rest as
   * soon as it has paper again: that must be gone by then.
   */
  spoiled(problem: PrintProblem): void {
    this.#isBare = true;
    this.#isUnclean = true;
    // Who puts in a roll or closes the cover has had the torn paper in hand. But from then on it prints what it still has.
    this.#hasScrap ||= problem !== 'paper-out' && problem !== 'cover-open';
    this.#mayPrintOn = true;
    const { connected, problem: now } = this.#link.status;
    if (connected && now !== 'not-answering') void this.#prepare();
    else this.look();
  }

  /** Half a paper of an earlier run may hang out of the printer. */
  distrust(): void {
    this.#hasScrap = true;
    this.#isBare = true;
    this.#isStale = true;
    this.look();
  }

  /** A job begins. @returns what must be sent before it: the images it names that the printer has not, or nothing */
  jobBegins(images: readonly KeptImage[]): Buffer {
    this.#hasScrap = false;
    const missing = images.filter(({ key }) => !this.#inMemory.has(key));
    for (const image of missing) {
      if (!this.#kept.has(image.key)) this.#kept.set(image.key, encodeKeptImage(image, this.#model));
      this.#inMemory.add(image.key);
    }
    return Buffer.concat(missing.map(({ key }) => this.#kept.get(key) ?? Buffer.alloc(0)));
  }

  /** Somebody has seen to the printer: what is waited for is tried now. */
  retry(): void {
    const rung = this.#preparing ? null : rungFor(this.#trouble);
    this.#ladder = ground;
    this.#rest();
    if (!this.#link.status.connected) this.#link.reopen('tried again by hand');
    else if (rung === null) this.#link.poll(this.#timing.pollMs);
    else this.#try(rung);
  }

  /** Something has changed: sees what is to be done next. */
  look(): void {
    if (this.#isClosed || this.#preparing) return this.#rest();
    const { connected, problem } = this.#link.status;
    if (connected && problem === null && !this.#hasJob() && !this.isDone) {
      this.#rest();
      return void this.#prepare();
    }
    const trouble = this.#trouble;
    const rung = rungFor(trouble);
    if (rung === null || rung !== this.#ladder.rung) this.#rest();
    this.#ladder = climb(this.#ladder, trouble);
    if (rung === null) return;
    const waitMs = pauseMs(this.#timing.pauses[rung], this.#ladder.failures, this.#random);
    this.#timer ??= setTimeout(() => this.#try(rung), waitMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#rest();
    this.#firstOpening.resolve();
  }

  get #trouble(): Trouble {
    const { isSilent, mend, status } = this.#link;
    return {
      isClosed: !status.connected,
      isSilent,
      mend,
      hasJob: this.#hasJob(),
      isUnclean: this.#isUnclean,
    };
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** It may have been switched off: it has forgotten what it was told. */
  #awoke(): void {
    this.#isBare = true;
    this.#isStale = true;
    this.#firstOpening.resolve();
    this.look();
  }

  #try(rung: Rung): void {
    this.#rest();
    this.#ladder = { rung, failures: this.#ladder.failures + 1 };
    if (rung === 'reopen') this.#link.reopen('no answer, so it was opened anew');
    else if (rung === 'clear') {
      this.#isUnclean = true;
      void this.#prepare();
    } else {
      this.#link.sendIfOpen(resumePrinting);
      this.#link.poll(this.#timing.jobPollMs);
    }
    this.look();
  }

  #prepare(): Promise<void> {
    this.#preparing ??= this.#prepareNow().finally(() => {
      this.#preparing = null;
      this.look();
    });
    return this.#preparing;
  }

  async #prepareNow(): Promise<void> {
    do {
      this.#isStale = false;
      await this.#bringUp();
    } while (this.#isStale && this.#link.status.connected);
  }

  /** Waits until the printer has said how it is, clears what an uncertain job has left in it, and sets it up. */
  async #bringUp(): Promise<void> {
    const link = this.#link;
    const isAnswered = await this.#until(() => link.isAnswered, this.#timing.answerMs);
    if (!isAnswered && link.status.connected) link.giveUpWaiting();
    if (this.#isUnclean) await this.#clean();
    if (this.#mayPrintOn && !this.#isUnclean) await this.#seeWhetherItStands();
    const { connected, problem } = link.status;
    if (!connected || this.#isUnclean) return;
    const isWell = problem === null;
    const parts = [
      ...(isWell && this.#hasScrap ? [encodeCut(this.#model)] : []),
      setUp(this.#model),
      // While it prints nothing it may also take nothing; then the next job brings them.
      ...(isWell ? this.#kept.values() : []),
    ];
    this.#inMemory = new Set(isWell ? this.#kept.keys() : []);
    if (!(await this.#send(Buffer.concat(parts)))) return;
    this.#isBare = !isWell;
  }

  async #clean(): Promise<void> {
    const link = this.#link;
    if (link.mend === 'by-host') await this.#send(endError);
    const isClear = this.#model.clears && (await this.#clear());
    // A printer that is well and does not answer does not know the request: then no more can be done.
    this.#isUnclean = !isClear && link.status.problem !== null;
    link.poll(this.#timing.pollMs);
  }

  /** One that is well after its buffers were cleared may have been so before, and have printed on until then. */
  async #seeWhetherItStands(): Promise<void> {
    const link = this.#link;
    const isAnswered = await this.#until(() => link.isAnswered, this.#timing.answerMs);
    this.#hasScrap ||= !isAnswered || link.status.problem === null;
    this.#mayPrintOn = false;
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

  /** Whether it became so, tried now and at every signal; false at the limit, or when the port is closed. */
  async #until(isSo: (signal?: PrinterSignal) => boolean, limitMs: number): Promise<boolean> {
    if (isSo()) return true;
    if (!this.#link.status.connected) return false;
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
