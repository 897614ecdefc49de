/** The host's HTTP server: put together here, answered in the route files by person. */
import fastifySwagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController } from 'fastify';
import { RefusedError } from '../errors.ts';
import { Problem } from '../messages/views.ts';
import { alarmRoutes } from './alarms.ts';
import { appointmentRoutes } from './appointments.ts';
import { caseRoutes } from './cases.ts';
import { centreInputRoutes } from './centre-inputs.ts';
import { centreRoutes } from './centre.ts';
import { compileLate } from './compile-late.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { counterRoutes } from './counter.ts';
import { deviceRoutes } from './devices.ts';
import { displayRoutes } from './display.ts';
import { guardOrigins } from './guard.ts';
import { healthRoutes } from './health.ts';
import { kioskRoutes } from './kiosk.ts';
import { labRoutes } from './lab.ts';
import { lobbyRoutes } from './lobby.ts';
import { maintenanceRoutes } from './maintenance.ts';
import { metricInputRoutes } from './metric-inputs.ts';
import { metricRoutes } from './metrics.ts';
import { monthRoutes } from './months.ts';
import { noticeRoutes } from './notices.ts';
import { ownTicketRoutes } from './own-ticket.ts';
import { pageRoutes } from './pages.ts';
import { answerError, answerRubbish, answerWithProblems } from './problems.ts';
import { printDayRoutes } from './print-day.ts';
import { ratingRoutes } from './rating.ts';
import { speechRoutes } from './speech.ts';
import { staffPaperRoutes } from './staff-papers.ts';
import { staffTicketRoutes } from './staff-tickets.ts';
import { storageRoutes } from './storage.ts';
import { textRoutes } from './texts.ts';
import { ticketPreviewRoutes } from './ticket-preview.ts';
import { visitorRoutes } from './visitor.ts';

/** The largest thing that anybody has to say is a note of two thousand characters. */
const BODY_LIMIT_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;

export interface ServerOptions {
  /** The address that phones use, where one is configured. */
  readonly publicUrl: string | null;
  /** Whether the host is going down: what comes from then on is refused in our own words. */
  readonly isStopping: () => boolean;
  /** Directory of the built pages. */
  readonly pagesDir: string;
  readonly version: string;
}

/** Builds the server; it does not listen yet. `pagesBuilt` is false where only the API is there. */
export async function buildServer(
  context: Context,
  { publicUrl, isStopping, pagesDir, version }: ServerOptions,
): Promise<{ server: Server; pagesBuilt: boolean }> {
  const server: Server = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Only idle ones: who waits for the answer to a number that is on disk must get it. The host ends what hangs.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: 'warn', stream: process.stderr },
    clientErrorHandler: answerRubbish,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // Say every fault, change nothing: a value of the wrong type is the sender's mistake, not ours to guess.
    schemaController: { compilersFactory: compileLate },
    ajv: {
      customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false, useDefaults: false },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  answerWithProblems(server);
  takeJsonOnly(server);
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    done(isStopping() ? new RefusedError('stopping') : undefined);
  });
  guardOrigins(server, publicUrl === null ? null : new URL(publicUrl));
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Foyer', version, description: 'The controller of a service lobby.' },
    },
  });

  documentRefusals(server);
  visitorRoutes(server, context);
  kioskRoutes(server, context);
  ownTicketRoutes(server, context);
  counterRoutes(server, context);
  ratingRoutes(server, context);
  staffTicketRoutes(server, context);
  staffPaperRoutes(server, context);
  textRoutes(server, context);
  caseRoutes(server, context);
  lobbyRoutes(server, context);
  noticeRoutes(server, context);
  metricRoutes(server, context);
  metricInputRoutes(server, context);
  alarmRoutes(server, context);
  monthRoutes(server, context, version);
  printDayRoutes(server, context);
  appointmentRoutes(server, context);
  displayRoutes(server, context);
  speechRoutes(server, context);
  labRoutes(server, context);
  centreRoutes(server, context);
  centreInputRoutes(server, context);
  storageRoutes(server, context);
  deviceRoutes(server, context);
  maintenanceRoutes(server, context, version);
  ticketPreviewRoutes(server, context);
  healthRoutes(server, context);
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
  const pagesBuilt = await pageRoutes(server, pagesDir);
  return { server, pagesBuilt };
}

/** Every route may refuse, and says so in the same form; the document should tell, and no route should have to. */
function documentRefusals(server: Server): void {
  server.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) return;
    const { response } = route.schema as { response?: object };
    const refused = {
      description: 'A problem document',
      content: { 'application/problem+json': { schema: Problem } },
    };
    route.schema = { ...route.schema, response: { ...response, '4xx': refused, '5xx': refused } };
  });
}

/** JSON or nothing; an empty body with a JSON content type is nothing. */
function takeJsonOnly(server: Server): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}
