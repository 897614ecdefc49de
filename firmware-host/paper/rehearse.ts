/** The first ticket of a printer that lacks its characters would wait for fonts: so one that nobody sees goes before it. */
import { line, type PrintDocument } from '../../drivers/printer/document.ts';
import type { TicketPrinter } from '../../drivers/printer/printer.ts';
import { layTicket } from '../followers/ticket-layout.ts';
import type { Site } from '../site.ts';
import { sampleTicket, type SampleHouse } from './sample-ticket.ts';
import type { Stationery } from './stationery.ts';

export interface Rehearsal {
  readonly site: Site;
  readonly stationery: Pick<Stationery, 'formOf'>;
  readonly house: SampleHouse;
  /** By their id in the configuration. */
  readonly printers: ReadonlyMap<string, Pick<TicketPrinter, 'rehearse'>>;
}

/**
 * Has every printer prepare a ticket in each language, with the names of all services. Nothing is sent.
 * @throws what a printer's `rehearse` throws
 */
export async function rehearseTickets({ site, stationery, house, printers }: Rehearsal): Promise<void> {
  for (const [id, printer] of printers)
    for (const language of site.languages) {
      const sample = layTicket(site, sampleTicket(house, 'case', language), stationery.formOf(id));
      const names = site.services.map(({ name }) => line(name[language]));
      const document: PrintDocument = { items: [...sample.items, ...names] };
      await printer.rehearse(document);
    }
}
