/**
 * A client of the host's HTTP interface that says what the test says and nothing more: node:http instead of `fetch`, which
 * forbids a Host header of one's own and adds headers that the host would see.
 */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import type { DisplayView, FollowView, Problem, TakenTicket } from '../../firmware-host/messages/views.ts';

export interface Asking {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long an answer is waited for; a host that gives none is a fault, not a reason to hang. */
  readonly limitMs?: number;
}

export interface Answer {
  readonly status: number;
  /** Without its parameters. */
  readonly mediaType: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

export class Api {
  readonly url: string;
  readonly #agent: Agent;

  /** @param connections how many it may hold at once; they are kept and used again */
  constructor(url: string, connections = 16) {
    this.url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Rejects only when there is no answer at all. */
  ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const { body, raw, headers = {}, limitMs = 10_000 } = asking;
    const content = raw ?? (body === undefined ? null : JSON.stringify(body));
    const about =
      content === null
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) };
    return new Promise((resolve, reject) => {
      const asked = httpRequest(
        `${this.url}${path}`,
        { method, agent: this.#agent, headers: { ...about, ...headers } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const [mediaType = ''] = (response.headers['content-type'] ?? '').split(';');
            const text = Buffer.concat(parts).toString();
            resolve({ status: response.statusCode ?? 0, mediaType, headers: response.headers, text });
          });
        },
      );
      const signal = AbortSignal.timeout(limitMs);
      signal.addEventListener('abort', () =>
        asked.destroy(new Error(`${method} ${path}: no answer within ${limitMs} ms`)),
      );
      asked.on('error', reject);
      asked.end(content ?? undefined);
    });
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.ask('GET', path, headers === undefined ? {} : { headers });
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('POST', path, { body, headers });
  }

  /** Takes a number; throws when none is given. */
  async take(service = 'A', more: object = {}): Promise<TakenTicket> {
    return takenOf(await this.post('/api/v1/tickets', { service, ...more }));
  }

  async follow(token: string): Promise<FollowView> {
    return bodyOf(await this.get(`/api/v1/tickets/${token}`)) as FollowView;
  }

  /** What an agent does at a counter; throws when it is refused. */
  async act(counter: string, action: string, body?: object): Promise<CounterView> {
    return bodyOf(await this.post(`/api/v1/counters/${counter}/${action}`, body)) as CounterView;
  }

  async counter(id: string): Promise<CounterView> {
    return bodyOf(await this.get(`/api/v1/counters/${id}`)) as CounterView;
  }

  /** What is asked below `/api/v1/` and answered as it should be; throws when it is not. */
  async must<View>(path: string, body?: object, status = 200): Promise<View> {
    return bodyOf(await this.post(`/api/v1/${path}`, body), status) as View;
  }

  /** The status and the code of a refusal; throws when there is none. */
  async refusal(path: string, body?: object): Promise<string> {
    const { status, code } = problemOf(await this.post(`/api/v1/${path}`, body));
    return `${status} ${code}`;
  }

  /** The places of all faults of bad input; throws when it is taken. */
  async faults(path: string, body: object): Promise<string[]> {
    const { code, errors = [] } = problemOf(await this.post(`/api/v1/${path}`, body));
    if (code !== 'bad-request') throw new Error(`refused as ${code}`);
    return [...new Set(errors.map((fault) => fault.path))].toSorted();
  }

  async lobby(): Promise<LobbyView> {
    return bodyOf(await this.get('/api/v1/lobby')) as LobbyView;
  }

  async display(): Promise<DisplayView> {
    return bodyOf(await this.get('/api/v1/display')) as DisplayView;
  }

  async health(): Promise<{ readonly position: number; readonly day: string | null }> {
    return bodyOf(await this.get('/healthz')) as { position: number; day: string | null };
  }

  async readiness(): Promise<{ readonly status: string; readonly reasons: readonly string[] }> {
    const answer = await this.get('/readyz');
    return bodyOf(answer, answer.status) as { status: string; reasons: string[] };
  }

  /** Ends connections that are kept for further use. */
  close(): void {
    this.#agent.destroy();
  }
}

/** The answer's JSON; throws with what came when the answer is another one. */
export function bodyOf(answer: Answer, status = 200): unknown {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text);
}

/** The answer to a taking; throws when it was refused. */
export function takenOf(answer: Answer): TakenTicket {
  return bodyOf(answer, 201) as TakenTicket;
}

/** The answer as a problem document. Throws when it is none: every refusal has to be one, whatever the test looks for. */
export function problemOf(answer: Answer): Problem {
  if (answer.mediaType !== 'application/problem+json')
    throw new Error(`${answer.status} is no problem document but ${answer.mediaType}: ${answer.text}`);
  const problem = JSON.parse(answer.text) as Problem;
  if (problem.status !== answer.status)
    throw new Error(`the document says ${problem.status}, the answer ${answer.status}`);
  return problem;
}
