/**
 * A demo lobby knows no sign-in, so only pages of this very host may act on it: a page from elsewhere that is open in the
 * same browser could otherwise call numbers (cross-site request) or read them (DNS rebinding). Behind a public address, which
 * anybody can reach, there is nothing but one's own ticket: to see it, to give it up, to let others go first, to say how it was
 * and whether it was enough; and what the centre has signed.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RefusedError } from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What a telephone needs, and all that the public address gives: one's own ticket and its page. */
const PUBLIC = /^\/(t\/|assets\/|api\/v1\/tickets\/|api\/v1\/live\/tickets\/)/;

/** What a visitor may do from there, and only from a page of the address itself. */
const PUBLIC_DEED = /^\/api\/v1\/tickets\/[\w-]+\/(cancel|postpone|return|care|rate|reason|settled)$/;

/** What the centre says is known by its signature. No page can have made it, so it is no matter by which name it has come. */
const SIGNED = /^\/api\/v1\/centre\/inputs\//;

/**
 * @param publicUrl the public address, where there is one
 */
export function guardOrigins(app: FastifyInstance, publicUrl: URL | null): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const refusal = refusalOf(request, publicUrl);
    done(refusal === null ? undefined : new RefusedError('origin-refused', refusal));
  });
}

function refusalOf({ headers, method, url }: FastifyRequest, publicUrl: URL | null): string | null {
  const { host = '', origin } = headers;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isReading = method === 'GET' || method === 'HEAD';
  if (origin === undefined && method === 'POST' && SIGNED.test(url)) return null;
  if (!LOOPBACK.test(name)) {
    if (name !== publicUrl?.hostname) return `this lobby does not answer to the name "${name}"`;
    if (isReading && PUBLIC.test(url)) return null;
    if (method !== 'POST' || !PUBLIC_DEED.test(url)) return 'the public address gives tickets only';
    // Browsers say with every POST whose page asks; what does not say it is no page of ours.
    return origin === publicUrl.origin ? null : `a page of ${origin ?? 'nobody'} may not act here`;
  }
  if (origin === undefined || isReading) return null;
  return origin === `http://${host}` || origin === `https://${host}`
    ? null
    : `a page of ${origin} may not act here`;
}
