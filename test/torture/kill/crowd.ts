/** Eight at once: visitors who take numbers, agents who call them, someone who rates, until there is no host. */
import type { RandomSource } from '../../../drivers/driver.ts';
import type { TakenTicket } from '../../../firmware-host/messages/views.ts';
import type { Answer, Api } from '../../support/api.ts';
import type { Told } from '../../support/kept.ts';
import { isCutOff } from '../run/torture-host.ts';

const VISITORS = 5;
const COUNTERS = ['1', '2'] as const;

export interface Keyed {
  readonly key: string;
  readonly body: object;
}

/** What the crowd has been told, and what it has not been told any more. */
export interface Heard {
  ticket(ticket: Told): void;
  /** A request for a number that had no answer. */
  cut(asked: Keyed): void;
  /** Any answer at all. */
  answer(): void;
  /** Something that should never be answered. */
  wrong(sentence: string): void;
}

export class Crowd {
  readonly #api: Api;
  readonly #heard: Heard;
  readonly #chance: RandomSource;
  readonly #name: string;
  #asked = 0;

  /** @param name of its keys: no other crowd may have it */
  constructor(api: Api, chance: RandomSource, name: string, heard: Heard) {
    this.#api = api;
    this.#chance = chance;
    this.#name = name;
    this.#heard = heard;
  }

  /** Resolves when nobody has an answer any more. */
  async untilCut(): Promise<void> {
    const visitors = Array.from({ length: VISITORS }, (_, index) => this.#visitor(index));
    await Promise.all([...visitors, ...COUNTERS.map((id) => this.#agent(id)), this.#critic()]);
  }

  /** Asks once more, under the same key, what had no answer. */
  async again(all: readonly Keyed[]): Promise<void> {
    for (const asked of all) if (!(await this.#take(asked))) return;
  }

  async #visitor(index: number): Promise<void> {
    const body = { service: index % 3 === 0 ? 'B' : 'A', kiosk: index % 2 === 0 ? 'wall' : 'door' };
    while (await this.#take({ key: `${this.#name}-${(this.#asked += 1)}`, body }));
  }

  /** @returns false when there is no host any more */
  async #take(asked: Keyed): Promise<boolean> {
    const answer = await this.#post('tickets', asked.body, { 'idempotency-key': asked.key });
    if (answer === null) this.#heard.cut(asked);
    else if (answer.status === 201) this.#heard.ticket((JSON.parse(answer.text) as TakenTicket).ticket);
    // The kill has reached the journal's thread before it reached the server.
    else this.#heard.wrong(`a number was refused: ${answer.status} ${answer.text}`);
    return answer !== null;
  }

  async #agent(counter: string): Promise<void> {
    const act = (action: string, body?: object) => this.#post(`counters/${counter}/${action}`, body);
    if ((await act('sign-in', { agent: `agent-${counter}` })) === null) return;
    for (;;) {
      for (const action of ['call-next', 'start', 'finish']) if ((await act(action)) === null) return;
      // Signed out by the night, perhaps.
      if (this.#chance() < 0.02 && (await act('sign-in', { agent: `agent-${counter}` })) === null) return;
    }
  }

  async #critic(): Promise<void> {
    for (;;) {
      const counter = COUNTERS[Math.floor(this.#chance() * COUNTERS.length)] ?? '1';
      const score = 1 + Math.floor(this.#chance() * 5);
      if ((await this.#post(`counters/${counter}/ratings`, { score })) === null) return;
    }
  }

  async #post(
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer | null> {
    try {
      const answer = await this.#api.post(`/api/v1/${path}`, body, headers);
      if (answer.status >= 500) this.#heard.wrong(`${path} was answered ${answer.status}: ${answer.text}`);
      this.#heard.answer();
      return answer;
    } catch (error) {
      if (isCutOff(error)) return null;
      throw error;
    }
  }
}
