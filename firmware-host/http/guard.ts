/**
 * A demo lobby knows no sign-in, so only pages of this very host may act on it: a page from elsewhere that is open in the
 * same browser could otherwise call numbers (cross-site request) or read them (DNS rebinding). Behind a public address, which
 * anybody can reach, there is nothing but one's own ticket.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RefusedError } from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What a telephone needs, and all that the public address gives: one's own ticket and its page. */
const PUBLIC = /^\/(t\/|assets\/|api\/v1\/tickets\/|api\/v1\/live\/tickets\/)/;

/**
 * @param publicHost host name of the public address, where there is one
 */
export function guardOrigins(app: FastifyInstance, publicHost: string | null): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const refusal = refusalOf(request, publicHost);
    done(refusal === null ? undefined : new RefusedError('origin-refused', refusal));
  });
}

function refusalOf({ headers, method, url }: FastifyRequest, publicHost: string | null): string | null {
  const { host = '', origin } = headers;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isReading = method === 'GET' || method === 'HEAD';
  if (!LOOPBACK.test(name)) {
    if (name !== publicHost) return `this lobby does not answer to the name "${name}"`;
    return isReading && PUBLIC.test(url) ? null : 'the public address gives tickets only';
  }
  if (origin === undefined || isReading) return null;
  return origin === `http://${host}` || origin === `https://${host}`
    ? null
    : `a page of ${origin} may not act here`;
}
