/** A host that lost its power in the middle of a paper: the printer still has the rest of it. */
import { expect, it } from 'vitest';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { hex } from '../hex.ts';
import { inProcess, overPty, overTcp, type RigMaker } from '../rigs.ts';
import { textLines } from './decoded.ts';
import { shortPaper, shortTicket } from './documents.ts';
import { statusOf } from './status-of.ts';

const model = printerModel('escpos-58');

/** A ticket in some 60 ms, so that a fault can come in its middle. */
const pace = 0.1;

/** Resolves when one line of a paper is printed, and more are in the buffer. */
function middleOfPaper(simulator: PrinterSimulator): Promise<void> {
  return new Promise((resolve) => {
    const stop = simulator.onChange(() => {
      const [paper] = simulator.papers;
      if (!paper || paper.done || paper.items.length !== 1) return;
      stop();
      resolve();
    });
  });
}

/** Resolves when the printer says that its buffers are clear. */
function clearing(simulator: PrinterSimulator): Promise<void> {
  return new Promise((resolve) => {
    const stop = simulator.onSend((bytes) => {
      if (hex(bytes) !== '37 25 00') return;
      stop();
      resolve();
    });
  });
}

it.each([
  ['in this process', inProcess],
  ['serial', overPty('serial')],
  ['tcp', overTcp],
] satisfies [string, RigMaker][])(
  'does not come out later, nor above the next paper: %s',
  async (_, makeRig) => {
    const simulator = new PrinterSimulator(model, { pace });
    const rig = await makeRig(simulator);
    const printer = new EscposPrinter(model, rig.transport);
    const middle = middleOfPaper(simulator);
    const job = printer.print(shortTicket('A001'));
    await middle;
    // From here on, the driver cannot clear anything any more.
    const cut = rig.cut();
    simulator.setFaults({ coverOpen: true });
    await cut;
    await printer.close();
    expect(await job).toMatchObject({ state: 'uncertain' });

    await rig.mend();
    const cleared = clearing(simulator);
    const later = new EscposPrinter(model, rig.another());
    later.distrust();
    await statusOf(later, ({ problem }) => problem === 'cover-open');
    await cleared;
    simulator.setFaults({ coverOpen: false });
    await statusOf(later, ({ problem }) => problem === null);
    expect(await later.print(shortTicket('A002'))).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(simulator.papers.flatMap(({ items }) => textLines(items))).not.toContain('END A001');
    expect(simulator.papers[0]?.items).toEqual(shortPaper('A002'));
    await later.close();
    await rig.close();
  },
);
