/** What visitors see of their own ticket, and do with it: whoever has its secret is the visitor. */
import type { FastifyRequest } from 'fastify';
import Type, { type TSchema, type Static } from 'typebox';
import { followView } from '../displays/ticket-view.ts';
import type { TicketCommand } from '../domain/commands.ts';
import { ticketOf } from '../domain/state.ts';
import { RefusedError } from '../errors.ts';
import { Care } from '../messages/common.ts';
import { MarkOwn } from '../messages/marks.ts';
import { Postpone, Reason, Score } from '../messages/requests.ts';
import { FollowView, RatingView } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { ratingView } from './rating.ts';
import type { Server } from './typed-server.ts';
import { ticketIdOf } from './visitor.ts';

const tag = 'visitor';

type Do = <Body extends TSchema>(
  name: 'cancel' | 'postpone' | 'return' | 'care' | 'settled',
  asked: { readonly summary: string; readonly body?: Body },
  command: (ticket: string, body: Static<Body>) => TicketCommand,
) => void;

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

  const deed: Do = (name, { summary, body }, command) =>
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
        const key = keyOf(request, ticket);
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

  visitDeeds(deed);
  ratingDeeds(app, context, follow);
}

/** What becomes of the visit, and what was. */
function visitDeeds(deed: Do): void {
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
  deed(
    'settled',
    { summary: 'Say whether the matter was settled', body: MarkOwn },
    (ticket, { settled }) => ({
      type: 'mark-own',
      ticket,
      settled,
    }),
  );
}

/** The secret stays out of the journal, and so out of the scope of a key. */
const keyOf = (request: FastifyRequest, ticket: string) =>
  requestKey(request, `visitor:${ticket}`, { params: { ticket } });

/** Rating one's own visit from afar: the ticket says whose visit at which counter it was, so that nobody rates another's. */
function ratingDeeds(app: Server, context: Context, follow: (token: string) => FollowView): void {
  const { handler, clock } = context;
  /** @throws RefusedError where no counter has served it */
  const visitOf = (token: string) => {
    const visit = ticketIdOf(context, token);
    const { counter } = ticketOf(handler.committed, visit);
    if (counter === null) throw new RefusedError('rating-none');
    return { visit, counter, actor: { kind: 'visitor', id: 'ticket' } as const };
  };
  post(
    app,
    {
      path: 'tickets/:token/rate',
      summary: "Rate one's own visit",
      tag,
      body: Score,
      answer: RatingView,
      status: 201,
    },
    async ({ params: { token }, body: { score }, request }) => {
      const { visit, counter, actor } = visitOf(token);
      const command = { type: 'rate', counter, score, by: 'screen', at: clock.now(), visit } as const;
      const outcome = await handler.handle({ command, actor, key: keyOf(request, visit) });
      return ratingView(handler.committed, eventsOf(outcome));
    },
  );
  post(
    app,
    {
      path: 'tickets/:token/reason',
      summary: "Say what the low score of one's own visit was about",
      tag,
      body: Reason,
      answer: FollowView,
    },
    async ({ params: { token }, body: { reason }, request }) => {
      const { visit, counter, actor } = visitOf(token);
      const command = { type: 'give-reason', counter, reason, visit } as const;
      eventsOf(await handler.handle({ command, actor, key: keyOf(request, visit) }));
      return follow(token);
    },
  );
}
