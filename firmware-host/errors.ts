/**
 * The closed table of everything that can be answered with a no. Each code has a text for the visitor and an action for
 * staff in every language (`error.<code>.visitor`, `error.<code>.staff` in config/texts); a test holds that to it.
 */
import type { Refusal } from './domain/refusal.ts';

/** HTTP status per code. The rules themselves know no HTTP. */
export const errorStatus = {
  'bad-request': 400,
  'origin-refused': 403,
  'centre-unsigned': 401,
  'not-found': 404,
  'device-unknown': 404,
  'centre-unknown': 404,
  'event-unknown': 404,
  'text-unknown': 404,
  'backup-unknown': 404,
  'service-unknown': 404,
  'kiosk-unknown': 404,
  'counter-unknown': 404,
  'agent-unknown': 404,
  'ticket-unknown': 404,
  'appointment-unknown': 404,
  'notice-unknown': 404,
  'case-unknown': 404,
  'metric-unknown': 404,
  'reason-unknown': 400,
  'job-unknown': 404,
  'printer-unknown': 404,
  'speech-unknown': 404,
  'slide-unknown': 404,
  'day-not-open': 409,
  'day-closed': 409,
  'dispositions-missing': 409,
  evacuation: 409,
  'time-past': 409,
  'service-closed': 409,
  'service-full': 409,
  'numbers-used-up': 409,
  'kiosk-confirm': 409,
  'kiosk-paused': 429,
  'approval-needed': 409,
  'approver-same': 409,
  'priority-staff-only': 409,
  'appointment-taken': 409,
  'appointment-early': 409,
  'slots-none': 409,
  'slip-unknown': 400,
  'slip-used': 409,
  'queue-empty': 409,
  'counter-closed': 409,
  'counter-taken': 409,
  'counter-busy': 409,
  'counter-holds': 409,
  'counter-paused': 409,
  'counter-shut': 409,
  'agent-elsewhere': 409,
  'agent-unskilled': 409,
  'no-ticket': 409,
  'assist-none': 409,
  'assist-level': 409,
  'ticket-not-called': 409,
  'ticket-not-held': 409,
  'ticket-not-waiting': 409,
  'ticket-not-parked': 409,
  'ticket-not-missed': 409,
  'ticket-in-service': 409,
  'ticket-ended': 409,
  'recall-too-soon': 409,
  'calls-used-up': 409,
  'no-show-too-soon': 409,
  'return-too-late': 409,
  'transfer-nowhere': 409,
  'already-priority': 409,
  'score-unknown': 400,
  'rating-none': 409,
  'mark-none': 409,
  'reason-given': 409,
  'call-back-asked': 409,
  'case-step': 409,
  'input-empty': 400,
  'input-faulty': 400,
  'input-repeated': 409,
  'input-unknown': 404,
  'alarm-unknown': 404,
  'month-unknown': 404,
  'month-not-over': 409,
  'month-frozen': 409,
  'job-settled': 409,
  'paper-under-way': 409,
  'paper-good': 409,
  'printer-none': 409,
  'not-a-printer': 409,
  'not-a-speaker': 409,
  'backup-running': 409,
  'journal-damaged': 409,
  'journal-restored': 409,
  'centre-refused': 409,
  'too-large': 413,
  'media-type': 415,
  'idempotency-mismatch': 422,
  internal: 500,
  'journal-unavailable': 503,
  'backup-failed': 503,
  'no-voice': 503,
  'voice-busy': 503,
  'metrics-unavailable': 503,
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
