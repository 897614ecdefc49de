/** Bad papers, and numbers that staff give: for somebody, in place of a lost paper, and for slips from when everything was down. */
import { staffPapers } from '../displays/staff-ticket-view.ts';
import { followView, takenTicket } from '../displays/ticket-view.ts';
import { noCare } from '../domain/ticket.ts';
import { RefusedError } from '../errors.ts';
import { StaffPapers, StaffTicketView } from '../messages/staff.ts';
import { RecoverTicket, TakeForVisitor } from '../messages/staff-requests.ts';
import { TakenTicket } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { staff } from './said.ts';
import { staffTicketOf } from './staff-tickets.ts';
import type { Server } from './typed-server.ts';

const tag = 'staff';

export function staffPaperRoutes(app: Server, context: Context): void {
  papers(app, context);
  take(app, context);
  reissue(app, context);
  recover(app, context);
}

function papers(app: Server, { handler, site }: Context): void {
  app.get(
    '/api/v1/staff/papers',
    {
      schema: {
        summary: 'Visitors whose paper failed, or of whose paper nobody knows',
        tags: [tag],
        response: { 200: StaffPapers },
      },
    },
    () => staffPapers(site, handler.committed),
  );
}

function take(app: Server, { handler, ids, clock, site, visitorKeys }: Context): void {
  post(
    app,
    {
      path: 'staff/tickets',
      summary: 'Take a number for somebody',
      tag,
      body: TakeForVisitor,
      answer: TakenTicket,
      status: 201,
    },
    async ({ body, request }) => {
      const outcome = await handler.handle({
        command: {
          type: 'take-ticket',
          service: body.service ?? null,
          kiosk: body.kiosk ?? null,
          language: body.language ?? null,
          priority: body.priority ?? null,
          issuer: body.issuer ?? null,
          approver: body.approver ?? null,
          appointment: body.appointment ?? null,
          beside: body.beside ?? null,
          size: body.size ?? 1,
          care: body.care ?? noCare,
          visitorKey: body.visitor === undefined ? null : visitorKeys(body.visitor),
          ticket: ids.ulid(clock.now().at),
          token: ids.token(),
          by: 'staff',
        },
        actor: staff,
        key: requestKey(request, 'staff', { personal: 'visitor' }),
      });
      const [taken] = eventsOf(outcome);
      if (taken?.type !== 'ticket.taken') throw new Error('taking a ticket told of something else');
      const answer = takenTicket(site, handler.committed, taken);
      // A priority that staff grant is a fact of its own, behind the taking.
      const kind = handler.committed.tickets.get(taken.data.ticket)?.class ?? answer.ticket.class;
      return { ...answer, ticket: { ...answer.ticket, class: kind } };
    },
  );
}

/** The answer carries the new secret, since it may be shown to the visitor on a screen in place of paper. */
function reissue(app: Server, { handler, ids, clock, site }: Context): void {
  post(
    app,
    {
      path: 'staff/tickets/:id/reissue',
      summary: 'Make a lost paper again; the old one opens nothing any more',
      tag,
      answer: TakenTicket,
      status: 201,
    },
    async ({ params: { id }, request }) => {
      const outcome = await handler.handle({
        command: { type: 'reissue', ticket: id, token: ids.token() },
        actor: staff,
        key: requestKey(request, 'staff'),
      });
      const [reissued] = eventsOf(outcome);
      if (reissued?.type !== 'ticket.reissued') throw new Error('a new paper told of something else');
      const state = handler.committed;
      const found = state.tickets.get(id);
      if (found === undefined) throw new RefusedError('ticket-unknown');
      // Asked again, it is the secret of then, also when there has been another one since.
      const { ticket, wait, print } = followView(
        site,
        state,
        { ...found, token: reissued.data.token },
        clock.now(),
      );
      return { ticket, wait, print };
    },
  );
}

function recover(app: Server, context: Context): void {
  const { handler, ids, clock } = context;
  post(
    app,
    {
      path: 'staff/recovered',
      summary: 'Enter a visit by a slip that was printed beforehand',
      tag,
      body: RecoverTicket,
      answer: StaffTicketView,
      status: 201,
    },
    async ({ body: { service, slip, outcome: end, counter = null, agent = null }, request }) => {
      const ticket = ids.ulid(clock.now().at);
      const outcome = await handler.handle({
        command: { type: 'recover-ticket', ticket, service, slip, outcome: end, counter, agent },
        actor: staff,
        key: requestKey(request, 'staff'),
      });
      const [recovered] = eventsOf(outcome);
      if (recovered?.type !== 'ticket.recovered') throw new Error('a slip told of something else');
      return staffTicketOf(context, recovered.data.ticket);
    },
  );
}
