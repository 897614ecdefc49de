/** What every ticket printer keeps to, whatever the wire; run on simulators, and on a real printer where there is one. */
import { describe, it, type TestContext } from 'vitest';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import type { PrinterStatus, PrintOutcome, TicketPrinter } from '../../../drivers/printer/printer.ts';
import {
  PrinterSimulator,
  type PrinterFaults,
  type SimulatorOptions,
} from '../../../drivers/printer/simulator/simulator.ts';
import type { PrinterTiming } from '../../../drivers/printer/session/timing.ts';
import { defaultPauses } from '../../../drivers/printer/session/ladder.ts';
import { textLines } from './decoded.ts';
import { shortPaper, shortTicket } from './documents.ts';
import type { Rig, RigMaker } from '../rigs.ts';
import { statusOf } from './status-of.ts';

/** What a simulator answers comes at once, but on a busy machine late: only what a test waits for in vain is short. */
const timing: PrinterTiming = {
  pollMs: 100,
  jobPollMs: 60,
  firstOpenMs: 3000,
  answerMs: 3000,
  silentMs: 5000,
  confirmMs: 10_000,
  settleMs: 150,
  clearMs: 3000,
  slowMs: 10_000,
  resumeMs: 3000,
  byteMs: 0,
  pauses: defaultPauses,
};

/** A ticket in some 60 ms, so that a fault can come in its middle. */
const pace = 0.1;

const model = printerModel('escpos-58');

const isWell = ({ problem }: PrinterStatus) => problem === null;

/** The job is printed, on a paper of its own, and of the one before it nothing more has come out. */
const cleanNext = {
  outcome: { state: 'printed', proof: 'confirmed' },
  paper: shortPaper('A002'),
  ghosts: 0,
  unknownCommands: [],
};

class Bench {
  readonly simulator: PrinterSimulator;
  readonly rig: Rig;
  readonly printer: TicketPrinter;

  private constructor(simulator: PrinterSimulator, rig: Rig, waits: PrinterTiming) {
    this.simulator = simulator;
    this.rig = rig;
    this.printer = new EscposPrinter(model, rig.transport, { timing: waits });
  }

  /** A bench of its own for a test, which runs beside others. */
  static async on(
    makeRig: RigMaker,
    { onTestFinished }: TestContext,
    options: SimulatorOptions = {},
    waits: Partial<PrinterTiming> = {},
  ): Promise<Bench> {
    const simulator = new PrinterSimulator(model, { pace, ...options });
    const bench = new Bench(simulator, await makeRig(simulator), { ...timing, ...waits });
    onTestFinished(() => bench.#close());
    await statusOf(bench.printer, isWell);
    return bench;
  }

  /** Resolves in the middle of the next paper: one line is printed, more are in the buffer. */
  middleOfPaper(): Promise<void> {
    return this.#paper((paper) => !paper.done && paper.items.length === 1);
  }

  /** Resolves when a paper with this text has been cut. */
  paperWith(text: string): Promise<void> {
    return this.#paper((paper) => paper.done && textLines(paper.items).includes(text));
  }

  #paper(isSo: (paper: PrinterSimulator['papers'][number]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.simulator.onChange(() => {
        if (!this.simulator.papers.some(isSo)) return;
        stop();
        resolve();
      });
    });
  }

  /** All text of all papers that the simulator has printed, newest first. */
  texts(): string[] {
    return this.simulator.papers.flatMap(({ items }) => textLines(items));
  }

  /** Prints the next job once the printer is well, and says what came out; to be compared with `cleanNext`. */
  async next(): Promise<object> {
    await statusOf(this.printer, isWell);
    const before = this.texts().filter((text) => text === 'END A001').length;
    const outcome = await this.printer.print(shortTicket('A002'));
    const after = this.texts().filter((text) => text === 'END A001').length;
    const { papers, unknownCommands } = this.simulator;
    return { outcome, paper: papers[0]?.items, ghosts: after - before, unknownCommands };
  }

  async #close(): Promise<void> {
    await this.printer.close();
    await this.rig.close();
  }
}

const stops = [
  ['paperOut', 'paper-out'],
  ['coverOpen', 'cover-open'],
] as const satisfies [keyof PrinterFaults, string][];

/** The contract on a simulator that a rig wires up. Its tests mostly wait, so they wait together. */
export function printerContract(name: string, makeRig: RigMaker): void {
  describe.concurrent(`ticket printer, ${name}`, () => {
    printsJobs(makeRig);
    printsInAPipeline(makeRig);
    mendsUnderAJob(makeRig);
    survivesItsOwnTroubles(makeRig);
    survivesTheWire(makeRig);
  });
  describe.concurrent(`ticket printer that says less, ${name}`, () => {
    saysLess(makeRig);
  });
}

function printsJobs(makeRig: RigMaker): void {
  it('prints with confirmation, and the paper says what the document says', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    expect(await bench.printer.print(shortTicket('A001'))).toMatchObject({
      state: 'printed',
      proof: 'confirmed',
    });
    expect(bench.simulator.papers[0]).toMatchObject({ done: true, items: shortPaper('A001') });
    expect(bench.simulator.unknownCommands).toEqual([]);
  });

  it('prints jobs one after the other, in order', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    const numbers = ['A001', 'A002', 'A003'];
    const outcomes = await Promise.all(numbers.map((number) => bench.printer.print(shortTicket(number))));
    expect(outcomes.map(({ state }) => state)).toEqual(['printed', 'printed', 'printed']);
    expect(bench.simulator.papers.map(({ items }) => items).toReversed()).toEqual(numbers.map(shortPaper));
  });
}

/** Two at a time, and not one of them is lost: what a busy hour is like. */
function printsInAPipeline(makeRig: RigMaker): void {
  it('has the next job on the wire while one comes out', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    const { printer, simulator } = bench;
    await printer.print(shortTicket('A001'));
    const middle = bench.middleOfPaper();
    const { promise: room, resolve } = Promise.withResolvers<void>();
    const first = printer.print(shortTicket('A002'), { onRoom: resolve });
    await room;
    const second = printer.print(shortTicket('A003'));
    await middle;
    expect([await first, await second]).toMatchObject([
      { state: 'printed', proof: 'confirmed' },
      { state: 'printed', proof: 'confirmed' },
    ]);
    expect(simulator.papers.map(({ items }) => items).toReversed()).toEqual(
      ['A001', 'A002', 'A003'].map(shortPaper),
    );
  });
}

/** Errors that the driver can end while the job is under way: the paper still comes out, and is proven. */
function mendsUnderAJob(makeRig: RigMaker): void {
  it('finishes a job whose cutter was freed in time', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    const middle = bench.middleOfPaper();
    const job = bench.printer.print(shortTicket('A001'));
    await middle;
    bench.simulator.setFaults({ cutterJam: true });
    await statusOf(bench.printer, ({ problem, isSlow }) => problem === 'cutter-jam' && isSlow);
    bench.simulator.setFaults({ cutterJam: false });
    expect(await job).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(bench.printer.status).toMatchObject({ problem: null, isSlow: false });
    expect(bench.simulator.papers).toMatchObject([{ done: true, items: shortPaper('A001') }]);
  });

  it('sees the roll come to its end', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    bench.simulator.setFaults({ nearEnd: true });
    await statusOf(bench.printer, ({ paperLow }) => paperLow);
    expect(await bench.printer.print(shortTicket('A001'))).toMatchObject({ state: 'printed' });
  });
}

function survivesItsOwnTroubles(makeRig: RigMaker): void {
  it.for(stops)('fails before the first byte when %s, and recovers', async ([fault, problem], test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    bench.simulator.setFaults({ [fault]: true });
    await statusOf(bench.printer, (status) => status.problem === problem);
    expect(await bench.printer.print(shortTicket('A001'))).toEqual({ state: 'failed', problem });
    bench.simulator.setFaults({ [fault]: false });
    expect(await bench.next()).toMatchObject(cleanNext);
    expect(bench.texts()).not.toContain('END A001');
  });

  it.for(stops)('is uncertain when %s comes in the middle, and recovers', async ([fault, problem], test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    const middle = bench.middleOfPaper();
    const job = bench.printer.print(shortTicket('A001'));
    await middle;
    bench.simulator.setFaults({ [fault]: true });
    expect(await job).toEqual({ state: 'uncertain', problem });
    expect(await bench.printer.print(shortTicket('A009'))).toEqual({ state: 'failed', problem });
    bench.simulator.setFaults({ [fault]: false });
    expect(await bench.next()).toMatchObject(cleanNext);
    expect(bench.texts()).not.toContain('END A001');
  });
}

function survivesTheWire(makeRig: RigMaker): void {
  it('is uncertain when the cable is cut in the middle, and recovers', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test);
    const middle = bench.middleOfPaper();
    const finished = bench.paperWith('END A001');
    const job = bench.printer.print(shortTicket('A001'));
    await middle;
    await bench.rig.cut();
    expect(await job).toEqual({ state: 'uncertain', problem: 'disconnected' });
    expect(await bench.printer.print(shortTicket('A009'))).toEqual({
      state: 'failed',
      problem: 'disconnected',
    });
    // What it has received, a printer prints, with or without a cable.
    await finished;
    await bench.rig.mend();
    expect(await bench.next()).toMatchObject(cleanNext);
  });
}

function saysLess(makeRig: RigMaker): void {
  it('is uncertain when the printer hangs in the middle, and recovers', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test, {}, { silentMs: 1000 });
    const middle = bench.middleOfPaper();
    const job = bench.printer.print(shortTicket('A001'));
    await middle;
    bench.simulator.setFaults({ hung: true });
    expect(await job).toEqual({ state: 'uncertain', problem: 'not-answering' });
    await statusOf(bench.printer, ({ problem }) => problem === 'not-answering');
    expect(await bench.printer.print(shortTicket('A009'))).toEqual({
      state: 'failed',
      problem: 'not-answering',
    });
    bench.simulator.setFaults({ hung: false });
    expect(await bench.next()).toMatchObject(cleanNext);
    expect(bench.texts()).not.toContain('END A001');
  });

  it('gives good status as proof when the printer sends no process ids', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test, { confirms: false }, { answerMs: 1000, confirmMs: 1500 });
    const finished = bench.paperWith('END A002');
    const outcomes: PrintOutcome[] = [];
    for (const number of ['A001', 'A002']) outcomes.push(await bench.printer.print(shortTicket(number)));
    expect(outcomes).toMatchObject([
      { state: 'printed', proof: 'status-ok' },
      { state: 'printed', proof: 'status-ok' },
    ]);
    // Good status is no proof that the paper is out already.
    await finished;
    expect(bench.simulator.papers[0]?.items).toEqual(shortPaper('A002'));
  });

  it('says no more than that it was sent when nothing ever comes back', async (test) => {
    const { expect } = test;
    const bench = await Bench.on(makeRig, test, { backChannel: false }, { answerMs: 300, clearMs: 300 });
    const finished = bench.paperWith('END A001');
    expect(await bench.printer.print(shortTicket('A001'))).toMatchObject({
      state: 'printed',
      proof: 'sent',
    });
    await finished;
    expect(bench.simulator.papers[0]?.items).toEqual(shortPaper('A001'));
  });
}
