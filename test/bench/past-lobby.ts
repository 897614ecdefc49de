/**
 * Days that were, written straight into a data directory: what the rules themselves decide, event by event, in the shape in which
 * the host records it and seals its days, only without waiting for the medium.
 */
import { monotonicFactory } from 'ulid';
import type { Command, CounterAction } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { Timetable } from '../../firmware-host/domain/timetable.ts';
import { initialState, type State } from '../../firmware-host/domain/state.ts';
import type { Actor, Recorded, RequestKey } from '../../firmware-host/journal/journal.ts';
import { closeHouse, openHouse, type House } from '../../firmware-host/journal/sqlite/house.ts';
import { atOnce } from '../../firmware-host/journal/sqlite/history/mend-history.ts';
import { seeded } from '../support/seeded.ts';
import { countedKeys } from './http-request.ts';
import { LETTERS, agentAt } from './tickets.ts';

const MS_PER_DAY = 86_400_000;
/** Between two tickets of one day. */
const TICKET_MS = 500;
const COUNTER = '1';
const AGENT = agentAt(COUNTER);
const ALWAYS_OPEN: Timetable = Object.fromEntries(LETTERS.map((letter) => [letter, null]));
const HOST: Actor = { kind: 'host', id: 'bench' };

export class PastLobby {
  readonly #house: House;
  readonly #random: () => number;
  readonly #ulid: (at: number) => string;
  readonly #keys: ReturnType<typeof countedKeys>;
  readonly #state: State = initialState();
  readonly #startMs: number;
  #atMs: number;

  private constructor(house: House, lobby: Lobby, startMs: number, seed: number) {
    this.#house = house;
    this.#random = seeded(seed);
    this.#ulid = monotonicFactory(this.#random);
    this.#keys = countedKeys(seed + 1);
    this.#startMs = startMs;
    this.#atMs = startMs;
    this.#do({ type: 'apply-config', lobby, timetable: null }, HOST);
  }

  /**
   * @param dataDir made here
   * @param startMs wall time of the first day
   */
  static async begin(dataDir: string, lobby: Lobby, startMs: number, seed: number): Promise<PastLobby> {
    const house = await openHouse({ dataDir, secondDir: null, stampAt: startMs });
    // What is being prepared may be lost with the machine; the run would be, too.
    house.journal.database.exec('PRAGMA synchronous = OFF');
    return new PastLobby(house, lobby, startMs, seed);
  }

  get position(): number {
    return this.#state.position;
  }

  /** Opens the lobby day of that date (YYYY-MM-DD), with an agent at the first counter. */
  openDay(date: string): void {
    const { database } = this.#house.journal;
    database.exec('BEGIN');
    this.#do({ type: 'open-day', date, timetable: ALWAYS_OPEN }, HOST);
    this.#do({ type: 'sign-in', counter: COUNTER, agent: AGENT }, { kind: 'agent', id: AGENT });
  }

  /** Writes what the day has brought, and seals the one before; the next one begins a day later. */
  endDay(): void {
    const { journal, history } = this.#house;
    journal.database.exec('COMMIT');
    atOnce(history.seal(journal, 1));
    this.#atMs += MS_PER_DAY;
  }

  /** A visitor takes a ticket, and its paper is printed. */
  take(): void {
    this.#atMs += TICKET_MS;
    const service = LETTERS[Math.floor(this.#random() * LETTERS.length)] ?? 'A';
    const ticket = this.#ulid(this.#atMs);
    const token = ticket.slice(4);
    this.#do(
      { type: 'take-ticket', service, kiosk: null, language: 'zh-CN', ticket, token, by: 'kiosk' },
      { kind: 'visitor', id: 'first' },
      'visitor:first /api/v1/tickets {}',
    );
    for (const job of this.#state.openJobs.keys()) {
      this.#do({ type: 'print-sending', job }, HOST);
      this.#do({ type: 'print-printed', job, proof: 'confirmed' }, HOST);
    }
  }

  /** The first counter serves whoever is next, from call to finish. */
  serve(): void {
    for (const type of ['call-next', 'start', 'finish'] satisfies CounterAction[]) {
      const scope = `counter:1 /api/v1/counters/:id/${type} {"id":"1"}`;
      this.#do({ type, counter: COUNTER }, { kind: 'agent', id: AGENT }, scope);
    }
  }

  close(): void {
    closeHouse({ ...this.#house, last: this.#state.position }, true);
  }

  #do(command: Command, actor: Actor, scope?: string): void {
    const time = {
      at: this.#atMs,
      monoMs: this.#atMs - this.#startMs,
      boot: '0123456789ab',
      trusted: true,
    };
    const decision = decide(this.#state, command, time);
    if ('refusal' in decision) throw new Error(`the rules refuse ${command.type}: ${decision.refusal}`);
    const key: RequestKey | undefined =
      scope === undefined ? undefined : { scope, key: this.#keys.next(), digest: 'ZT3r1mVvN2bYc9Qk' };
    for (const [index, event] of decision.events.entries()) {
      const recorded: Recorded = {
        seq: this.#state.position + 1,
        id: this.#ulid(this.#atMs),
        v: 1,
        time,
        actor,
        ...(key !== undefined && index === 0 ? { key } : {}),
        ...event,
      };
      evolve(this.#state, recorded);
      this.#house.journal.insert(recorded.seq, {
        type: recorded.type,
        body: JSON.stringify(recorded),
        more: decision.events.length - 1 - index,
      });
    }
  }
}
