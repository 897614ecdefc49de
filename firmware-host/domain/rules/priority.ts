import type { Accepted, Decision, Refused } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { Ask } from './ask.ts';

export interface Grant {
  readonly reason: string;
  readonly issuer: string;
  readonly approver: string | null;
}

/**
 * Priority by policy, not by favour: it has a reason from the list, every agent has a quota a day, and beyond it a second
 * person has to agree. Who granted how many is reported.
 */
export function decideGrant(
  { state, lobby }: Ask,
  ticket: string,
  { reason, issuer, approver }: Grant,
): Accepted | Refused {
  const { reasons, quota } = lobby.priority;
  const isKnown = (agent: string) => lobby.agents.some(({ id }) => id === agent);
  if (!reasons.includes(reason)) return refuse('reason-unknown');
  if (!isKnown(issuer)) return refuse('agent-unknown');
  if (approver !== null && !isKnown(approver)) return refuse('agent-unknown');
  if (approver === issuer) return refuse('approver-same');
  const granted = state.grants.get(issuer) ?? 0;
  if (quota !== null && granted >= quota && approver === null) return refuse('approval-needed');
  return accept({ type: 'ticket.prioritised', data: { ticket, reason, by: issuer, approver } });
}

/** A visitor who waits already goes before the ordinary ones from now on. */
export function prioritise(ask: Ask, id: string, grant: Grant): Decision {
  const ticket = ask.state.tickets.get(id);
  if (ticket === undefined) return refuse('ticket-unknown');
  if (ticket.state !== 'waiting') return refuse('ticket-not-waiting');
  if (ticket.class !== 'ordinary') return refuse('already-priority');
  return decideGrant(ask, id, grant);
}
