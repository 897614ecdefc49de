import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
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
  const catalogue = catalogues[language];
  const { month, day, time } = localTime(ticket.taken.at, site.timeZone);
  const url = ticketUrl(site, ticket.token);
  const ahead = formatText(catalogue, 'ticket.ahead', { count: ticket.ahead });
  const { wait } = ticket;
  const follow: PrintItem[] =
    url === null
      ? []
      : [
          // The code's quiet zone: four modules of white, a line above and one below.
          { kind: 'feed', lines: 1 },
          { kind: 'qr', content: url, moduleDots: QR_MODULE_DOTS },
          { kind: 'feed', lines: 1 },
          line(formatText(catalogue, 'ticket.follow'), { align: 'centre' }),
        ];
  return {
    items: [
      line(site.names[language], { align: 'centre', bold: true }),
      line(serviceName(site, ticket.service)[language], { align: 'centre', width: 2, height: 2 }),
      line(ticket.number, { align: 'centre', width: 5, height: 5, bold: true }),
      wait === null
        ? line(ahead, { align: 'centre' })
        : {
            kind: 'columns',
            left: ahead,
            right: formatText(catalogue, 'ticket.wait', { from: wait.fromMinutes, to: wait.toMinutes }),
          },
      ...follow,
      { kind: 'rule' },
      { kind: 'columns', left: formatText(catalogue, 'ticket.archive'), right: ticket.archiveNumber },
      {
        kind: 'columns',
        left: formatText(catalogue, 'ticket.taken'),
        right: formatText(catalogue, 'ticket.date', { month, day, time }),
      },
      line(formatText(catalogue, 'ticket.note'), { align: 'centre' }),
    ],
  };
}
