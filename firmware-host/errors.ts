/**
 * The closed table of everything that can be answered with a no. Each code has a text for the visitor and an action for
 * staff in every language (`error.<code>.visitor`, `error.<code>.staff` in config/texts); a test holds that to it.
 */
import type { Refusal } from './domain/commands.ts';

/** HTTP status per code. The rules themselves know no HTTP. */
export const errorStatus = {
  'bad-request': 400,
  'origin-refused': 403,
  'not-found': 404,
  'service-unknown': 404,
  'kiosk-unknown': 404,
  'counter-unknown': 404,
  'ticket-unknown': 404,
  'agent-unknown': 404,
  'device-unknown': 404,
  'job-unknown': 404,
  'centre-unknown': 404,
  'event-unknown': 404,
  'job-settled': 409,
  'queue-empty': 409,
  'counter-closed': 409,
  'counter-taken': 409,
  'counter-busy': 409,
  'no-ticket': 409,
  'ticket-not-called': 409,
  'score-unknown': 400,
  'day-not-open': 409,
  'centre-refused': 409,
  'too-large': 413,
  'media-type': 415,
  'idempotency-mismatch': 422,
  internal: 500,
  'journal-unavailable': 503,
  'centre-waiting': 503,
  'centre-stopped': 503,
  stopping: 503,
  'too-many-streams': 503,
} as const satisfies Record<Refusal, number> & Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

export const errorCodes = Object.keys(errorStatus) as readonly ErrorCode[];

/** A no that travels as an exception through code that has nothing to do with it. */
export class RefusedError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly { path: string; message: string }[];

  constructor(
    code: ErrorCode,
    detail: string = code,
    errors: readonly { path: string; message: string }[] = [],
  ) {
    super(detail);
    this.name = 'RefusedError';
    this.code = code;
    this.errors = errors;
  }
}
