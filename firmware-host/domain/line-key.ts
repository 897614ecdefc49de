import type { TicketClass } from './lobby.ts';
import type { Ticket } from './ticket.ts';

/** The line of one class for a service. */
export const serviceLine = (service: string, ticketClass: TicketClass): string => `${service}/${ticketClass}`;

/** The line of one class for a counter, of those who were transferred to it. */
export const counterLine = (counter: string, ticketClass: TicketClass): string =>
  `@${counter}/${ticketClass}`;

/** Where a ticket stands, or would. */
export const lineOf = (ticket: Pick<Ticket, 'service' | 'class' | 'forCounter'>): string =>
  ticket.forCounter === null
    ? serviceLine(ticket.service, ticket.class)
    : counterLine(ticket.forCounter, ticket.class);
