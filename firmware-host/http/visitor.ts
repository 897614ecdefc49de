/** What visitors do: take a number, follow it. */
import Type from 'typebox';
import { kioskView } from '../displays/kiosk-view.ts';
import { followView, takenTicket } from '../displays/ticket-view.ts';
import { ticketOf } from '../domain/state.ts';
import { RefusedError } from '../errors.ts';
import { TakeTicket } from '../messages/requests.ts';
import { FollowView, KioskView, TakenTicket } from '../messages/views.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { IdempotencyHeaders, requestKey } from './idempotency.ts';
import { eventsOf } from './problems.ts';

/** The name under which a page finds the lobby's first kiosk without knowing its id. */
const FIRST = 'first';

export function visitorRoutes(app: Server, context: Context): void {
  const { handler, ids, clock, site, live } = context;

  app.post(
    '/api/v1/tickets',
    {
      schema: {
        summary: 'Take a number',
        tags: ['visitor'],
        headers: IdempotencyHeaders,
        body: TakeTicket,
        response: { 201: TakenTicket },
      },
    },
    async (request, reply) => {
      const { service, kiosk = null, language = null } = request.body;
      const visitor = kiosk ?? FIRST;
      const ticket = ids.ulid(clock.now().at);
      const outcome = await handler.handle({
        command: { type: 'take-ticket', service, kiosk, language, ticket, token: ids.token() },
        actor: { kind: 'visitor', id: visitor },
        key: requestKey(request, `visitor:${visitor}`),
      });
      const [taken] = eventsOf(outcome);
      if (taken?.type !== 'ticket.taken') throw new Error('taking a ticket told of something else');
      return reply.code(201).send(takenTicket(site, handler.committed, taken));
    },
  );

  const token = Type.Object({ token: Type.String() });
  const follow = (secret: string) => {
    const state = handler.committed;
    const id = state.tokens.get(secret);
    if (id === undefined) throw new RefusedError('ticket-unknown');
    return followView(site, state, ticketOf(state, id));
  };
  app.get(
    '/api/v1/tickets/:token',
    {
      schema: {
        summary: "The visitor's view",
        tags: ['visitor'],
        params: token,
        response: { 200: FollowView },
      },
    },
    (request) => follow(request.params.token),
  );
  live.add(app, 'tickets/:token', token, ({ token: secret }) => follow(secret));

  const id = Type.Object({ id: Type.String() });
  const kiosk = (name: string) => {
    const kiosks = handler.committed.lobby?.kiosks ?? [];
    const found = name === FIRST ? kiosks[0] : kiosks.find((other) => other.id === name);
    if (found === undefined) throw new RefusedError('kiosk-unknown');
    return { ...kioskView(site, handler.committed, found.id, clock.now().at) };
  };
  app.get(
    '/api/v1/kiosks/:id',
    {
      schema: { summary: 'What a kiosk shows', tags: ['visitor'], params: id, response: { 200: KioskView } },
    },
    (request) => kiosk(request.params.id),
  );
  live.add(app, 'kiosks/:id', id, (params) => kiosk(params.id));
}
