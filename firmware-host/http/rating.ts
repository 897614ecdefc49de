/** What visitors do where there is no pad, or it is out of order. */
import Type from 'typebox';
import type { Recorded } from '../journal/journal.ts';
import { GiveRating } from '../messages/requests.ts';
import { RatingView } from '../messages/views.ts';
import type { Context } from './context.ts';
import { IdempotencyHeaders, requestKey } from './idempotency.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';

const params = Type.Object({ id: Type.String() });

export function ratingRoutes(app: Server, { handler, clock }: Context): void {
  app.post(
    '/api/v1/counters/:id/ratings',
    {
      schema: {
        summary: 'Rate the visit that this counter ended last, on a screen',
        tags: ['visitor'],
        params,
        headers: IdempotencyHeaders,
        body: GiveRating,
        response: { 201: RatingView },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { score } = request.body;
      const outcome = await handler.handle({
        command: { type: 'rate', counter: id, score, by: 'screen', at: clock.now() },
        actor: { kind: 'visitor', id: `counter:${id}` },
        key: requestKey(request, `rating:${id}`),
      });
      return reply.code(201).send(ratingView(eventsOf(outcome)));
    },
  );
}

/** What became of a rating, told without saying whose it was. */
function ratingView([event]: readonly Recorded[]): RatingView {
  if (event?.type === 'rating.given') return { counted: true, flag: null };
  if (event?.type === 'rating.flagged') return { counted: false, flag: event.data.flag };
  throw new Error('a rating told of something else');
}
