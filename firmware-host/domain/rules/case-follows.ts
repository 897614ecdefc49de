import { noDetails, type CaseFile } from '../case-file.ts';
import type { DomainEvent } from '../events.ts';
import type { ServiceRules } from '../lobby.ts';
import type { Moment } from '../moment.ts';
import type { Ask } from './ask.ts';

/** By when a case of that service is settled; null on a clock that nobody trusts: a due time would be a lie. */
export const dueAtOf = ({ dueMs }: ServiceRules, now: Moment): number | null =>
  dueMs === null || !now.trusted ? null : now.at + dueMs;

/**
 * A case follows its ticket: a file is opened as soon as it comes to a service that has cases, by whatever way, and dropped when
 * the visitor leaves, or turns out to have touched the wrong card, before anything was written in it.
 */
export function caseFollows(ask: Ask, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  return facts.flatMap((fact) => follow(ask, fact));
}

function follow(ask: Ask, { type, data }: DomainEvent): readonly DomainEvent[] {
  if (type === 'ticket.taken' || type === 'ticket.recovered') return open(ask, data);
  if (type === 'ticket.cancelled' || type === 'ticket.no-show') return drop(ask, data.ticket);
  if (type === 'ticket.returned') return arriveAt(ask, data.ticket, null);
  if (type === 'ticket.transferred') return arriveAt(ask, data.ticket, data.service);
  if (type !== 'ticket.corrected' || data.from === data.service) return [];
  const isCase = rulesOf(ask, data.service)?.kind === 'case';
  return isCase ? arriveAt(ask, data.ticket, data.service) : drop(ask, data.ticket);
}

/** @param service null: that of the ticket */
function arriveAt(ask: Ask, id: string, service: string | null): readonly DomainEvent[] {
  const ticket = ask.state.tickets.get(id);
  return ticket === undefined ? [] : open(ask, { ...ticket, ticket: id, service: service ?? ticket.service });
}

const rulesOf = ({ lobby }: Ask, letter: string) =>
  lobby.services.find((service) => service.letter === letter);

function open(
  ask: Ask,
  {
    ticket,
    number,
    archiveNumber,
    service,
  }: Readonly<Record<'ticket' | 'number' | 'archiveNumber' | 'service', string>>,
): readonly DomainEvent[] {
  const rules = rulesOf(ask, service);
  if (rules?.kind !== 'case' || ask.state.cases.has(ticket)) return [];
  const file: CaseFile = {
    ...noDetails,
    id: ticket,
    kind: 'case',
    ticket,
    number,
    archiveNumber,
    service,
    receiver: null,
    matter: null,
    result: null,
    state: 'open',
    dueAt: dueAtOf(rules, ask.now),
    overdue: false,
  };
  return [{ type: 'case.opened', data: { file } }];
}

/** What was written stays, whatever becomes of the visit. */
function drop({ state }: Ask, ticket: string): readonly DomainEvent[] {
  const file = state.cases.get(ticket);
  if (file === undefined || file.matter !== null || file.state !== 'open') return [];
  return [{ type: 'case.dropped', data: { case: file.id } }];
}
