/** A document larger than the printer's buffer, on a wire that is faster than the paper: not a byte of it may be lost. */
import { describe, it } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { blankDots } from '../../../drivers/printer/raster/dots.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { defaultTiming } from '../../../drivers/printer/session/timing.ts';
import { PrinterSimulator, type SimulatorOptions } from '../../../drivers/printer/simulator/simulator.ts';
import { inProcess } from '../rigs.ts';
import { textLines } from './decoded.ts';
import { statusOf } from './status-of.ts';

const model = printerModel('escpos-58');

/** 24 KB in strips, and a line to tell its end by. */
const long: PrintDocument = {
  items: [
    { kind: 'image', align: 'left', image: blankDots(model.widthDots, 500), isKept: false },
    line('END'),
  ],
};

describe.concurrent('a document larger than the buffer', () => {
  it.for([
    ['that says what is on paper', { pace: 0.2 }, 'confirmed'],
    ['that does not', { pace: 0.2, confirms: false }, 'status-ok'],
    ['that says nothing', { pace: 0.9, backChannel: false }, 'sent'],
  ] satisfies [string, SimulatorOptions, string][])(
    'comes out whole, of a printer %s',
    async ([, options, proof], { expect }) => {
      const simulator = new PrinterSimulator(model, options);
      const rig = await inProcess(simulator);
      const timing = { ...defaultTiming, answerMs: 300, confirmMs: 1500, byteMs: 0 };
      const printer = new EscposPrinter(model, rig.transport, { timing });
      await statusOf(printer, ({ problem }) => problem === null);
      const cut = new Promise<void>((resolve) => {
        const stop = simulator.onChange(() => {
          if (!simulator.papers[0]?.done) return;
          stop();
          resolve();
        });
      });
      const outcomes = [await printer.print(long), await printer.print(long)];
      await cut;
      expect(outcomes).toMatchObject([
        { state: 'printed', proof },
        { state: 'printed', proof },
      ]);
      expect(simulator.lostBytes).toBe(0);
      expect(simulator.unknownCommands).toEqual([]);
      expect(textLines(simulator.papers.at(-1)?.items ?? [])).toEqual(['END']);
      await printer.close();
      await rig.close();
    },
  );
});
