/** What stands at the door: what a kiosk shows, whom it could give no number, and who waits there for staff. */
import Type from 'typebox';
import { kioskAssists } from '../displays/kiosk-assists.ts';
import { kioskView } from '../displays/kiosk-view.ts';
import type { KioskCommand } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import type { Actor } from '../journal/journal.ts';
import { KioskAssistList } from '../messages/counter.ts';
import { TakeAssist } from '../messages/counter-requests.ts';
import { CallStaff, ReportBlocked } from '../messages/requests.ts';
import { KioskView } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { staff } from './said.ts';
import type { Server } from './typed-server.ts';

/** The name under which a page finds the lobby's first kiosk without knowing its id. */
export const FIRST_KIOSK = 'first';

const tag = 'visitor';
const params = Type.Object({ id: Type.String() });

export function kioskRoutes(app: Server, context: Context): void {
  const { handler, clock, site, live, windows } = context;
  const isAsked = (counter: string) => live.isFollowed(`counters/${counter}/rate`);
  const view = (name: string): KioskView =>
    kioskView(site, handler.committed, kioskIdOf(context, name), clock.now(), isAsked);
  app.get(
    '/api/v1/kiosks/:id',
    { schema: { summary: 'What a kiosk shows', tags: [tag], params, response: { 200: KioskView } } },
    (request) => view(request.params.id),
  );
  live.add(app, 'kiosks/:id', params, ({ id }) => view(id));
  windows.onEnd(() => {
    for (const id of [FIRST_KIOSK, ...site.kiosks.map((kiosk) => kiosk.id)]) live.touch(`kiosks/${id}`);
  });

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
      const kiosk = kioskIdOf(context, id);
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
  callRoutes(app, context, view);
  staffRoutes(app, context);
}

function kioskIdOf({ handler }: Pick<Context, 'handler'>, name: string): string {
  const kiosks = handler.committed.lobby?.kiosks ?? [];
  const found = name === FIRST_KIOSK ? kiosks[0] : kiosks.find((other) => other.id === name);
  if (found === undefined) throw new RefusedError('kiosk-unknown');
  return found.id;
}

/** A visitor calls staff to the kiosk, or needs nobody any more. */
function callRoutes(app: Server, context: Context, view: (kiosk: string) => KioskView): void {
  const { handler } = context;
  post(
    app,
    {
      path: 'kiosks/:id/assist',
      summary: 'Call staff to this kiosk',
      tag,
      body: CallStaff,
      answer: KioskView,
    },
    async ({ params: { id }, body: { why }, request }) => {
      const kiosk = kioskIdOf(context, id);
      const command: KioskCommand = { type: 'call-to-kiosk', kiosk, why };
      const key = requestKey(request, `visitor:${kiosk}`);
      eventsOf(await handler.handle({ command, actor: { kind: 'visitor', id: kiosk }, key }));
      return view(kiosk);
    },
  );
  post(
    app,
    { path: 'kiosks/:id/assist/call-off', summary: 'Staff are not needed any more', tag, answer: KioskView },
    async ({ params: { id }, request }) => {
      const kiosk = kioskIdOf(context, id);
      const command: KioskCommand = { type: 'settle-at-kiosk', kiosk, by: 'visitor' };
      const key = requestKey(request, `visitor:${kiosk}`);
      eventsOf(await handler.handle({ command, actor: { kind: 'visitor', id: kiosk }, key }));
      return view(kiosk);
    },
  );
}

/** Staff go to whoever has called, and say when it is done. */
function staffRoutes(app: Server, context: Context): void {
  const { handler } = context;
  const perform = async (command: KioskCommand, actor: Actor, key: ReturnType<typeof requestKey>) => {
    eventsOf(await handler.handle({ command, actor, key }));
    return kioskAssists(handler.committed);
  };
  post(
    app,
    {
      path: 'kiosks/:id/assist/take',
      summary: 'Be on the way to whoever has called staff to a kiosk',
      tag: 'counter',
      body: TakeAssist,
      answer: KioskAssistList,
    },
    ({ params: { id }, body: { owner }, request }) =>
      perform(
        { type: 'go-to-kiosk', kiosk: kioskIdOf(context, id), owner },
        { kind: 'agent', id: owner },
        requestKey(request, `agent:${owner}`),
      ),
  );
  post(
    app,
    {
      path: 'kiosks/:id/assist/settle',
      summary: 'Whoever called staff to a kiosk has been helped',
      tag: 'counter',
      answer: KioskAssistList,
    },
    ({ params: { id }, request }) =>
      perform(
        { type: 'settle-at-kiosk', kiosk: kioskIdOf(context, id), by: 'staff' },
        staff,
        requestKey(request, 'staff'),
      ),
  );
}
