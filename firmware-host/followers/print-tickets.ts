import type { PrintOutcome, TicketPrinter } from '../../drivers/printer/printer.ts';
import type { Command } from '../domain/commands.ts';
import { isLive, type Ticket } from '../domain/ticket.ts';
import { ticketOf } from '../domain/state.ts';
import type { Handler } from '../handle.ts';
import type { Actor } from '../journal/journal.ts';
import type { PrintDocument } from '../../drivers/printer/document.ts';

const actor: Actor = { kind: 'host', id: 'print-tickets' };

interface Line {
  readonly printer: TicketPrinter | null;
  readonly jobs: { readonly job: string; readonly ticket: string }[];
  running: Promise<void> | null;
}

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
 * now) or says that it may be on paper (and is left to staff). Nothing is ever printed twice by itself.
 */
export class PrintTickets {
  readonly #options: PrintTicketsOptions;
  readonly #lines = new Map<string, Line>();
  readonly #unfollow: () => void;
  /** Jobs of the last run, as `openJobs` of the state: seen before anybody can take a new one. */
  readonly #leftBehind: readonly (readonly [job: string, ticket: string])[];
  #stopping = false;

  constructor(options: PrintTicketsOptions) {
    this.#options = options;
    this.#leftBehind = [...options.handler.committed.openJobs];
    this.#unfollow = options.handler.onCommit((events) => {
      for (const { type, data } of events) {
        if ((type === 'ticket.taken' || type === 'ticket.reissued') && data.print !== null) {
          this.#enqueue(data.print.printer, { job: data.print.job, ticket: data.ticket });
        }
      }
    });
  }

  /** Settles what the last run left behind: what was under way becomes uncertain, what waits is printed. */
  async recover(): Promise<void> {
    const { handler } = this.#options;
    const state = handler.committed;
    for (const [job, ticket] of this.#leftBehind) {
      const print = ticketOf(state, ticket).print;
      if (print?.state === 'sending')
        await this.#tell({ type: 'print-uncertain', job, problem: 'interrupted' });
      if (print?.state === 'waiting') this.#enqueue(print.printer, { job, ticket });
    }
  }

  /** Takes no further job; resolves when the ones under way are settled and told. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unfollow();
    await Promise.all([...this.#lines.values()].map(async (line) => line.running));
  }

  #enqueue(printer: string, job: Line['jobs'][number]): void {
    let line = this.#lines.get(printer);
    if (line === undefined) {
      line = { printer: this.#options.printers.get(printer) ?? null, jobs: [], running: null };
      this.#lines.set(printer, line);
    }
    line.jobs.push(job);
    line.running ??= this.#run(line).finally(() => (line.running = null));
  }

  async #run(line: Line): Promise<void> {
    for (let next = line.jobs.shift(); next !== undefined; next = line.jobs.shift()) {
      if (this.#stopping) return;
      await this.#print(line.printer, next.job, next.ticket);
    }
  }

  async #print(printer: TicketPrinter | null, job: string, ticketId: string): Promise<void> {
    const { handler } = this.#options;
    if (printer === null) {
      // Taken for a printer that has since left the configuration.
      await this.#tell({ type: 'print-failed', job, problem: 'disconnected' });
      return;
    }
    const ticket = handler.committed.tickets.get(ticketId);
    if (ticket === undefined || !isLive(ticket)) {
      // After a night off there would be a stack of papers for nobody.
      await this.#tell({ type: 'print-failed', job, problem: 'too-late' });
      return;
    }
    if (!(await this.#tell({ type: 'print-sending', job }))) return;
    // Lost and made again in the same moment: the copy is a job of its own, and this paper would only be a second one.
    if (!handler.committed.openJobs.has(job)) return;
    const outcome = await this.#outcomeOf(printer, job, ticketId);
    switch (outcome.state) {
      case 'printed':
        await this.#tell({ type: 'print-printed', job, proof: outcome.proof });
        return;
      case 'failed':
        await this.#tell({ type: 'print-failed', job, problem: outcome.problem });
        return;
      case 'uncertain':
        await this.#tell({ type: 'print-uncertain', job, problem: outcome.problem });
    }
  }

  /** One paper that cannot be made must not stop the lobby, nor the papers behind it. */
  async #outcomeOf(printer: TicketPrinter, job: string, ticketId: string): Promise<PrintOutcome> {
    const { layOut, handler, onUnprintable } = this.#options;
    try {
      return await printer.print(layOut(ticketOf(handler.committed, ticketId)));
    } catch (error) {
      onUnprintable(job, error);
      // A printer rejects only before the first byte, so nothing can be on paper.
      return { state: 'failed', problem: 'printer-error' };
    }
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
