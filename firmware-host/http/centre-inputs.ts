/**
 * What the centre knows of rosters, costs, checks and staff, entered by itself: the same rows as on the supervisor's page. It is known
 * by the secret that it shares with this lobby, with which it signs as the lobby signs its events (Standard Webhooks 1.0), whatever
 * address it comes by.
 */
import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { InputKind } from '../domain/metric-input.ts';
import { RefusedError } from '../errors.ts';
import type { Actor, RequestKey } from '../journal/journal.ts';
import { InputBatchView } from '../messages/metric-inputs.ts';
import type { Context } from './context.ts';
import { enterRows, type SaidRows } from './enter-input.ts';
import { INPUT_BYTES_MAX, inputBodies, inputSummaries } from './metric-inputs.ts';
import { post } from './post.ts';
import type { Server } from './typed-server.ts';

const centre: Actor = { kind: 'host', id: 'centre' };

export function centreInputRoutes(app: Server, context: Context): void {
  void app.register((scope, _options, done) => {
    takeSignedOnly(scope, context);
    for (const kind of Object.keys(inputBodies) as InputKind[])
      enter(scope, context, kind, inputBodies[kind]);
    done();
  });
}

/** Nothing that the centre has not signed is even read as JSON. */
function takeSignedOnly(scope: Server, { centre: known }: Context): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: INPUT_BYTES_MAX },
    (request, body, parsed) => {
      if (known === null) parsed(new RefusedError('centre-unknown'), undefined);
      else if (known.hasSigned(request.headers, String(body))) void parse(request, String(body), parsed);
      else parsed(new RefusedError('centre-unsigned'), undefined);
    },
  );
}

function enter(app: Server, context: Context, kind: InputKind, body: TSchema): void {
  post(
    app,
    {
      path: `centre/inputs/${kind}`,
      summary: `From the central system, signed by Standard Webhooks: ${inputSummaries[kind]}; again under the same webhook-id it is entered once`,
      tag: 'centre',
      body,
      answer: InputBatchView,
      status: 201,
      bodyLimit: INPUT_BYTES_MAX,
    },
    ({ body: said, request }) =>
      // The schema of the route says so of its kind.
      enterRows(context, kind, said as SaidRows, { actor: centre, key: keyOf(request, kind) }),
  );
}

/** A message has one id, however often it is sent. */
function keyOf({ headers, body }: FastifyRequest, kind: InputKind): RequestKey {
  return {
    scope: `centre ${kind}`,
    // Signed, so it is there; a digest, since nobody says how long it is.
    key: hash('sha256', String(headers['webhook-id']), 'base64url'),
    digest: hash('sha256', JSON.stringify(body), 'base64url'),
  };
}
