import type { Command } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { Ask } from './ask.ts';
import { ticketOf } from '../state.ts';
import type { PrintJob } from '../ticket.ts';

type PrintCommand = Exclude<Extract<Command, { job: string }>, MovePrint>;
type MovePrint = Extract<Command, { type: 'print-move' }>;

/**
 * The life of a paper: waiting → sending → printed, failed or uncertain. `sending` is durable before the first byte, so
 * a crash leaves a job that says it may be on paper, never one that is silently printed twice.
 */
export function decidePrint({ state }: Ask, command: PrintCommand): Decision {
  const ticketId = state.openJobs.get(command.job);
  if (ticketId === undefined) return { refusal: 'job-unknown' };
  const job = ticketOf(state, ticketId).print;
  if (job === null || !mayFollow(job.state, command.type)) return { refusal: 'job-settled' };
  return { events: [eventOf(command, ticketId)] };
}

/**
 * Only to the spare printer of its kiosk, whose place the visitor is told, and only by whoever knows that nothing of it can be on
 * paper: it may have been on its way when the printer said so.
 */
export function movePrint({ state, lobby }: Ask, { job, printer }: MovePrint): Decision {
  const ticketId = state.openJobs.get(job);
  if (ticketId === undefined) return { refusal: 'job-unknown' };
  const { kiosk, print } = ticketOf(state, ticketId);
  if (print?.state !== 'waiting' && print?.state !== 'sending') return { refusal: 'job-settled' };
  if (lobby.kiosks.find(({ id }) => id === kiosk)?.spare !== printer) return { refusal: 'printer-unknown' };
  if (print.printer === printer) return { events: [] };
  return { events: [{ type: 'print.moved', data: { job, ticket: ticketId, printer } }] };
}

/** A job can fail before it was sent (the printer is known to be out of paper); all else comes after `sending`. */
function mayFollow(state: PrintJob['state'], type: PrintCommand['type']): boolean {
  if (type === 'print-sending') return state === 'waiting';
  if (type === 'print-failed') return state === 'waiting' || state === 'sending';
  return state === 'sending';
}

function eventOf(command: PrintCommand, ticket: string): DomainEvent {
  const { job } = command;
  switch (command.type) {
    case 'print-sending':
      return { type: 'print.sending', data: { job, ticket } };
    case 'print-printed':
      return { type: 'print.printed', data: { job, ticket, proof: command.proof } };
    case 'print-failed':
      return { type: 'print.failed', data: { job, ticket, problem: command.problem } };
    case 'print-uncertain':
      return { type: 'print.uncertain', data: { job, ticket, problem: command.problem } };
  }
}
