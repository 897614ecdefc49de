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

/** What a key must not be made of, since it is journalled for good. */
interface Withheld {
  /**
   * The fields of the body that are about a person: the digest of a telephone number is as good as the number. Whoever asks again
   * with other words there is given the first answer.
   */
  readonly personal?: string | readonly string[];
  /** In place of those of the path, where they are a secret. */
  readonly params?: unknown;
}

/**
 * The request's `Idempotency-Key`, if it has one.
 * @param actor whose key it is: the same key from somebody else is another key
 */
export function requestKey(
  request: FastifyRequest,
  actor: string,
  { personal, params = request.params }: Withheld = {},
): RequestKey | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return undefined;
  const withheld: readonly string[] = typeof personal === 'string' ? [personal] : (personal ?? []);
  const said = JSON.stringify(request.body ?? null, (field, value: unknown) =>
    field !== '' && withheld.includes(field) ? undefined : value,
  );
  const digest = hash('sha256', said, 'base64url');
  return {
    scope: `${actor} ${request.routeOptions.url ?? ''} ${JSON.stringify(params)}`,
    key,
    digest,
  };
}
