/** The driver on a fake clock, with a test at the other end of its wire. */
import { vi } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import type { PrintOutcome } from '../../../drivers/printer/printer.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { defaultTiming, type PrinterTiming } from '../../../drivers/printer/session/timing.ts';
import { FakeTransport } from './fake-transport.ts';

/** A job as the test follows it. */
export interface FollowedJob {
  outcome: PrintOutcome | 'waiting';
  hasRoom: boolean;
}

export class DriverBench {
  readonly transport = new FakeTransport();
  readonly printer: EscposPrinter;
  /** Each change of the status, as `problem` or `well`, with `slow` behind it where it is. */
  readonly statuses: string[] = [];

  constructor(change: Partial<PrinterModel> = {}, timing: Partial<PrinterTiming> = {}) {
    vi.useFakeTimers();
    const model = { ...printerModel('escpos-58'), ...change };
    this.printer = new EscposPrinter(model, this.transport, {
      random: () => 0,
      timing: { ...defaultTiming, byteMs: 0, ...timing },
    });
    this.printer.onStatus(({ problem, isSlow }) =>
      this.statuses.push(`${problem ?? 'well'}${isSlow ? ' slow' : ''}`),
    );
  }

  /** The port opens, and what may be left of an earlier run is cleared. */
  async open(): Promise<void> {
    this.transport.set('open');
    await this.passes(0);
    if (this.transport.sent.includes(clear)) await this.says(cleared);
    this.transport.sent.length = 0;
  }

  async passes(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  async says(text: string): Promise<void> {
    this.transport.say(text);
    await this.passes(0);
  }

  /** Gives a document to the printer; what can be sent of it at once has been sent when this resolves. */
  async give(document: PrintDocument = { items: [line('A012')] }): Promise<FollowedJob> {
    const job: FollowedJob = { outcome: 'waiting', hasRoom: false };
    const outcome = this.printer.print(document, { onRoom: () => (job.hasRoom = true) });
    void outcome.then((ended) => (job.outcome = ended));
    await this.passes(0);
    return job;
  }

  /** A first job that shows that the printer confirms. */
  async learnsThatItConfirms(): Promise<void> {
    await this.give();
    await this.says(processId(1));
    this.transport.sent.length = 0;
  }

  async close(): Promise<void> {
    await this.printer.close();
    await this.passes(0);
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left after closing`);
  }
}

/** The request to clear the buffers, and the printer's answer. */
export const clear = '10 14 08 01 03 14 01 06 02 08';
export const cleared = '37 25 00';

/** The printer's answer to the nth process id of a driver whose chance is 0. */
export function processId(n: number): string {
  return `37 22 ${(0x20 + n).toString(16)} 20 20 20 00`;
}
