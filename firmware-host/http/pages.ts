/** The touchscreen pages, as built by Vite. */
import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { RefusedError } from '../errors.ts';
import type { Server } from './typed-server.ts';

/** Address → built page. One page per person. */
const pages = {
  '/': 'index.html',
  '/kiosk': 'kiosk.html',
  '/counter': 'counter.html',
  '/display': 'display.html',
  '/lab': 'lab.html',
  '/maintenance': 'maintenance.html',
  '/supervisor': 'supervisor.html',
  '/t/:token': 'ticket.html',
  '/rate/:counter': 'rate.html',
} as const;

/** Nothing from outside, nothing inline: a name with a script in it stays a name. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export const NOT_BUILT = 'the pages are not built; run "npm run build"';

/**
 * @param root directory of the built pages
 * @returns whether they are there
 */
export async function pageRoutes(app: Server, root: string): Promise<boolean> {
  const built = existsSync(`${root}/kiosk.html`);
  if (built) {
    await app.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true });
    // Vite names assets by their content.
    app.get('/assets/*', { schema: { hide: true } }, (request, reply) => {
      const { '*': name } = request.params as { '*': string };
      return headers(reply)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .sendFile(`assets/${name}`);
    });
  }
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, { schema: { hide: true } }, (_request, reply) => {
      if (!built) throw new RefusedError('not-found', NOT_BUILT);
      return headers(reply).header('cache-control', 'no-cache').sendFile(file);
    });
  }
  return built;
}

const headers = (reply: FastifyReply): FastifyReply =>
  reply
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer');
