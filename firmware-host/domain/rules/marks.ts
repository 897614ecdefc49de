/** Whether a visit has settled what the visitor came for: the agent marks it, and the visitor, each for himself. */
import type { CounterCommand, TicketCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { State } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import type { Ask } from './ask.ts';

/** Whoever changes the answer more often plays, and each change would be a fact for good. */
const OWN_MARKS_MAX = 10;

/**
 * The ticket that the agent at a counter may mark: the visit that is being served, or the one that he himself has just finished, until
 * the next number is called. Null while there is none.
 */
export function visitToMark(state: State, counter: string): Ticket | null {
  const desk = state.counters.get(counter);
  if (desk === undefined || desk.agent === null) return null;
  if (desk.ticket !== null) {
    const present = state.tickets.get(desk.ticket);
    return present?.state === 'serving' ? present : null;
  }
  const { lastVisit } = desk;
  if (lastVisit === null || lastVisit.agent !== desk.agent) return null;
  return state.tickets.get(lastVisit.ticket) ?? null;
}

/** The command names its visit, so that a key that is pressed while the next one comes marks nobody else. */
export function markVisit(
  { state }: Ask,
  { counter, ticket: named, settled }: Extract<CounterCommand, { type: 'mark-visit' }>,
): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  if (desk.agent === null) return refuse('counter-closed');
  const ticket = visitToMark(state, counter);
  if (ticket === null || ticket.id !== named) return refuse('mark-none');
  if (ticket.marks?.agent === settled) return nothingNew;
  return accept({ type: 'ticket.marked', data: { ticket: named, by: 'agent', agent: desk.agent, settled } });
}

/** Whether the visitor may say now whether the matter was settled. */
export const mayMarkOwn = ({ state, marks }: Ticket): boolean =>
  state === 'finished' && (marks?.visitorTimes ?? 0) < OWN_MARKS_MAX;

export function markOwn(ticket: Ticket, { settled }: Extract<TicketCommand, { type: 'mark-own' }>): Decision {
  if (ticket.state !== 'finished') return refuse('mark-none');
  if (ticket.marks?.visitor === settled) return nothingNew;
  if (!mayMarkOwn(ticket)) return refuse('mark-none');
  return accept({ type: 'ticket.marked', data: { ticket: ticket.id, by: 'visitor', agent: null, settled } });
}
