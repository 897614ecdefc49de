import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import type { PrintDocument, PrintItem } from '../../drivers/printer/document.ts';
import { line } from '../../drivers/printer/document.ts';
import { localTime } from '../clock.ts';
import { ticketUrl } from '../displays/ticket-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Site } from '../site.ts';
import { languageOf, serviceName } from '../site.ts';

/** 6 dots are three quarters of a millimetre: a code of an inch, which any phone reads at arm's length. */
const QR_MODULE_DOTS = 6;

/** A ticket as paper, in the visitor's language. It knows sizes and order, no bytes. */
export function layTicket(site: Site, ticket: Ticket): PrintDocument {
  const language = languageOf(site, ticket.language);
  const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
  const moment = (at: number) => say('ticket.date', { ...localTime(at, site.timeZone) });
  const fact = (label: TextKey, right: string): PrintItem => ({ kind: 'columns', left: say(label), right });
  const { appointmentAt, dueAt, size } = ticket;
  return {
    items: [
      line(site.names[language], { align: 'centre', bold: true }),
      // Two papers of one number: whoever holds the other one must see which of them is good.
      ...(ticket.copies === 0 ? [] : [line(say('ticket.copy'), { align: 'centre', bold: true, height: 2 })]),
      line(serviceName(site, ticket.service)[language], { align: 'centre', width: 2, height: 2 }),
      line(ticket.number, { align: 'centre', width: 5, height: 5, bold: true }),
      ...(ticket.class === 'ordinary'
        ? []
        : [line(say('ticket.class', { class: ticket.class }), { align: 'centre', bold: true })]),
      waiting(ticket, say),
      ...follow(ticketUrl(site, ticket.token), say),
      { kind: 'rule' },
      fact('ticket.archive', ticket.archiveNumber),
      fact('ticket.taken', moment(ticket.taken.at)),
      ...(appointmentAt === null ? [] : [fact('ticket.appointment', moment(appointmentAt))]),
      ...(size === 1 ? [] : [fact('ticket.party', say('ticket.people', { count: size }))]),
      ...(dueAt === null ? [] : [fact('ticket.due', moment(dueAt))]),
      line(say('ticket.note'), { align: 'centre' }),
    ],
  };
}

type Say = (key: TextKey, values?: TextValues) => string;

function waiting({ ahead: count, wait }: Ticket, say: Say): PrintItem {
  const ahead = say('ticket.ahead', { count });
  if (wait === null) return line(ahead, { align: 'centre' });
  const right = say('ticket.wait', { from: wait.fromMinutes, to: wait.toMinutes });
  return { kind: 'columns', left: ahead, right };
}

function follow(url: string | null, say: Say): PrintItem[] {
  if (url === null) return [];
  return [
    // The code's quiet zone: four modules of white, a line above and one below.
    { kind: 'feed', lines: 1 },
    { kind: 'qr', content: url, moduleDots: QR_MODULE_DOTS },
    { kind: 'feed', lines: 1 },
    line(say('ticket.follow'), { align: 'centre' }),
  ];
}
