/** What visitors do: take a number, follow it. */
import { takenTicket } from '../displays/ticket-view.ts';
import { noCare } from '../domain/ticket.ts';
import { RefusedError } from '../errors.ts';
import { TakeTicket } from '../messages/requests.ts';
import { TakenTicket } from '../messages/views.ts';
import type { Context } from './context.ts';
import { FIRST_KIOSK } from './kiosk.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';

const tag = 'visitor';

export function visitorRoutes(app: Server, context: Context): void {
  const { handler, ids, clock, site } = context;

  post(
    app,
    { path: 'tickets', summary: 'Take a number', tag, body: TakeTicket, answer: TakenTicket, status: 201 },
    async ({ body, request }) => {
      const { kiosk = null, beside, care = noCare } = body;
      const visitor = kiosk ?? FIRST_KIOSK;
      const outcome = await handler.handle({
        command: {
          type: 'take-ticket',
          service: body.service ?? null,
          kiosk,
          language: body.language ?? null,
          priority: body.priority ?? null,
          appointment: body.appointment ?? null,
          size: body.size ?? 1,
          care,
          ticket: ids.ulid(clock.now().at),
          token: ids.token(),
          by: 'kiosk',
          // Whoever shows another ticket has its paper in hand; ids are on none.
          beside: beside === undefined ? null : ticketIdOf(context, beside),
          isConfirmed: body.confirmed ?? false,
        },
        actor: { kind: 'visitor', id: visitor },
        key: requestKey(request, `visitor:${visitor}`),
      });
      const [taken] = eventsOf(outcome);
      if (taken?.type !== 'ticket.taken') throw new Error('taking a ticket told of something else');
      return takenTicket(site, handler.committed, taken);
    },
  );
}

/** The ticket whose secret somebody shows. */
export function ticketIdOf({ handler }: Pick<Context, 'handler'>, token: string): string {
  const id = handler.committed.tokens.get(token);
  if (id === undefined) throw new RefusedError('ticket-unknown');
  return id;
}
