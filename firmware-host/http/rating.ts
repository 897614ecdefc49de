/** What visitors do where there is no pad, or it is out of order; and what a low score was about. */
import Type from 'typebox';
import { instant } from '../clock.ts';
import { ratingReasons } from '../displays/names.ts';
import { rateView } from '../displays/rate-view.ts';
import type { State } from '../domain/state.ts';
import { RefusedError } from '../errors.ts';
import type { Recorded } from '../journal/journal.ts';
import { RateView } from '../messages/pad.ts';
import { AskCallBack, GiveRating, GiveReason } from '../messages/requests.ts';
import { CallBackAsked, ReasonGiven } from '../messages/staff.ts';
import { RatingView } from '../messages/views.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';
import { withText } from './with-text.ts';

const tag = 'visitor';

const visitorAt = (counter: string) => ({ kind: 'visitor', id: `counter:${counter}` }) as const;

export function ratingRoutes(app: Server, context: Context): void {
  const { handler, clock } = context;
  askingRoutes(app, context);
  post(
    app,
    {
      path: 'counters/:id/ratings',
      summary: 'Rate the visit that this counter ended last, on a screen',
      tag,
      body: GiveRating,
      answer: RatingView,
      status: 201,
    },
    async ({ params: { id }, body: { score, visit }, request }) => {
      const outcome = await handler.handle({
        command: { type: 'rate', counter: id, score, by: 'screen', at: clock.now(), visit },
        actor: visitorAt(id),
        key: requestKey(request, `rating:${id}`),
      });
      return ratingView(handler.committed, eventsOf(outcome));
    },
  );
  post(
    app,
    {
      path: 'counters/:id/ratings/reason',
      summary: 'Say what the low score was about',
      tag,
      body: GiveReason,
      answer: ReasonGiven,
      status: 201,
    },
    async ({ params: { id }, body: { reason, visit }, request }) => {
      eventsOf(
        await handler.handle({
          command: { type: 'give-reason', counter: id, reason, visit },
          actor: visitorAt(id),
          key: requestKey(request, `rating:${id}`),
        }),
      );
      return { reason };
    },
  );
  post(
    app,
    {
      path: 'counters/:id/ratings/call-back',
      summary: 'Ask to be called back about a low score',
      tag,
      body: AskCallBack,
      answer: CallBackAsked,
      status: 201,
    },
    async ({ params: { id }, body: { contact, visit }, request }) => {
      const [opened] = await withText(context, contact, (ref) => ({
        command: { type: 'ask-call-back', counter: id, contact: ref, visit },
        actor: visitorAt(id),
        key: requestKey(request, `rating:${id}`, { personal: 'contact' }),
      }));
      if (opened?.type !== 'case.opened') throw new Error('a call-back told of something else');
      const { dueAt } = opened.data.file;
      return { until: dueAt === null ? null : instant(dueAt) };
    },
  );
}

/** What a counter's screen shows to the visitor who has just been served there. */
function askingRoutes(app: Server, { handler, clock, site, live, windows }: Context): void {
  const params = Type.Object({ id: Type.String() });
  const view = (id: string) => {
    if (!handler.committed.counters.has(id)) throw new RefusedError('counter-unknown');
    return rateView(site, handler.committed, id, clock.now());
  };
  app.get(
    '/api/v1/counters/:id/rate',
    {
      schema: {
        summary: 'The visit that may be rated now',
        tags: [tag],
        params,
        response: { 200: RateView },
      },
    },
    (request) => view(request.params.id),
  );
  live.add(app, 'counters/:id/rate', params, ({ id }) => view(id));
  windows.onEnd((counters) => {
    for (const id of counters) live.touch(`counters/${id}/rate`);
  });
}

/** What became of a rating, told without saying whose it was. */
export function ratingView(state: Readonly<State>, [event]: readonly Recorded[]): RatingView {
  if (event?.type === 'rating.flagged') return { counted: false, flag: event.data.flag, reasons: [] };
  if (event?.type !== 'rating.given') throw new Error('a rating told of something else');
  const { lowMax = 0, reasons = [] } = state.lobby?.ratings ?? {};
  const isLow = event.data.score <= lowMax;
  return { counted: true, flag: null, reasons: isLow ? ratingReasons(reasons) : [] };
}
