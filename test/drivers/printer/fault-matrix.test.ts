/**
 * Every trouble at every moment on every wire. Whatever happens: every ticket ends printed, failed or uncertain; what is said
 * to be printed is whole on one paper; nothing comes out twice, nor later; and the next ticket comes out by itself as soon as
 * the trouble is over.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import type { PrintOutcome } from '../../../drivers/printer/printer.ts';
import { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import type { PrinterTiming } from '../../../drivers/printer/session/timing.ts';
import { inProcess, overPty, overTcp, type Rig, type RigMaker } from '../rigs.ts';
import { textLines } from './decoded.ts';
import { shortPaper, shortTicket } from './documents.ts';
import { statusOf } from './status-of.ts';

/** As short as a busy machine allows. */
const pause = { startMs: 20, firstMs: 100, maxMs: 400 };
const timing: PrinterTiming = {
  pollMs: 150,
  jobPollMs: 150,
  firstOpenMs: 1200,
  answerMs: 1200,
  silentMs: 1200,
  confirmMs: 1500,
  settleMs: 150,
  clearMs: 1200,
  slowMs: 5000,
  resumeMs: 700,
  byteMs: 0,
  pauses: { resume: pause, clear: pause, reopen: pause },
};

const wires = {
  'in this process': inProcess,
  serial: overPty('serial', '?xon=true'),
  tcp: overTcp,
  usb: overPty('usb'),
} satisfies Record<string, RigMaker>;

type Wire = keyof typeof wires;

interface Bench {
  readonly simulator: PrinterSimulator;
  readonly rig: Rig;
}

interface Fault {
  readonly begin: (bench: Bench) => Promise<void> | void;
  readonly end: (bench: Bench) => Promise<void> | void;
  /** What a printer has received, it prints also while its cable is cut. */
  readonly printsOn?: true;
}

const flag = (
  name: 'paperOut' | 'nearEnd' | 'coverOpen' | 'cutterJam' | 'hung' | 'garbage' | 'xoff',
): Fault => ({
  begin: ({ simulator }) => simulator.setFaults({ [name]: true }),
  end: ({ simulator }) => simulator.setFaults({ [name]: false }),
});

const faults = {
  'paper out': flag('paperOut'),
  'near end': flag('nearEnd'),
  cover: flag('coverOpen'),
  cutter: flag('cutterJam'),
  unplug: { begin: ({ rig }) => rig.cut(), end: ({ rig }) => rig.mend(), printsOn: true },
  hang: flag('hung'),
  garbage: flag('garbage'),
  'power cycle': { begin: ({ simulator }) => simulator.powerCycle(), end: () => undefined },
  'XOFF for ever': flag('xoff'),
} satisfies Record<string, Fault>;

const moments = ['before', 'during', 'after'] as const;

/** A ticket in some 100 ms, so that a fault can come in its middle. */
const pace = 0.15;
/**
 * Nothing to learn: one that is only thought to send no process ids, because a busy machine was late with the first, is believed by its
 * status, which a quick fault does not change.
 */
const model: PrinterModel = { ...printerModel('escpos-58'), confirms: 'yes' };

class Cell {
  readonly #fault: Fault;
  readonly #bench: Bench;
  readonly #printer: EscposPrinter;
  readonly #outcomes = new Map<string, Promise<PrintOutcome>>();
  readonly #broken: string[] = [];

  constructor(fault: Fault, bench: Bench) {
    this.#fault = fault;
    this.#bench = bench;
    this.#printer = new EscposPrinter(model, bench.rig.transport, { timing });
  }

  /** @returns the promises that were broken */
  async run(moment: (typeof moments)[number]): Promise<string[]> {
    // From the first process id on, two may be with the printer.
    await this.#isWell();
    await this.#print('A000');
    if (moment === 'before') await this.#fault.begin(this.#bench);
    const middle = this.#middleOf('A001');
    const jobs = this.#printTwo('A001', 'A002');
    if (moment === 'during') {
      // On a machine that stands still for a moment nobody sees the middle.
      await Promise.race([middle, jobs]);
      await this.#fault.begin(this.#bench);
    }
    await jobs;
    if (moment === 'after') await this.#fault.begin(this.#bench);
    // The first one may find out about the fault; the second one waits until it is tidied. Nobody changes a roll so fast.
    await this.#print('A003');
    await this.#print('A004');
    // An uncertain one that begins later than this may well be on paper, in its turn.
    const before = { lines: this.#lines(), given: new Set(this.#outcomes.keys()) };
    await this.#fault.end(this.#bench);
    await this.#printAgain(['A008', 'A009', 'A010']);
    await this.#check(before);
    return this.#broken;
  }

  async close(): Promise<void> {
    await this.#printer.close();
    await this.#bench.rig.close();
  }

  #print(number: string, onRoom?: () => void): Promise<PrintOutcome> {
    const outcome = this.#printer.print(shortTicket(number), onRoom ? { onRoom } : {});
    this.#outcomes.set(number, outcome);
    return outcome;
  }

  /**
   * One of these comes out. Not always the first: on a machine that stands still for a second the host thinks the printer
   * silent once more, and an honest `failed` with no paper is what the kiosk then needs.
   */
  async #printAgain(numbers: readonly string[]): Promise<void> {
    const states: string[] = [];
    for (const number of numbers) {
      await this.#isWell();
      const { state } = await this.#print(number);
      if (state === 'printed') return;
      states.push(state);
    }
    this.#broken.push(`the next ones were ${states.join()}`);
  }

  /** The second one as soon as there is room for it, or when the first one is over. */
  async #printTwo(first: string, second: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const outcome = this.#print(first, resolve);
    await Promise.race([promise, outcome]);
    await Promise.all([outcome, this.#print(second)]);
  }

  #isWell() {
    return statusOf(this.#printer, ({ problem }) => problem === null);
  }

  /** Resolves when this ticket is seen to come out. */
  #middleOf(number: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#bench.simulator.onChange(() => {
        const [latest] = this.#bench.simulator.papers;
        if (!latest || latest.done || !textLines(latest.items).includes(number)) return;
        stop();
        resolve();
      });
    });
  }

  #lines(): string[] {
    return this.#bench.simulator.papers.flatMap(({ items }) => textLines(items));
  }

  async #check(before: {
    readonly lines: readonly string[];
    readonly given: ReadonlySet<string>;
  }): Promise<void> {
    const { papers, unknownCommands, lostBytes } = this.#bench.simulator;
    const after = this.#lines();
    for (const [number, promise] of this.#outcomes) {
      const outcome = await promise;
      const { state } = outcome;
      const whole = JSON.stringify(shortPaper(number));
      const begun = papers.filter(({ items }) => textLines(items).includes(number)).length;
      const wholes = papers.filter(({ items }) => JSON.stringify(items) === whole).length;
      const end = `END ${number}`;
      const later = before.given.has(number) ? countOf(after, end) - countOf(before.lines, end) : 0;
      if (outcome.state === 'printed' && wholes !== 1)
        this.#broken.push(`${number} printed (${outcome.proof}), not whole`);
      if (state === 'failed' && begun > 0) this.#broken.push(`${number} failed, but is on paper`);
      if (begun > 1) this.#broken.push(`${number} is on ${begun} papers`);
      if (state === 'uncertain' && !this.#fault.printsOn && later > 0)
        this.#broken.push(`${number} came out later`);
    }
    const ends = after.filter((line) => line.startsWith('END ')).toReversed();
    if (!isDeepStrictEqual(ends, ends.toSorted())) this.#broken.push(`out of turn: ${ends.join()}`);
    if (lostBytes > 0) this.#broken.push(`${lostBytes} bytes were lost`);
    if (unknownCommands.length > 0) this.#broken.push(`unknown: ${unknownCommands.join()}`);
  }
}

const countOf = (lines: readonly string[], text: string) => lines.filter((one) => one === text).length;

async function brokenAt(wire: Wire, faultName: keyof typeof faults): Promise<string[]> {
  const all = await Promise.all(
    moments.map(async (moment) => {
      const simulator = new PrinterSimulator(model, { pace });
      const rig = await wires[wire](simulator);
      const cell = new Cell(faults[faultName], { simulator, rig });
      try {
        return (await cell.run(moment)).map((what) => `${moment}: ${what}`);
      } finally {
        await cell.close();
      }
    }),
  );
  return all.flat();
}

describe('fault matrix of the ticket printer', () => {
  it.concurrent.each(Object.keys(wires).map((wire) => [wire as Wire]))(
    'keeps its promises whatever happens, %s',
    async (wire) => {
      const names = Object.keys(faults) as (keyof typeof faults)[];
      const broken = await Promise.all(
        names.map(async (name) => [name, await brokenAt(wire, name)] as const),
      );
      expect(broken).toEqual(names.map((name) => [name, []]));
    },
  );
});
