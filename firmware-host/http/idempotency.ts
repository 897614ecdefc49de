import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../errors.ts';
import type { RequestKey } from '../journal/journal.ts';

/** Any visible ASCII: clients use UUIDs, but the format is theirs. */
const KEY = /^[\x21-\x7e]{1,128}$/;
const DIGEST_LENGTH = 16;

/**
 * The request's `Idempotency-Key`, if it has one.
 * @param actor whose key it is: the same key from somebody else is another key
 * @throws RefusedError `bad-request` for a key that is none
 */
export function requestKey(request: FastifyRequest, actor: string): RequestKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const message = 'must be 1 to 128 visible ASCII characters';
    throw new RefusedError('bad-request', undefined, [{ path: 'Idempotency-Key', message }]);
  }
  const digest = hash('sha256', JSON.stringify(request.body ?? null), 'base64url').slice(0, DIGEST_LENGTH);
  return {
    scope: `${actor} ${request.routeOptions.url ?? ''} ${JSON.stringify(request.params)}`,
    key,
    digest,
  };
}
