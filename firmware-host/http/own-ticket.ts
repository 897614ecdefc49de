/** What visitors see of their own ticket, and do with it: whoever has its secret is the visitor. */
import Type, { type TSchema, type Static } from 'typebox';
import { followView } from '../displays/ticket-view.ts';
import type { TicketCommand } from '../domain/commands.ts';
import { ticketOf } from '../domain/state.ts';
import { Care } from '../messages/common.ts';
import { Postpone } from '../messages/requests.ts';
import { FollowView } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';
import { ticketIdOf } from './visitor.ts';

const tag = 'visitor';

export function ownTicketRoutes(app: Server, context: Context): void {
  const { handler, clock, site, live } = context;
  const params = Type.Object({ token: Type.String() });
  const follow = (token: string): FollowView => {
    const state = handler.committed;
    return followView(site, state, ticketOf(state, ticketIdOf(context, token)), clock.now());
  };
  app.get(
    '/api/v1/tickets/:token',
    { schema: { summary: "The visitor's view", tags: [tag], params, response: { 200: FollowView } } },
    (request) => follow(request.params.token),
  );
  live.add(app, 'tickets/:token', params, ({ token }) => follow(token));

  const deed = <Body extends TSchema>(
    name: 'cancel' | 'postpone' | 'return' | 'care',
    { summary, body }: { readonly summary: string; readonly body?: Body },
    command: (ticket: string, body: Static<Body>) => TicketCommand,
  ) =>
    post(
      app,
      {
        path: `tickets/:token/${name}`,
        summary,
        tag,
        answer: FollowView,
        ...(body === undefined ? {} : { body }),
      },
      async ({ params: { token }, body: said, request }) => {
        const ticket = ticketIdOf(context, token);
        // The secret stays out of the journal, and so out of the scope of a key.
        const key = requestKey(request, `visitor:${ticket}`, { params: { ticket } });
        eventsOf(
          await handler.handle({
            command: command(ticket, said),
            actor: { kind: 'visitor', id: 'ticket' },
            key,
          }),
        );
        return follow(token);
      },
    );

  deed('cancel', { summary: 'Give the number up' }, (ticket) => ({
    type: 'cancel',
    ticket,
    by: 'visitor',
    reason: null,
  }));
  deed('return', { summary: 'Be back after a call that was missed' }, (ticket) => ({
    type: 'return',
    ticket,
  }));
  deed('postpone', { summary: 'Let some go first', body: Postpone }, (ticket, { places }) => ({
    type: 'postpone',
    ticket,
    places,
  }));
  deed('care', { summary: 'Say what is needed beside the number', body: Care }, (ticket, care) => ({
    type: 'set-care',
    ticket,
    care,
  }));
}
