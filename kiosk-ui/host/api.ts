/** Questions to the host. An answer is a view, a refusal with a code from the closed table, or silence. */
import type { Problem } from '../../firmware-host/messages/views.ts';
import { uuid } from './uuid.ts';

/** The host answered, and the answer is no. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly status: number;

  constructor(problem: Pick<Problem, 'code' | 'status'>) {
    super(problem.code);
    this.code = problem.code;
    this.status = problem.status;
  }
}

/** No answer: the command may or may not have been carried out, so it is repeated with the same key or not at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** One touch of a visitor or an agent. Its key stays with it over every repeat, so that it counts once. */
export interface Press {
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly method: 'POST' | 'DELETE';
}

export const press = (path: string, body: object = {}, method: Press['method'] = 'POST'): Press => ({
  path,
  body,
  key: uuid(),
  method,
});

const patienceMs = 6000;
const pausesMs = [400, 1000, 2000, 3000];

export function get<View>(path: string, limitMs = patienceMs): Promise<View> {
  return ask<View>(path, { method: 'GET' }, limitMs);
}

/**
 * Sends a press and, while the host is silent, repeats it with its own key.
 * @param onRepeat tells the person
 * @param isOver whether nobody wants the answer any more: then it is not repeated
 */
export async function send<View>(one: Press, onRepeat: () => void, isOver = () => false): Promise<View> {
  for (const pauseMs of pausesMs) {
    try {
      return await post<View>(one);
    } catch (fault) {
      if (!(fault instanceof Unreachable)) throw fault;
      onRepeat();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (isOver()) throw fault;
    }
  }
  return post<View>(one);
}

/** Sends a press that must not be repeated: what it asks for takes its time, or would do harm a second time. */
export const sendOnce = <View>(one: Press, limitMs: number): Promise<View> =>
  ask<View>(one.path, requestOf(one), limitMs);

const textLimitMs = 30_000;

/** Sends a file as it is. Whoever sends it again, gives it the same key. */
export const sendText = <View>(path: string, text: string, key: string): Promise<View> =>
  ask<View>(
    path,
    { method: 'POST', headers: { 'content-type': 'text/csv', 'idempotency-key': key }, body: text },
    textLimitMs,
  );

/** Says a last word: it leaves even while the page goes, and nobody hears the answer. */
export function sendLast(one: Press): void {
  fetch(`/api/v1/${one.path}`, { ...requestOf(one), keepalive: true }).catch(() => undefined);
}

const post = <View>(one: Press): Promise<View> => ask<View>(one.path, requestOf(one));

const requestOf = ({ method, key, body }: Press): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  body: JSON.stringify(body),
});

async function ask<View>(path: string, request: RequestInit, limitMs = patienceMs): Promise<View> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`/api/v1/${path}`, { ...request, signal: AbortSignal.timeout(limitMs) });
    body = await response.json();
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (!response.ok) throw new Refused({ code: codeOf(body), status: response.status });
  // The host that serves this page also serves its views, from one schema: checking again would only cost bytes.
  return body as View;
}

function codeOf(body: unknown): string {
  const code: unknown = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return typeof code === 'string' ? code : 'internal';
}
