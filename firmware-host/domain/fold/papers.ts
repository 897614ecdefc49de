/** Papers: how each of them ends, and what is made again. */
import type { TicketEvents } from '../events.ts';
import { afterPaper } from '../paper-roll.ts';
import type { PrintEvents } from '../print-events.ts';
import type { State } from '../state.ts';
import { ticketOf } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import { newPaper } from '../ticket.ts';
import type { Folds } from './apply.ts';
import { rollOf } from './devices.ts';
import { addPaper, changePrint, replaceTicket } from './records.ts';

/** Facts of tickets that are about their papers alone. */
export type PaperEvent = 'ticket.reissued' | 'ticket.reprinted';

export const paperFolds: Folds<PrintEvents & Pick<TicketEvents, PaperEvent>> = {
  'print.sending'(state, { ticket }) {
    changePrint(state, ticket, { state: 'sending' });
  },

  'print.printed'(state, { job, ticket, proof }, { time }) {
    changePrint(state, ticket, { state: 'printed', proof });
    state.openJobs.delete(job);
    const printer = ticketOf(state, ticket).print?.printer;
    if (printer !== undefined) state.rolls.set(printer, afterPaper(rollOf(state, printer), time.at));
  },

  'print.failed'(state, { job, ticket, problem }) {
    state.openJobs.delete(job);
    changePrint(state, ticket, { state: 'failed', problem });
  },

  'print.uncertain'(state, { job, ticket, problem }) {
    state.openJobs.delete(job);
    changePrint(state, ticket, { state: 'uncertain', problem });
  },

  'print.moved'(state, { ticket, printer }) {
    changePrint(state, ticket, { printer, state: 'waiting' });
  },

  // What had kept it from the paper stays to be read.
  'print.settled'(state, { ticket }) {
    changePrint(state, ticket, { state: 'settled' });
  },

  'ticket.reissued'(state, { ticket: id, token, print }) {
    const before = ticketOf(state, id);
    state.tokens.delete(before.token);
    state.tokens.set(token, id);
    orderPaper(state, { ...before, token }, print, print !== null);
  },

  'ticket.reprinted'(state, { ticket: id, print, isCopy }) {
    orderPaper(state, ticketOf(state, id), print, isCopy);
  },
};

function orderPaper(
  state: State,
  before: Ticket,
  print: { readonly job: string; readonly printer: string } | null,
  isCopy: boolean,
): void {
  if (print !== null && before.print !== null) state.openJobs.delete(before.print.id);
  const paper = print === null ? before.print : newPaper(print);
  const ticket = { ...before, print: paper, copies: before.copies + Number(isCopy) };
  replaceTicket(state, ticket);
  if (print !== null) addPaper(state, ticket);
}
