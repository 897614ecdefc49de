/** A ticket that nobody holds, to see what the paper would look like. */
import { lobbyDate } from '../clock.ts';
import { ticketAtTaking } from '../domain/fold/tickets.ts';
import type { ServiceRules } from '../domain/lobby.ts';
import type { Moment } from '../domain/moment.ts';
import { formatArchiveNumber, formatNumber } from '../domain/numbers.ts';
import { noCare, type Ticket } from '../domain/ticket.ts';
import type { DayRule } from '../lobby-day.ts';
import type { Language } from '../messages/common.ts';
import type { TicketSample } from '../messages/ticket-preview.ts';

export interface SampleHouse {
  readonly services: readonly ServiceRules[];
  readonly dayRule: DayRule;
  readonly now: Moment;
}

const SEQUENCE = 23;
const AHEAD = 6;
const WAIT = { fromMinutes: 15, toMinutes: 20 } as const;
/** As long as a real one, so that the code on the paper has as many squares; it opens nothing. */
const TOKEN = 'sample'.padEnd(22, '-');

const MS_PER_HOUR = 3_600_000;
const CASE_MS = 24 * MS_PER_HOUR;

/** One of a service that has such tickets, if the lobby has one. */
export function sampleTicket(house: SampleHouse, sample: TicketSample, language: Language): Ticket {
  const { services, dayRule, now } = house;
  const kind = sample === 'case' ? 'case' : 'queue';
  const service = services.find((rules) => rules.kind === kind) ?? services[0];
  const letter = service?.letter ?? 'A';
  const isBooked = sample === 'appointment';
  const taken = {
    ticket: 'sample',
    token: TOKEN,
    service: letter,
    class: isBooked ? 'appointment' : 'ordinary',
    number: formatNumber(letter, SEQUENCE, service?.numbers.digits ?? 3),
    archiveNumber: formatArchiveNumber(lobbyDate(now.at, dayRule.timeZone, dayRule.dayStartsAt), SEQUENCE),
    language,
    kiosk: '',
    by: 'kiosk',
    visit: 'sample',
    // Somebody who booked brings the family: the line for it is seen as well.
    size: isBooked ? 3 : 1,
    care: noCare,
    priority: null,
    appointment: isBooked ? 'sample' : null,
    appointmentAt: isBooked ? now.at + MS_PER_HOUR : null,
    dueAt: sample === 'case' ? now.at + (service?.dueMs ?? CASE_MS) : null,
    ahead: AHEAD,
    wait: WAIT,
    print: null,
    key: 0,
  } as const;
  const ticket = ticketAtTaking(taken, { seq: 0, time: now }, 0);
  return sample === 'copy' ? { ...ticket, copies: 1 } : ticket;
}
