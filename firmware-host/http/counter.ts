/** What agents do at a counter. */
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { counterSummaries, counterView } from '../displays/counter-view.ts';
import type { Command } from '../domain/commands.ts';
import { counterActions } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import { SignIn } from '../messages/requests.ts';
import { CounterSummary, CounterView } from '../messages/views.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { IdempotencyHeaders, requestKey } from './idempotency.ts';
import { eventsOf } from './problems.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['counter'];
const response = { 200: CounterView };

const summaries = {
  'call-next': 'Call whoever is next',
  recall: 'Call again',
  start: 'The visitor has come',
  finish: 'The visit is done',
  'no-show': 'The visitor did not come',
  'sign-out': 'Leave the counter',
} as const;

export function counterRoutes(app: Server, context: Context): void {
  const { handler, clock, site, live } = context;

  const view = (id: string) => {
    if (!handler.committed.counters.has(id)) throw new RefusedError('counter-unknown');
    return counterView(site, handler.committed, id, clock.now().at);
  };
  const act = async (request: FastifyRequest, id: string, command: Command, agent: string) => {
    eventsOf(
      await handler.handle({
        command,
        actor: { kind: 'agent', id: agent },
        key: requestKey(request, `counter:${id}`),
      }),
    );
    return view(id);
  };

  app.get(
    '/api/v1/counters',
    { schema: { summary: 'All counters', tags, response: { 200: Type.Array(CounterSummary) } } },
    () => counterSummaries(site, handler.committed),
  );
  app.get(
    '/api/v1/counters/:id',
    { schema: { summary: "The agent's console", tags, params, response } },
    (request) => view(request.params.id),
  );
  live.add(app, 'counters/:id', params, ({ id }) => view(id));

  app.post(
    '/api/v1/counters/:id/sign-in',
    {
      schema: {
        summary: 'Sit down at the counter',
        tags,
        params,
        headers: IdempotencyHeaders,
        body: SignIn,
        response,
      },
    },
    (request) => {
      const { id } = request.params;
      const { agent } = request.body;
      return act(request, id, { type: 'sign-in', counter: id, agent }, agent);
    },
  );
  for (const action of counterActions) {
    app.post(
      `/api/v1/counters/:id/${action}`,
      { schema: { summary: summaries[action], tags, params, headers: IdempotencyHeaders, response } },
      (request) => {
        refuseBody(request.body);
        const { id } = request.params;
        const agent = handler.committed.counters.get(id)?.agent ?? 'nobody';
        return act(request, id, { type: action, counter: id }, agent);
      },
    );
  }
}

/** These take no body; an empty object is how some clients say so. */
function refuseBody(body: unknown): void {
  if (body === undefined || body === null) return;
  const keys = typeof body === 'object' ? Object.keys(body) : [''];
  if (keys.length === 0) return;
  const errors = keys.map((key) => ({ path: `/${key}`, message: 'is not known here' }));
  throw new RefusedError('bad-request', undefined, errors);
}
