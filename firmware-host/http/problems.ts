/** Every no over HTTP is an RFC 9457 problem with a code from the closed table; bad input names every fault. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
import type { ErrorCode } from '../errors.ts';
import { RefusedError, errorStatus } from '../errors.ts';
import type { Outcome } from '../handle.ts';
import type { Problem } from '../messages/views.ts';

/** Fastify's own codes for faults of a request, and ours. Anything else is a bug of the host. */
const fastifyCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_VALIDATION: 'bad-request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_BAD_URL: 'bad-request',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_STATIC_FORBIDDEN_PATH: 'not-found',
};

type Fault = { path: string; message: string };

export function problem(code: ErrorCode, detail?: string, errors: readonly Fault[] = []): Problem {
  return {
    type: `urn:foyer:problem:${code}`,
    title: formatText(catalogues.en, `error.${code}.staff`),
    status: errorStatus[code],
    code,
    ...(detail === undefined || detail === code ? {} : { detail }),
    ...(errors.length === 0 ? {} : { errors: [...errors] }),
  };
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** The facts of an outcome, or its refusal as an exception. */
export function eventsOf(outcome: Outcome) {
  if (outcome.kind === 'done') return outcome.events;
  throw new RefusedError(outcome.code, outcome.detail);
}

/** Makes every error of a server, expected or not, a problem document. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem('not-found')));
  app.setErrorHandler(answerError);
}

/** The answer to bytes that are no request at all; the line is closed after it, since nobody knows where the next one begins. */
export function answerRubbish(error: NodeJS.ErrnoException, socket: Socket): void {
  // The other side is gone, or has been answered already.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refused = problem(error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'bad-request');
  const body = JSON.stringify(refused);
  socket.end(
    `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** The answer to any error; also for those that Fastify finds before it has found a route. */
export function answerError(
  error: FastifyError | RefusedError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof RefusedError) {
    return sendProblem(reply, problem(error.code, error.message, error.errors));
  }
  const code = fastifyCodes[error.code] ?? (error.statusCode === 400 ? 'bad-request' : 'internal');
  // What went wrong inside is for the log: it may name files, and no visitor can act on it.
  if (code === 'internal') request.log.error(error);
  const detail = code === 'internal' || error.validation !== undefined ? undefined : error.message;
  return sendProblem(reply, problem(code, detail, faultsOf(error.validation ?? [])));
}

/** Nobody reads more; a thousand rows may each have several. */
const FAULTS_MAX = 200;

function faultsOf(found: readonly FastifySchemaValidationError[]): Fault[] {
  if (found.length <= FAULTS_MAX) return found.map(faultOf);
  const told = found.slice(0, FAULTS_MAX - 1).map(faultOf);
  return [...told, { path: '/', message: `has ${found.length - told.length} more that are not listed` }];
}

/** Ajv's finding as a JSON pointer and a sentence; the pointer names the key that is missing or not known. */
function faultOf({ instancePath, params, message, keyword }: FastifySchemaValidationError): Fault {
  const key = params['missingProperty'] ?? params['additionalProperty'];
  const path = typeof key === 'string' ? `${instancePath}/${key}` : instancePath || '/';
  if (keyword === 'additionalProperties') return { path, message: 'is not known here' };
  if (keyword === 'required') return { path, message: 'is missing' };
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return { path, message: `must be one of ${params['allowedValues'].join(', ')}` };
  }
  return { path, message: message ?? 'is not valid' };
}
