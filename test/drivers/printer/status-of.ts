import type { PrinterStatus, TicketPrinter } from '../../../drivers/printer/printer.ts';

/** Resolves when the printer's status is as wanted, now or by an event. */
export function statusOf(
  printer: TicketPrinter,
  isSo: (status: PrinterStatus) => boolean,
): Promise<PrinterStatus> {
  if (isSo(printer.status)) return Promise.resolve(printer.status);
  return new Promise((resolve) => {
    const stop = printer.onStatus((status) => {
      if (!isSo(status)) return;
      stop();
      resolve(status);
    });
  });
}
