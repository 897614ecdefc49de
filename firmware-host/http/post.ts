/** The form that every POST has: validated, safe to ask twice, and in the OpenAPI document. */
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import Type, { type Static, type TSchema } from 'typebox';
import { RefusedError } from '../errors.ts';
import { IdempotencyHeaders } from './idempotency.ts';
import type { Server } from './typed-server.ts';

/** The names in a path: `:id` of `/counters/:id`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface Post<Path extends string, Body extends TSchema, Answer extends TSchema> {
  /** Below `/api/v1/`. */
  readonly path: Path;
  readonly summary: string;
  readonly tag: string;
  /** None is taken where it is left out; an empty object is how some clients say so. */
  readonly body?: Body;
  readonly answer: Answer;
  /** Of a success; 200 if left out. */
  readonly status?: 200 | 201 | 202;
  /** Where a lobby may have more to say than the usual. */
  readonly bodyLimit?: number;
}

export interface Said<Path extends string, Body extends TSchema> {
  readonly params: Readonly<Record<NamesIn<Path>, string>>;
  readonly body: Static<Body>;
  /** For the key under which it may be asked again. */
  readonly request: FastifyRequest;
}

export function post<const Path extends string, Body extends TSchema, Answer extends TSchema>(
  app: Server,
  { path, summary, tag, body, answer, status = 200, bodyLimit }: Post<Path, Body, Answer>,
  perform: (said: Said<Path, Body>) => Promise<Static<Answer>>,
): void {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const params = Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])));
  const schema: FastifySchema = {
    summary,
    tags: [tag],
    headers: IdempotencyHeaders,
    response: { [status]: answer },
    ...(names.length === 0 ? {} : { params }),
    ...(body === undefined ? {} : { body }),
  };
  // The provider would derive types from a schema that is not known before this is called.
  (app as unknown as FastifyInstance).route({
    method: 'POST',
    url: `/api/v1/${path}`,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    schema,
    handler: async (request, reply) => {
      if (body === undefined) refuseBody(request.body);
      const view = await perform({
        params: request.params as Record<NamesIn<Path>, string>,
        body: request.body as Static<Body>,
        request,
      });
      return reply.code(status).send(view);
    },
  });
}

function refuseBody(body: unknown): void {
  if (body === undefined || body === null) return;
  const keys = typeof body === 'object' ? Object.keys(body) : [''];
  if (keys.length === 0) return;
  const errors = keys.map((key) => ({ path: `/${key}`, message: 'is not known here' }));
  throw new RefusedError('bad-request', undefined, errors);
}
