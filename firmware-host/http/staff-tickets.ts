/** What staff do about tickets, wherever they stand. */
import Type, { type Static, type TSchema } from 'typebox';
import { staffTicketView, staffTickets } from '../displays/staff-ticket-view.ts';
import type { TicketCommand } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import type { Asked } from '../handle.ts';
import { Care } from '../messages/common.ts';
import { StaffTicketView, StaffTickets } from '../messages/staff.ts';
import {
  AddNote,
  CancelTicket,
  CorrectService,
  FindTickets,
  MoveTicket,
  ParkTicket,
  Prioritise,
} from '../messages/staff-requests.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { atOf, minutesMs, staff } from './said.ts';
import type { Server } from './typed-server.ts';
import { withText } from './with-text.ts';

const tag = 'staff';

/** The view of a ticket by its id. */
export function staffTicketOf({ handler, site }: Context, id: string): StaffTicketView {
  const ticket = handler.committed.tickets.get(id);
  if (ticket === undefined) throw new RefusedError('ticket-unknown');
  return staffTicketView(site, handler.committed, ticket);
}

export function staffTicketRoutes(app: Server, context: Context): void {
  const { handler, site } = context;
  app.get(
    '/api/v1/staff/tickets',
    {
      schema: {
        summary: 'Find tickets, also one whose paper is lost',
        tags: [tag],
        querystring: FindTickets,
        response: { 200: StaffTickets },
      },
    },
    ({ query: { service = null, state = null, number = null, takenFrom, takenTo } }) =>
      staffTickets(site, handler.committed, {
        service,
        state,
        number,
        takenFromAt: takenFrom === undefined ? null : atOf(takenFrom, '/takenFrom'),
        takenToAt: takenTo === undefined ? null : atOf(takenTo, '/takenTo'),
      }),
  );
  app.get(
    '/api/v1/staff/tickets/:id',
    {
      schema: {
        summary: 'All that staff may know of a ticket',
        tags: [tag],
        params: Type.Object({ id: Type.String() }),
        response: { 200: StaffTicketView },
      },
    },
    (request) => staffTicketOf(context, request.params.id),
  );
  deeds(app, context);
  notes(app, context);
}

/** One thing that is done to a ticket, and answered with what it is like then. */
type Do = <Body extends TSchema>(
  deed: { readonly name: string; readonly summary: string; readonly body?: Body },
  command: (ticket: string, body: Static<Body>) => TicketCommand,
) => void;

function deeds(app: Server, context: Context): void {
  const { handler, clock } = context;
  const deed: Do = ({ name, summary, body }, command) =>
    post(
      app,
      { path: `staff/tickets/:id/${name}`, summary, tag, answer: StaffTicketView, ...(body && { body }) },
      async ({ params: { id }, body: said, request }) => {
        const key = requestKey(request, 'staff');
        const asked: Asked = { command: command(id, said), actor: staff, key };
        eventsOf(await handler.handle(asked));
        return staffTicketOf(context, id);
      },
    );
  placeDeeds(deed, (minutes) => clock.now().at + minutesMs(minutes));
  claimDeeds(deed);
  paperDeeds(deed);
}

/** About where it stands. */
function placeDeeds(deed: Do, untilAt: (minutes: number) => number): void {
  deed({ name: 'cancel', summary: 'End the visit', body: CancelTicket }, (ticket, { reason }) => ({
    type: 'cancel',
    ticket,
    by: 'staff',
    reason,
  }));
  deed({ name: 'return', summary: 'Back in line after a missed call' }, (ticket) => ({
    type: 'return',
    ticket,
  }));
  deed({ name: 'move', summary: 'Give another place in line', body: MoveTicket }, (ticket, said) => ({
    type: 'move',
    ticket,
    place: said.place,
    reason: said.reason,
  }));
  deed(
    { name: 'park', summary: 'Out of the line for a while', body: ParkTicket },
    (ticket, { minutes, reason }) => ({
      type: 'park-waiting',
      ticket,
      untilAt: untilAt(minutes),
      reason,
    }),
  );
  deed({ name: 'unpark', summary: 'Back in line sooner than agreed' }, (ticket) => ({
    type: 'unpark',
    ticket,
  }));
}

/** About what the visitor came for, and has a claim to. */
function claimDeeds(deed: Do): void {
  deed(
    { name: 'correct-service', summary: 'The wrong card was touched', body: CorrectService },
    (ticket, { service }) => ({ type: 'correct-service', ticket, service }),
  );
  deed(
    { name: 'prioritise', summary: 'Let go before others, for a reason', body: Prioritise },
    (ticket, { reason, issuer, approver = null }) => ({
      type: 'prioritise',
      ticket,
      reason,
      issuer,
      approver,
    }),
  );
  deed({ name: 'care', summary: 'Say what the visitor needs', body: Care }, (ticket, care) => ({
    type: 'set-care',
    ticket,
    care,
  }));
}

/** About its paper. */
function paperDeeds(deed: Do): void {
  deed(
    { name: 'reprint', summary: 'Print the paper again; as a copy where the first may have come out' },
    (ticket) => ({ type: 'reprint', ticket }),
  );
  deed({ name: 'paper-done', summary: 'The visitor of a bad paper has been looked after' }, (ticket) => ({
    type: 'settle-paper',
    ticket,
  }));
}

function notes(app: Server, context: Context): void {
  post(
    app,
    {
      path: 'staff/tickets/:id/notes',
      summary: 'Write something down for whoever serves this visitor next',
      tag,
      body: AddNote,
      answer: StaffTicketView,
      status: 201,
    },
    async ({ params: { id }, body: { text, agent = null, kind = 'progress' }, request }) => {
      await withText(context, text, (note) => ({
        command: { type: 'note', ticket: id, agent, note, kind },
        actor: agent === null ? staff : { kind: 'agent', id: agent },
        key: requestKey(request, 'staff', { personal: 'text' }),
      }));
      return staffTicketOf(context, id);
    },
  );
}
