/** The driver: jobs in order on an ESC/POS printer, the next one on the wire while the one before it comes out. */
import { DeviceFault, type RandomSource, type Unsubscribe } from '../../driver.ts';
import type { Transport } from '../../transport/transport.ts';
import type { PrintDocument } from '../document.ts';
import { encodeJob, processIdRequest, type EncodedJob, type HireArtist } from '../encode/encode.ts';
import { automaticStatusOn } from '../encode/set-up.ts';
import { processIds } from '../encode/process-id.ts';
import type { PrinterModel } from '../models/model.ts';
import type { PrinterStatus, PrintOptions, PrintOutcome, PrintProblem, TicketPrinter } from '../printer.ts';
import { charsetOf } from '../text/charset.ts';
import { Caretaker } from './caretaker.ts';
import { habitOf, JobWatch, type ConfirmHabit } from './job-watch.ts';
import { PrinterLink } from './link.ts';
import { partsOf, type JobPart } from './parts.ts';
import { ProofOrder } from './proof-order.ts';
import type { PrinterSignal } from './status.ts';
import { defaultTiming, type PrinterTiming } from './timing.ts';
import { SendWindow } from './window.ts';

export interface EscposOptions {
  readonly random?: RandomSource;
  readonly timing?: PrinterTiming;
  /** Who draws what the printer has no characters for; the canvas of this house when left out. */
  readonly hire?: HireArtist;
}

/** A document that waits for its turn. */
interface Waiting {
  readonly encoding: Promise<EncodedJob>;
  readonly onRoom: (() => void) | undefined;
  readonly resolve: (outcome: PrintOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** A job that is with the printer. */
interface Flight {
  readonly watch: JobWatch;
  readonly processId: string;
  onRoom: (() => void) | undefined;
}

/** More would not make the wire any busier, and so many papers are uncertain when something happens. */
const flightsMax = 2;

/** A cut, at the slow end of what knives do; and how much slower than its data sheet a printer may be: cold, or all black. */
const cutMs = 250;
const slack = 1.25;

/** GS r 1: answered when everything before it has left the buffer. */
const askTaken = Buffer.from([0x1d, 0x72, 1]);

/** Loaded when the first document needs it: a printer with a font of its own never does. */
const hireCanvas: HireArtist = async () => {
  const { hireArtist } = await import('../raster/canvas-artist.ts');
  // Where the canvas has no program for this machine, a plainer ticket is better than none.
  return hireArtist().catch(() => null);
};

export class EscposPrinter implements TicketPrinter {
  readonly #model: PrinterModel;
  readonly #link: PrinterLink;
  readonly #timing: PrinterTiming;
  readonly #nextProcessId: () => string;
  readonly #hire: HireArtist;
  readonly #caretaker: Caretaker;
  readonly #window: SendWindow;
  readonly #queue: Waiting[] = [];
  #isServing = false;
  /** In the order of their bytes. */
  readonly #flights: Flight[] = [];
  /** Resolves when the next of them ends. */
  #landing = Promise.withResolvers<void>();
  readonly #proofs = new ProofOrder();
  #habit: ConfirmHabit;
  /** It has sent a process id, so it is known to, whatever its model says. */
  #hasConfirmed = false;
  /** What a job has ended badly with, while another one is still with the printer. */
  #spoiledBy: PrintProblem | null = null;

  constructor(model: PrinterModel, transport: Transport, options: EscposOptions = {}) {
    const { random = Math.random, timing = defaultTiming } = options;
    this.#model = model;
    this.#timing = timing;
    this.#nextProcessId = processIds(random);
    this.#hire = options.hire ?? hireCanvas;
    this.#habit = habitOf(model);
    this.#window = new SendWindow(model.bufferBytes);
    this.#link = new PrinterLink(transport, model, timing);
    const hasJob = () => this.#flights.length > 0;
    this.#caretaker = new Caretaker({ link: this.#link, model, timing, random, hasJob });
    this.#link.onSignal((signal) => this.#heard(signal));
    this.#link.onAwake(() => {
      // Another one may be there now. That one confirms is believed until one of its jobs shows otherwise.
      if (this.#habit === 'never') this.#habit = habitOf(model);
      if (!hasJob()) this.#window.forgetHabit();
      // While the printer thinks about its answer, and before anybody wants a ticket.
      charsetOf(model);
    });
  }

  get status(): PrinterStatus {
    return this.#link.status;
  }

  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe {
    return this.#link.onStatus(listener);
  }

  print(document: PrintDocument, { onRoom }: PrintOptions = {}): Promise<PrintOutcome> {
    const { promise, resolve, reject } = Promise.withResolvers<PrintOutcome>();
    const encoding = encodeJob(document, this.#model, this.#nextProcessId(), this.#hire);
    // Told when its turn comes.
    encoding.catch(() => undefined);
    this.#queue.push({ encoding, onRoom, resolve, reject });
    void this.#serve();
    return promise;
  }

  async rehearse(document: PrintDocument): Promise<void> {
    await encodeJob(document, this.#model, this.#nextProcessId(), this.#hire);
  }

  distrust(): void {
    this.#caretaker.distrust();
  }

  retry(): void {
    this.#caretaker.retry();
  }

  close(): Promise<void> {
    this.#caretaker.close();
    this.#window.clear();
    return this.#link.close();
  }

  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      try {
        await this.#give(await next.encoding, next);
      } catch (error) {
        // For the caller of this job; the next one begins all the same.
        next.reject(error);
      }
    }
    this.#isServing = false;
  }

  /** Ends when the last byte of the job is on its way, or the job is over. */
  async #give(job: EncodedJob, { onRoom, resolve, reject }: Waiting): Promise<void> {
    while (this.#flights.length > 0 && !this.#mayFollow(job)) await this.#landing.promise;
    if (this.#flights.length === 0) await this.#caretaker.ready();
    const { problem } = this.status;
    if (problem) return resolve({ state: 'failed', problem });
    const flight = this.#takeOff(job, onRoom);
    flight.watch.outcome.then(resolve, reject);
    await this.#send(flight, job);
  }

  /** Whether a job may be sent while another one is still coming out. */
  #mayFollow({ bytes }: EncodedJob): boolean {
    return this.#canPipeline && this.#flights.length < flightsMax && this.#window.hasRoom(bytes.length);
  }

  get #canPipeline(): boolean {
    const isWell = this.status.problem === null && this.#caretaker.isDone && this.#spoiledBy === null;
    return isWell && this.#hasConfirmed && this.#habit === 'confirms';
  }

  #takeOff({ bytes, processId, lengthDots }: EncodedJob, onRoom: (() => void) | undefined): Flight {
    const owesAnswer = () => this.#window.owesAnswer;
    const job = { bytes: bytes.length, processId, paperMs: this.#paperMs(lengthDots), owesAnswer };
    const flight = { watch: new JobWatch(this.#link, job, this.#habit, this.#timing), processId, onRoom };
    this.#flights.push(flight);
    this.#proofs.add(processId);
    if (this.#flights.length === 1) flight.watch.lead();
    void flight.watch.outcome.then((outcome) => this.#landed(flight, outcome));
    return flight;
  }

  #paperMs(dots: number): number {
    return (dots / this.#model.dotsPerMm / this.#model.mmPerSecond) * 1000;
  }

  /** Sends a job in parts, as the printer has room for them; mostly there is one part, and room. */
  async #send(flight: Flight, job: EncodedJob): Promise<void> {
    const { watch } = flight;
    const parts = partsOf(job, this.#model.bufferBytes / 2);
    try {
      const images = this.#caretaker.jobBegins(job.keeps);
      if (images.length > 0) await this.#link.send(images);
      for (const [index, part] of parts.entries()) {
        while (!watch.isOver && !this.#window.hasRoom(part.bytes.length))
          await Promise.race([this.#window.moreRoom(), watch.outcome]);
        if (watch.isOver) return;
        const place = { isLast: index === parts.length - 1, isOnly: parts.length === 1 };
        const bytes = this.#tracked(part, job.processId, place);
        watch.begin();
        this.#link.holdPolls();
        await this.#link.send(bytes);
        this.#link.pollLater(this.#timing.jobPollMs);
      }
    } catch (error) {
      if (!(error instanceof DeviceFault)) throw error;
      return watch.decide({ problem: error.code === 'not-answering' ? 'not-answering' : 'disconnected' });
    }
    watch.sent();
    this.#tellRoom();
  }

  /** A part with what tells us that the printer is done with it. The last one ends with the process id of its job. */
  #tracked(
    { bytes, dots }: JobPart,
    processId: string,
    { isLast, isOnly }: { isLast: boolean; isOnly: boolean },
  ): Buffer {
    if (this.#habit === 'confirms' && this.#link.hasBackChannel) {
      const id = isLast ? processId : this.#nextProcessId();
      this.#window.addProven(bytes.length, id);
      return isLast ? bytes : Buffer.concat([bytes, processIdRequest(id)]);
    }
    const time = {
      wireMs: this.#link.wireMs + bytes.length * this.#timing.byteMs,
      paperMs: this.#paperMs(dots) * slack + (isLast ? cutMs : 0),
    };
    // It sends no process id, but it reports when it comes to this: that is its proof, and sooner than any question.
    const reports = isLast && this.#habit === 'never' && this.#model.status.automatic;
    const end = reports && this.#link.hasBackChannel ? [automaticStatusOn] : [];
    // What came in one part had room. Of several, the answers tell whether any was lost on the way.
    if (isOnly || !this.#link.hasBackChannel || !this.#window.mayAsk) {
      this.#window.addTimed(bytes.length, time);
      return Buffer.concat([bytes, ...end]);
    }
    // One that is half as fast as it should be is given the time for its first answer.
    this.#window.addAsked(bytes.length, time, time.paperMs + this.#timing.answerMs);
    return Buffer.concat([bytes, askTaken, ...end]);
  }

  #heard(signal: PrinterSignal): void {
    if (signal.kind === 'transmitted') this.#window.answered();
    if (signal.kind === 'cleared') this.#window.clear();
    if (signal.kind !== 'confirmed') return;
    this.#habit = 'confirms';
    this.#hasConfirmed = true;
    this.#window.confirmed(signal.processId);
    this.#confirmed(signal.processId);
  }

  /** Nothing is proven where the one of a job before it is missing. */
  #confirmed(processId: string): void {
    if (!this.#proofs.overtakes(processId)) return;
    const index = this.#flights.findIndex((flight) => flight.processId === processId);
    for (const { watch } of this.#flights.slice(0, index + 1)) watch.overtaken();
  }

  #landed(flight: Flight, outcome: PrintOutcome): void {
    this.#flights.splice(this.#flights.indexOf(flight), 1);
    if (outcome.state === 'printed') this.#proven(outcome.proof);
    if (outcome.state === 'failed') this.#proofs.drop(flight.processId);
    if (outcome.state === 'uncertain') this.#doubted(outcome.problem, flight.watch);
    if (this.#flights.length === 0) this.#tidy();
    this.#flights[0]?.watch.lead();
    this.#caretaker.look();
    if (this.#flights.length === 0) this.#link.pollLater(this.#timing.pollMs);
    this.#landing.resolve();
    this.#landing = Promise.withResolvers();
    this.#tellRoom();
  }

  #tidy(): void {
    this.#proofs.clear();
    const problem = this.#spoiledBy;
    if (problem === null) return;
    this.#spoiledBy = null;
    this.#window.clear();
    this.#caretaker.spoiled(problem);
  }

  #proven(proof: 'confirmed' | 'status-ok' | 'sent'): void {
    if (proof === 'status-ok' && this.#model.confirms === 'learn') this.#habit = 'never';
    // Also a doubted job before it has come out meanwhile: its process id was only late, so nothing is left to be cleared.
    if (proof === 'confirmed') this.#spoiledBy = null;
  }

  #doubted(problem: PrintProblem, watch: JobWatch): void {
    this.#spoiledBy ??= problem;
    // It is well and has not confirmed: perhaps it is another printer, which never does.
    if (problem === 'not-answering' && watch.wasWell) this.#habit = habitOf(this.#model);
  }

  #tellRoom(): void {
    const [flight] = this.#flights;
    if (!flight || this.#flights.length >= flightsMax || !flight.watch.isSent || !this.#canPipeline) return;
    const { onRoom } = flight;
    flight.onRoom = undefined;
    onRoom?.();
  }
}
