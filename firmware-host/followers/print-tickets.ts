import type { PrintDocument } from '../../drivers/printer/document.ts';
import type { PrintOutcome, PrinterStatus, TicketPrinter } from '../../drivers/printer/printer.ts';
import type { Command } from '../domain/commands.ts';
import { ticketOf } from '../domain/state.ts';
import { isLive, type Ticket } from '../domain/ticket.ts';
import type { Handler } from '../handle.ts';
import type { Actor } from '../journal/journal.ts';
import { PrinterLine } from './printer-line.ts';

const actor: Actor = { kind: 'host', id: 'print-tickets' };

/** The paper of a ticket. */
interface TicketJob {
  readonly kind: 'ticket';
  readonly job: string;
  readonly ticket: string;
}

/** A paper that is no ticket: the journal knows nothing of it. */
interface TestJob {
  readonly kind: 'test';
  readonly document: PrintDocument;
  readonly outcome: PromiseWithResolvers<PrintOutcome | null>;
}

type Job = TicketJob | TestJob;

export interface PrintTicketsOptions {
  readonly handler: Handler;
  /** Printers by their id in the configuration. */
  readonly printers: ReadonlyMap<string, TicketPrinter>;
  readonly layOut: (ticket: Ticket) => PrintDocument;
  /** Told of a paper that could not be made: a bug or a setting, nothing that a visitor should wait for. */
  readonly onUnprintable: (job: string, error: unknown) => void;
  /** Resolves when the journal is worth another try. */
  readonly retryPause: () => Promise<void>;
}

/**
 * Follows the journal and puts tickets on paper, one line of jobs a printer. Its checkpoint are the jobs' own states in
 * the journal: `sending` is durable before the first byte, so after a crash every job is either untouched (and printed
 * now) or says that it may be on paper (and is left to staff). Nothing is ever printed twice by itself. A paper of which
 * nothing was sent goes to the spare printer of its kiosk while its own is out of order.
 */
export class PrintTickets {
  readonly #options: PrintTicketsOptions;
  readonly #lines = new Map<string, PrinterLine<Job>>();
  readonly #unfollow: readonly (() => void)[];
  /** Jobs of the last run, as `openJobs` of the state: seen before anybody can take a new one. */
  readonly #leftBehind: readonly (readonly [job: string, ticket: string])[];
  readonly #moving = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(options: PrintTicketsOptions) {
    this.#options = options;
    const { handler, printers } = options;
    this.#leftBehind = [...handler.committed.openJobs];
    const unfollow = handler.onCommit((events) => {
      for (const { type, data } of events) {
        if (type === 'print.moved') this.#enqueue(data.printer, { ...data, kind: 'ticket' });
        if (type !== 'ticket.taken' && type !== 'ticket.reissued' && type !== 'ticket.reprinted') continue;
        const { ticket, print } = data;
        if (print !== null) this.#enqueue(print.printer, { kind: 'ticket', job: print.job, ticket });
      }
    });
    const unwatch = [...printers.values()].map((printer) => printer.onStatus(() => this.#moveWaiting()));
    this.#unfollow = [unfollow, ...unwatch];
  }

  /** Settles what the last run left behind: what was under way becomes uncertain, what waits is printed. */
  async recover(): Promise<void> {
    const { handler, printers } = this.#options;
    const state = handler.committed;
    // Before anything prints on them.
    for (const [, ticket] of this.#leftBehind) {
      const print = ticketOf(state, ticket).print;
      if (print?.state === 'sending') printers.get(print.printer)?.distrust();
    }
    for (const [job, ticket] of this.#leftBehind) {
      const print = ticketOf(state, ticket).print;
      if (print?.state === 'sending')
        await this.#tell({ type: 'print-uncertain', job, problem: 'interrupted' });
      if (print?.state === 'waiting') this.#enqueue(print.printer, { kind: 'ticket', job, ticket });
    }
  }

  /**
   * Prints something that is no ticket, when its turn has come.
   * @returns null where the host was stopped first
   * @throws DeviceFault of the printer for a document that cannot be printed
   * @throws Error when there is no such printer
   */
  printTest(printer: string, document: PrintDocument): Promise<PrintOutcome | null> {
    if (!this.#options.printers.has(printer)) throw new Error(`there is no printer ${printer}`);
    const outcome = Promise.withResolvers<PrintOutcome | null>();
    if (this.#stopping) outcome.resolve(null);
    else this.#enqueue(printer, { kind: 'test', document, outcome });
    return outcome.promise;
  }

  /** Takes no further job; resolves when the ones under way are settled and told. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const unfollow of this.#unfollow) unfollow();
    const lines = [...this.#lines.values()];
    for (const job of lines.flatMap((line) => line.takeBack(() => true)))
      if (job.kind === 'test') job.outcome.resolve(null);
    await Promise.all([...this.#moving, ...lines.map((line) => line.settled())]);
  }

  #enqueue(printer: string, job: Job): void {
    let line = this.#lines.get(printer);
    if (line === undefined) {
      const driver = this.#options.printers.get(printer) ?? null;
      line = new PrinterLine((next, onRoom) =>
        next.kind === 'test' ? printTest(driver, next, onRoom) : this.#print(printer, driver, next, onRoom),
      );
      this.#lines.set(printer, line);
    }
    line.add(job);
    // Behind a paper that a printer in trouble does not let go, it would wait for that one.
    this.#moveWaiting();
  }

  async #print(
    printerId: string,
    printer: TicketPrinter | null,
    { job, ticket: ticketId }: TicketJob,
    onRoom: () => void,
  ): Promise<void> {
    const { handler } = this.#options;
    const ticket = handler.committed.tickets.get(ticketId);
    if (ticket === undefined || !isLive(ticket)) {
      // After a night off there would be a stack of papers for nobody.
      await this.#tell({ type: 'print-failed', job, problem: 'too-late' });
      return;
    }
    if (printer === null || isOutOfOrder(printer.status)) {
      if (await this.#move(printerId, job, ticket)) return;
    }
    if (printer === null) {
      // Taken for a printer that has since left the configuration.
      await this.#tell({ type: 'print-failed', job, problem: 'disconnected' });
      return;
    }
    if (!(await this.#tell({ type: 'print-sending', job }))) return;
    // Lost and made again in the same moment: the copy is a job of its own, and this paper would only be a second one.
    if (!handler.committed.openJobs.has(job)) return;
    const outcome = await this.#outcomeOf(printer, job, ticketId, onRoom);
    // Nothing of it can be on paper, so it may still come out elsewhere.
    if (outcome?.state === 'failed' && (await this.#move(printerId, job, ticket))) return;
    // A printer rejects only before the first byte; elsewhere the same document could be made no better.
    await this.#tell(ending(job, outcome ?? { state: 'failed', problem: 'printer-error' }));
  }

  /** One paper that cannot be made must not stop the lobby, nor the papers behind it: null. */
  async #outcomeOf(
    printer: TicketPrinter,
    job: string,
    ticketId: string,
    onRoom: () => void,
  ): Promise<PrintOutcome | null> {
    const { layOut, handler, onUnprintable } = this.#options;
    try {
      return await printer.print(layOut(ticketOf(handler.committed, ticketId)), { onRoom });
    } catch (error) {
      onUnprintable(job, error);
      return null;
    }
  }

  /** From printers in trouble to spare ones that are well. */
  #moveWaiting(): void {
    const { handler, printers } = this.#options;
    for (const [id, line] of this.#lines) {
      const printer = printers.get(id);
      if (printer === undefined || !isOutOfOrder(printer.status)) continue;
      const ticketFor = (job: Job) =>
        job.kind === 'ticket' ? handler.committed.tickets.get(job.ticket) : undefined;
      const moved = line.takeBack((job) => {
        const ticket = ticketFor(job);
        return ticket !== undefined && this.#spareFor(id, ticket) !== null;
      });
      // All are asked for in one turn, so that none that comes meanwhile can get between them.
      for (const job of moved) {
        const ticket = ticketFor(job);
        if (job.kind !== 'ticket' || ticket === undefined) continue;
        const moving = this.#move(id, job.job, ticket).finally(() => this.#moving.delete(moving));
        this.#moving.add(moving);
      }
    }
  }

  /** False where there is no spare printer that would do better; true: it is taken care of. */
  async #move(from: string, job: string, ticket: Ticket): Promise<boolean> {
    const printer = this.#spareFor(from, ticket);
    // A host that goes down closes all ports: that is no reason to send anybody elsewhere at its next start.
    if (printer === null || this.#stopping) return false;
    await this.#tell({ type: 'print-move', job, printer });
    return true;
  }

  /** Only from a kiosk's own printer to its spare one: back and forth, a paper would never come out. */
  #spareFor(printer: string, { kiosk: kioskId }: Ticket): string | null {
    const { handler, printers } = this.#options;
    const kiosk = handler.committed.lobby?.kiosks.find(({ id }) => id === kioskId);
    if (kiosk?.spare === undefined || kiosk.spare === printer) return null;
    const status = printers.get(kiosk.spare)?.status;
    return status?.connected === true && status.problem === null ? kiosk.spare : null;
  }

  /**
   * Tells the journal, for as long as it takes: a paper whose end was not written down would be a lie after a restart.
   * False when the rules refuse (the job is settled already, or another paper was made in its place) or the host is going
   * down.
   */
  async #tell(command: Command): Promise<boolean> {
    for (;;) {
      const outcome = await this.#options.handler.handle({ command, actor });
      if (outcome.kind === 'done') return true;
      if (outcome.code !== 'journal-unavailable' || this.#stopping) return false;
      await this.#options.retryPause();
    }
  }
}

/** One whose port opens for the first time is none: a job waits for it. */
const isOutOfOrder = ({ problem, portFault }: PrinterStatus): boolean =>
  problem !== null && !(problem === 'disconnected' && portFault === null);

async function printTest(
  printer: TicketPrinter | null,
  { document, outcome }: TestJob,
  onRoom: () => void,
): Promise<void> {
  try {
    outcome.resolve(printer === null ? null : await printer.print(document, { onRoom }));
  } catch (error) {
    outcome.reject(error);
  }
}

function ending(job: string, outcome: PrintOutcome): Command {
  switch (outcome.state) {
    case 'printed':
      return { type: 'print-printed', job, proof: outcome.proof };
    case 'failed':
      return { type: 'print-failed', job, problem: outcome.problem };
    case 'uncertain':
      return { type: 'print-uncertain', job, problem: outcome.problem };
  }
}
