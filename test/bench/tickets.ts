/** Taking tickets and serving them, as kiosks and counters ask for it. */
import { seeded } from '../support/seeded.ts';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { Problem, TakenTicket } from '../../firmware-host/messages/views.ts';
import type { HttpConnection } from './http-client.ts';
import { countedKeys, expectJson, expectStatus, postWithKey } from './http-request.ts';
import type { Work } from './load.ts';

/** The services of the default lobby. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'V'] as const;
/** One agent is at one counter. */
export const agentAt = (counter: string): string => `agent-${counter}`;

/** Keys of all requests of this run: two rows on one host must not use the same. */
const keys = countedKeys(0xf0);

/** Visitors who touch a service each, in a seeded order. @param path another one than that of tickets, to compare with */
export function visitors(port: number, seed: number, path = '/api/v1/tickets'): Work {
  const random = seeded(seed);
  const requests = LETTERS.map((service) => postWithKey(port, path, { service }));
  return {
    request: () => requests[Math.floor(random() * requests.length)]?.(keys.next()) ?? '',
    check: (answer) => expectStatus(answer, 201),
  };
}

/** Takes one ticket. */
export async function takeTicket(
  connection: HttpConnection,
  port: number,
  service: string,
): Promise<TakenTicket> {
  const request = postWithKey(port, '/api/v1/tickets', { service, language: 'zh-CN' });
  return expectJson(await connection.send(request(keys.next())), 201) as TakenTicket;
}

/** Rates the visit that a counter ended last, on a screen. */
export async function rateVisit(connection: HttpConnection, port: number, counter: string): Promise<void> {
  const request = postWithKey(port, `/api/v1/counters/${counter}/ratings`, { score: 5 });
  expectStatus(await connection.send(request(keys.next())), 201);
}

/** One counter with an agent at it. */
export class BenchCounter {
  readonly #connection: HttpConnection;
  readonly #requests: ReadonlyMap<string, (key: string) => string>;

  constructor(connection: HttpConnection, port: number, id: string) {
    this.#connection = connection;
    const path = `/api/v1/counters/${id}`;
    this.#requests = new Map(
      [
        ['sign-in', { agent: agentAt(id) }] as const,
        ...(['call-next', 'start', 'finish'] as const).map((action) => [action, {}] as const),
      ].map(([action, body]) => [action, postWithKey(port, `${path}/${action}`, body)]),
    );
  }

  async signIn(): Promise<void> {
    await this.act('sign-in');
  }

  /** Asks for an action. @returns the counter as it is after it */
  async act(action: 'sign-in' | 'call-next' | 'start' | 'finish'): Promise<CounterView> {
    return expectJson(await this.#connection.send(this.request(action)), 200) as CounterView;
  }

  /** Calls whoever is next. @returns the number, or null when nobody waits */
  async callNext(): Promise<string | null> {
    const answer = await this.#connection.send(this.request('call-next'));
    if (answer.status === 409 && (expectJson(answer, 409) as Problem).code === 'queue-empty') return null;
    return (expectJson(answer, 200) as CounterView).ticket?.number ?? null;
  }

  /** The text of a request, for whoever measures. */
  request(action: 'sign-in' | 'call-next' | 'start' | 'finish'): string {
    const make = this.#requests.get(action);
    if (make === undefined) throw new Error(`no request for ${action}`);
    return make(keys.next());
  }
}
