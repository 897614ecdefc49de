import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { RequestKey } from '../journal/journal.ts';

/** The header, for the routes' schemas. Any visible ASCII: clients use UUIDs, but the format is theirs. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,128}$',
      description:
        'Asking again with the same key gives the same answer, for a day; with another body it is refused.',
    }),
  ),
});

/**
 * The request's `Idempotency-Key`, if it has one.
 * @param actor whose key it is: the same key from somebody else is another key
 */
export function requestKey(request: FastifyRequest, actor: string): RequestKey | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return undefined;
  const digest = hash('sha256', JSON.stringify(request.body ?? null), 'base64url');
  return {
    scope: `${actor} ${request.routeOptions.url ?? ''} ${JSON.stringify(request.params)}`,
    key,
    digest,
  };
}
