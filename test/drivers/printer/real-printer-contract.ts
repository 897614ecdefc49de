import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import type { PrintOutcome, TicketPrinter } from '../../../drivers/printer/printer.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import { shortTicket } from './documents.ts';
import { statusOf } from './status-of.ts';

/** What can be tried on a real printer without a hand in it; people look at what comes out. */
export function realPrinterContract(
  name: string,
  realModel: PrinterModel,
  makeTransport: () => Transport,
): void {
  describe(`ticket printer, ${name}`, () => {
    let printer: TicketPrinter;
    beforeEach(async () => {
      printer = new EscposPrinter(realModel, makeTransport());
      await statusOf(printer, ({ problem }) => problem === null);
    });
    afterEach(() => printer.close());

    it('prints, and says with what proof', async () => {
      const outcome = await printer.print(shortTicket('A001'));
      process.stdout.write(`${name}: ${JSON.stringify(outcome)}\n`);
      expect(outcome).toMatchObject({ state: 'printed' });
    });

    it('prints jobs in order, the next one as soon as there is room', async () => {
      const outcomes: Promise<PrintOutcome>[] = [];
      for (const number of ['A002', 'A003', 'A004']) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const outcome = printer.print(shortTicket(number), { onRoom: resolve });
        outcomes.push(outcome);
        await Promise.race([promise, outcome]);
      }
      const states = (await Promise.all(outcomes)).map(({ state }) => state);
      expect(states).toEqual(['printed', 'printed', 'printed']);
    });

    it('prints again after its port was opened anew', async () => {
      await printer.close();
      expect(printer.status.problem).toBe('disconnected');
      printer = new EscposPrinter(realModel, makeTransport());
      expect(await printer.print(shortTicket('A005'))).toMatchObject({ state: 'printed' });
    });
  });
}
