import type { Command } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { Ask } from './ask.ts';
import { ticketOf } from '../state.ts';
import type { PrintJob } from '../ticket.ts';

type PrintCommand = Extract<Command, { job: string }>;

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
