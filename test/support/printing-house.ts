/** A journal, its tickets, and printers that end their jobs when the test says so. */
import { onTestFinished, vi } from 'vitest';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import type {
  PrinterStatus,
  PrintOptions,
  PrintOutcome,
  TicketPrinter,
} from '../../drivers/printer/printer.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import type { PrintJob } from '../../firmware-host/domain/ticket.ts';
import { PrintTickets, type PrintTicketsOptions } from '../../firmware-host/followers/print-tickets.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Journal } from '../../firmware-host/journal/journal.ts';
import { alwaysOpen, lobby } from './lobby.ts';
import { openJournal } from './store.ts';
import { tempDir } from './temp.ts';

const actor = { kind: 'host', id: 'test' } as const;
const time = { at: 0, monoMs: 0, boot: 'boot', trusted: true };

const well: PrinterStatus = {
  connected: true,
  problem: null,
  paperLow: false,
  isSlow: false,
  portFault: null,
};

interface HeldJob extends PromiseWithResolvers<PrintOutcome> {
  readonly document: PrintDocument;
  /** The next one may be given. */
  readonly makeRoom: () => void;
}

/** A printer that ends its jobs when the test says so. */
export class HeldPrinter implements TicketPrinter {
  readonly held: HeldJob[] = [];
  status = well;
  readonly #listeners = new Set<(status: PrinterStatus) => void>();

  onStatus(listener: (status: PrinterStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close = () => Promise.resolve();
  retry = () => undefined;
  rehearse = () => Promise.resolve();
  /** How many jobs it had been given when it was told of papers of an earlier run. */
  readonly distrusted: number[] = [];
  distrust = () => void this.distrusted.push(this.held.length);

  print(document: PrintDocument, { onRoom = () => undefined }: PrintOptions = {}): Promise<PrintOutcome> {
    const job = Promise.withResolvers<PrintOutcome>();
    this.held.push({ ...job, document, makeRoom: onRoom });
    return job.promise;
  }

  /** Resolves when it has been given so many jobs. */
  given(count: number): Promise<void> {
    return vi.waitFor(() => {
      const { length } = this.held;
      if (length !== count) throw new Error(`it was given ${length} jobs, not ${count}`);
    });
  }

  /** Something has befallen it. */
  becomes(change: Partial<PrinterStatus>): void {
    this.status = { ...well, ...change };
    for (const listener of this.#listeners) listener(this.status);
  }

  /** The job ends well. */
  finish(index: number): void {
    this.held[index]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  }
}

export interface PrintingHouse {
  readonly journal: Journal;
  readonly handler: Handler;
  /** That of kiosk `door`, and the one elsewhere that helps out. */
  readonly printer: HeldPrinter;
  readonly spare: HeldPrinter;
  readonly tickets: PrintTickets;
  readonly onUnprintable: ReturnType<typeof vi.fn<(job: string, error: unknown) => void>>;
  /** Secret and copies of each ticket that was laid out. */
  readonly laidOut: string[];
  readonly ask: (command: Command) => Promise<void>;
  /** Takes a number at kiosk `door`. */
  readonly take: (ticket: string) => Promise<void>;
  readonly paper: (ticket: string) => PrintJob | null | undefined;
}

/** Two printers and whoever prints on them, on a journal that may have been begun by another one. */
export async function openPrinters(
  journal: Journal,
  change: Partial<PrintTicketsOptions> = {},
): Promise<PrintingHouse> {
  const laidOut: string[] = [];
  const handler = await Handler.start(journal, { now: () => time, trusted: () => true }, randomIds());
  const [printer, spare] = [new HeldPrinter(), new HeldPrinter()];
  const onUnprintable = vi.fn<(job: string, error: unknown) => void>();
  const ask = async (command: Command) => {
    const outcome = await handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  };
  const tickets = new PrintTickets({
    handler,
    printers: new Map([
      ['ticket-printer', printer],
      ['hall-printer', spare],
    ]),
    layOut: ({ token, copies }) => {
      laidOut.push(`${token}, copy ${copies}`);
      return { items: [] };
    },
    onUnprintable,
    retryPause: () => Promise.resolve(),
    ...change,
  });
  const take = (ticket: string) =>
    ask({
      type: 'take-ticket',
      service: 'A',
      kiosk: 'door',
      language: null,
      by: 'kiosk',
      ticket,
      token: `secret-${ticket}`,
    });
  const paper = (ticket: string) => handler.committed.tickets.get(ticket)?.print;
  return { journal, handler, printer, spare, tickets, onUnprintable, laidOut, ask, take, paper };
}

/** An open lobby whose kiosk at the door has a printer, and a spare one where the test wants it. */
export async function openPrintingHouse(
  change: Partial<PrintTicketsOptions> = {},
  hasSpare = false,
): Promise<PrintingHouse> {
  const journal = await openJournal(tempDir());
  onTestFinished(() => journal.close());
  const house = await openPrinters(journal, change);
  const door = { id: 'door', printer: 'ticket-printer', ...(hasSpare ? { spare: 'hall-printer' } : {}) };
  const kiosks = [door, { id: 'hall', printer: 'hall-printer' }];
  await house.ask({ type: 'apply-config', lobby: { ...lobby, kiosks }, timetable: null });
  await house.ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await house.ask({ type: 'sign-in', counter: '1', agent: 'lin' });
  return house;
}
