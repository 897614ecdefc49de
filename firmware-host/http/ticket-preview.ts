/** What a ticket would look like on a printer's paper, also with a layout that is only tried. */
import type { Fault } from '../../config/faults.ts';
import type { TicketItem } from '../../config/ticket-layout.ts';
import { parseTicket, writeTicket } from '../../config/ticket-yaml.ts';
import { DeviceFault } from '../../drivers/driver.ts';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import type { PrinterModel } from '../../drivers/printer/models/model.ts';
import { PreviewThread } from '../../drivers/printer/preview/preview-thread.ts';
import { RefusedError } from '../errors.ts';
import { layTicket } from '../followers/ticket-layout.ts';
import { PreviewTicket, TicketPreview, type LayoutFault } from '../messages/ticket-preview.ts';
import { sampleTicket } from '../paper/sample-ticket.ts';
import type { Context } from './context.ts';
import { post } from './post.ts';
import { badInput } from './said.ts';
import type { Server } from './typed-server.ts';

/** The longest layout that the request may hold, in Han characters, and the rest of it. */
const BODY_LIMIT_BYTES = 64 * 1024;

export function ticketPreviewRoutes(app: Server, context: Context): void {
  const { clock, dayRule, handler, site, stationery } = context;
  const previews = new PreviewThread();
  app.addHook('onClose', () => previews.close());
  post(
    app,
    {
      path: 'maintenance/ticket-preview',
      summary: 'What a ticket would look like on paper, drawn from the bytes that the printer would get',
      tag: 'maintenance',
      body: PreviewTicket,
      answer: TicketPreview,
      bodyLimit: BODY_LIMIT_BYTES,
    },
    async ({ body: { printer, language, sample, layout: tried = null } }) => {
      const model = stationery.modelOf(printer);
      if (model === null) throw new RefusedError('device-unknown');
      if (!site.languages.includes(language)) throw badInput('/language', 'is not spoken in this lobby');
      const lobby = { languages: site.languages, ticket: stationery.ticket };
      const layout = writeTicket(lobby);
      const parsed = tried === null ? null : parseTicket(tried, lobby);
      if (parsed !== null && !parsed.ok) return { paper: null, faults: parsed.faults.map(faultOf), layout };
      const services = handler.committed.lobby?.services ?? [];
      const ticket = sampleTicket({ services, dayRule, now: clock.now() }, sample, language);
      const items: readonly TicketItem[] = parsed?.ticket.layout ?? stationery.ticket.layout;
      const document = layTicket(site, ticket, stationery.formOf(printer, items));
      return { ...(await paperOf(previews, document, model)), layout };
    },
  );
}

async function paperOf(
  previews: PreviewThread,
  document: PrintDocument,
  model: PrinterModel,
): Promise<Pick<TicketPreview, 'paper' | 'faults'>> {
  try {
    const { png, ...size } = await previews.preview(document, model);
    return { paper: { png: Buffer.from(png).toString('base64'), ...size }, faults: [] };
  } catch (error) {
    if (!(error instanceof DeviceFault)) throw error;
    return { paper: null, faults: [{ line: null, column: null, path: '', message: error.message }] };
  }
}

const faultOf = ({ line, column, path, message }: Fault): LayoutFault => ({ line, column, path, message });
