/** What visitors do: take a number, follow it. */
import Type from 'typebox';
import { kioskView } from '../displays/kiosk-view.ts';
import { takenTicket } from '../displays/ticket-view.ts';
import { noCare } from '../domain/ticket.ts';
import { RefusedError } from '../errors.ts';
import { ReportBlocked, TakeTicket } from '../messages/requests.ts';
import { KioskView, TakenTicket } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';

/** The name under which a page finds the lobby's first kiosk without knowing its id. */
export const FIRST_KIOSK = 'first';

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
  kioskRoutes(app, context);
}

function kioskRoutes(app: Server, { handler, clock, site, live }: Context): void {
  const params = Type.Object({ id: Type.String() });
  const kioskId = (name: string): string => {
    const kiosks = handler.committed.lobby?.kiosks ?? [];
    const found = name === FIRST_KIOSK ? kiosks[0] : kiosks.find((other) => other.id === name);
    if (found === undefined) throw new RefusedError('kiosk-unknown');
    return found.id;
  };
  const view = (name: string): KioskView => kioskView(site, handler.committed, kioskId(name), clock.now());
  app.get(
    '/api/v1/kiosks/:id',
    { schema: { summary: 'What a kiosk shows', tags: [tag], params, response: { 200: KioskView } } },
    (request) => view(request.params.id),
  );
  live.add(app, 'kiosks/:id', params, ({ id }) => view(id));

  post(
    app,
    {
      path: 'kiosks/:id/blocked',
      summary: 'Count a visitor who got no number because the kiosk was out of order',
      tag,
      body: ReportBlocked,
      answer: KioskView,
    },
    async ({ params: { id }, body: { service }, request }) => {
      const kiosk = kioskId(id);
      eventsOf(
        await handler.handle({
          command: { type: 'report-blocked', service, kiosk },
          actor: { kind: 'visitor', id: kiosk },
          key: requestKey(request, `visitor:${kiosk}`),
        }),
      );
      return view(kiosk);
    },
  );
}

/** The ticket whose secret somebody shows. */
export function ticketIdOf({ handler }: Pick<Context, 'handler'>, token: string): string {
  const id = handler.committed.tokens.get(token);
  if (id === undefined) throw new RefusedError('ticket-unknown');
  return id;
}
