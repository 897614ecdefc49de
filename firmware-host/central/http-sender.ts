/** One event, one POST, one answer; what the answer means is said here, what to do about it is the follower's. */
import type { KeyObject } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Client, type Dispatcher } from 'undici';
import { CLOUD_EVENT_TYPE } from './cloud-event.ts';
import { plainReason, reasonOf } from './reason.ts';
import { signatureHeaders } from './signature.ts';

/** `refused`: for what the event is, so it would be refused again. `failed`: for any other reason, so it has to wait. */
export type Delivery =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null };

export interface OutgoingEvent {
  readonly id: string;
  /** The CloudEvent in JSON. */
  readonly body: string;
}

/** The way to the centre. Never rejects: that it did not work is an answer. */
export interface EventSender {
  send(event: OutgoingEvent): Promise<Delivery>;
  /** Cuts the connection: what is under way ends as `failed`. */
  close(): Promise<void>;
}

export interface HttpSenderOptions {
  readonly url: string;
  readonly key: KeyObject;
  /** Wall time in ms. */
  readonly now: () => number;
  /** For one event, from the first byte to the answer's last. */
  readonly timeoutMs?: number;
}

/** Answers that speak about this very event: malformed, too large, not to be processed. */
const REFUSALS = new Set([400, 413, 422]);
const TIMEOUT_MS = 10_000;
/** Nobody's answer to a webhook is a page; what comes behind this is left unread, and the connection with it. */
const ANSWER_BYTES_MAX = 16 * 1024;
/** A centre may ask for patience, but not for silence of hours by one wrong header. */
const RETRY_AFTER_MAX_MS = 300_000;

/**
 * Events over HTTP/1.1, on one connection that is kept. By undici instead of node:http: its request costs a third less, and the
 * figure of 5,000 events a second, each waiting for the answer to the one before, is 200 µs for all of it.
 */
export class HttpSender implements EventSender {
  readonly #options: HttpSenderOptions;
  readonly #client: Client;
  readonly #path: string;
  readonly #timeoutMs: number;

  constructor(options: HttpSenderOptions) {
    const { origin, pathname, search } = new URL(options.url);
    this.#options = options;
    this.#path = `${pathname}${search}`;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#client = new Client(origin, {
      allowH2: false,
      pipelining: 1,
      connectTimeout: this.#timeoutMs,
      // One deadline for the whole is ours; these would each begin anew with every byte.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  send({ id, body }: OutgoingEvent): Promise<Delivery> {
    const { key, now } = this.#options;
    const headers = { 'content-type': CLOUD_EVENT_TYPE, ...signatureHeaders(key, id, now(), body) };
    return new Promise((resolve) => {
      const exchange = new Exchange(now, this.#timeoutMs, resolve);
      try {
        this.#client.dispatch({ method: 'POST', path: this.#path, headers, body }, exchange);
      } catch (error) {
        exchange.onResponseError(null, error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  close(): Promise<void> {
    return this.#client.destroy(new Error('the host is stopping'));
  }
}

/** One request and its answer. The status decides; the rest of the answer is only read for what it says about it. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #now: () => number;
  readonly #resolve: (delivery: Delivery) => void;
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #retryAfterMs: number | null = null;
  #said = '';
  #bytes = 0;
  /** Why we gave up. */
  #late: Error | null = null;

  constructor(now: () => number, timeoutMs: number, resolve: (delivery: Delivery) => void) {
    this.#now = now;
    this.#resolve = resolve;
    this.#deadline = setTimeout(() => {
      this.#late = new Error(`no answer within ${timeoutMs} ms`);
      this.#controller?.abort(this.#late);
      this.#end(this.#late);
    }, timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection beyond its deadline, and has been answered for.
    if (this.#late !== null) controller.abort(this.#late);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status;
    this.#retryAfterMs = retryAfterMs(headers['retry-after'], this.#now());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#status >= 300 && this.#bytes === 0) this.#said = chunk.toString('utf8', 0, 1024);
    this.#bytes += chunk.length;
    if (this.#bytes > ANSWER_BYTES_MAX) controller.abort(new Error('the answer is too long'));
  }

  onResponseEnd(): void {
    this.#end(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#end(error);
  }

  #end(error: Error | null): void {
    clearTimeout(this.#deadline);
    this.#resolve(this.#delivery(error));
  }

  #delivery(error: Error | null): Delivery {
    const status = this.#status;
    if (status >= 200 && status < 300) return { kind: 'taken' };
    const retry = { retryAfterMs: this.#retryAfterMs };
    if (status === 0) return { kind: 'failed', reason: error === null ? '' : reasonOf(error), ...retry };
    const reason = plainReason(this.#said);
    if (REFUSALS.has(status)) return { kind: 'refused', status, reason };
    const answered = `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
    const said = reason === '' ? answered : `${answered}: ${reason}`;
    return {
      kind: 'failed',
      // Followed, it would take signed events to wherever an answer points.
      reason: status < 400 ? `${answered}; write the final address in centre.url` : plainReason(said),
      ...retry,
    };
  }
}

/** RFC 9110: seconds, or a date. @returns ms, bounded; null where it makes no sense */
function retryAfterMs(value: string | string[] | undefined, nowMs: number): number | null {
  if (typeof value !== 'string') return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), RETRY_AFTER_MAX_MS) : null;
}
