/** The port: what the host knows of a ticket printer, whatever its wire. */
import type { Closable, Unsubscribe } from '../driver.ts';
import type { PrintDocument } from './document.ts';

/**
 * What keeps a printer from printing. `disconnected`: there is no port, or it was cut. `not-answering`: the port is open, and
 * a printer that has answered before is silent. The others are what the printer says of itself.
 */
export type PrintProblem =
  'paper-out' | 'cover-open' | 'cutter-jam' | 'printer-error' | 'offline' | 'disconnected' | 'not-answering';

export interface PrinterStatus {
  /** Whether the port is open; says nothing about whether anything at the other end listens. */
  readonly connected: boolean;
  readonly problem: PrintProblem | null;
  /** The roll's near-end sensor; false where the printer has none. */
  readonly paperLow: boolean;
  /** A paper takes longer than a visitor has patience; it may still come. */
  readonly isSlow: boolean;
  /** Why the port is not open, for the technician; null when it is, or was never tried. */
  readonly portFault: string | null;
}

/**
 * How a job ended. `bytes` counts what was sent for the job. Only after `failed` may the same document be printed again by
 * itself: after `uncertain` a paper may hang out of the printer, and a second one would be a second ticket.
 */
export type PrintOutcome =
  | { readonly state: 'printed'; readonly proof: 'confirmed' | 'status-ok' | 'sent'; readonly bytes: number }
  | { readonly state: 'failed'; readonly problem: PrintProblem }
  | { readonly state: 'uncertain'; readonly problem: PrintProblem };

export interface PrintOptions {
  /**
   * Called at most once, and never after the outcome: the printer could take the next document now, though this one may
   * still be on its way out. A caller that gives it the next one keeps the wire busy; at most two papers are uncertain then
   * when something happens. A printer that does not tell when a paper is out never has room before.
   */
  readonly onRoom?: () => void;
}

export interface TicketPrinter extends Closable {
  readonly status: PrinterStatus;
  /** Called at every change of `status`, not with the present one. */
  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe;
  /**
   * Prints and cuts one document; jobs are done one after the other in the order of the calls.
   * Every trouble of the printer is an outcome. Rejects only for the caller's own mistakes: DeviceFault `unprintable` (a QR
   * content outside what `QrItem` allows), before anything is sent.
   */
  print(document: PrintDocument, options?: PrintOptions): Promise<PrintOutcome>;
  /**
   * Gets ready for documents like this one, and sends nothing: fonts and tables are loaded now instead of while a visitor
   * waits. Rejects as `print` does.
   */
  rehearse(document: PrintDocument): Promise<void>;
  /**
   * A paper of an earlier run may hang half out of the printer: it is cut off before the next one. To be called before the
   * first job.
   */
  distrust(): void;
  /** Somebody has looked after the printer: what would be tried at some time is tried now. Harmless when all is well. */
  retry(): void;
}
