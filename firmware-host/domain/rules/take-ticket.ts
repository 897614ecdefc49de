import { aheadOfNewcomer } from '../ahead.ts';
import type { Appointment } from '../appointment.ts';
import type { ArrivalCommand } from '../commands.ts';
import type { Decision, Refused } from '../decision.ts';
import { refuse } from '../decision.ts';
import type { DomainEvent, EventData } from '../events.ts';
import type { ServiceRules, TicketClass } from '../lobby.ts';
import { formatArchiveNumber, nextNumber } from '../numbers.ts';
import { refusalOf, serviceStatus, type ServiceStatus } from '../service-status.ts';
import { ticketOf } from '../state.ts';
import { noCare } from '../ticket.ts';
import { predictWait } from '../wait.ts';
import { findAppointment } from './appointments.ts';
import type { Ask } from './ask.ts';
import { dueAtOf } from './case-follows.ts';
import { kioskOf, type Kiosk } from './kiosks.ts';
import { decideGrant } from './priority.ts';
import { spamOf } from './spam.ts';

type TakeTicket = Extract<ArrivalCommand, { type: 'take-ticket' }>;

/**
 * A visitor takes a number. The paper, if the kiosk has a printer, is part of the same fact; so is the file of a case. Who
 * finds the service closed or full is counted as well.
 */
export function takeTicket(ask: Ask, command: TakeTicket): Decision {
  const { state, lobby } = ask;
  const appointment = findAppointment(ask, command.appointment ?? null);
  if (typeof appointment === 'string') return refuse(appointment);
  const letter = appointment?.service ?? command.service;
  const service = lobby.services.find((known) => known.letter === letter);
  if (service === undefined) return refuse('service-unknown');
  const kiosk = kioskOf(lobby, command.kiosk);
  if (kiosk === undefined) return refuse('kiosk-unknown');
  const { beside = null } = command;
  if (beside !== null && !state.tickets.has(beside)) return refuse('ticket-unknown');
  const wish = checkPriority(ask, command);
  if ('refusal' in wish) return wish;

  const status = serviceStatus(state, service.letter, ask.now);
  const isExpected = appointment !== null && keptFor.has(status.state);
  if (status.state !== 'open' && !isExpected) {
    const { refusal, block } = refusalOf[status.state];
    return { refusal, events: [blocked(service.letter, kiosk.id, block)] };
  }
  const spam = command.by === 'kiosk' ? spamOf(ask, kiosk.id, command.isConfirmed ?? false) : null;
  if (spam !== null) return refuse(spam);
  const number = nextNumber(state, service);
  if (number === null)
    return { refusal: 'numbers-used-up', events: [blocked(service.letter, kiosk.id, 'full')] };
  const isGranted = wish.events.length > 0;
  const found = { service, kiosk, appointment, number, class: wish.class, isGranted };
  const taken = newTicket(ask, command, found);
  // An appointment that is kept goes before priority as it is, and costs nobody a grant.
  const granted = taken.data.class === 'appointment' ? [] : wish.events;
  return { events: [taken, ...granted] };
}

/** What the kiosk tells that could give no number because the house itself was out of order. */
export function reportBlocked({ lobby }: Ask, service: string, kioskId: string): Decision {
  if (!lobby.services.some(({ letter }) => letter === service)) return refuse('service-unknown');
  const kiosk = kioskOf(lobby, kioskId);
  if (kiosk === undefined) return refuse('kiosk-unknown');
  return { events: [blocked(service, kiosk.id, 'out-of-order')] };
}

/** Whoever has an appointment has a place, however many came without one, and also before the doors open for all. */
const keptFor: ReadonlySet<ServiceStatus['state']> = new Set([
  'full',
  'full-today',
  'not-yet',
  'break',
  'over',
]);

const blocked = (
  service: string,
  kiosk: string,
  reason: EventData['ticket.refused']['reason'],
): DomainEvent => ({ type: 'ticket.refused', data: { service, kiosk, reason } });

/** A reason that visitors may name themselves makes a priority ticket; another one is granted by staff, with all that goes with it. */
function checkPriority(
  ask: Ask,
  { priority = null, issuer = null, approver = null, ticket, by }: TakeTicket,
): { readonly class: TicketClass; readonly events: readonly DomainEvent[] } | Refused {
  if (priority === null) return { class: 'ordinary', events: [] };
  const { reasons, kioskReasons } = ask.lobby.priority;
  if (!reasons.includes(priority)) return { refusal: 'reason-unknown' };
  if (issuer === null)
    return by !== 'staff' && kioskReasons.includes(priority)
      ? { class: 'priority', events: [] }
      : { refusal: 'priority-staff-only' };
  const grant = decideGrant(ask, ticket, { reason: priority, issuer, approver });
  return 'refusal' in grant ? grant : { class: 'ordinary', events: grant.events };
}

interface Found {
  readonly service: ServiceRules;
  readonly kiosk: Kiosk;
  readonly appointment: Appointment | null;
  readonly number: string;
  readonly class: TicketClass;
  /** Staff make it a priority ticket as soon as it is taken. */
  readonly isGranted: boolean;
}

function newTicket(ask: Ask, command: TakeTicket, found: Found) {
  const { state, lobby, now, nowMs } = ask;
  const { service, kiosk, appointment, number } = found;
  const { ticket, token, by, priority = null, beside = null, size = 1, care = noCare } = command;
  const place = placeOf(ask, found);
  const called = found.isGranted && place.class === 'ordinary' ? 'priority' : place.class;
  const ahead = aheadOfNewcomer(state, service.letter, called, place.key);
  const data: EventData['ticket.taken'] = {
    ticket,
    token,
    service: service.letter,
    ...place,
    number,
    archiveNumber: formatArchiveNumber(state.day?.date ?? '', (state.day?.issued ?? 0) + 1),
    language: command.language ?? lobby.language,
    kiosk: kiosk.id,
    by,
    visit: beside === null ? ticket : ticketOf(state, beside).visit,
    size,
    care,
    priority: place.class === 'priority' ? priority : null,
    appointment: appointment?.id ?? null,
    appointmentAt: appointment?.at ?? null,
    dueAt: service.kind === 'case' ? dueAtOf(service, now) : null,
    ...whoComes(appointment, command),
    ahead,
    // Who comes before the time booked waits for that, whoever else there is.
    wait: place.key > nowMs ? null : predictWait(state, service.letter, ahead, nowMs),
    print: kiosk.printer === null ? null : { job: `${ticket}-1`, printer: kiosk.printer },
  };
  return { type: 'ticket.taken', data } as const;
}

/** What staff say goes before what was said at the booking; of most visitors nobody says anything. */
function whoComes(
  appointment: Appointment | null,
  { visitorKey = null }: TakeTicket,
): Pick<EventData['ticket.taken'], 'visitorKey'> {
  const known = visitorKey ?? appointment?.visitorKey ?? null;
  return known === null ? {} : { visitorKey: known };
}

/**
 * An appointment that is kept stands at its time. One who comes too late is ordinary, with credit: as if he had come at the
 * time booked. A wall clock that cannot be trusted judges nobody.
 */
function placeOf(
  { state, lobby, now, nowMs }: Ask,
  { appointment, class: wished }: Found,
): { readonly class: TicketClass; readonly key: number } {
  if (appointment === null) return { class: wished, key: nowMs };
  if (!now.trusted) return { class: 'appointment', key: nowMs };
  const key = nowMs + (appointment.at - now.at);
  // One whose time fell into an evacuation is late only from its end on.
  const isLate = now.at - Math.max(appointment.at, state.resumedAt) > lobby.appointments.lateMs;
  if (!isLate) return { class: 'appointment', key };
  // Not so much credit that coming late would be the fastest way.
  return { class: wished, key: Math.max(key, nowMs - lobby.order.overtakenMaxMs / 2) };
}
